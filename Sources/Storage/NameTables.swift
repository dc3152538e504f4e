// Stores and items of a draft as numbers of the database; new ones are added.
internal import GRDB
internal import SpendModel

struct NameTables {
  /// By the draft's store numbers.
  private(set) var storeIDs: [Int64] = []
  /// By the draft's item numbers.
  private(set) var itemIDs: [Int32] = []
  private var codes: [Int32: String] = [:]

  init(db: Database, draft: ExportDraft) throws {
    for name in draft.stores {
      try db.execute(sql: "INSERT INTO store (name) VALUES (?) ON CONFLICT DO NOTHING", arguments: [name])
      storeIDs.append(try Int64.fetchOne(db, sql: "SELECT id FROM store WHERE name = ?", arguments: [name]) ?? 0)
    }
    try loadItems(db, draft)
  }

  private mutating func loadItems(_ db: Database, _ draft: ExportDraft) throws {
    var known: [Item: Int32] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT id, code, department, supplier, has_check_digit, canonical_code FROM item")
    while let row = try rows.next() {
      let id: Int32 = try row.get(0)
      let item = try Item(
        code: row.get(1), department: row.get(2), supplier: row.get(3), hasCheckDigit: row.get(4))
      known[item] = id
      codes[id] = try row.get(5)
    }
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO item (code, department, supplier, description, has_check_digit, canonical_code)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    for item in draft.items {
      if let id = known[item] {
        itemIDs.append(id)
        continue
      }
      let code = ProductCode.key(item.code)
      try insert.execute(arguments: [
        item.code, item.department, item.supplier, item.description, item.hasCheckDigit ? 1 : 0, code,
      ])
      let id = Int32(truncatingIfNeeded: db.lastInsertedRowID)
      known[item] = id
      codes[id] = code
      itemIDs.append(id)
    }
  }

  /// The canonical code of a stored item.
  func canonicalCode(_ item: Int32) -> String { codes[item] ?? "" }
}
