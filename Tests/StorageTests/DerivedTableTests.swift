// The tables for people with SQL: what an import asks to be made anew, and that every row is written as it is.
import Foundation
import SpendModel
import Storage
import Testing

/// The days whose derived rows an import asked to be made anew.
private func refreshed(_ draft: ExportDraft, _ database: SpendDatabase) throws -> DaySpan? {
  var asked: DaySpan?
  _ = try database.land(
    draft, onConflict: .replace, dryRun: false, importedAt: "2026-11-05T06:00:00Z", matchedDays: { _ in [] },
    derive: { _, span in asked = span })
  return asked
}

private func days(_ first: String, _ last: String) throws -> DaySpan {
  DaySpan(
    first: try #require(Day(isoText: first)), end: try #require(Day(isoText: last)).adding(days: 1))
}

struct DerivedTableTests {
  @Test("Only days whose pages changed are made anew")
  func changedDays() throws {
    let database = try SpendDatabase.empty()
    let later = TestReceipt(number: "7", lines: [("0031", 1, 400)], day: "2026-04-02")
    #expect(try refreshed(draft("a", [bananas, later]), database) == days("2026-03-01", "2026-04-02"))
    let next = TestReceipt(number: "8", lines: [("0031", 1, 400)], day: "2026-04-03")
    #expect(try refreshed(draft("b", [bananas, later, next]), database) == days("2026-04-03", "2026-04-03"))
    #expect(try refreshed(draft("c", [bananas]), database) == nil)
    #expect(try refreshed(draft("d", [milk], cancelled: ["100"]), database) == days("2026-03-01", "2026-03-01"))
  }

  @Test("What is derived sees every item, those of the import too")
  func items() throws {
    let database = try SpendDatabase.empty()
    try database.take(draft("a", [bananas]))
    var seen: [Item] = []
    var next = draft("b", [milk])
    next.items[0].description = "Milk"
    _ = try database.land(
      next, onConflict: .refuse, dryRun: false, importedAt: "2026-11-05T06:00:00Z",
      matchedDays: { _ in [] }, derive: { tables, _ in seen = try tables.pages.items })
    #expect(seen.map(\.code) == ["", "4011", "4012", "0020"])
    #expect(seen.map(\.description) == ["", "", "", "Milk"])
    #expect(try seen == database.items)
    #expect(try seen == database.bareItems)
    #expect(try database.bareItems.allSatisfy(\.description.isEmpty))
  }

  @Test("Sums are written as they are, however many", arguments: [0, 1, 31, 32, 33, 64, 100])
  func rows(_ count: Int) throws {
    let spend = spend(
      ["2026-03 ", "2026-03 Straße", "2026-04 1"], rows: (0..<count).map { ($0 / 40, $0 % 40, Int64($0) * -7) })
    #expect(try table(after: [(nil, nil, spend)]) == rows(of: spend))
  }

  @Test("The sums of other months stay, and cells keep their texts")
  func months() throws {
    let all = spend(["2026-03 1", "2026-04 1", "2026-05 1"], rows: [(0, 3, 1), (1, 4, 2), (1, 5, 3), (2, 3, 4)])
    let april = spend(["2026-04 1", "2026-04 2"], rows: [(0, 6, 5), (1, 3, 6)])
    let both = [all, april].map { rows(of: $0) }
    #expect(
      try table(after: [(nil, nil, all), ("2026-04", "2026-04", april)])
        == both[0].prefix(1) + both[1] + both[0].suffix(1))
    #expect(try table(after: [(nil, nil, all), (nil, nil, april)]) == both[1])
  }

  /// Places as `MONTH STORE`; rows as place, cell and amount.
  private func spend(_ places: [String], rows: [(place: Int, cell: Int, amount: Int64)]) -> MonthlySpend {
    MonthlySpend(
      places: places.map { MonthlySpend.Place(month: String($0.prefix(7)), store: String($0.dropFirst(8))) },
      cells: [MonthlySpend.Cell(department: "Käse, \"Brot\"", supplier: "S1", standing: .generative)]
        + Standing.allCases.map { MonthlySpend.Cell(department: nil, supplier: nil, standing: $0) }
        + (0..<40).map { MonthlySpend.Cell(department: "Dairy", supplier: "S\($0)", standing: .generative) },
      rows: rows.map { MonthlySpend.Row(place: $0.place, cell: $0.cell, lines: $0.cell, amount: $0.amount) })
  }

  /// What the view shows of the spend, by place and cell.
  private func rows(of spend: MonthlySpend) -> [[SQLValue]] {
    func text(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
    return spend.rows.map { row in
      let (place, cell) = (spend.places[row.place], spend.cells[row.cell])
      return [
        .text(place.month), .text(place.store), text(cell.department), text(cell.supplier),
        .text(cell.standing.spendClass.rawValue),
        text(Standing(cell.standing.spendClass) == nil ? cell.standing.column : nil),
        .integer(Int64(row.lines)), .integer(row.amount),
      ]
    }
  }
}

/// The view's rows after an import that replaced months of it.
private func table(after changes: [(first: String?, last: String?, spend: MonthlySpend)]) throws -> [[SQLValue]] {
  let folder = FileManager.default.temporaryDirectory.appending(path: "derived-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.appending(path: "spend.db").path
  let database = try SpendDatabase(path: path, mode: .create)
  _ = try database.land(
    draft("a", [bananas]), onConflict: .refuse, dryRun: false, importedAt: "2026-11-05T06:00:00Z",
    matchedDays: { _ in [] },
    derive: { tables, _ in
      for change in changes {
        try tables.replaceMonthlySpend(from: change.first, to: change.last, by: change.spend)
      }
    })
  var rows: [[SQLValue]] = []
  try SQLReader(path: path).run(
    "SELECT * FROM monthly_spend ORDER BY month, store, lines", columns: { _ in }, row: { rows.append($0) })
  return rows
}
