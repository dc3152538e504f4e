// Money is an Int64 count of a currency's minor units; a Currency says how many decimals that is and writes it out.

/// An ISO 4217 currency.
public struct Currency: Hashable, Sendable {
  /// Three letters, `USD`.
  public let code: String
  /// Decimals of the minor unit: 2 for USD, 0 for CLP, 3 for KWD.
  public let decimals: Int

  /// The currency of a code; nil where ISO 4217 has none.
  public init?(code: String) {
    guard let decimals = Currency.decimalsByCode[code] else { return nil }
    self.code = code
    self.decimals = decimals
  }

  /// An exact decimal with exactly the currency's decimals: `1234.50`, CLP `1234`.
  public func text(_ minorUnits: Int64) -> String { ExactDecimal.text(minorUnits, scale: decimals) }

  /// Every code known, sorted.
  public static var codes: [String] { decimalsByCode.keys.sorted() }

  // ISO 4217:2015 active codes; those whose minor unit is not 2 are listed apart.
  private static let decimalsByCode: [String: Int] = {
    var table: [String: Int] = [:]
    let two =
      "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF "
      + "CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG "
      + "HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
      + "MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD "
      + "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD YER "
      + "ZAR ZMW ZWG"
    for code in two.split(separator: " ") { table[String(code)] = 2 }
    for code in "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(separator: " ") {
      table[String(code)] = 0
    }
    for code in "BHD IQD JOD KWD LYD OMR TND".split(separator: " ") { table[String(code)] = 3 }
    for code in "CLF UYW".split(separator: " ") { table[String(code)] = 4 }
    return table
  }()
}

/// Scaled integers as decimal text.
public enum ExactDecimal {
  /// `value` · 10^-scale with exactly `scale` decimals.
  public static func text(_ value: Int64, scale: Int) -> String {
    let digits = String(value.magnitude)
    let sign = value < 0 ? "-" : ""
    guard scale > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
    return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
  }

  /// The same without trailing zeros: `1.5`, `2`.
  public static func shortText(_ value: Int64, scale: Int) -> String {
    var text = Substring(text(value, scale: scale))
    guard text.contains(".") else { return String(text) }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return String(text)
  }
}

/// A sum that says when it leaves the range of Int64, instead of trapping.
public struct ExactSum: Hashable, Sendable {
  @usableFromInline var sum: Int64 = 0
  @usableFromInline var hasOverflowed = false

  /// Zero.
  @inlinable public init() {}

  /// The sum so far; meaningless once `overflowed`.
  @inlinable public var value: Int64 { sum }
  /// Whether some addition left the range.
  @inlinable public var overflowed: Bool { hasOverflowed }

  /// Adds one amount.
  @inlinable public mutating func add(_ amount: Int64) {
    let (result, overflow) = sum.addingReportingOverflow(amount)
    sum = result
    if overflow { hasOverflowed = true }
  }

  /// Adds another sum, with what is known of its range.
  @inlinable public mutating func add(_ other: ExactSum) {
    add(other.sum)
    if other.hasOverflowed { hasOverflowed = true }
  }
}
