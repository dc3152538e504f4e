// One column of numbers: the plain short number of nearly every cell by PlainNumber, all others by DecimalReader.
internal import Delimited
internal import SpendModel

/// A number read from a cell.
struct CellNumber {
  var value: Int64
  var rounded: Bool
}

/// Reads the numbers of one column.
struct NumberColumn {
  let column: Int
  private let scale: Int
  private let mark: UInt8
  /// Whether no text that looks like a number means "nothing".
  private let isPlain: Bool
  /// Decimals of the last plain number: the next one most likely has as many.
  private var decimals = 0
  private let whole: WholeNumberReader

  /// Larger amounts and quantities are rejected, so that negating and adding a line is always safe.
  static let largest: UInt64 = 1_000_000_000_000_000

  /// Numbers in units of 10^-scale; without a notation with a point and no thousands marks.
  init(_ column: Int, scale: Int, notation: DecimalNotation?, nulls: NullTexts) {
    let notation = notation ?? DecimalNotation(mark: 0x2E)
    self.column = column
    self.scale = scale
    mark = notation.mark
    isPlain = !nulls.mayBeNumbers
    whole = WholeNumberReader(reader: DecimalReader(notation: notation), nulls: nulls)
  }

  /// The number, nil where the cell is blank.
  @inline(__always)
  mutating func number(_ record: Record) throws(CellFault) -> CellNumber? {
    if let value = plain(record), value.magnitude <= NumberColumn.largest {
      return CellNumber(value: value, rounded: false)
    }
    return try anyNumber(record)
  }

  /// The number of a cell that must not be blank.
  @inline(__always)
  mutating func required(_ record: Record) throws(CellFault) -> CellNumber {
    guard let number = try number(record) else { throw .missing(column) }
    return number
  }

  // MARK: - Plain numbers

  @inline(__always)
  private mutating func plain(_ record: Record) -> Int64? {
    guard isPlain, column < record.cellCount else { return nil }
    let cell = record.cell(column)
    guard cell.count >= 1, cell.count <= 8, let word = record.eightBytes(endingWith: cell) else { return nil }
    if let value = scaled(word, cell.count) { return value }
    decimals = decimals(of: cell)
    return scaled(word, cell.count)
  }

  @inline(__always)
  private func scaled(_ word: UInt64, _ count: Int) -> Int64? {
    guard let digits = PlainNumber.digits(word, count: count, mark: mark, decimals: decimals) else { return nil }
    let missing = scale &- decimals
    if missing == 0 { return digits }
    return PlainNumber.power(missing).map { digits &* $0 }
  }

  private func decimals(of cell: Bytes) -> Int {
    for index in 0..<cell.count where cell[index] == mark { return cell.count &- 1 &- index }
    return 0
  }

  // MARK: - All others

  private func anyNumber(_ record: Record) throws(CellFault) -> CellNumber? {
    guard let cell = whole.nulls.filled(record, column) else { return nil }
    switch whole.reader.read(cell.buffer, scale: scale) {
    case .value(let value, let rounded):
      guard value.magnitude <= NumberColumn.largest else { throw .bad(column, "the number is too large") }
      return CellNumber(value: value, rounded: rounded)
    case .blank: return nil
    case .rejected(let rejection): throw .bad(column, rejection.reason)
    }
  }
}

/// What reads the numbers that are not plain. By reference, so that a column is a few words that stay in registers.
private final class WholeNumberReader: Sendable {
  let reader: DecimalReader
  let nulls: NullTexts

  init(reader: DecimalReader, nulls: NullTexts) {
    self.reader = reader
    self.nulls = nulls
  }
}
