// Shapes at the edges read well in every output: nothing sold, nothing rated, more returned than sold, one line.
import DataFiles
import SpendModel
import Testing

@testable import Rendering
@testable import Reporting

private func rated() -> SmallCoop {
  var coop = SmallCoop()
  coop.product("A", of: "S-A", in: "Dairy")
  coop.product("B", of: "S-B", in: "Produce")
  coop.rate("S-A", .generative, from: "2025-01-01")
  coop.rate("S-B", .extractive, from: "2025-01-01")
  return coop
}

/// Every report over a co-op.
private func tables(_ coop: SmallCoop) throws -> [ReportTable] {
  let declared = try RepositoryFiles.catalogue("Reports").map { DeclaredReport(try ReportDefinition($0)) as any Report }
  return try (declared + ComputedReports.all).map { try coop.run($0) }
}

private enum Shape: String, CaseIterable {
  case nothing, oneLine, zeroShare, allUnrated, negativeMonth, emptyMonth, zeroAmounts

  var coop: SmallCoop {
    var coop = rated()
    switch self {
    case .nothing: break
    case .oneLine: coop.sell("A", 100, on: "2026-01-31")
    case .zeroShare:
      coop.sell("B", 100, on: "2026-01-31")
      coop.sell("B", 100, on: "2026-02-28")
    case .allUnrated:
      coop.sell("X", 100, on: "2026-01-31")
      coop.sell("Y", 100, on: "2026-02-28")
    case .negativeMonth:
      coop.sell("A", 1000, on: "2026-01-31")
      coop.sell("A", -300, on: "2026-02-28")
      coop.sell("B", 100, on: "2026-02-28")
    case .emptyMonth:
      coop.sell("A", 1000, on: "2026-01-31")
      coop.sell("A", 1000, on: "2026-03-31")
    case .zeroAmounts: coop.sell("A", 0, on: "2026-01-31")
    }
    let step = Target.Step(from: day("2025-01-01"), share: Share(part: 1, whole: 1))
    var target = Target(name: "T", course: .steps([step]))
    target.measure = .month
    coop.targets = [target]
    return coop
  }
}

@Test("Every report can be written in every shape and output, and twice the same", arguments: Shape.allCases)
private func edgeShapes(_ shape: Shape) throws {
  let choices = RenderingChoices(wording: try RepositoryFiles.wording("es-CL"), createdAt: "2026-11-05T06:00:00Z")
  for table in try tables(shape.coop) {
    for name in Renderers.names {
      let renderer = try #require(Renderers.named(name, choices))
      let bytes = try renderer.render(table)
      #expect(!bytes.isEmpty)
      #expect(try renderer.render(table) == bytes, "\(table.report) as \(name)")
    }
    let text = try RepositoryFiles.text(table, "es-CL")
    #expect(!text.contains("{") && !text.contains("report.") && !text.contains("grid."), "\(text)")
  }
}

@Test("A month without sales is a row with total 0 and no share")
func emptyMonth() throws {
  let table = try Shape.emptyMonth.coop.run(try RepositoryFiles.share())
  #expect(try column("total", table.main) == [.money(1000), .money(0), .money(1000)])
  let json = String(decoding: JSONRenderer(try RepositoryFiles.wording()).render(table), as: UTF8.self)
  #expect(json.contains(#""period":"2026-02","complete":true,"total":0.00"#))
  #expect(json.contains(#""provedShare":null,"possibleShare":null,"coverage":null"#))
}

@Test("A share of 0 is 0.0 %, an unknown share is not")
func zeroAndUnknown() throws {
  #expect(try RepositoryFiles.text(try Shape.zeroShare.coop.run(try RepositoryFiles.share())).contains("0.0 %"))
  let nothing = try RepositoryFiles.text(try Shape.zeroAmounts.coop.run(try RepositoryFiles.share()))
  #expect(nothing.contains("no share can be told"))
  #expect(!nothing.contains(" 0.0 %"))
}

@Test("A coverage below the minimum gives an interval instead of one figure")
func interval() throws {
  var coop = rated()
  coop.sell("A", 300, on: "2026-01-31")
  coop.sell("X", 700, on: "2026-01-31")
  coop.minimumCoverage = Share(part: 67, whole: 100)
  let text = try RepositoryFiles.text(try coop.run(try RepositoryFiles.share()))
  #expect(text.contains("between 30.0 % and 100.0 % went to companies that proved to be generative"))
  #expect(text.contains("a single figure needs a coverage of 67 %, and it is 30.0 %"))
}

@Test("The line of truth says of its target whether it is proved, and never rounds onto it")
func targetSentence() throws {
  var coop = rated()
  coop.sell("A", 2996, on: "2026-01-31")
  coop.sell("B", 7004, on: "2026-01-31")
  let step = Target.Step(from: day("2025-01-01"), share: Share(part: 30, whole: 100))
  var target = Target(name: "T", course: .steps([step]))
  target.measure = .month
  coop.targets = [target]
  let text = try RepositoryFiles.text(try coop.run(try RepositoryFiles.share()))
  #expect(text.contains("29.96 % went to companies"))
  #expect(text.contains("Target 30 %: not proved."))
  #expect(!text.contains("30.0 %"))
}

@Test("On a narrow terminal no line is wider than it, and what was left out is named", arguments: [80, 120])
func narrow(_ width: Int) throws {
  var coop = rated()
  coop.product(
    "L", of: "S-L", in: "A department with a name that is much longer than any terminal would like to show it")
  for month in 1...9 {
    coop.sell("A", 123_456_789, on: "2026-0\(month)-15")
    coop.sell("B", 234_567_890, on: "2026-0\(month)-15")
    coop.sell("L", 345_678_901, on: "2026-0\(month)-15")
  }
  for table in try tables(coop) {
    let text = String(
      decoding: TextRenderer(try RepositoryFiles.wording(), hasColour: false, width: width).render(table), as: UTF8.self
    )
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { TextRenderer.width($0) <= width }, "\(text)")
    if width == 80, table.report == "share" {
      #expect(text.contains("Left out for want of room: unrated, transitional, extractive"))
      #expect(lines.contains { $0.contains("proved") && $0.contains("possible") && $0.contains("coverage") })
    }
  }
}

@Test("Names from the data are harmless in HTML, Markdown, CSV and on a terminal")
func hostileNames() throws {
  var coop = rated()
  coop.product("X", of: "S-A", in: "=1+1|<script>\u{1B}[31m")
  coop.sell("X", 100, on: "2026-01-31")
  let departments = try #require(try tables(coop).first { $0.report == "departments" })
  let choices = RenderingChoices(wording: try RepositoryFiles.wording(), createdAt: "2026-11-05")
  func text(_ name: String) throws -> String {
    String(decoding: try #require(Renderers.named(name, choices)).render(departments), as: UTF8.self)
  }
  for name in ["text", "markdown", "html"] { #expect(!(try text(name).contains("\u{1B}")), "\(name)") }
  #expect(try text("csv").contains("'=1+1"))
  #expect(try text("markdown").contains("\\|\\<script\\>"))
  #expect(!(try text("html").contains("<script>")))
}
