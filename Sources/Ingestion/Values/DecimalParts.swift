// The slow, complete path of DecimalReader: groups, exponents and rounding; digits are kept as text.

/// A number taken apart: sign, digits and where the decimal mark stands.
struct DecimalParts {
  private var negative = false
  /// Digits without any mark, 0...9.
  private var digits: [UInt8] = []
  /// How many of the digits stand before the decimal mark; below 0 or past their end where an exponent moves it there.
  private var pointPosition = 0
  private(set) var hasExponent = false

  /// The parts of a whole cell; nil where it is blank.
  static func parse(
    _ cell: UnsafeBufferPointer<UInt8>, _ notation: DecimalNotation
  ) -> Result<DecimalParts, DecimalRejection>? {
    var text = DecimalFrame.trimmed(scalars(of: cell)[...])
    // Odoo 9 to 12 put an apostrophe before a negative number to keep spreadsheets calm.
    if text.first == "'" { text = text.dropFirst() }
    guard !text.isEmpty else { return nil }
    guard let frame = DecimalFrame(text, notation) else { return .failure(.notANumber) }
    guard !frame.isForeign else { return .failure(.otherCurrency) }
    var parts = DecimalParts()
    if let rejection = parts.take(frame, notation) { return .failure(rejection) }
    return .success(parts)
  }

  /// The scalars of a cell: UTF-8, or where it is none, each byte as Windows-1252 writes blanks and signs.
  private static func scalars(of cell: UnsafeBufferPointer<UInt8>) -> [Unicode.Scalar] {
    if let text = String(validating: cell, as: UTF8.self) { return Array(text.unicodeScalars) }
    return cell.map { byte in
      switch byte {
      case 0x80: "€"
      case 0x92: "’"
      default: Unicode.Scalar(byte)
      }
    }
  }

  // MARK: - The number itself

  private mutating func take(_ frame: DecimalFrame, _ notation: DecimalNotation) -> DecimalRejection? {
    negative = frame.isNegative
    var mantissa = frame.inside
    var exponent = frame.shift
    if let mark = mantissa.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      guard !frame.hasTrailingMinus, let value = DecimalParts.exponent(mantissa[(mark + 1)...]) else {
        return .notANumber
      }
      guard abs(value) <= DecimalReader.largestExponent else { return .scientificOverflow }
      hasExponent = true
      exponent += value
      mantissa = mantissa[..<mark]
    }
    return take(mantissa, exponent, notation)
  }

  private mutating func take(
    _ mantissa: ArraySlice<Unicode.Scalar>, _ exponent: Int, _ notation: DecimalNotation
  ) -> DecimalRejection? {
    let parts = mantissa.split(separator: Unicode.Scalar(notation.mark), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count) else { return .notANumber }
    let whole = parts[0]
    let fraction = parts.count == 2 ? parts[1] : []
    guard !whole.isEmpty || !fraction.isEmpty, fraction.allSatisfy(DecimalParts.isDigit) else { return .notANumber }
    if let rejection = takeWhole(whole, notation) { return rejection }
    pointPosition = digits.count + exponent
    digits += fraction.map(DecimalParts.digit)
    return nil
  }

  /// Takes the digits before the decimal mark; thousands marks must part groups of three, all by the same mark, and do
  /// not go with an exponent.
  private mutating func takeWhole(_ whole: ArraySlice<Unicode.Scalar>, _ notation: DecimalNotation) -> DecimalRejection?
  {
    guard let mark = whole.first(where: { !DecimalParts.isDigit($0) }) else {
      digits = whole.map(DecimalParts.digit)
      return nil
    }
    guard whole.allSatisfy({ DecimalParts.isDigit($0) || $0 == mark }), !hasExponent,
      notation.groups.contains(where: { DecimalParts.scalar($0) == mark })
    else { return .notANumber }
    let groups = whole.split(separator: mark, omittingEmptySubsequences: false)
    guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return .grouping }
    digits = groups.joined().map(DecimalParts.digit)
    return nil
  }

  /// The scalar of a thousands mark; a lone A0 is a no-break space in a single-byte encoding.
  private static func scalar(_ mark: [UInt8]) -> Unicode.Scalar? {
    mark == [0xA0] ? "\u{A0}" : String(decoding: mark, as: UTF8.self).unicodeScalars.first
  }

  private static func exponent(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
    var rest = text
    let negative = rest.first == "-"
    if negative || rest.first == "+" { rest = rest.dropFirst() }
    guard !rest.isEmpty, rest.allSatisfy(isDigit) else { return nil }
    let value = rest.reduce(0) { min(1_000_000_000, $0 * 10 + Int(digit($1))) }
    return negative ? -value : value
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func digit(_ scalar: Unicode.Scalar) -> UInt8 { UInt8(truncatingIfNeeded: scalar.value &- 0x30) }

  // MARK: - The value

  /// The value in units of 10^-scale, rounded once, half to even.
  func scaled(_ scale: Int) -> DecimalReader.Reading {
    let kept = max(0, pointPosition + scale)
    var magnitude: UInt64 = 0
    for index in 0..<kept {
      let digit = index < digits.count ? UInt64(digits[index]) : 0
      if magnitude == 0, digit == 0 { continue }
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, second) = product.addingReportingOverflow(digit)
      if overflow || second { return .rejected(.tooLarge) }
      magnitude = sum
    }
    let dropped = digits.dropFirst(kept)
    let isRounded = dropped.contains { $0 != 0 }
    // Zeros between the last kept place and the first digit: what is dropped is then less than half.
    let gap = pointPosition + scale < 0
    if isRounded, !gap, DecimalParts.roundsUp(dropped, isOdd: magnitude % 2 != 0) {
      magnitude = magnitude &+ 1
      if magnitude == 0 { return .rejected(.tooLarge) }
    }
    return signed(magnitude, isRounded)
  }

  private func signed(_ magnitude: UInt64, _ isRounded: Bool) -> DecimalReader.Reading {
    if negative, magnitude == Int64.min.magnitude { return .value(Int64.min, rounded: isRounded) }
    guard let value = Int64(exactly: magnitude) else { return .rejected(.tooLarge) }
    return .value(negative ? -value : value, rounded: isRounded)
  }

  private static func roundsUp(_ dropped: ArraySlice<UInt8>, isOdd: Bool) -> Bool {
    guard let first = dropped.first, first >= 5 else { return false }
    return first > 5 || dropped.dropFirst().contains { $0 != 0 } || isOdd
  }

  /// Plain notation, without needless zeros.
  var plainText: String {
    var whole = Array(digits.prefix(max(0, pointPosition)))
    whole += Array(repeating: 0, count: max(0, pointPosition - digits.count))
    var fraction = Array(repeating: UInt8(0), count: max(0, -pointPosition)) + digits.dropFirst(max(0, pointPosition))
    while fraction.last == 0 { fraction.removeLast() }
    let significant = whole.drop { $0 == 0 }
    let isZero = fraction.isEmpty && significant.isEmpty
    let text = { (digits: ArraySlice<UInt8>) in String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self) }
    return (negative && !isZero ? "-" : "") + (significant.isEmpty ? "0" : text(significant))
      + (fraction.isEmpty ? "" : "." + text(fraction[...]))
  }
}
