// What stands around the digits of a number (signs, parentheses, currency, per cent), before DecimalParts reads them.
internal import SpendModel

/// A number without what stands around it.
struct DecimalFrame {
  private(set) var isNegative = false
  /// -2 for per cent, -3 for per mille.
  private(set) var shift = 0
  private(set) var hasTrailingMinus = false
  /// Whether the number is money of another currency than the notation's.
  private(set) var isForeign = false
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
    guard let (rest, codes) = DecimalFrame.withoutCurrency(inside) else { return }
    inside = DecimalFrame.trimmed(rest)
    currencies += 1
    if let own = notation.currency, !codes.contains(own.code) { isForeign = true }
  }

  /// Without the sign, code or name of a currency at one end, and which currencies it may mean; nil where there is none.
  private static func withoutCurrency(
    _ text: ArraySlice<Unicode.Scalar>
  ) -> (rest: ArraySlice<Unicode.Scalar>, codes: Set<String>)? {
    guard let first = text.first, let last = text.last, !isPlain(first) || !isPlain(last) else { return nil }
    if let codes = CurrencyMark.codes(first) { return (text.dropFirst(), codes) }
    let leading = text.prefix(while: isWordPart)
    if leading.count < text.count, let codes = codes(leading) { return (text[leading.endIndex...], codes) }
    let trailing = text.suffix(from: text.lastIndex { !isWordPart($0) }.map { $0 + 1 } ?? text.startIndex)
    if trailing.count < text.count, let codes = codes(trailing) { return (text[..<trailing.startIndex], codes) }
    return CurrencyMark.codes(last).map { (text.dropLast(), $0) }
  }

  /// A digit, sign or parenthesis: no currency begins or ends with it, so that common numbers are done here.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || scalar == "-" || scalar == "+" || scalar == "(" || scalar == ")"
  }

  /// What the name of a currency is made of: `US Dollars`, `S/.`, `R$`.
  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar == "$" || scalar == "/" || scalar == "." || isBlank(scalar)
  }

  private static func codes(_ word: ArraySlice<Unicode.Scalar>) -> Set<String>? {
    CurrencyMark.codes(String(String.UnicodeScalarView(trimmed(word))))
  }

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
