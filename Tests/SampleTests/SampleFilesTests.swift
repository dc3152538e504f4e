// The sample co-op: its files in this package are what the program writes, and importing them gives the figures that
// were worked out beside them, without the code that reads exports.
import Foundation
import SampleCoop
import SessionRunner
import Testing

struct SampleFilesTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "sample-data")

  @Test("sample-data holds the bytes that demo writes, and beside them only the samples of formats")
  func sameBytes() throws {
    let files = SampleCoop.files()
    for file in files {
      let url = Self.folder.appending(path: file.path)
      #expect((try? Data(contentsOf: url)).map(Array.init) == file.bytes, "sample-data/\(file.path) differs")
    }
    let paths = (FileManager.default.subpaths(atPath: Self.folder.path) ?? []).filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: Self.folder.appending(path: path).path, isDirectory: &isFolder)
        && !isFolder.boolValue && !path.hasPrefix("formats/")
    }
    #expect(Set(paths) == Set(files.map(\.path)))
    #expect(files.reduce(0) { $0 + $1.bytes.count } < 8_000_000)
  }

  @Test("Importing the sample gives the expected balances, shares and classes, by month and by store")
  func expectedFigures() async throws {
    let bench = try Workbench()
    defer { bench.remove() }
    let demo = try await bench.run("command commonspend demo coop")
    #expect(demo.status == 0, "\(demo.errors)")
    let imports = try await bench.run("commonspend imports --json --workspace coop").output
    try expectBalances(imports.split(separator: "\n"))
    let byMonth = try await bench.run("commonspend report share --method judged --workspace coop --output csv").output
    try expectFigures(byMonth, "share-by-month.csv")
    let byStore = try await bench.run(
      "commonspend report share --method judged --by store --workspace coop --output csv"
    ).output
    try expectFigures(byStore, "share-by-store-by-month.csv")
    try await expectClasses(bench)
    try await expectExclusionsByDay(bench)
  }

  /// What rules left out by day sums to what they left out in all, but for totals and footers that bear no day; and the
  /// till's own totals tie by the tax, except on the day of the late sale.
  private func expectExclusionsByDay(_ bench: Workbench) async throws {
    let sums = try await bench.run(
      #"""
      commonspend sql "SELECT file, rule, sum(lines), sum(amount) FROM excluded_days JOIN imports
        ON imports.id = import_id GROUP BY 1, 2 ORDER BY 1, 2" --workspace coop --output csv
      """#
    ).output
    let dated = try expected("exclusions.csv").dropFirst().filter { !["total", "footer"].contains($0[1]) }
    let cents = dated.map { row -> [String] in
      Array(row.map(String.init).prefix(3)) + [String(Int(row[3].filter { $0 != "." }) ?? -1)]
    }
    #expect(rows(sums).dropFirst().map { $0.map { $0.filter { $0 != "'" } } } == cents)
    let reconciled = rows(
      try await bench.run("commonspend report reconcile --workspace coop --output csv").output)
    let odd = reconciled.dropFirst().filter { $0[8] != "reconcile.ties" && $0[8] != "reconcile.tiesWithRules" }
    #expect(odd.map { [$0[1], $0[5], $0[8]] } == [["2026-10-17", "12.40", "reconcile.differs"]])
  }

  /// What the evidence of ratings.csv was written for.
  private func expectClasses(_ bench: Workbench) async throws {
    let expected = [
      ("two-corners", "transitional", "transitional"), ("emberloaf", "generative", "generative"),
      ("longfurrow", "generative", "transitional"), ("saltmeadow", "generative", "transitional"),
      ("omnivale", "extractive", "extractive"),
    ]
    for (supplier, gates, points) in expected {
      for (method, name) in [("seed-2017", gates), ("commons-100", points)] {
        let explained = try await bench.run(
          "commonspend explain \(supplier) --method \(method) --on 2026-10-31 --json --workspace coop")
        #expect(explained.output.contains(#""class":"\#(name)""#), "\(supplier) under \(method)")
      }
    }
  }

  private func rows(_ text: String) -> [[Substring]] {
    text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  private func expected(_ name: String) throws -> [[Substring]] {
    rows(try String(contentsOf: Self.folder.appending(path: "expected/" + name), encoding: .utf8))
  }

  /// Every expected column of every expected row, as text.
  private func expectFigures(_ csv: String, _ name: String) throws {
    let expected = try expected(name)
    let real = rows(csv)
    #expect(expected.count > 20 && real.count == expected.count)
    let header = try #require(real.first)
    let columns = try expected[0].map { column in try #require(header.firstIndex(of: column), "no column \(column)") }
    for (expectedRow, row) in zip(expected, real) { #expect(columns.map { row[$0] } == expectedRow) }
  }

  /// Each file's balance and exclusions, as the text of its JSON.
  private func expectBalances(_ lines: [Substring]) throws {
    let balances = try expected("imports.csv").dropFirst()
    let exclusions = try expected("exclusions.csv").dropFirst()
    #expect(balances.count == lines.count)
    for row in balances {
      let rules = exclusions.filter { $0[0] == row[0] }.sorted { $0[1] < $1[1] }
        .map { #"{"rule":"\#($0[1])","lines":\#($0[2]),"amount":\#($0[3])}"# }.joined(separator: ",")
      let names = ["read", "counted", "excluded", "duplicate", "rejected"]
      let counts = zip(names, row[2...6]).map { #""\#($0)":\#($1)"# }.joined(separator: ",")
      let amounts = zip(names, row[7...11]).map { #""\#($0)":\#($1)"# }.joined(separator: ",")
      let parts = [
        #""format":"\#(row[1])""#, #""lines":{\#(counts)}"#, #""amount":{"currency":"USD",\#(amounts)}"#,
        #""excluded":[\#(rules)]"#,
      ]
      let line = lines.first { line in parts.allSatisfy { line.contains($0) } }
      #expect(line != nil, "no import has \(parts.joined(separator: " "))")
    }
  }
}
