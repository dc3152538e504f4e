// UPC-E, the short form of a UPC-A that small packages carry: six digits between number system and check digit.

/// UPC-E to UPC-A and back.
public enum ShortUPC {
  /// The twelve digits of a UPC-A for the eight digits of a UPC-E, the seven without check digit, or the six without
  /// number system; nil where the number system is not 0 or 1 or the check digit is wrong.
  public static func expanded(_ code: String) -> String? {
    let digits = Array(code.utf8)
    guard (6...8).contains(digits.count), digits.allSatisfy(ProductCode.isDigit) else { return nil }
    let system = digits.count == 6 ? 0x30 : digits[0]
    guard system == 0x30 || system == 0x31 else { return nil }
    let body = [system] + body(digits.count == 6 ? digits : Array(digits[1..<7]))
    guard let check = ProductCode.checkDigit(body), digits.count < 8 || digits[7] == check else { return nil }
    return String(decoding: body + [check], as: UTF8.self)
  }

  /// Maker and item numbers, ten digits, of the six printed ones: the last says where the zeros were left out.
  private static func body(_ d: [UInt8]) -> [UInt8] {
    let zeros = { (count: Int) in Array(repeating: UInt8(0x30), count: count) }
    switch d[5] {
    case 0x30...0x32: return [d[0], d[1], d[5]] + zeros(4) + [d[2], d[3], d[4]]
    case 0x33: return [d[0], d[1], d[2]] + zeros(5) + [d[3], d[4]]
    case 0x34: return [d[0], d[1], d[2], d[3]] + zeros(5) + [d[4]]
    default: return [d[0], d[1], d[2], d[3], d[4]] + zeros(4) + [d[5]]
    }
  }

  /// The eight digits of the UPC-E for the twelve of a UPC-A; nil where it has none.
  public static func compressed(_ code: String) -> String? {
    let d = Array(code.utf8)
    guard d.count == 12, d.allSatisfy(ProductCode.isDigit), ProductCode.hasValidCheckDigit(d) else { return nil }
    let candidates = [
      [d[1], d[2], d[8], d[9], d[10], d[3]], [d[1], d[2], d[3], d[9], d[10], 0x33],
      [d[1], d[2], d[3], d[4], d[10], 0x34],
      Array(d[1...5]) + [d[10]],
    ]
    // A candidate counts where expanding it gives the code again: the rules are said once, above.
    return candidates.map { String(decoding: [d[0]] + $0 + [d[11]], as: UTF8.self) }.first { expanded($0) == code }
  }
}
