// Which item or store a line's cells mean, by their bytes as written: the one table lookup that every line pays for.
internal import Delimited

/// Up to three cells that name something together.
struct CellKey {
  var first, second, third: Bytes

  /// One cell alone.
  init(_ cell: Bytes) {
    first = cell
    second = Bytes(base: cell.base, count: 0)
    third = second
  }

  @inline(__always)
  var hash: UInt64 {
    var hash = hash64(first.buffer)
    if second.count > 0 { hash = hash64(second.buffer, seed: hash) }
    return third.count > 0 ? hash64(third.buffer, seed: hash) : hash
  }
}

/// An open-addressing table from cells to numbers. An entry of the arena is the number (4 bytes), then each cell as its
/// length (4 bytes) and its bytes.
struct CellKeyTable {
  private struct Slot {
    var hash: UInt64 = 0
    /// Where the entry begins, plus 1; 0 for an empty slot.
    var entry = 0
  }

  private var arena: [UInt8] = []
  /// A power of two, never more than half full.
  private var slots = [Slot](repeating: Slot(), count: 256)
  private var count = 0

  init() {}

  /// The number of these cells, or nil. `hash` is the key's.
  @inline(__always)
  func find(_ key: CellKey, hash: UInt64) -> Int32? {
    var index = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
    while slots[index].entry != 0 {
      if slots[index].hash == hash, let number = number(of: key, at: slots[index].entry &- 1) { return number }
      index = (index &+ 1) & (slots.count &- 1)
    }
    return nil
  }

  /// Loads the slot that `find` will look at first; says where its entry is, plus 1.
  @inline(__always)
  func touchSlot(_ hash: UInt64) -> Int { slots[Int(truncatingIfNeeded: hash) & (slots.count &- 1)].entry }

  /// Loads the entry that `touchSlot` named; the value means nothing.
  @inline(__always)
  func touchEntry(_ entry: Int) -> UInt8 { entry == 0 ? 0 : arena[entry] }

  /// Adds cells that `find` did not find.
  mutating func insert(_ key: CellKey, _ number: Int32) {
    let slot = Slot(hash: key.hash, entry: arena.count + 1)
    withUnsafeBytes(of: number) { arena.append(contentsOf: $0) }
    for cell in [key.first, key.second, key.third] {
      withUnsafeBytes(of: UInt32(cell.count)) { arena.append(contentsOf: $0) }
      arena.append(contentsOf: cell.buffer)
    }
    count += 1
    if count * 2 > slots.count { grow() }
    place(slot)
  }

  private mutating func place(_ slot: Slot) {
    var index = Int(truncatingIfNeeded: slot.hash) & (slots.count - 1)
    while slots[index].entry != 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    for slot in old where slot.entry != 0 { place(slot) }
  }

  /// The number of an entry whose cells are the key's. `insert` made every entry that is asked for, so the lengths
  /// found there lie inside the arena.
  @inline(__always)
  private func number(of key: CellKey, at entry: Int) -> Int32? {
    arena.withUnsafeBytes { bytes in
      var place = entry &+ 4
      guard CellKeyTable.takes(key.first, bytes, &place), CellKeyTable.takes(key.second, bytes, &place),
        CellKeyTable.takes(key.third, bytes, &place)
      else { return nil }
      return bytes.loadUnaligned(fromByteOffset: entry, as: Int32.self)
    }
  }

  @inline(__always)
  private static func takes(_ cell: Bytes, _ arena: UnsafeRawBufferPointer, _ place: inout Int) -> Bool {
    let count = Int(arena.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    guard count == cell.count, let base = arena.baseAddress else { return false }
    let kept = (base + (place &+ 4)).assumingMemoryBound(to: UInt8.self)
    place &+= 4 &+ count
    return Bytes.areEqual(kept, cell.base, count: count)
  }
}
