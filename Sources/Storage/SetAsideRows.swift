// What an import must give back when it is undone: receipts that it replaced, or the lines that it mended others with.
internal import Foundation
internal import GRDB
internal import SpendModel

struct SetAsideRows {
  /// Which of the two tables.
  enum Table: String {
    /// Receipts that an import replaced.
    case replaced = "replaced_page"
    /// Lines that an import added to another's receipts.
    case mended = "mended_page"
  }

  let db: Database
  let table: Table

  /// Adds receipts to what an import has set aside for a store-day.
  func append(_ page: SalePage, importID: Int64, store: Int64, day: Day) throws {
    var all = page
    if let earlier = try fetch(importID, store, day) { all.receipts = earlier.receipts + all.receipts }
    try db.execute(
      sql: "INSERT OR REPLACE INTO \(table.rawValue) VALUES (?, ?, ?, ?)",
      arguments: [importID, store, Int64(day.number), Data(all.packed())])
  }

  /// Everything that an import has set aside.
  func all(of importID: Int64) throws -> [(store: Int64, day: Day, page: SalePage)] {
    try Row.fetchAll(
      db, sql: "SELECT store_id, day, data FROM \(table.rawValue) WHERE import_id = ? ORDER BY store_id, day",
      arguments: [importID]
    ).map { row in
      let data: Data = try row.get(2)
      return try (row.get(0), Day(number: row.get(1)), data.withUnsafeBytes { try SalePage(packed: PackedPage($0)) })
    }
  }

  private func fetch(_ importID: Int64, _ store: Int64, _ day: Day) throws -> SalePage? {
    let data = try Data.fetchOne(
      db, sql: "SELECT data FROM \(table.rawValue) WHERE import_id = ? AND store_id = ? AND day = ?",
      arguments: [importID, store, Int64(day.number)])
    return try data?.withUnsafeBytes { try SalePage(packed: PackedPage($0)) }
  }
}
