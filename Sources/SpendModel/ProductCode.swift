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

  /// Whether a spreadsheet has turned the code into a number and lost its digits: `7.46E+11`. Never expanded.
  public var isSpreadsheetDamage: Bool {
    let bytes = Array(raw.utf8)
    guard let mark = bytes.firstIndex(where: { $0 == 0x45 || $0 == 0x65 }) else { return false }
    let mantissa = bytes[..<mark]
    let exponent = bytes[(mark + 1)...].drop { $0 == 0x2B || $0 == 0x2D }
    return !mantissa.isEmpty && mantissa.allSatisfy { ProductCode.isDigit($0) || $0 == 0x2E || $0 == 0x2C }
      && !exponent.isEmpty && exponent.count <= 3 && exponent.allSatisfy(ProductCode.isDigit)
      && mantissa.contains(where: ProductCode.isDigit)
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

  /// The twelve digits of a UPC-A for the eight (or six, or seven without check digit) of a UPC-E.
  public static func expandedUPCE(_ code: String) -> String? {
    let digits = Array(code.utf8)
    guard digits.allSatisfy(isDigit), (6...8).contains(digits.count) else { return nil }
    let system = digits.count == 6 ? 0x30 : digits[0]
    guard system == 0x30 || system == 0x31 else { return nil }
    let d = Array(digits.count == 6 ? digits[...] : digits[1..<7])
    let zeros = { (count: Int) in Array(repeating: UInt8(0x30), count: count) }
    var body: [UInt8]
    switch d[5] {
    case 0x30...0x32: body = [d[0], d[1], d[5]] + zeros(4) + [d[2], d[3], d[4]]
    case 0x33: body = [d[0], d[1], d[2]] + zeros(5) + [d[3], d[4]]
    case 0x34: body = [d[0], d[1], d[2], d[3]] + zeros(5) + [d[4]]
    default: body = [d[0], d[1], d[2], d[3], d[4]] + zeros(4) + [d[5]]
    }
    body.insert(system, at: 0)
    guard let check = checkDigit(body), digits.count < 8 || digits[7] == check else { return nil }
    return String(decoding: body + [check], as: UTF8.self)
  }

  /// What kind of code this is, and its value: 14 digits for a GTIN, the text otherwise. Nil where a spreadsheet
  /// destroyed it or there is nothing.
  public var reading: (kind: Kind, value: String)? {
    guard !raw.isEmpty, !isSpreadsheetDamage else { return nil }
    let digits = Array(raw.utf8)
    guard digits.allSatisfy(ProductCode.isDigit) else { return (.house, raw) }
    if let plu = pluText { return (.plu, plu) }
    guard let kind = gtinKind(digits) else { return (.house, raw) }
    if kind == .variable || kind == .house { return (kind, raw) }
    let full = kind == .upcE ? ProductCode.expandedUPCE(raw) ?? raw : raw
    return (kind, String(repeating: "0", count: max(0, 14 - full.utf8.count)) + full)
  }

  /// IFPS numbers: 3000-4999, and with the leading 8 or 9 for a way of growing.
  private var pluText: String? {
    let significant = key
    guard raw.utf8.count <= 5 || raw.utf8.count >= 13, let number = Int(significant), significant.utf8.count <= 5,
      (3000...4999).contains(number) || (83_000...84_999).contains(number) || (93_000...94_999).contains(number)
    else { return nil }
    return significant
  }

  private func gtinKind(_ digits: [UInt8]) -> Kind? {
    let valid = ProductCode.hasValidCheckDigit(digits)
    switch digits.count {
    case 8:
      if valid { return digits[0] == 0x30 && ProductCode.expandedUPCE(raw) != nil ? .upcE : .gtin8 }
      return ProductCode.expandedUPCE(raw) == nil ? nil : .upcE
    case 12: return digits[0] == 0x32 ? .variable : valid ? .upcA : nil
    case 13: return valid13(digits, valid)
    case 14: return valid ? .gtin14 : nil
    default: return nil
    }
  }

  private func valid13(_ digits: [UInt8], _ valid: Bool) -> Kind? {
    if digits[0] == 0x32 || (digits[0] == 0x30 && digits[1] == 0x32) { return .variable }
    guard valid else { return nil }
    return raw.hasPrefix("978") || raw.hasPrefix("979") ? .isbn : digits[0] == 0x30 ? .upcA : .gtin13
  }

  static func isDigits(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isDigit) }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
