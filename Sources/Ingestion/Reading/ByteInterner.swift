// Gives equal byte strings the same small number: a store-day's receipts.

/// An open-addressing table of byte strings, numbered in the order of their first appearance.
struct ByteInterner {
  /// All keys, one after the other.
  private var arena: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// Number + 1, or 0 for an empty slot. Never more than half full.
  private var slots: [Int32] = Array(repeating: 0, count: 64)

  init() {}

  /// How many different keys there are.
  var count: Int { ends.count }

  /// Forgets every key and keeps the memory.
  mutating func removeAll() {
    if ends.isEmpty { return }
    arena.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    hashes.removeAll(keepingCapacity: true)
    slots.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }

  /// The bytes of a key.
  func key(_ number: Int) -> ArraySlice<UInt8> { arena[(number == 0 ? 0 : ends[number - 1])..<ends[number]] }

  /// The number of the key that equals the bytes, or -1.
  func find(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int32 {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = slots[slot] - 1
      if hashes[Int(number)] == hash, equals(Int(number), bytes) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return -1
  }

  /// Adds a key that `find` did not find, and returns its number.
  mutating func insert(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int32 {
    arena.append(contentsOf: bytes)
    ends.append(arena.count)
    hashes.append(hash)
    if ends.count * 2 > slots.count { grow() } else { place(Int32(ends.count - 1)) }
    return Int32(ends.count - 1)
  }

  private mutating func place(_ number: Int32) {
    var slot = Int(truncatingIfNeeded: hashes[Int(number)]) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = number + 1
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for number in ends.indices { place(Int32(number)) }
  }

  private func equals(_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    guard ends[number] - start == bytes.count else { return false }
    return arena.withUnsafeBufferPointer { arena in
      for index in 0..<bytes.count where arena[start + index] != bytes[index] { return false }
      return true
    }
  }
}

/// A 64-bit hash of bytes, the same on every run and machine; for tables, not for secrets. Words may overlap at the
/// end, so that no length needs a loop over single bytes.
@inline(__always)
func hash64(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64 = 0x9E37_79B9_7F4A_7C15) -> UInt64 {
  let raw = UnsafeRawBufferPointer(bytes)
  let count = raw.count
  var hash = seed ^ UInt64(truncatingIfNeeded: count)
  if count >= 8 {
    var offset = 0
    // Two chains of products, which the processor follows at once.
    var other = oddity
    while offset &+ 32 < count {
      hash = foldedProduct(word(raw, offset) ^ oddity, word(raw, offset &+ 8) ^ hash)
      other = foldedProduct(word(raw, offset &+ 16) ^ seed, word(raw, offset &+ 24) ^ other)
      offset &+= 32
    }
    hash ^= other
    if offset &+ 16 < count {
      hash = foldedProduct(word(raw, offset) ^ oddity, word(raw, offset &+ 8) ^ hash)
    }
    let last = max(0, count &- 16)
    return mix(foldedProduct(word(raw, last) ^ oddity, word(raw, count &- 8) ^ hash))
  }
  if count >= 4 {
    let halves = UInt64(half(raw, 0)) | UInt64(half(raw, count &- 4)) &<< 32
    return mix(foldedProduct(halves ^ oddity, hash))
  }
  var rest: UInt64 = 0
  for index in 0..<count { rest = rest &<< 8 | UInt64(raw[index]) }
  return mix(foldedProduct(rest ^ oddity, hash))
}

private let oddity: UInt64 = 0xA076_1D64_78BD_642F

@inline(__always)
private func half(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
  UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
}

@inline(__always)
private func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
  UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
}

/// Folded with an odd-looking number: every input bit reaches every output bit.
@inline(__always)
private func mix(_ value: UInt64) -> UInt64 { foldedProduct(value, 0xD6E8_FEB8_6659_FD93) }

/// The halves of the 128-bit product, folded.
@inline(__always)
func foldedProduct(_ left: UInt64, _ right: UInt64) -> UInt64 {
  let product = left.multipliedFullWidth(by: right)
  return product.high ^ product.low
}
