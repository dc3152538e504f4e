// What the documents show is what the program prints: README, tutorial and reference are run. RECORD=1 writes them anew.
import Foundation
import SessionRunner
import Testing

struct DocumentSessionTests {
  @Test("A document's sessions print what it says", arguments: Document.all)
  func sessions(_ document: Document) async throws {
    let text = try document.text()
    let session = DocumentSession(text)
    guard !session.isEmpty else { return }
    let (recorded, differences) = try await session.replay()
    if Document.isRecording, recorded != text { return try document.record(recorded) }
    for difference in differences { Issue.record("\(document.path)\n\(difference)") }
  }

  @Test("The README shows a real session by line 30 and fits 150 lines")
  func readme() throws {
    let lines = try Document(path: "README.md").text().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 151)
    #expect(lines.prefix(30).contains("$ commonspend demo"))
  }

  @Test("The README's two commands are there, and CI calls the second")
  func commands() throws {
    let readme = try Document(path: "README.md").text()
    let continuous = try String(contentsOf: Document.root.appending(path: ".ci/run"), encoding: .utf8)
    #expect(readme.contains("\n./try ") && readme.contains("\n./check "))
    #expect(continuous.split(separator: "\n").contains("./check"))
  }
}
