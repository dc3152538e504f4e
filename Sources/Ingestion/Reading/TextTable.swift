// Cells that repeat on every line (stores, items) become small numbers here; their text is decoded once, when new.
internal import Delimited
internal import SpendModel

/// Decodes a file's bytes. While all text was plain ASCII the encoding may still turn out to be the fallback.
struct TextDecoder {
  private(set) var encoding: TextEncoding
  private var fallback: TextEncoding?
  private(set) var switched = false

  init(encoding: TextEncoding, fallback: TextEncoding?) {
    self.encoding = encoding
    self.fallback = encoding == .utf8 ? fallback : nil
  }

  /// The text of some bytes; nil where they are not text in the file's encoding.
  mutating func text(_ bytes: [UInt8]) -> String? {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
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

/// Numbers the stores of a file.
struct StoreTable {
  private(set) var names: [String]
  private var numbers: [String: Int32] = [:]
  private var raw = ByteInterner()
  private var numberByRaw: [Int32] = []

  init() { names = [] }

  /// The number of a store given by name.
  mutating func number(named name: String) -> Int32 {
    if let number = numbers[name] { return number }
    let number = Int32(names.count)
    names.append(name)
    numbers[name] = number
    return number
  }

  /// The number of a store given by its cell; nil where the bytes are not text.
  mutating func number(_ cell: Bytes, decoder: inout TextDecoder) -> Int32? {
    let bytes = UnsafeBufferPointer(start: cell.base, count: cell.count)
    let hash = hash64(bytes)
    let found = raw.find(bytes, hash: hash)
    if found >= 0 { return numberByRaw[Int(found)] }
    guard let text = decoder.text(Array(bytes)) else { return nil }
    _ = raw.insert(bytes, hash: hash)
    let number = number(named: text)
    numberByRaw.append(number)
    return number
  }
}

/// Numbers the items of a file by the bytes of code, department and supplier.
struct ItemTable {
  private(set) var items: [Item] = []
  private var numbers: [Item: Int32] = [:]
  private var raw = ByteInterner()
  private var numberByRaw: [Int32] = []
  private var scratch: [UInt8] = []

  init() {}

  /// The number of the item that these three cells have named before, or -1. Leaves the key for `add`.
  mutating func find(code: Bytes?, department: Bytes?, supplier: Bytes?) -> Int32 {
    scratch.removeAll(keepingCapacity: true)
    for cell in [code, department, supplier] {
      if let cell { scratch.append(contentsOf: UnsafeBufferPointer(start: cell.base, count: cell.count)) }
      scratch.append(ReceiptKey.separator)
    }
    let found = scratch.withUnsafeBufferPointer { raw.find($0, hash: hash64($0)) }
    return found < 0 ? -1 : numberByRaw[Int(found)]
  }

  /// Adds the item for the cells that the last `find` did not find.
  mutating func add(_ item: Item) -> Int32 {
    _ = scratch.withUnsafeBufferPointer { raw.insert($0, hash: hash64($0)) }
    let number = numbers[item] ?? Int32(items.count)
    if Int(number) == items.count {
      items.append(item)
      numbers[item] = number
    }
    numberByRaw.append(number)
    return number
  }
}
