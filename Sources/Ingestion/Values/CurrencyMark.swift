// Which currencies a sign, a code or a name beside a number may mean: `$` is a dozen, `R$` is one. Asked by DecimalFrame
// for cells and by HeaderName for columns.
internal import SpendModel

/// Marks of money, as tills write them.
enum CurrencyMark {
  /// ISO 4217 codes that a word may mean: `USD`, `US$`, `kr`, `euros`. Nil where the word is no currency: `NAN 5` and
  /// `9INF` are no money, and there is no ¢, since "50¢" is not fifty of anything that a till adds up.
  static func codes(_ word: String) -> Set<String>? {
    if word.unicodeScalars.count == 1, let sign = word.unicodeScalars.first, let codes = signs[sign] { return codes }
    if word.utf8.count == 3, Currency(code: word) != nil { return [word] }
    if word.last == "$" {
      guard word.utf8.count <= 4, word.dropLast().allSatisfy({ ("A"..."Z").contains($0) }) else { return nil }
      return prefixed[String(word.dropLast())].map { [$0] } ?? dollars
    }
    return names[word.lowercased()]
  }

  /// ISO 4217 codes of a sign of one character; nil where it is none.
  static func codes(_ sign: Unicode.Scalar) -> Set<String>? { signs[sign] }

  private static func set(_ codes: String) -> Set<String> { Set(codes.split(separator: " ").map(String.init)) }

  /// Currencies that their own countries write `$`.
  private static let dollars = set(
    "USD AUD CAD NZD HKD SGD TWD BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD ZWG ARS CLP COP CUP DOP MXN UYU "
      + "BRL BOB CVE MOP NIO PHP TOP WST CLF UYI")

  /// What stands before the `$` where it means one currency only.
  private static let prefixed = [
    "US": "USD", "R": "BRL", "A": "AUD", "AU": "AUD", "CA": "CAD", "CAD": "CAD", "NZ": "NZD", "HK": "HKD", "SG": "SGD",
    "NT": "TWD", "MX": "MXN", "RD": "DOP", "AR": "ARS", "CL": "CLP", "CLP": "CLP", "COL": "COP", "MXN": "MXN",
    "USD": "USD", "ARS": "ARS", "COP": "COP", "UYU": "UYU", "AUD": "AUD", "NZD": "NZD",
  ]

  private static let signs: [Unicode.Scalar: Set<String>] = [
    "$": dollars, "€": ["EUR"], "£": set("GBP EGP GIP FKP SHP LBP SSP SYP SDG"), "¥": ["JPY", "CNY"],
    "₱": ["PHP", "CUP"], "₡": ["CRC"], "₲": ["PYG"], "₹": ["INR"], "₩": ["KRW", "KPW"], "฿": ["THB"], "₺": ["TRY"],
    "₽": ["RUB"], "₫": ["VND"], "₴": ["UAH"], "₪": ["ILS"], "₦": ["NGN"], "₵": ["GHS"], "₮": ["MNT"], "₭": ["LAK"],
    "₸": ["KZT"], "₼": ["AZN"], "₾": ["GEL"],
  ]

  private static let names: [String: Set<String>] = {
    let entries: [(String, String)] = [
      ("kr kr.", "SEK NOK DKK ISK"), ("kč", "CZK"), ("zł", "PLN"), ("ft", "HUF"), ("rp rp.", "IDR"),
      ("rs rs. ₨", "INR PKR LKR NPR MUR SCR"), ("s/ s/.", "PEN"), ("bs bs.", "BOB VES VED"),
      ("fr fr.", "CHF XAF XOF XPF GNF RWF BIF DJF KMF"), ("lei", "RON MDL"), ("лв", "BGN"), ("euro euros", "EUR"),
      ("peso pesos", "ARS CLP COP CUP DOP MXN PHP UYU"), ("pound pounds", "GBP EGP GIP FKP SHP LBP SSP SYP SDG"),
    ]
    var table: [String: Set<String>] = [:]
    for (words, codes) in entries { for word in words.split(separator: " ") { table[String(word)] = set(codes) } }
    for word in ["dollar", "dollars"] { table[word] = dollars }
    for word in ["us dollar", "us dollars"] { table[word] = ["USD"] }
    return table
  }()
}
