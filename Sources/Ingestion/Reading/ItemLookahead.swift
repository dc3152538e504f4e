// Which items the next lines mean: looked up column by column for some lines at once, where line by line each would wait
// for its item's place in memory.
internal import Delimited

/// Finds the items of the lines that come next. By reference: each decoder has its own.
final class ItemLookahead {
  private let cells: ItemCells
  private var table = CellKeyTable()
  /// Of the records that come next.
  private let keys: UnsafeMutablePointer<CellKey>
  /// Their cells; of those that a table does not have, nothing.
  private let longCells: UnsafeMutablePointer<LongCells>

  init(_ cells: ItemCells) {
    self.cells = cells
    keys = .allocate(capacity: Lookahead.lines)
    keys.initialize(repeating: CellKey(), count: Lookahead.lines)
    longCells = .allocate(capacity: Lookahead.lines)
    let nothing = Bytes(base: UnsafeRawPointer(keys).assumingMemoryBound(to: UInt8.self), count: 0)
    longCells.initialize(repeating: (nothing, nothing, nothing), count: Lookahead.lines)
  }

  deinit {
    keys.deallocate()
    longCells.deallocate()
  }

  /// Forgets every item.
  func removeAll() { table = CellKeyTable() }

  /// Makes the keys of at most `Lookahead.lines` records, and asks for the memory that `find` will need for them.
  func prefetch(_ records: RecordBatch) {
    precondition(records.count <= Lookahead.lines)
    let (records, cells, keys, longCells, table) = (records, cells, keys, longCells, table)
    for turn in 0..<records.count {
      let name = cells.name(records, turn)
      keys[turn].set(0, name, of: records)
      longCells[turn].0 = name
    }
    if let department = cells.department {
      for turn in 0..<records.count {
        let cell = cells.cell(records, turn, department)
        keys[turn].set(1, cell, of: records)
        longCells[turn].1 = cell
      }
    }
    if let supplier = cells.supplier {
      for turn in 0..<records.count {
        let cell = cells.cell(records, turn, supplier)
        keys[turn].set(2, cell, of: records)
        longCells[turn].2 = cell
      }
    }
    for turn in 0..<records.count { table.prefetch(keys[turn].hash) }
  }

  /// Looks up the first `count` of the records that `prefetch` saw.
  func find(count: Int) {
    precondition(count <= Lookahead.lines)
    let (table, keys, longCells) = (table, keys, longCells)
    for turn in 0..<count { keys[turn].number = table.find(keys + turn, longCells + turn) }
  }

  /// The item of a record, nil where it is not known. `turn`, below `Lookahead.lines`: where the record stands among
  /// those that were looked up.
  @inline(__always)
  func item(_ turn: Int) -> Int32? { keys[turn].number >= 0 ? keys[turn].number : nil }

  /// The same, looked up again: a line between may have been the first of its item.
  func itemNow(_ turn: Int) -> Int32? {
    keys[turn].number = table.find(keys + turn, longCells + turn)
    return item(turn)
  }

  /// Gives a record's cells a number, which is not negative. They are not known yet.
  func insert(_ turn: Int, _ number: Int32) {
    keys[turn].number = number
    table.insert(keys[turn], longCells + turn)
  }
}
