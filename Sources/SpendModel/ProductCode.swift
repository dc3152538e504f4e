// A product code as it was written, and the key under which two ways of writing it meet.

/// GTIN, PLU or house code.
public struct ProductCode: Hashable, Sendable {
  /// What kind of number a code is.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case gtin8 = "gtin-8"
    case gtin12 = "gtin-12"
    case gtin13 = "gtin-13"
    case gtin14 = "gtin-14"
    case upcA = "upc-a"
    case upcE = "upc-e"
    /// Price or weight inside the code; the layout is national or the shop's own.
    case variable
    /// Price look-up number of loose produce.
    case plu
    case isbn
    /// The shop's own.
    case house
  }

  /// The text as written, without blanks at its ends.
  public let raw: String

  /// A code of a text.
  public init(raw: String) { self.raw = raw }

  /// The digits without leading zeros (`0` of zeros alone); another text as it is.
  public var key: String { ProductCode.key(raw) }

  /// See `key`.
  public static func key(_ raw: String) -> String {
    guard isDigits(raw) else { return raw }
    let significant = raw.utf8.drop { $0 == 0x30 }
    return significant.isEmpty ? "0" : String(decoding: significant, as: UTF8.self)
  }

  /// Whether a spreadsheet has turned the code into a number and lost its digits: `7.46E+11`. Never expanded. `12E4`,
  /// without point or sign, is a code like any other.
  public var isSpreadsheetDamage: Bool { ProductCode.isSpreadsheetDamage(ArraySlice(raw.utf8)) }

  /// See the property.
  public static func isSpreadsheetDamage(_ code: ArraySlice<UInt8>) -> Bool {
    guard let mark = code.firstIndex(where: { $0 == 0x45 || $0 == 0x65 }) else { return false }
    let mantissa = code[..<mark]
    let tail = code[(mark + 1)...]
    let isSigned = tail.first == 0x2B || tail.first == 0x2D
    let exponent = isSigned ? tail.dropFirst() : tail
    let points = mantissa.count { $0 == 0x2E || $0 == 0x2C }
    return mantissa.contains(where: ProductCode.isDigit)
      && mantissa.allSatisfy { ProductCode.isDigit($0) || $0 == 0x2E || $0 == 0x2C }
      && points <= 1 && (isSigned || points == 1)
      && (1...3).contains(exponent.count) && exponent.allSatisfy(ProductCode.isDigit)
  }

  /// The GS1 check digit that belongs behind the digits; nil where they are none.
  public static func checkDigit(_ digits: some Collection<UInt8>) -> UInt8? {
    guard digits.allSatisfy(isDigit) else { return nil }
    var sum = 0
    for (index, byte) in digits.reversed().enumerated() { sum += Int(byte - 0x30) * (index % 2 == 0 ? 3 : 1) }
    return UInt8((10 - sum % 10) % 10) + 0x30
  }

  /// Whether the last digit is the check digit of those before it.
  public static func hasValidCheckDigit(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
    guard let last = digits.last else { return false }
    return checkDigit(digits.dropLast()) == last
  }

  /// Whether a text is digits and nothing else.
  public static func isDigits(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isDigit) }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
