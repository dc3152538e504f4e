// The slow, complete path of DecimalReader: signs, currencies, groups, exponents; digits are kept as text.

/// A number taken apart: sign, digits and where the decimal mark stands.
struct DecimalParts {
  enum Outcome {
    case number, blank
    case rejected(DecimalRejection)
  }

  private var negative = false
  /// Digits without any mark, 0...9.
  private var digits: [UInt8] = []
  /// The value is 0.digits · 10^pointPosition… counted from the left: digits before the decimal mark.
  private var pointPosition = 0

  init() {}

  mutating func parse(_ cell: UnsafeBufferPointer<UInt8>, _ notation: DecimalNotation) -> Outcome {
    var rest = DecimalParts.trimmed(DecimalParts.scalars(of: cell)[...])
    // Odoo 9 to 12 put an apostrophe before a negative number to keep spreadsheets calm.
    if rest.first == "'" { rest = rest.dropFirst() }
    guard !rest.isEmpty else { return .blank }
    guard let signless = takeSigns(rest) else { return .rejected(.notANumber) }
    return number(Array(signless), notation)
  }

  /// The scalars of a cell: UTF-8, or where it is none, each byte as Windows-1252 writes blanks and signs.
  private static func scalars(of cell: UnsafeBufferPointer<UInt8>) -> [Unicode.Scalar] {
    if let text = String(validating: cell, as: UTF8.self) { return Array(text.unicodeScalars) }
    return cell.map { $0 == 0x80 ? "€" : Unicode.Scalar($0) }
  }

  // MARK: - Around the number

  /// Removes currency, parentheses and signs, at most one sign in all; nil where they make no sense.
  private mutating func takeSigns(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
    var rest = text
    var signs = 0
    var currencies = 0
    for _ in 0..<4 {
      let before = rest.count
      if let other = DecimalParts.withoutCurrency(rest) {
        rest = DecimalParts.trimmed(other)
        currencies += 1
      }
      guard takeOneSign(&rest, &signs) else { return nil }
      if rest.count == before { break }
    }
    return signs <= 1 && currencies <= 1 && !rest.isEmpty ? rest : nil
  }

  private mutating func takeOneSign(_ rest: inout ArraySlice<Unicode.Scalar>, _ signs: inout Int) -> Bool {
    if rest.first == "(" {
      guard rest.last == ")" else { return false }
      rest = DecimalParts.trimmed(rest.dropFirst().dropLast())
      negative = true
      signs += 1
    } else if let first = rest.first, "-+\u{2212}".unicodeScalars.contains(first) {
      rest = rest.dropFirst()
      negative = first != "+"
      signs += 1
    } else if let last = rest.last, "-\u{2212}".unicodeScalars.contains(last) {
      rest = DecimalParts.trimmed(rest.dropLast())
      negative = true
      signs += 1
    } else if rest.count > 2, String(String.UnicodeScalarView(rest.suffix(2))).uppercased() == "CR",
      DecimalParts.isBlank(rest[rest.endIndex - 3])
    {
      rest = DecimalParts.trimmed(rest.dropLast(2))
      negative = true
      signs += 1
    }
    return true
  }

  /// Without a currency sign or a three-letter code at one end; nil where there is none.
  private static func withoutCurrency(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
    let signs = "$€£¥₱₡₲₹₩¢฿₺₽".unicodeScalars
    if let first = text.first, signs.contains(first) { return text.dropFirst() }
    if let last = text.last, signs.contains(last) { return text.dropLast() }
    if text.count > 3, text.prefix(3).allSatisfy(isCapital), !isCapital(text[text.startIndex + 3]) {
      return text.dropFirst(3)
    }
    if text.count > 3, text.suffix(3).allSatisfy(isCapital), !isCapital(text[text.endIndex - 4]) {
      return text.dropLast(3)
    }
    return nil
  }

