// Which items the next lines mean: looked up column by column for some lines at once, where line by line each would wait
// for its item's place in memory.
internal import Delimited

/// Finds the items of the lines that come next. By reference: each decoder has its own.
final class ItemLookahead {
  private let cells: ItemCells
  private var table = CellKeyTable()
  /// Of the records that come next: their keys, and the hashes of these.
  private let keys: UnsafeMutablePointer<CellKey>
  private let hashes: UnsafeMutablePointer<UInt64>
  /// Their items, or -1.
  private let numbers: UnsafeMutablePointer<Int32>

  init(_ cells: ItemCells) {
    self.cells = cells
    keys = .allocate(capacity: Lookahead.lines)
    hashes = .allocate(capacity: Lookahead.lines)
    numbers = .allocate(capacity: Lookahead.lines)
    numbers.initialize(repeating: -1, count: Lookahead.lines)
  }

  deinit {
    keys.deallocate()
    hashes.deallocate()
    numbers.deallocate()
  }

  /// Forgets every item.
  func removeAll() { table = CellKeyTable() }

  /// Asks for the memory that `find` will need for the same records.
  func prefetch(_ records: RecordBatch, from first: Int, count: Int) {
    precondition(count <= Lookahead.lines)
    let table = table
    for turn in 0..<count {
      let key = cells.key(records, first &+ turn)
      let hash = key.hash
      table.prefetch(hash)
      (keys + turn).initialize(to: key)
      (hashes + turn).initialize(to: hash)
    }
  }

  /// Looks up the first `count` of the records that `prefetch` saw.
  func find(count: Int) {
    precondition(count <= Lookahead.lines)
    let table = table
    for turn in 0..<count { numbers[turn] = table.find(keys[turn], hash: hashes[turn]) }
  }

  /// The number of a record's item, or -1 where it is not known. `turn`, below `Lookahead.lines`: where the record stands
  /// among those that were looked up.
  @inline(__always)
  func number(_ turn: Int) -> Int32 { numbers[turn] }

  /// The same, looked up again: a line between may have been the first of its item.
  func numberNow(_ turn: Int) -> Int32 { table.find(keys[turn], hash: hashes[turn]) }

  /// Gives a record's cells a number, which is not negative. They are not known yet.
  func insert(_ turn: Int, _ number: Int32) { table.insert(keys[turn], number) }
}
