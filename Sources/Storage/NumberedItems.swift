// The items of a database by number: what the item column of a page points to.
internal import GRDB
internal import SpendModel

/// Items by number. Numbers that no row has are empty items.
struct NumberedItems {
  /// By number.
  private(set) var all: [Item] = []

  /// No items.
  init() {}

  /// The items that are stored.
  init(_ db: Database) throws { try NumberedItems.forEach(db) { number, item in set(item, at: number) } }

  /// Calls the body with every stored item, by number.
  static func forEach(_ db: Database, _ body: (_ number: Int32, _ item: Item) throws -> Void) throws {
    let rows = try RowReader(
      db, "SELECT id, code, department, supplier, description, has_check_digit FROM item ORDER BY id")
    while try rows.next() {
      guard let number = Int32(exactly: try rows.number(0)), number >= 0, number < 1 << 28 else {
        throw PageDamage.notAPage
      }
      try body(
        number,
        Item(
          code: rows.text(1), department: rows.text(2), supplier: rows.text(3), description: rows.text(4),
          hasCheckDigit: rows.number(5) != 0))
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
