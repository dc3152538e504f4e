// Which item a line's cells mean, by their bytes as written: the one table lookup that every line pays for.
internal import CLanes
internal import Delimited

/// The bytes of a key's cells, where they are longer than its words.
typealias LongCells = (Bytes, Bytes, Bytes)

/// An open-addressing table of keys with their numbers. An entry lies where its hash says or soon after, so that a lookup
/// waits for memory once.
final class CellKeyTable {
  private var entries: UnsafeMutablePointer<CellKey>
  /// A power of two; at most five eighths are filled, so every search meets an empty entry.
  private var capacity = 256
  private var count = 0
  /// The long cells of entries, each with its length before it, where the entry's `high` says.
  private var longCells: [UInt8] = []

  init() { entries = CellKeyTable.emptyEntries(capacity) }

  deinit { entries.deallocate() }

  private static func emptyEntries(_ capacity: Int) -> UnsafeMutablePointer<CellKey> {
    let stride = MemoryLayout<CellKey>.stride
    let entries = UnsafeMutableRawPointer.allocate(byteCount: capacity * stride, alignment: stride)
      .bindMemory(to: CellKey.self, capacity: capacity)
    entries.initialize(repeating: CellKey(), count: capacity)
    return entries
  }

  /// The number of a key's cells, or -1. `long` has its long cells.
  @inline(__always)
  func find(_ key: UnsafePointer<CellKey>, _ long: UnsafePointer<LongCells>) -> Int32 {
    let mask = capacity &- 1
    var index = Int(truncatingIfNeeded: key.pointee.hash) & mask
    while entries[index].number >= 0 {
      if CellKeyTable.holds(entries + index, key) || (key.pointee.hasLong && holdsLong(index, key, long)) {
        return entries[index].number
      }
      index = (index &+ 1) & mask
    }
    return -1
  }

  /// Asks for the memory of the entry at which `find` will look first.
  @inline(__always)
  func prefetch(_ hash: UInt64) { commonspend_prefetch(entries + home(hash)) }

  /// Adds a key with its number, which is not negative. `find` did not find it.
  func insert(_ key: CellKey, _ long: UnsafePointer<LongCells>) {
    if count * 8 >= capacity * 5 { grow() }
    count += 1
    var entry = key
    for (place, cell) in [long.pointee.0, long.pointee.1, long.pointee.2].enumerated() where key.isLong(place) {
      entry.keep(place, at: longCells.count)
      withUnsafeBytes(of: cell.count) { longCells.append(contentsOf: $0) }
      longCells.append(contentsOf: cell.buffer)
    }
    place(entry)
  }

  private func place(_ key: CellKey) {
    var index = home(key.hash)
    while entries[index].number >= 0 { index = (index &+ 1) & (capacity &- 1) }
    entries[index] = key
  }

  private func grow() {
    let old = UnsafeMutableBufferPointer(start: entries, count: capacity)
    capacity *= 2
    entries = CellKeyTable.emptyEntries(capacity)
    for entry in old where entry.number >= 0 { place(entry) }
    old.baseAddress?.deallocate()
  }

  @inline(__always)
  private func home(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (capacity &- 1) }

  /// Whether an entry was made from these cells, none of which is long. No single difference is worth a branch.
  @inline(__always)
  private static func holds(_ entry: UnsafePointer<CellKey>, _ key: UnsafePointer<CellKey>) -> Bool {
    let first = key.pointee.first.differences(from: entry.pointee.first)
    let second = key.pointee.second.differences(from: entry.pointee.second)
    let third = key.pointee.third.differences(from: entry.pointee.third)
    let lengths = key.pointee.lengths ^ entry.pointee.lengths
    return first | second | third | UInt64(lengths) == 0 && !key.pointee.hasLong
  }

  @inline(never)
  private func holdsLong(
    _ index: Int, _ key: UnsafePointer<CellKey>, _ long: UnsafePointer<LongCells>
  ) -> Bool {
    let (entry, key, long) = (entries[index], key.pointee, long.pointee)
    func isSame(_ place: Int, _ kept: CellWords, _ words: CellWords, _ cell: Bytes) -> Bool {
      // Equal hashes would be a guess; where the bytes are kept, the entry's other word says.
      guard key.isLong(place) else { return kept.differences(from: words) == 0 }
      return kept.low == words.low && isKept(cell, at: Int(kept.high))
    }
    return entry.lengths == key.lengths && isSame(0, entry.first, key.first, long.0)
      && isSame(1, entry.second, key.second, long.1) && isSame(2, entry.third, key.third, long.2)
  }

  private func isKept(_ cell: Bytes, at start: Int) -> Bool {
    longCells.withUnsafeBytes { kept in
      guard let base = kept.baseAddress, kept.loadUnaligned(fromByteOffset: start, as: Int.self) == cell.count else {
        return false
      }
      let bytes = base + start + MemoryLayout<Int>.size
      return Bytes.areEqual(bytes.assumingMemoryBound(to: UInt8.self), cell.base, count: cell.count)
    }
  }
}
