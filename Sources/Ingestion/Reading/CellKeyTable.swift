// Which item or store a line's cells mean, by their bytes as written: the one table lookup that every line pays for.
internal import CLanes
internal import Delimited

/// An open-addressing table from cells to numbers. An entry fills a line of the processor's cache and lies where its hash
/// says or soon after, so that a lookup waits for memory once.
final class CellKeyTable {
  /// 64 bytes.
  private struct Entry {
    /// -1: empty.
    var number: Int32 = -1
    var counts: (UInt32, UInt32, UInt32) = (0, 0, 0)
    var lows: (UInt64, UInt64, UInt64) = (0, 0, 0)
    /// Of a long cell: where its bytes begin in `longCells`.
    var highs: (UInt64, UInt64, UInt64) = (0, 0, 0)
  }

  private var entries: UnsafeMutablePointer<Entry>
  /// A power of two; at most five eighths are filled, so every search meets an empty entry.
  private var capacity = 256
  private var count = 0
  private var longCells: [UInt8] = []

  init() { entries = CellKeyTable.emptyEntries(capacity) }

  deinit { entries.deallocate() }

  private static func emptyEntries(_ capacity: Int) -> UnsafeMutablePointer<Entry> {
    let stride = MemoryLayout<Entry>.stride
    let entries = UnsafeMutableRawPointer.allocate(byteCount: capacity * stride, alignment: stride)
      .bindMemory(to: Entry.self, capacity: capacity)
    entries.initialize(repeating: Entry(), count: capacity)
    return entries
  }

  /// The number of these cells, or -1. `hash` is the key's.
  @inline(__always)
  func find(_ key: CellKey, hash: UInt64) -> Int32 {
    var index = home(hash)
    while entries[index].number >= 0 {
      if holds(index, key) { return entries[index].number }
      index = (index &+ 1) & (capacity &- 1)
    }
    return -1
  }

  /// Asks for the memory of the entry at which `find` will look first.
  @inline(__always)
  func prefetch(_ hash: UInt64) { commonspend_prefetch(entries + home(hash)) }

  /// Adds cells that `find` did not find. `number` is not negative.
  func insert(_ key: CellKey, _ number: Int32) {
    if count * 8 >= capacity * 5 { grow() }
    count += 1
    place(
      Entry(
        number: number,
        counts: (
          UInt32(truncatingIfNeeded: key.first.cell.count), UInt32(truncatingIfNeeded: key.second.cell.count),
          UInt32(truncatingIfNeeded: key.third.cell.count)
        ),
        lows: (key.first.low, key.second.low, key.third.low),
        highs: (keep(key.first), keep(key.second), keep(key.third))
      ), hash: key.hash)
  }

  /// What `highs` says of a cell.
  private func keep(_ words: CellWords) -> UInt64 {
    guard words.isLong else { return words.high }
    defer { longCells.append(contentsOf: words.cell.buffer) }
    return UInt64(longCells.count)
  }

  private func place(_ entry: Entry, hash: UInt64) {
    var index = home(hash)
    while entries[index].number >= 0 { index = (index + 1) & (capacity - 1) }
    entries[index] = entry
  }

  private func grow() {
    let old = UnsafeMutableBufferPointer(start: entries, count: capacity)
    capacity *= 2
    entries = CellKeyTable.emptyEntries(capacity)
    for entry in old where entry.number >= 0 { place(entry, hash: CellKeyTable.hash(entry)) }
    old.baseAddress?.deallocate()
  }

  /// The hash of the key from which the entry was made.
  private static func hash(_ entry: Entry) -> UInt64 {
    func high(_ high: UInt64, _ count: UInt32) -> UInt64 { count > CellWords.longest ? 0 : high }
    return CellKey.hash(
      entry.lows,
      (high(entry.highs.0, entry.counts.0), high(entry.highs.1, entry.counts.1), high(entry.highs.2, entry.counts.2)),
      entry.counts)
  }

  @inline(__always)
  private func home(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (capacity &- 1) }

  /// Whether an entry was made from these cells. No single difference is worth a branch.
  @inline(__always)
  private func holds(_ index: Int, _ key: CellKey) -> Bool {
    let entry = entries + index
    let lows =
      (entry.pointee.lows.0 ^ key.first.low) | (entry.pointee.lows.1 ^ key.second.low)
      | (entry.pointee.lows.2 ^ key.third.low)
    let counts =
      (Int(entry.pointee.counts.0) ^ key.first.cell.count) | (Int(entry.pointee.counts.1) ^ key.second.cell.count)
      | (Int(entry.pointee.counts.2) ^ key.third.cell.count)
    if lows | UInt64(bitPattern: Int64(counts)) != 0 { return false }
    let highs =
      (entry.pointee.highs.0 ^ key.first.high) | (entry.pointee.highs.1 ^ key.second.high)
      | (entry.pointee.highs.2 ^ key.third.high)
    if key.first.isLong || key.second.isLong || key.third.isLong {
      return isKept(key.first, entry.pointee.highs.0) && isKept(key.second, entry.pointee.highs.1)
        && isKept(key.third, entry.pointee.highs.2)
    }
    return highs == 0
  }

  /// Long cells are compared by their bytes: equal hashes would be a guess.
  private func isKept(_ words: CellWords, _ high: UInt64) -> Bool {
    guard words.isLong else { return words.high == high }
    let start = Int(truncatingIfNeeded: high)
    return longCells.withUnsafeBufferPointer { kept in
      guard let base = kept.baseAddress, start + words.cell.count <= kept.count else { return false }
      return Bytes.areEqual(base + start, words.cell.base, count: words.cell.count)
    }
  }
}
