// The items of a database by number, without their descriptions: what the item column of a page points to.
internal import GRDB
internal import SpendModel

/// Items by number.
struct BareItems {
  /// By number. Numbers that no row has are empty items.
  private(set) var all: [Item] = []
  /// The numbers that rows have, ascending.
  private(set) var numbers: [Int32] = []

  /// The items that are stored.
  init(_ db: Database) throws {
    let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM item") ?? 0
    all.reserveCapacity(count + 1)
    numbers.reserveCapacity(count)
    let rows = try RowReader(db, "SELECT id, code, department, supplier, has_check_digit FROM item ORDER BY id")
    while try rows.next() {
      guard let number = Int32(exactly: try rows.number(0)), number >= all.count, number < 1 << 28 else {
        throw PageDamage.notAPage
      }
      let item = try Item(
        code: rows.text(1), department: rows.text(2), supplier: rows.text(3), hasCheckDigit: rows.number(4) != 0)
      append(item, number)
    }
  }

  /// Adds an item whose number is above all others.
  mutating func append(_ item: Item, _ number: Int32) {
    while all.count < number { all.append(Item(code: "")) }
    all.append(item)
    numbers.append(number)
  }

  /// The item of a number; nil behind the last.
  subscript(_ number: Int32) -> Item? { all.indices.contains(Int(number)) ? all[Int(number)] : nil }
}

/// Finds items by what an export wrote: a table of numbers alone, since the items themselves are at hand.
struct ItemNumbers {
  /// Numbers where their hashes say, or behind; -1: free. A power of two, and never more than half full.
  private var slots: [Int32]

  /// Room for so many items.
  init(capacity: Int) {
    var size = 2
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
  }

  /// The number of an item; `items` are those that were inserted.
  func number(of item: Item, in items: [Item]) -> Int32? {
    let number = slots[slot(of: item, in: items)]
    return number < 0 ? nil : number
  }

  /// Inserts an item that is not there.
  mutating func insert(_ number: Int32, in items: [Item]) {
    slots[slot(of: items[Int(number)], in: items)] = number
  }

  /// The slot that holds the item's number, or the free one where it belongs.
  private func slot(of item: Item, in items: [Item]) -> Int {
    var slot = item.hashValue & (slots.count - 1)
    while slots[slot] >= 0, items[Int(slots[slot])] != item { slot = (slot + 1) & (slots.count - 1) }
    return slot
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
