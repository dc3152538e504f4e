// Numbers for values that come again and again: what is compared and summed by number is named once.

/// Numbers values in the order of their first appearance, from 0.
public struct NameTable<Value: Hashable> {
  @usableFromInline var known: [Value] = []
  /// Of each value; hashing texts costs more than all the rest.
  @usableFromInline var hashes: [Int] = []
  /// Number + 1, or 0 for an empty slot; a power of two, never more than half full. A dictionary would hold every value
  /// a second time.
  @usableFromInline var slots = [Int32](repeating: 0, count: 16)

  /// No values.
  public init() {}

  /// The values, by number.
  @inlinable public var values: [Value] { known }

  /// The value's number; a new one where it was not known.
  @inlinable public mutating func number(of value: Value) -> Int32 {
    let hash = value.hashValue
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, known[number] == value { return Int32(number) }
      slot = (slot + 1) & (slots.count - 1)
    }
    known.append(value)
    hashes.append(hash)
    if known.count * 2 > slots.count { grow() } else { slots[slot] = Int32(known.count) }
    return Int32(known.count - 1)
  }

  @usableFromInline mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (index, hash) in hashes.enumerated() {
      var slot = hash & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index + 1)
    }
  }
}
