// JSON back into values whose numbers stay text: what a published file is read with, so that nothing of it is rounded.

/// Reads JSON text.
public struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  /// The value that the text holds; nil where it is no JSON.
  public static func value(_ text: String) -> JSONText? {
    var reader = JSONReader(bytes: Array(text.utf8))
    guard let value = reader.value() else { return nil }
    reader.skipBlanks()
    return reader.position == reader.bytes.count ? value : nil
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func take(_ text: String) -> Bool {
    let expected = Array(text.utf8)
    guard bytes[position...].starts(with: expected) else { return false }
    position += expected.count
    return true
  }

  private mutating func value() -> JSONText? {
    skipBlanks()
    depth += 1
    defer { depth -= 1 }
    guard depth < 64, let byte = next else { return nil }
    switch byte {
    case UInt8(ascii: "{"): return object()
    case UInt8(ascii: "["): return array()
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "t"): return take("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .bool(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func number() -> JSONText? {
    let start = position
    while let byte = next, "+-.eE0123456789".utf8.contains(byte) { position += 1 }
    return position > start ? .number(String(decoding: bytes[start..<position], as: UTF8.self)) : nil
  }

  private mutating func array() -> JSONText? {
    position += 1
    var values: [JSONText] = []
    skipBlanks()
    if take("]") { return .array([]) }
    repeat {
      guard let value = value() else { return nil }
      values.append(value)
      skipBlanks()
    } while take(",")
    return take("]") ? .array(values) : nil
  }

  private mutating func object() -> JSONText? {
    position += 1
    var pairs: [(String, JSONText)] = []
    skipBlanks()
    if take("}") { return .object([]) }
    repeat {
      skipBlanks()
      guard let key = string() else { return nil }
      skipBlanks()
      guard take(":"), let value = value() else { return nil }
      pairs.append((key, value))
      skipBlanks()
    } while take(",")
    return take("}") ? .object(pairs) : nil
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var text: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      position += 1
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let escaped = escape() else { return nil }
      text += escaped
    }
    guard take("\"") else { return nil }
    return String(validating: text, as: UTF8.self)
  }

  /// What stands behind a backslash. Only what our own writer writes: no pairs of surrogates.
  private mutating func escape() -> [UInt8]? {
    guard let byte = next else { return nil }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "u"):
      let digits = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
      guard digits.utf8.count == 4, let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
        return nil
      }
      position += 4
      return Array(String(scalar).utf8)
    default: return nil
    }
  }
}

extension JSONText {
  /// The value of an object's key.
  public subscript(_ key: String) -> JSONText? {
    guard case .object(let pairs) = self else { return nil }
    return pairs.first { $0.0 == key }?.1
  }

  /// The text of a string.
  public var textValue: String? { if case .string(let text) = self { text } else { nil } }

  /// The values of an array; none of anything else.
  public var elements: [JSONText] { if case .array(let values) = self { values } else { [] } }
}
