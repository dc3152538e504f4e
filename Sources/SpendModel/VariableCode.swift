// In-store codes that carry a price or a weight behind the item number, and where that number ends: what lets a sold code
// meet its product although its value differs from sale to sale.

/// Codes that begin with 02 or 20 to 29, written with 12 or 13 digits.
public enum VariableCode {
  /// Digits of the item number behind the two of the prefix; the rest up to the check digit is the value, with a check
  /// digit of its own in some countries.
  ///
  /// Facts from the national GS1 organisations' pages, as the rules of jodal/biip collect them. `ES` is what scales there
  /// are usually set to: GS1 leaves these prefixes to each shop.
  private static let itemDigits: [String: [(prefixes: [Int], digits: Int)]] = [
    "DE": [([22, 23, 25, 26, 28, 29], 4)],
    "DK": [([21, 22, 23, 24, 26, 28], 4), ([27], 5)],
    "EE": [([23, 24, 25], 6)],
    "ES": [(Array(20...29), 5)],
    "FI": [([23, 24, 25], 6)],
    "GB": [([20], 5)],
    "LT": [([23, 24, 25], 6)],
    "LV": [([23, 24, 25], 6)],
    "NO": [(Array(20...25), 6)],
    "SE": [(Array(20...25), 6)],
  ]

  /// The countries whose layout is known.
  public static let countries = itemDigits.keys.sorted()

  /// Where the item number ends, by prefix. A UPC-A that begins with 2 (prefix 02) has five digits of item in every country.
  struct Layout: Sendable {
    private var digits: [Int: Int] = [2: 5]

    init(country: String?) {
      for entry in country.flatMap({ itemDigits[$0] }) ?? [] {
        for prefix in entry.prefixes { digits[prefix] = entry.digits }
      }
    }

    /// Prefix and item number of the code, in each way that it can be read. `onlyEmpty`: only where the value is zeros,
    /// as a product list writes it.
    func stems(_ code: String, onlyEmpty: Bool) -> [String] {
      // Most codes begin otherwise, and every row of products.csv is asked.
      guard code.utf8.first(where: { $0 != 0x30 }) == 0x32 else { return [] }
      return VariableCode.payloads(Array(code.utf8)).compactMap { payload in
        guard let prefix = Int(String(decoding: payload.prefix(2), as: UTF8.self)), let count = digits[prefix],
          !onlyEmpty || payload.dropFirst(2 + count).allSatisfy({ $0 == 0x30 })
        else { return nil }
        return String(decoding: payload.prefix(2 + count), as: UTF8.self)
      }
    }
  }

  /// The twelve digits before the check digit of an EAN-13. CORE-POS leaves the check digit out and fills up with a zero, so
  /// a check digit that is wrong may be none.
  private static func payloads(_ digits: [UInt8]) -> [[UInt8]] {
    guard digits.count == 12 || digits.count == 13, digits.allSatisfy(ProductCode.isDigit) else { return [] }
    let isChecked = ProductCode.hasValidCheckDigit(digits)
    switch (digits.count, digits.starts(with: [0x32]), digits.starts(with: [0x30, 0x32])) {
    case (13, true, _): return [Array(digits.dropLast())]
    case (13, _, true): return [Array(digits.dropLast())] + (isChecked ? [] : [Array(digits.dropFirst())])
    case (13, _, _): return digits.starts(with: [0x30, 0x30, 0x32]) ? [Array(digits.dropFirst())] : []
    case (12, true, _): return [[0x30] + digits.dropLast()] + (isChecked ? [] : [digits])
    case (12, _, true): return [digits]
    default: return []
    }
  }
}
