// Report pages in a real browser, where there is one: they load without a complaint and without asking for anything.
import Foundation
import SpendModel
import Testing

@testable import Rendering
@testable import Reporting

private let browser = "/usr/bin/chromium"

/// Two years of a small co-op with a target: every picture has something to draw.
private func coop() -> SmallCoop {
  var coop = SmallCoop()
  for (code, supplier) in [("A", "S-A"), ("B", "S-B"), ("C", "S-C")] {
    coop.product(code, of: supplier, in: "Dept " + code)
  }
  coop.rate("S-A", .generative, from: "2024-01-01")
  coop.rate("S-B", .extractive, from: "2024-01-01")
  var first = day("2025-01-15")
  for month in 0..<22 {
    coop.sell("A", 1000 + Int64(month) * 100, on: first.isoText)
    coop.sell("B", 3000 - Int64(month) * 50, on: first.isoText)
    coop.sell("C", 500, on: first.isoText)
    first = first.adding(months: 1)
  }
  let start = Target.Start(last: day("2025-12-31"), share: Share(part: 20, whole: 100))
  coop.targets = [
    Target(name: "Board <2027>", course: .glide(from: start, to: Share(part: 1, whole: 2), by: day("2027-12-31")))
  ]
  return coop
}

private func page() throws -> String {
  let table = try coop().run(SummaryReport())
  return String(decoding: HTMLRenderer(try RepositoryFiles.wording()).render(table), as: UTF8.self)
}

@Test("A page holds everything it needs: no script, nothing from outside")
func selfContained() throws {
  let page = try page()
  for sign in ["<script", "src=", "http:", "https:", "url(", "@import", "javascript:", "onload="] {
    #expect(!page.contains(sign), "\(sign)")
  }
  #expect(page.contains("Board &lt;2027&gt;"))
  #expect(page.contains("<svg") && page.contains("<title id=") && page.contains("<th scope=\"row\">"))
}

@Test("No report's page asks for anything from outside, and none has a table without rows")
func everyPageIsSelfContained() throws {
  let declared = try RepositoryFiles.catalogue("Reports").map { DeclaredReport(try ReportDefinition($0)) as any Report }
  let renderer = HTMLRenderer(try RepositoryFiles.wording())
  for report in declared + ComputedReports.all {
    let page = String(decoding: renderer.render(try coop().run(report)), as: UTF8.self)
    for sign in ["<script", "src=", "http:", "https:", "url(", "@import"] {
      #expect(!page.contains(sign), "\(report.card.id): \(sign)")
    }
    #expect(page.contains("<h1>") && !page.contains("<tbody>\n\n"), "\(report.card.id)")
  }
}

@Test(
  "A page loads in a browser at three widths without a word on the console, and prints",
  .enabled(if: FileManager.default.isExecutableFile(atPath: browser)))
func loadsInBrowser() throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: "summary.html")
  try page().write(to: file, atomically: true, encoding: .utf8)
  for width in [400, 800, 1280] {
    let picture = folder.appending(path: "\(width).png")
    let complaints = try console(
      ["--window-size=\(width),900", "--screenshot=\(picture.path)", file.absoluteString], folder)
    #expect(complaints == [])
    #expect(FileManager.default.fileExists(atPath: picture.path))
  }
  let print = folder.appending(path: "summary.pdf")
  let complaints = try console(["--no-pdf-header-footer", "--print-to-pdf=\(print.path)", file.absoluteString], folder)
  #expect(complaints == [])
  let pages = try Data(contentsOf: print)
  #expect(pages.starts(with: Array("%PDF".utf8)))
}

/// What the console says. No host name resolves, so that a request to anywhere would be a complaint.
private func console(_ arguments: [String], _ folder: URL) throws -> [String] {
  let log = folder.appending(path: "console.txt")
  _ = FileManager.default.createFile(atPath: log.path, contents: nil)
  let process = Process()
  process.executableURL = URL(fileURLWithPath: browser)
  process.arguments =
    [
      "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
      "--disable-background-networking",
      "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(folder.appending(path: "profile").path)",
      "--enable-logging=stderr",
    ] + arguments
  process.standardError = try FileHandle(forWritingTo: log)
  process.standardOutput = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  return try String(contentsOf: log, encoding: .utf8).split(separator: "\n").filter { $0.contains("CONSOLE") }.map(
    String.init)
}
