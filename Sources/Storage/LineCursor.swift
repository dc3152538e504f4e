// A run through the virtual table `lines`: one page unpacked at a time.
internal import CSQLite
internal import SpendModel

final class LineCursor {
  private let handle: OpaquePointer
  private var pages: OpaquePointer?
  private var items: [Int64: Item] = [:]
  private var store = ""
  private var day = ""
  private var rows: [(receipt: PageReceipt, line: SaleLine)] = []
  private var position = 0
  private(set) var isAtEnd = false
  /// The row's number within the run.
  private(set) var number: Int64 = 0

  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { sqlite3_finalize(pages) }

  func start(_ first: Day, _ last: Day) -> Int32 {
    sqlite3_finalize(pages)
    pages = nil
    (rows, position, number, isAtEnd) = ([], 0, 0, false)
    let sql = """
      SELECT store.name, page.day, page.data FROM page JOIN store ON store.id = page.store_id
      WHERE page.day >= ? AND page.day <= ? ORDER BY store.name, page.day
      """
    guard sqlite3_prepare_v2(handle, sql, -1, &pages, nil) == SQLITE_OK, readItems() else { return SQLITE_ERROR }
    sqlite3_bind_int64(pages, 1, Int64(first.number))
    sqlite3_bind_int64(pages, 2, Int64(last.number))
    return nextPage()
  }

  func advance() -> Int32 {
    position += 1
    number += 1
    return position < rows.count ? SQLITE_OK : nextPage()
  }

  private func readItems() -> Bool {
    guard items.isEmpty else { return true }
    var statement: OpaquePointer?
    let sql = "SELECT id, code, department, supplier, description FROM item"
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { return false }
    defer { sqlite3_finalize(statement) }
    func text(_ column: Int32) -> String { sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "" }
    while sqlite3_step(statement) == SQLITE_ROW {
      items[sqlite3_column_int64(statement, 0)] = Item(
        code: text(1), department: text(2), supplier: text(3), description: text(4))
    }
    return true
  }

  /// Moves to the next page that has lines.
  private func nextPage() -> Int32 {
    position = 0
    while true {
      switch sqlite3_step(pages) {
      case SQLITE_ROW:
        guard let page = readPage() else { return SQLITE_CORRUPT }
        rows = page.receipts.flatMap { receipt in receipt.lines.map { (receipt, $0) } }
        if !rows.isEmpty { return SQLITE_OK }
      case SQLITE_DONE:
        isAtEnd = true
        rows = []
        return SQLITE_OK
      case let code: return code
      }
    }
  }

  private func readPage() -> SalePage? {
    guard let name = sqlite3_column_text(pages, 0), let base = sqlite3_column_blob(pages, 2) else { return nil }
    store = String(cString: name)
    day = Day(number: Int32(truncatingIfNeeded: sqlite3_column_int64(pages, 1))).isoText
    let bytes = UnsafeRawBufferPointer(start: base, count: Int(sqlite3_column_bytes(pages, 2)))
    return (try? PackedPage(bytes)).flatMap { try? SalePage(packed: $0) }
  }

  // MARK: - Columns

  func result(_ column: Int32, _ context: OpaquePointer?) {
    guard rows.indices.contains(position) else { return sqlite3_result_null(context) }
    let (receipt, line) = rows[position]
    switch column {
    case 0: text(store, context)
    case 1: text(day, context)
    case 2: line.second >= 0 ? text(ClockText.of(line.second), context) : sqlite3_result_null(context)
    case 3: filled(receipt.key.parts.register, context)
    case 4: filled(receipt.key.parts.cashier, context)
    case 5: filled(receipt.key.parts.number, context)
    case 6...9: itemText(column, items[Int64(line.item)], context)
    case 10: sqlite3_result_double(context, Double(line.quantity) / 1_000_000)
    case 11: sqlite3_result_int64(context, line.amount)
    case 12: known(line.cost, context)
    case 13: known(line.tax, context)
    case 14: sqlite3_result_int64(context, Int64(receipt.importID))
    default: sqlite3_result_null(context)
    }
  }

  private func itemText(_ column: Int32, _ item: Item?, _ context: OpaquePointer?) {
    guard let item else { return sqlite3_result_null(context) }
    switch column {
    case 6: filled(item.code, context)
    case 7: filled(item.description, context)
    case 8: filled(item.department, context)
    default: filled(item.supplier, context)
    }
  }

  private func known(_ amount: Int64, _ context: OpaquePointer?) {
    amount == SaleLine.unknown ? sqlite3_result_null(context) : sqlite3_result_int64(context, amount)
  }

  private func filled(_ value: String, _ context: OpaquePointer?) {
    value.isEmpty ? sqlite3_result_null(context) : text(value, context)
  }

  private func text(_ value: String, _ context: OpaquePointer?) {
    // SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
    sqlite3_result_text(context, value, -1, unsafeBitCast(-1, to: sqlite3_destructor_type.self))
  }
}

/// Seconds of the day as `09:05:00`.
public enum ClockText {
  /// The text of a second 0..<86 400.
  public static func of(_ second: Int32) -> String {
    [second / 3600, second / 60 % 60, second % 60].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
  }
}
