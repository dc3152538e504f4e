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
    let rows = try RowReader(db, "SELECT id, code, department, supplier, has_check_digit, canonical_code FROM item")
    while try rows.next() {
      let item = try Item(
        code: rows.text(1), department: rows.text(2), supplier: rows.text(3), hasCheckDigit: rows.number(4) != 0)
      note(item, Int32(truncatingIfNeeded: try rows.number(0)), code: try rows.text(5), &known)
    }
    let insert = try RowWriter(
      db,
      """
      INSERT INTO item (code, department, supplier, description, has_check_digit, canonical_code)
      VALUES (?, ?, ?, ?, ?, ?)
      """)
    for item in draft.items {
      if let id = known[item] {
        itemIDs.append(id)
        continue
      }
      let code = ProductCode.key(item.code)
      try add(item, code, insert)
      let id = Int32(truncatingIfNeeded: db.lastInsertedRowID)
      note(item, id, code: code, &known)
      itemIDs.append(id)
    }
  }

  private func add(_ item: Item, _ code: String, _ insert: RowWriter) throws {
    insert.bind(1, item.code)
    insert.bind(2, item.department)
    insert.bind(3, item.supplier)
    insert.bind(4, item.description)
    insert.bind(5, item.hasCheckDigit ? 1 : 0)
    insert.bind(6, code)
    try insert.write()
  }

  private mutating func note(_ item: Item, _ id: Int32, code: String, _ known: inout [Item: Int32]) {
    known[item] = id
    codes[id] = code
  }

  /// The canonical code of a stored item.
  func canonicalCode(_ item: Int32) -> String { codes[item] ?? "" }
}
