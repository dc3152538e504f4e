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
  private var plain: PlainColumn
  /// The plain numbers of the records that were read ahead, or `notPlain`.
  let ahead: UnsafeMutablePointer<Int64>
  private let scale: Int
  private let reader: DecimalReader
  private let nulls: NullTexts

  static let notPlain = Int64.min
  /// Larger amounts and quantities are rejected, so that negating and adding a line is always safe.
  static let largest: UInt64 = 1_000_000_000_000_000

  var column: Int { plain.column }

  /// Numbers in units of 10^-scale; without a notation with a point and no thousands marks.
  init(_ column: Int, scale: Int, notation: DecimalNotation?, nulls: NullTexts) {
    let notation = notation ?? DecimalNotation(mark: 0x2E)
    plain = PlainColumn(column: column, scale: scale, mark: notation.mark, isOpen: !nulls.mayBeNumbers)
    ahead = .allocate(capacity: Lookahead.lines)
    ahead.initialize(repeating: NumberColumn.notPlain, count: Lookahead.lines)
    self.scale = scale
    self.nulls = nulls
    reader = DecimalReader(notation: notation)
  }

  deinit { ahead.deallocate() }

  /// Reads the plain numbers of at most `Lookahead.lines` records in one loop, so that many are under way in the
  /// processor at once.
  func readAhead(_ records: RecordBatch, from first: Int, count: Int) {
    precondition(count <= Lookahead.lines)
    // A copy, so that the loop keeps it in registers.
    var plain = plain
    for turn in 0..<count {
      let value = plain.number(records[first &+ turn]) ?? NumberColumn.notPlain
      ahead[turn] = value.magnitude <= NumberColumn.largest ? value : NumberColumn.notPlain
    }
    self.plain = plain
  }

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

/// The plain short numbers of one column; a few words, without references.
private struct PlainColumn {
  let column: Int
  let scale: Int
  let mark: UInt8
  /// Whether no text that looks like a number means "nothing".
  let isOpen: Bool
  /// Decimals of the last plain number: the next one most likely has as many.
  private var decimals = 0

  init(column: Int, scale: Int, mark: UInt8, isOpen: Bool) {
    self.column = column
    self.scale = scale
    self.mark = mark
    self.isOpen = isOpen
  }

  @inline(__always)
  mutating func number(_ record: Record) -> Int64? {
    guard isOpen, column < record.cellCount else { return nil }
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
}
