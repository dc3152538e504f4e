// The items of a database by number, without their descriptions: what the item column of a page points to.
internal import GRDB
internal import SpendModel

/// Items by number. Numbers that no row has are empty items.
struct BareItems {
  /// By number.
  private(set) var all: [Item] = []

  /// No items.
  init() {}

  /// The items that are stored.
  init(_ db: Database) throws { try BareItems.forEach(db) { number, item in set(item, at: number) } }

  /// Calls the body with every stored item, by number.
  static func forEach(_ db: Database, _ body: (_ number: Int32, _ item: Item) throws -> Void) throws {
    let rows = try RowReader(db, "SELECT id, code, department, supplier, has_check_digit FROM item ORDER BY id")
    while try rows.next() {
      guard let number = Int32(exactly: try rows.number(0)), number >= 0, number < 1 << 28 else {
        throw PageDamage.notAPage
      }
      let item = try Item(
        code: rows.text(1), department: rows.text(2), supplier: rows.text(3), hasCheckDigit: rows.number(4) != 0)
      try body(number, item)
    }
  }

  /// The item of a number; nil behind the last.
  subscript(_ number: Int32) -> Item? { all.indices.contains(Int(number)) ? all[Int(number)] : nil }

  /// Sets the item of a number that is not negative.
  mutating func set(_ item: Item, at number: Int32) {
    while all.count <= number { all.append(Item(code: "")) }
    all[Int(number)] = item
  }
}

extension Item {
  /// The item without its description.
  var bare: Item {
    var item = self
    item.description = ""
    return item
  }
}
