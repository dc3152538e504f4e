// What stands around the digits of a number (signs, parentheses, currency, per cent), before DecimalParts reads them.
internal import SpendModel

/// A number without what stands around it.
struct DecimalFrame {
  private(set) var isNegative = false
  /// -2 for per cent, -3 for per mille.
  private(set) var shift = 0
  private(set) var hasTrailingMinus = false
  private(set) var inside: ArraySlice<Unicode.Scalar>

  private var signs = 0
  private var currencies = 0
  private let notation: DecimalNotation

  /// Takes off what may stand around a number: one currency, one sign and one per cent sign at most, in any order.
  /// Nil where they make no sense.
  init?(_ text: ArraySlice<Unicode.Scalar>, _ notation: DecimalNotation) {
    inside = text
    self.notation = notation
    var before: Int
    repeat {
      before = inside.count
      takeCurrency()
      takePercent()
      guard takeSign() else { return nil }
    } while inside.count < before
    guard signs <= 1, currencies <= 1, !inside.isEmpty else { return nil }
  }

  // MARK: - Signs

  /// One sign; false where a parenthesis is not closed.
  private mutating func takeSign() -> Bool {
    guard let first = inside.first, let last = inside.last else { return true }
    if first == "(" {
      guard last == ")" else { return false }
      note(negative: true, DecimalFrame.trimmed(inside.dropFirst().dropLast()))
    } else if DecimalFrame.isMinus(first) || first == "+" {
      // Nothing is trimmed here: "- 5" is a bullet or a range more often than a number.
      note(negative: first != "+", inside.dropFirst())
    } else if DecimalFrame.isMinus(last), notation.takesTrailingMinus {
      hasTrailingMinus = true
      note(negative: true, DecimalFrame.trimmed(inside.dropLast()))
    } else {
      takeCreditOrDebit()
    }
    return true
  }

  /// `4.50 CR` is negative, `4.50 DR` is not.
  private mutating func takeCreditOrDebit() {
    guard inside.count > 3, DecimalFrame.isBlank(inside[inside.endIndex - 3]) else { return }
    switch String(String.UnicodeScalarView(inside.suffix(2))).uppercased() {
    case "CR": note(negative: true, DecimalFrame.trimmed(inside.dropLast(2)))
    case "DR": note(negative: false, DecimalFrame.trimmed(inside.dropLast(2)))
    default: return
    }
  }

  private mutating func note(negative: Bool, _ rest: ArraySlice<Unicode.Scalar>) {
    isNegative = negative
    signs += 1
    inside = rest
  }

  private mutating func takePercent() {
    guard notation.takesPercent, shift == 0, let last = inside.last, last == "%" || last == "\u{2030}" else { return }
    shift = last == "%" ? -2 : -3
    inside = DecimalFrame.trimmed(inside.dropLast())
  }

  // MARK: - Currencies

  private mutating func takeCurrency() {
    guard let rest = DecimalFrame.withoutCurrency(inside) else { return }
    inside = DecimalFrame.trimmed(rest)
    currencies += 1
  }

  /// Without the sign, code or name of a currency at one end; nil where there is none.
  private static func withoutCurrency(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
    guard let first = text.first, let last = text.last, !isPlain(first) || !isPlain(last) else { return nil }
    if signs.contains(first) { return text.dropFirst() }
    if signs.contains(last) { return text.dropLast() }
    let leading = text.prefix(while: isWordPart)
    if isCurrency(leading), leading.count < text.count { return text[leading.endIndex...] }
    let trailing = text.suffix(from: text.lastIndex { !isWordPart($0) }.map { $0 + 1 } ?? text.startIndex)
    return isCurrency(trailing) && trailing.count < text.count ? text[..<trailing.startIndex] : nil
  }

  /// A digit, sign or parenthesis: no currency begins or ends with it, so that common numbers are done here.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || scalar == "-" || scalar == "+" || scalar == "(" || scalar == ")"
  }

  /// What the name of a currency is made of: `US Dollars`, `S/.`, `R$`.
  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar == "$" || scalar == "/" || scalar == "." || isBlank(scalar)
  }

  /// `USD`, `US$`, `R$`, `kr`, `euros`. Only ISO 4217 codes: `NAN 5` and `9INF` are no money.
  private static func isCurrency(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    let text = String(String.UnicodeScalarView(trimmed(word)))
    if text.utf8.count == 3, Currency(code: text) != nil { return true }
    if text.last == "$" { return text.utf8.count <= 4 && text.dropLast().allSatisfy { ("A"..."Z").contains($0) } }
    return names.contains(text.lowercased())
  }

  // No ¢: "50¢" is not fifty of anything that a till adds up.
  private static let signs = Set("$€£¥₱₡₲₹₩฿₺₽₫₴₪₦₵₮₭₸₼₾".unicodeScalars)
  private static let names: Set<String> = [
    "kr", "kr.", "kč", "zł", "ft", "rp", "rp.", "rs", "rs.", "s/", "s/.", "bs", "bs.", "fr", "fr.", "lei", "лв", "₨",
    "euro", "euros", "dollar", "dollars", "us dollar", "us dollars", "peso", "pesos", "pound", "pounds",
  ]

  // MARK: - Scalars

  private static func isMinus(_ scalar: Unicode.Scalar) -> Bool { scalar == "-" || scalar == "\u{2212}" }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\u{A0}" || scalar == "\u{202F}" || scalar == "\u{2009}"
  }

  static func trimmed(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var rest = text
    while let first = rest.first, isBlank(first) { rest = rest.dropFirst() }
    while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
    return rest
  }
}
