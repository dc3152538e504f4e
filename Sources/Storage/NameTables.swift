// Stores and items of a draft as numbers of the database; new ones are added. An import reads the items once: what is
// derived from its pages in the same transaction gets them from here.
internal import GRDB
internal import SpendModel

struct NameTables {
  /// By the draft's store numbers.
  private(set) var storeIDs: [Int64] = []
  /// By the draft's item numbers.
  private(set) var renumbering = ItemRenumbering()
  /// Every item of the database, the draft's among them.
  private(set) var items: BareItems
  private var codes: [Int32: String] = [:]

  init(db: Database, draft: ExportDraft) throws {
    items = try BareItems(db)
    for name in draft.stores {
      try db.execute(sql: "INSERT INTO store (name) VALUES (?) ON CONFLICT DO NOTHING", arguments: [name])
      storeIDs.append(try Int64.fetchOne(db, sql: "SELECT id FROM store WHERE name = ?", arguments: [name]) ?? 0)
    }
    try number(draft.items, db)
  }

  private mutating func number(_ incoming: [Item], _ db: Database) throws {
    var known = ItemNumbers(capacity: items.numbers.count + incoming.count)
    for number in items.numbers { known.insert(number, in: items.all) }
    let insert = try RowWriter(
      db,
      """
      INSERT INTO item (code, department, supplier, description, has_check_digit, canonical_code)
      VALUES (?, ?, ?, ?, ?, ?)
      """)
    for item in incoming {
      if let number = known.number(of: item, in: items.all) {
        renumbering.append(number)
        continue
      }
      try add(item, insert)
      let number = Int32(truncatingIfNeeded: db.lastInsertedRowID)
      items.append(item.bare, number)
      known.insert(number, in: items.all)
      renumbering.append(number)
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

  /// The numbers of a draft's stores, by name.
  func idsByName(_ draft: ExportDraft) -> [String: Int64] {
    Dictionary(zip(draft.stores, storeIDs)) { first, _ in first }
  }

  /// The canonical code of an item: made when it is asked for, since only receipts that are stored already do.
  mutating func canonicalCode(_ number: Int32) -> String {
    if let code = codes[number] { return code }
    let code = ProductCode.key(items[number]?.code ?? "")
    codes[number] = code
    return code
  }
}
