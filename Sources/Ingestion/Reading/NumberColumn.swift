// One column of numbers: the plain short number of nearly every cell by PlainNumber, all others by DecimalReader.
internal import Delimited
internal import SpendModel

/// A number read from a cell.
struct CellNumber {
  var value: Int64
  var rounded: Bool
}

/// How many records are looked ahead to.
enum Lookahead {
  static let lines = 32
}

/// Reads the numbers of one column. By reference: each decoder has its own, and a line must not copy one.
final class NumberColumn {
  let column: Int
  /// The plain numbers of the records that were read ahead, or `notPlain`.
  let ahead: UnsafeMutablePointer<Int64>
  private let scale: Int
  private let mark: UInt8
  private let reader: DecimalReader
  private let nulls: NullTexts
  /// How the last plain number was written: most likely the next one is written so.
  private var shape: PlainNumber.Shape
  /// Whether it stood in quotes.
  private var isQuoted = false

  static let notPlain = Int64.min
  /// Larger amounts and quantities are rejected, so that negating and adding a line is always safe.
  static let largest: UInt64 = 1_000_000_000_000_000

  /// Numbers in units of 10^-scale; without a notation with a point and no thousands marks.
  init(_ column: Int, scale: Int, notation: DecimalNotation?, nulls: NullTexts) {
    let notation = notation ?? DecimalNotation(mark: 0x2E)
    self.column = column
    self.scale = scale
    self.nulls = nulls
    mark = notation.mark
    shape = PlainNumber.Shape(decimals: 0, mark: notation.mark, scale: scale)
    ahead = .allocate(capacity: Lookahead.lines)
    ahead.initialize(repeating: NumberColumn.notPlain, count: Lookahead.lines)
    reader = DecimalReader(notation: notation)
  }

  deinit { ahead.deallocate() }

  // MARK: - Plain numbers

  /// Reads the plain numbers of at most `Lookahead.lines` records in one loop, so that many are under way in the
  /// processor at once.
  func readAhead(_ records: RecordBatch) {
    precondition(records.count <= Lookahead.lines)
    // Where a text that looks like a number means "nothing", none is plain.
    if nulls.mayBeNumbers { return }
    let (records, column, ahead) = (records, column, ahead)
    var (shape, isQuoted) = (shape, isQuoted)
    for turn in 0..<records.count {
      let cell = isQuoted ? records.cell(turn, column) : records.raw(turn, column, through: column)
      if let cell, UInt(bitPattern: cell.count &- 1) < 8, let word = records.eightBytes(endingWith: cell),
        let plain = PlainNumber.value(word, count: cell.count, shape)
      {
        ahead[turn] = plain
      } else {
        ahead[turn] = otherwiseWritten(records, turn)
        (shape, isQuoted) = (self.shape, self.isQuoted)
      }
    }
  }

  /// The number of a cell that is not written as the one before; the next will most likely be like this one.
  @inline(never)
  private func otherwiseWritten(_ records: RecordBatch, _ turn: Int) -> Int64 {
    guard let raw = records.raw(turn, column, through: column), let cell = records.cell(turn, column) else {
      return NumberColumn.notPlain
    }
    isQuoted = cell.count != raw.count
    shape = PlainNumber.Shape(decimals: decimals(of: cell), mark: mark, scale: scale)
    guard (1...8).contains(cell.count), let word = records.eightBytes(endingWith: cell) else {
      return NumberColumn.notPlain
    }
    return PlainNumber.value(word, count: cell.count, shape) ?? NumberColumn.notPlain
  }

  private func decimals(of cell: Bytes) -> Int {
    for index in 0..<min(cell.count, 9) where cell[index] == mark { return cell.count &- 1 &- index }
    return 0
  }

  // MARK: - All numbers

  /// The number, nil where the cell is blank. `turn`, below `Lookahead.lines`: where the record stands among those that
  /// were read ahead.
  func number(_ record: Record, _ turn: Int) throws(CellFault) -> CellNumber? {
    let value = ahead[turn]
    if value != NumberColumn.notPlain { return CellNumber(value: value, rounded: false) }
    guard let cell = nulls.filled(record, column) else { return nil }
    switch reader.read(cell.buffer, scale: scale) {
    case .value(let value, let rounded):
      guard value.magnitude <= NumberColumn.largest else { throw .bad(column, "the number is too large") }
      return CellNumber(value: value, rounded: rounded)
    case .blank: return nil
    case .rejected(let rejection): throw .bad(column, rejection.reason)
    }
  }

  /// The number of a cell that must not be blank.
  func required(_ record: Record, _ turn: Int) throws(CellFault) -> CellNumber {
    guard let number = try number(record, turn) else { throw .missing(column) }
    return number
  }
}