  private static func isCapital(_ scalar: Unicode.Scalar) -> Bool { ("A"..."Z").contains(scalar) }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\u{A0}" || scalar == "\u{202F}" || scalar == "\u{2009}"
  }

  private static func trimmed(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var rest = text
    while let first = rest.first, isBlank(first) { rest = rest.dropFirst() }
    while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
    return rest
  }

  // MARK: - The number itself

  private mutating func number(_ text: [Unicode.Scalar], _ notation: DecimalNotation) -> Outcome {
    var mantissa = text[...]
    var exponent = 0
    if let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      guard let value = DecimalParts.exponent(text[(mark + 1)...]) else { return .rejected(.notANumber) }
      guard abs(value) <= DecimalReader.largestExponent else { return .rejected(.scientificOverflow) }
      exponent = value
      mantissa = text[..<mark]
    }
    let decimalMark = Unicode.Scalar(notation.mark)
    let parts = mantissa.split(separator: decimalMark, omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count) else { return .rejected(.notANumber) }
    let whole = parts[0]
    let fraction = parts.count == 2 ? parts[1] : []
    guard !whole.isEmpty || !fraction.isEmpty, fraction.allSatisfy(DecimalParts.isDigit) else {
      return .rejected(.notANumber)
    }
    if let rejection = takeWhole(whole, notation) { return .rejected(rejection) }
    pointPosition = digits.count + exponent
    digits += fraction.map { UInt8($0.value - 0x30) }
    return .number
  }

  /// Takes the digits before the decimal mark; thousands marks must part groups of three, all by the same mark.
  private mutating func takeWhole(_ whole: ArraySlice<Unicode.Scalar>, _ notation: DecimalNotation) -> DecimalRejection? {
    let marks = Set(whole.filter { !DecimalParts.isDigit($0) })
    guard let mark = marks.first else {
      digits = whole.map { UInt8($0.value - 0x30) }
      return nil
    }
    guard marks.count == 1, notation.groups.contains(where: { DecimalParts.scalars($0).first == mark }) else {
      return .notANumber
    }
    let groups = whole.split(separator: mark, omittingEmptySubsequences: false)
    guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return .grouping }
    digits = groups.joined().map { UInt8($0.value - 0x30) }
    return nil
  }

  private static func scalars(_ bytes: [UInt8]) -> [Unicode.Scalar] {
    bytes == [0xA0] ? ["\u{A0}"] : Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
  }

  private static func exponent(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
    var rest = text
    let negative = rest.first == "-"
    if negative || rest.first == "+" { rest = rest.dropFirst() }
    guard !rest.isEmpty, rest.allSatisfy(isDigit) else { return nil }
    let value = rest.reduce(0) { min(1_000_000_000, $0 * 10 + Int($1.value - 0x30)) }
    return negative ? -value : value
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  // MARK: - The value

  /// The value in units of 10^-scale, rounded once, half to even.
  func scaled(_ scale: Int) -> DecimalReader.Reading {
    let kept = pointPosition + scale
    var value: Int64 = 0
    for index in 0..<max(0, kept) {
      let digit = index < digits.count ? Int64(digits[index]) : 0
      if value == 0, digit == 0 { continue }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, second) = product.addingReportingOverflow(digit)
      if overflow || second { return .rejected(.tooLarge) }
      value = sum
    }
    let dropped = kept < 0 ? Array(repeating: 0, count: min(-kept, 2)) + digits : Array(digits.dropFirst(max(0, kept)))
    let isRounded = dropped.contains { $0 != 0 }
    if isRounded, DecimalParts.roundsUp(dropped, isOdd: value % 2 != 0) {
      guard value < Int64.max else { return .rejected(.tooLarge) }
      value += 1
    }
    return .value(negative ? -value : value, rounded: isRounded)
  }

  private static func roundsUp(_ dropped: [UInt8], isOdd: Bool) -> Bool {
    guard let first = dropped.first, first >= 5 else { return false }
    return first > 5 || dropped.dropFirst().contains { $0 != 0 } || isOdd
  }

  /// Plain notation, without needless zeros.
  var plainText: String {
    var whole = Array(digits.prefix(max(0, pointPosition)))
    whole += Array(repeating: 0, count: max(0, pointPosition - digits.count))
    var fraction = Array(repeating: UInt8(0), count: max(0, -pointPosition)) + digits.dropFirst(max(0, pointPosition))
    while fraction.last == 0 { fraction.removeLast() }
    while whole.count > 1, whole.first == 0 { whole.removeFirst() }
    if whole.isEmpty { whole = [0] }
    let isZero = fraction.isEmpty && whole == [0]
    let text = { (digits: [UInt8]) in digits.map(String.init).joined() }
    return (negative && !isZero ? "-" : "") + text(whole) + (fraction.isEmpty ? "" : "." + text(fraction))
  }
}
