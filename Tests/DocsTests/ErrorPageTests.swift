// docs/reference/errors.md lists every problem that the program can state; the list is written from the sources.
import Foundation
import Testing

struct ErrorPageTests {
  private static let mark = "<!-- From here on written from the sources: RECORD=1 swift test --filter DocsTests -->"

  private static let areas: [(title: String, modules: [String])] = [
    ("Reading exports", ["Delimited", "Ingestion"]), ("Files of the workspace", ["DataFiles", "SpendModel"]),
    ("The database", ["Storage"]), ("Reports", ["Reporting", "Rendering"]),
    ("Commands and tables", ["Operations", "commonspend", "Dashboard", "Catalogue"]),
  ]

  private func list() throws -> String {
    let problems = try ErrorList.all()
    var text = ""
    for (title, modules) in Self.areas {
      let rows = problems.filter { modules.contains($0.module) }
      guard !rows.isEmpty else { continue }
      text += "\n## \(title)\n\n| what | rule | mend |\n|---|---|---|\n"
      text += rows.map { "| \(cell($0.what)) | \(cell($0.rule)) | \(cell($0.mend)) |\n" }.joined()
    }
    return text
  }

  private func cell(_ text: String) -> String { text.replacing("|", with: "\\|").replacing("\n", with: " ") }

  @Test("Every problem that the sources state is on the page")
  func page() throws {
    let document = Document(path: "docs/reference/errors.md")
    let text = try document.text()
    let head = try #require(text.range(of: Self.mark)).lowerBound
    let expected = text[..<head] + Self.mark + "\n" + (try list())
    if Document.isRecording, expected != text { return try document.record(String(expected)) }
    for line in expected.split(separator: "\n") where line.hasPrefix("| ") && !text.contains(line) {
      Issue.record("docs/reference/errors.md lacks \(line)")
    }
    #expect(expected == text)
  }

  @Test("Every module whose problems a person may see has an area")
  func areas() throws {
    let known = Set(Self.areas.flatMap(\.modules))
    #expect(Set(try ErrorList.all().map(\.module)).subtracting(known).isEmpty)
  }
}
