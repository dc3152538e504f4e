// JSON as exact bytes: keys in their order, numbers as they are written. Foundation's encoder would go through Double.

/// A JSON value whose numbers are kept as text.
public enum JSONText: Sendable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A number as it is to be written.
  case number(String)
  /// A text.
  case string(String)
  /// Values in order.
  case array([JSONText])
  /// Keys and values in order.
  case object([(String, JSONText)])

  /// A whole number.
  public static func int(_ value: Int) -> JSONText { .number(String(value)) }

  /// A text, or null.
  public static func optional(_ text: String?) -> JSONText { text.map { .string($0) } ?? .null }

  /// The value on one line.
  public var text: String {
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .number(let text): return text
    case .string(let text): return JSONText.quoted(text)
    case .array(let values): return "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let pairs):
      return "{" + pairs.map { JSONText.quoted($0.0) + ":" + $0.1.text }.joined(separator: ",") + "}"
    }
  }

  /// The value with the members of the outermost object, and the objects in its arrays, on lines of their own.
  public var lines: String {
    guard case .object(let pairs) = self else { return text }
    let members = pairs.map { key, value in
      guard case .array(let values) = value, values.contains(where: \.isObject) else {
        return "  " + JSONText.quoted(key) + ": " + value.text
      }
      return "  " + JSONText.quoted(key) + ": [\n" + values.map { "    " + $0.text }.joined(separator: ",\n") + "\n  ]"
    }
    return "{\n" + members.joined(separator: ",\n") + "\n}"
  }

  private var isObject: Bool { if case .object = self { true } else { false } }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      // U+2028 and U+2029 end a line in JavaScript; the C1 controls move a terminal's cursor.
      case _
      where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
