// Rows of the table `page`: the hot path, so statements are prepared once and blobs are read where SQLite holds them.
internal import CSQLite
internal import CZlib
internal import Foundation
internal import GRDB
internal import SpendModel

/// Reads and writes pages inside a transaction.
struct PageRows {
  let db: Database
  private let writer: RowWriter

  init(db: Database) throws {
    self.db = db
    writer = try RowWriter(
      db,
      """
      INSERT INTO page (store_id, day, kind, lines, receipts, amount, quantity, checksum, data)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (store_id, day) DO UPDATE SET kind = excluded.kind, lines = excluded.lines,
        receipts = excluded.receipts, amount = excluded.amount, quantity = excluded.quantity,
        checksum = excluded.checksum, data = excluded.data
      """)
  }

  /// CRC-32 of a page's bytes.
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    Int64(crc32(0, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(bytes.count)))
  }

  /// The stored page of a store-day, unpacked.
  func page(store: Int64, day: Day) throws -> SalePage? {
    let statement = try db.cachedStatement(sql: "SELECT data FROM page WHERE store_id = ? AND day = ?")
    guard let data = try Data.fetchOne(statement, arguments: [store, Int64(day.number)]) else { return nil }
    return try data.withUnsafeBytes { try SalePage(packed: PackedPage($0)) }
  }

  /// Writes a page over what the store-day held; a page without receipts is removed.
  func write(_ page: SalePage, store: Int64, day: Day) throws {
    guard !page.receipts.isEmpty else {
      return try db.execute(
        sql: "DELETE FROM page WHERE store_id = ? AND day = ?", arguments: [store, Int64(day.number)])
    }
    try write(page.packed(), store: store, day: day)
  }

  /// Writes a packed page over what the store-day held.
  func write(_ packed: [UInt8], store: Int64, day: Day) throws {
    try packed.withUnsafeBytes { bytes in
      let page = try PackedPage(bytes)
      try write(page, PageRows.sums(page), store: store, day: day)
    }
  }

  /// Writes a page whose sums are known.
  func write(_ page: PackedPage, _ sums: (amount: Int64, quantity: Int64), store: Int64, day: Day) throws {
    writer.bind(1, store)
    writer.bind(2, Int64(day.number))
    writer.bind(3, Int64(page.kind.rawValue))
    writer.bind(4, Int64(page.lineCount))
    writer.bind(5, Int64(page.receiptCount))
    writer.bind(6, sums.amount)
    writer.bind(7, sums.quantity)
    writer.bind(8, PageRows.checksum(page.bytes))
    writer.bind(9, borrowing: page.bytes)
    try writer.write()
  }

  /// Sums of amounts and quantities of a page.
  static func sums(_ page: PackedPage) throws -> (amount: Int64, quantity: Int64) {
    var amounts: [Int64] = []
    var quantities: [Int64] = []
    page.decode(.amount, into: &amounts)
    page.decode(.quantity, into: &quantities)
    return try sums(amounts, quantities)
  }

  /// Sums of decoded amounts and quantities.
  static func sums(_ amounts: [Int64], _ quantities: [Int64]) throws -> (amount: Int64, quantity: Int64) {
    var amount = ExactSum()
    var quantity = ExactSum()
    for value in amounts { amount.add(value) }
    for value in quantities { quantity.add(value) }
    guard !amount.overflowed, !quantity.overflowed else {
      throw Problem(
        .refused, what: "The amounts of one store-day are too large to be added exactly.", place: "the export's pages",
        rule: "sums are whole minor units within 64 bits", mend: "Look for mis-keyed amounts.")
    }
    return (amount.value, quantity.value)
  }

  /// Every page in order of store name and day, with its bytes where SQLite holds them.
  static func forEach(
    _ db: Database, _ span: DaySpan?, _ body: (_ store: Int64, _ day: Day, _ row: PageRow) throws -> Void
  ) throws {
    var statement: OpaquePointer?
    let sql = """
      SELECT page.store_id, page.day, page.lines, page.receipts, page.amount, page.quantity, page.checksum, page.data,
        page.kind
      FROM page JOIN store ON store.id = page.store_id
      WHERE page.day >= ? AND page.day < ? ORDER BY store.name, page.day
      """
    guard sqlite3_prepare_v2(db.sqliteConnection, sql, -1, &statement, nil) == SQLITE_OK else {
      throw DatabaseError(message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
    }
    defer { sqlite3_finalize(statement) }
    sqlite3_bind_int64(statement, 1, Int64(span?.first.number ?? Int32.min))
    sqlite3_bind_int64(statement, 2, span.map { Int64($0.end.number) } ?? Int64.max)
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        guard let row = PageRow(statement) else { throw PageDamage.truncated }
        try body(
          sqlite3_column_int64(statement, 0),
          Day(number: Int32(truncatingIfNeeded: sqlite3_column_int64(statement, 1))),
          row)
      case SQLITE_DONE: return
      case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
      }
    }
  }
}

/// A row of the table `page`; its bytes are valid until the next row.
struct PageRow {
  var lines, receipts, amount, quantity, checksum, kind: Int64
  var bytes: UnsafeRawBufferPointer

  init?(_ statement: OpaquePointer?) {
    lines = sqlite3_column_int64(statement, 2)
    receipts = sqlite3_column_int64(statement, 3)
    amount = sqlite3_column_int64(statement, 4)
    quantity = sqlite3_column_int64(statement, 5)
    checksum = sqlite3_column_int64(statement, 6)
    kind = sqlite3_column_int64(statement, 8)
    guard let base = sqlite3_column_blob(statement, 7) else { return nil }
    bytes = UnsafeRawBufferPointer(start: base, count: Int(sqlite3_column_bytes(statement, 7)))
  }
}
