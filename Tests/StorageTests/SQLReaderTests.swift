// SQL over a database on disk: the same lines as the pages hold, and nothing but reading.
import Foundation
import SpendModel
import Storage
import Testing

/// A database on disk with three receipts on two days, and a reader over it.
private func reading<T>(_ body: (SQLReader) throws -> T) throws -> T {
  let folder = FileManager.default.temporaryDirectory.appending(path: "sql-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.appending(path: "spend.db").path
  let database = try SpendDatabase(path: path, mode: .create)
  try database.take(
    draft(
      "a",
      [
        TestReceipt(number: "1", lines: [("4011", 2, 240), ("4012", 1, 300)]),
        TestReceipt(number: "2", lines: [("4011", -1, -120)], day: "2026-03-02"),
        TestReceipt(number: "3", lines: [("0020", 1, 500)], day: "2026-03-02", store: "2"),
      ]))
  return try body(SQLReader(path: path))
}

private func rows(_ sql: String, _ reader: SQLReader) throws -> [[SQLValue]] {
  var rows: [[SQLValue]] = []
  try reader.run(sql, columns: { _ in }, row: { rows.append($0) })
  return rows
}

@Test("Lines are rows: whole minor units, ISO days, quantities as numbers")
func linesAsRows() throws {
  try reading { reader in
    let all = try rows(
      "SELECT store, day, receipt, code, quantity, amount FROM lines ORDER BY store, day, receipt, code", reader)
    #expect(
      all == [
        [.text("1"), .text("2026-03-01"), .text("1"), .text("4011"), .real(2), .integer(240)],
        [.text("1"), .text("2026-03-01"), .text("1"), .text("4012"), .real(1), .integer(300)],
        [.text("1"), .text("2026-03-02"), .text("2"), .text("4011"), .real(-1), .integer(-120)],
        [.text("2"), .text("2026-03-02"), .text("3"), .text("0020"), .real(1), .integer(500)],
      ])
    let daily = try rows("SELECT sum(lines), sum(amount) FROM daily_product_sales WHERE code = '4011'", reader)
    #expect(daily == [[.integer(2), .integer(120)]])
  }
}

@Test(
  "A condition on the day gives what a scan gives",
  arguments: [
    "day = '2026-03-02'", "day > '2026-03-01'", "day >= '2026-03-02' AND day <= '2026-03-02'", "day < '2026-03-02'",
    "day BETWEEN '2026-03-01' AND '2026-03-01'", "day = 'never'", "day > '2026-03-01' AND day = '2026-03-02'",
  ])
func daysHandedDown(_ condition: String) throws {
  try reading { reader in
    let fast = try rows("SELECT sum(amount) FROM lines WHERE \(condition)", reader)
    // A term that SQLite cannot hand down.
    let slow = try rows(
      "SELECT sum(amount) FROM lines WHERE \(condition.replacingOccurrences(of: "day", with: "(day || '')"))", reader)
    #expect(fast == slow)
  }
}

@Test("Two runs through the lines do not disturb each other")
func joinedWithItself() throws {
  try reading { reader in
    let pairs = try rows("SELECT count(*) FROM lines a JOIN lines b ON a.day = b.day AND a.store = b.store", reader)
    #expect(pairs == [[.integer(6)]])
  }
}

@Test(
  "Nothing but one SELECT is run",
  arguments: [
    "DELETE FROM page", "UPDATE store SET name = 'x'", "CREATE TABLE x(y)", "PRAGMA query_only = 0",
    "PRAGMA journal_mode = DELETE",
    "ATTACH 'x.db' AS x", "VACUUM INTO 'x.db'", "SELECT 1; DELETE FROM page", "SELECT load_extension('x')", "BEGIN", "",
    ";",
    "EXPLAIN DELETE FROM page", "DROP VIEW daily_product_sales",
  ])
func onlyReads(_ sql: String) throws {
  try reading { reader throws in
    #expect(throws: Problem.self) { try rows(sql, reader) }
    let count = try rows("SELECT count(*) FROM lines", reader)
    #expect(count == [[.integer(4)]])
  }
}
