// Texts of a file: bytes are decoded once, when they are new, and become small numbers.
internal import Delimited

/// Decodes a file's bytes. While all text was plain ASCII the encoding may still turn out to be the fallback.
struct TextDecoder {
  private(set) var encoding: TextEncoding
  private var fallback: TextEncoding?
  private(set) var switched = false
  /// Whether some text held other bytes than ASCII.
  private(set) var metOtherBytes = false

  init(encoding: TextEncoding, fallback: TextEncoding?) {
    self.encoding = encoding
    self.fallback = encoding == .utf8 ? fallback : nil
  }

  /// Whether the encoding stands, so that the order in which texts come does not matter any more.
  var isSettled: Bool { fallback == nil }

  /// The text of some bytes; nil where they are not text in the file's encoding.
  mutating func text(_ bytes: [UInt8]) -> String? {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    metOtherBytes = true
    if encoding == .utf8 {
      if let text = String(validating: bytes, as: UTF8.self) {
        fallback = nil
        return text
      }
      guard let other = fallback else { return nil }
      encoding = other
      fallback = nil
      switched = true
    }
    return encoding.decode(bytes)
  }
}

/// Numbers values in the order of their first appearance.
struct NameTable<Value: Hashable> {
  private(set) var values: [Value] = []
  /// Of each value; hashing texts costs more than all the rest.
  private var hashes: [Int] = []
  /// Number + 1, or 0 for an empty slot; a power of two, never more than half full. A dictionary would hold every value
  /// a second time.
  private var slots = [Int32](repeating: 0, count: 16)

  init() {}

  /// The value's number; a new one where it was not known.
  mutating func number(of value: Value) -> Int32 {
    let hash = value.hashValue
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, values[number] == value { return Int32(number) }
      slot = (slot + 1) & (slots.count - 1)
    }
    values.append(value)
    hashes.append(hash)
    if values.count * 2 > slots.count { grow() } else { slots[slot] = Int32(values.count) }
    return Int32(values.count - 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (index, hash) in hashes.enumerated() {
      var slot = hash & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index + 1)
    }
  }
}
