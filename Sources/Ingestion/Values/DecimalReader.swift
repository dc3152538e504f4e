// Exact decimals from the bytes of one cell. No floating point, no locale; the whole cell must be a number.
public import SpendModel

/// How a column writes its numbers.
public struct DecimalNotation: Hashable, Sendable {
  /// `.` or `,`; 0 where no cell of the column has one.
  public var mark: UInt8
  /// The thousands marks as text: `.`, `,`, `'`, `’`, a blank of any kind; empty where the column has none.
  public var groups: [[UInt8]]
  /// Whether `4.50-` is a number, as accounting programs print what is owed.
  public var takesTrailingMinus = true
  /// Whether `95%` is 0.95. Off for money: a rate in a column of amounts must be seen, not added up.
  public var takesPercent = false
  /// The only currency that a sign, code or name beside the number may mean; nil: any.
  public var currency: Currency?

  /// A notation; groups must stand in threes.
  public init(mark: UInt8, groups: [[UInt8]] = []) {
    self.mark = mark
    self.groups = groups
  }

  /// Point for decimals, comma for thousands.
  public static let point = DecimalNotation(mark: 0x2E, groups: [[0x2C]] + DecimalNotation.neutralGroups)
  /// Comma for decimals, point for thousands.
  public static let comma = DecimalNotation(mark: 0x2C, groups: [[0x2E]] + DecimalNotation.neutralGroups)
  /// For a column without any point or comma: one that turns up after all is rejected, not misread.
  public static let unmarked = DecimalNotation(mark: 0, groups: DecimalNotation.neutralGroups)

  /// Thousands marks that cannot be mistaken for a decimal mark: apostrophes and blanks.
  public static let neutralGroups: [[UInt8]] = apostrophes + blanks

  /// `'` and `’`: a till and a spreadsheet write the same mark differently.
  static let apostrophes: [[UInt8]] = [[0x27], Array("’".utf8)]
  /// Blank, no-break (in UTF-8 and as a single byte), narrow no-break and thin space.
  static let blanks: [[UInt8]] = [
    [0x20], Array("\u{A0}".utf8), Array("\u{202F}".utf8), Array("\u{2009}".utf8), [0xA0],
  ]
}

/// Why a cell is no number.
public enum DecimalRejection: Error, Hashable, Sendable {
  case notANumber, grouping, tooLarge, scientificOverflow, otherCurrency

  /// In plain words.
  public var reason: String {
    switch self {
    case .notANumber: "this is no number"
    case .grouping: "the thousands marks do not stand in groups of three"
    case .tooLarge: "the number is too large"
    case .scientificOverflow: "the exponent is too large"
    case .otherCurrency: "the amount is in another currency"
    }
  }
}

/// Reads the cells of one column.
public struct DecimalReader: Sendable {
  /// What a cell holds.
  public enum Reading: Hashable, Sendable {
    /// The value in units of 10^-scale; `rounded` where decimals that are not zero were dropped, half to even.
    case value(Int64, rounded: Bool)
    /// Nothing.
    case blank
    /// No number.
    case rejected(DecimalRejection)
  }

  private let notation: DecimalNotation
  static let largestExponent = 400
  static let powers: [Int64] = (0...18).map { (0..<$0).reduce(Int64(1)) { product, _ in product * 10 } }

  /// A reader of a notation.
  public init(notation: DecimalNotation) { self.notation = notation }

  /// Reads a whole cell; the fast path takes `-?digits[.digits]` up to 18 digits.
  public func read(_ cell: UnsafeBufferPointer<UInt8>, scale: Int) -> Reading {
    if let value = plain(cell, scale: scale) { return .value(value, rounded: false) }
    switch DecimalParts.parse(cell, notation) {
    case nil: return .blank
    case .failure(let rejection): return .rejected(rejection)
    case .success(let parts): return parts.scaled(scale)
    }
  }

  /// The exact value in plain notation without needless zeros, `-0.02`; nil for a blank cell. A number written out in
  /// full is too large where no amount in hundredths could hold it; one written with an exponent is only converted.
  public func exactText(_ cell: UnsafeBufferPointer<UInt8>) -> Result<String, DecimalRejection>? {
    DecimalParts.parse(cell, notation)?.flatMap { parts in
      if !parts.hasExponent, case .rejected(let rejection) = parts.scaled(2) { return .failure(rejection) }
      return .success(parts.plainText)
    }
  }

  @inline(__always)
  private func plain(_ cell: UnsafeBufferPointer<UInt8>, scale: Int) -> Int64? {
    guard !cell.isEmpty, cell.count <= 19 else { return nil }
    var index = 0
    let negative = cell[0] == UInt8(ascii: "-")
    if negative { index = 1 }
    var value: Int64 = 0
    var decimals = -1
    var digits = 0
    while index < cell.count {
      let byte = cell[index]
      let digit = byte &- 0x30
      if digit <= 9 {
        value = value &* 10 &+ Int64(digit)
        digits &+= 1
        if decimals >= 0 { decimals &+= 1 }
      } else if byte == notation.mark, decimals < 0, digits > 0 {
        decimals = 0
      } else {
        return nil
      }
      index &+= 1
    }
    let missing = scale - max(0, decimals)
    guard digits > 0, missing >= 0, digits + missing <= 18 else { return nil }
    value = value &* DecimalReader.powers[missing]
    return negative ? -value : value
  }
}
