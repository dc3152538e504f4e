// Stores and items of a draft as numbers of the database; new ones are added.
internal import GRDB
internal import SpendModel

struct NameTables {
  /// By the draft's store numbers.
  private(set) var storeIDs: [Int64] = []
  /// By the draft's item numbers.
  private(set) var itemIDs: [Int32] = []
  private var known: [Item: Int32] = [:]
  private var codes: [Int32: String] = [:]

  init(db: Database, draft: ExportDraft) throws {
    for name in draft.stores {
      try db.execute(sql: "INSERT INTO store (name) VALUES (?) ON CONFLICT DO NOTHING", arguments: [name])
      storeIDs.append(try Int64.fetchOne(db, sql: "SELECT id FROM store WHERE name = ?", arguments: [name]) ?? 0)
    }
    try loadItems(db, draft)
  }

  private mutating func loadItems(_ db: Database, _ draft: ExportDraft) throws {
    known.reserveCapacity(try Int.fetchOne(db, sql: "SELECT count(*) FROM item") ?? 0)
    let rows = try RowReader(db, "SELECT id, code, department, supplier, has_check_digit FROM item")
    while try rows.next() {
      let item = try Item(
        code: rows.text(1), department: rows.text(2), supplier: rows.text(3), hasCheckDigit: rows.number(4) != 0)
      known[item] = Int32(truncatingIfNeeded: try rows.number(0))
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
      try add(item, insert)
      let id = Int32(truncatingIfNeeded: db.lastInsertedRowID)
      known[item] = id
      itemIDs.append(id)
    }
  }

  private func add(_ item: Item, _ insert: RowWriter) throws {
    insert.bind(1, item.code)
    insert.bind(2, item.department)
    insert.bind(3, item.supplier)
    insert.bind(4, item.description)
    insert.bind(5, item.hasCheckDigit ? 1 : 0)
    insert.bind(6, ProductCode.key(item.code))
    try insert.write()
  }

  /// Makes `canonicalCode` ready: only receipts of a store-day that is stored ask for it.
  mutating func prepareCodes() {
    guard codes.isEmpty else { return }
    codes.reserveCapacity(known.count)
    for (item, id) in known { codes[id] = ProductCode.key(item.code) }
  }

  /// The numbers of a draft's stores, by name.
  func idsByName(_ draft: ExportDraft) -> [String: Int64] {
    Dictionary(zip(draft.stores, storeIDs)) { first, _ in first }
  }

  /// The canonical code of an item, after `prepareCodes`.
  func canonicalCode(_ item: Int32) -> String { codes[item] ?? "" }
}
