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

/// An open-addressing table from cells to numbers, small enough to stay in a core's cache for a usual assortment. A slot
/// is one word: the upper half of the hash, which also says where the slot is, and where the entry begins in the arena.
/// An entry is the number (4 bytes), then each cell as its length (4 bytes) and its bytes, filled up to eights.
struct CellKeyTable {
  private var arena: [UInt8] = []
  /// A power of two, never more than half full; 0 is an empty slot.
  private var slots = [UInt64](repeating: 0, count: 256)
  private var count = 0

  init() {}

  /// The number of these cells, or nil. `hash` is the key's.
  @inline(__always)
  func find(_ key: CellKey, hash: UInt64) -> Int32? {
    var index = home(hash)
    while slots[index] != 0 {
      if (slots[index] ^ hash) &>> 32 == 0, let number = number(of: key, at: CellKeyTable.entry(slots[index])) {
        return number
      }
      index = (index &+ 1) & (slots.count &- 1)
    }
    return nil
  }

  /// Loads the slot that `find` will look at first; the value means nothing.
  @inline(__always)
  func touchSlot(_ hash: UInt64) -> UInt64 { slots[home(hash)] }

  /// Loads the entry that `find` will most likely compare, which may lie in two lines of the cache; the value means
  /// nothing.
  @inline(__always)
  func touchEntry(_ hash: UInt64) -> UInt8 {
    var index = home(hash)
    while slots[index] != 0 {
      if (slots[index] ^ hash) &>> 32 == 0 {
        let entry = CellKeyTable.entry(slots[index])
        return arena[entry] | arena[min(entry &+ 32, arena.count &- 1)]
      }
      index = (index &+ 1) & (slots.count &- 1)
    }
    return 0
  }

  /// Adds cells that `find` did not find.
  mutating func insert(_ key: CellKey, _ number: Int32) {
    let slot = (key.hash & 0xFFFF_FFFF_0000_0000) | UInt64(arena.count / 8 + 1)
    withUnsafeBytes(of: number) { arena.append(contentsOf: $0) }
    for cell in [key.first, key.second, key.third] {
      withUnsafeBytes(of: UInt32(cell.count)) { arena.append(contentsOf: $0) }
      arena.append(contentsOf: cell.buffer)
    }
    while arena.count % 8 != 0 { arena.append(0) }
    count += 1
    if count * 2 > slots.count { grow() }
    place(slot)
  }

  private mutating func place(_ slot: UInt64) {
    var index = home(slot)
    while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    for slot in old where slot != 0 { place(slot) }
  }

  /// The first slot to look at, from the upper half of a hash or of a slot.
  @inline(__always)
  private func home(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> 32) & (slots.count &- 1) }

  /// Where a slot's entry begins.
  @inline(__always)
  private static func entry(_ slot: UInt64) -> Int { Int((slot & 0xFFFF_FFFF) &- 1) &* 8 }

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
