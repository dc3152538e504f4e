// Reads single cells of a record as the plan says: amounts, quantities, moments, and the rules that leave lines out.
internal import DataFiles
internal import Delimited
internal import SpendModel

/// Why a record is no sale line: a value, never a crash.
enum CellFault: Error {
  case ragged(Int, expected: Int)
  case bad(Int, String)
  case notText(Int)
  case missing(Int)

  /// The column that is at fault; nil for the whole line.
  var column: Int? {
    switch self {
    case .ragged: nil
    case .bad(let column, _), .notText(let column), .missing(let column): column
    }
  }

  /// In plain words.
  var reason: String {
    switch self {
    case .ragged(let cells, let expected): "the line has \(cells) cells, the header has \(expected)"
    case .bad(_, let reason): reason
    case .notText: "the bytes are not text in the file's encoding"
    case .missing: "the cell is empty"
    }
  }
}

/// A number read from a cell.
struct CellNumber {
  var value: Int64
  var rounded: Bool
}

/// Business day and second of the day, or -1.
struct Moment {
  var day: Day
  var second: Int32
}

/// Reads the cells of one plan.
struct CellReader {
  private let plan: ReadingPlan
  private let money: [Int: DecimalReader]
  private let moneyScale: Int
  private let plainReader: DecimalReader
  private let dayReader: DayReader
  private let zone: ZoneClock?
  private let businessDay, day, time, quantityColumn, cost, unitCost: Int?

  /// Larger amounts and quantities are rejected, so that negating and adding a line is always safe.
  static let largest: Int64 = 1_000_000_000_000_000

  init(plan: ReadingPlan) {
    self.plan = plan
    money = plan.notations.mapValues { DecimalReader(notation: $0) }
    plainReader = DecimalReader(notation: DecimalNotation(mark: 0x2E))
    moneyScale = plan.amountsAreMinorUnits ? 0 : plan.currency.decimals
    dayReader = DayReader(order: plan.dayOrder)
    zone = plan.timeZone.flatMap { ZoneClock($0) }
    businessDay = plan.columns[.businessDay]
    day = plan.columns[.day]
    time = plan.columns[.time]
    quantityColumn = plan.columns[.quantity]
    cost = plan.columns[.cost]
    unitCost = plan.columns[.unitCost]
  }

  // MARK: - Cells

  /// The trimmed cell, or nil where it is blank or a null text.
  func filled(_ record: Record, _ column: Int) -> Bytes? {
    guard column < record.cellCount else { return nil }
    let cell = record.cell(column).trimmed()
    return cell.count == 0 || isNull(cell) ? nil : cell
  }

  private func isNull(_ cell: Bytes) -> Bool {
    for null in plan.nulls where cell == null { return true }
    return false
  }

  // MARK: - Numbers

  /// A number, nil where the cell is blank.
  private func number(_ record: Record, _ column: Int, scale: Int) throws(CellFault) -> CellNumber? {
    guard let cell = filled(record, column) else { return nil }
    let reader = money[column] ?? plainReader
    switch reader.read(UnsafeBufferPointer(start: cell.base, count: cell.count), scale: scale) {
    case .value(let value, let rounded):
      guard value.magnitude <= CellReader.largest.magnitude else { throw .bad(column, "the number is too large") }
      return CellNumber(value: value, rounded: rounded)
    case .blank: return nil
    case .rejected(let rejection): throw .bad(column, rejection.reason)
    }
  }

  private func required(_ record: Record, _ column: Int, scale: Int) throws(CellFault) -> CellNumber {
    guard let number = try number(record, column, scale: scale) else { throw .missing(column) }
    return number
  }

  /// Quantity in millionths; 1 where the export has no quantity column or leaves the cell empty.
  func quantity(_ record: Record) throws(CellFault) -> CellNumber {
    guard let column = quantityColumn, let number = try number(record, column, scale: 6) else {
      return CellNumber(value: 1_000_000, rounded: false)
    }
    // Tills print weights with binary noise far below a millionth; only money is worth a warning.
    return CellNumber(value: number.value, rounded: false)
  }

  /// The line's amount in minor units.
  func amount(_ record: Record, quantity: CellNumber) throws(CellFault) -> CellNumber {
    switch plan.amount {
    case .column(let column): return try required(record, column, scale: moneyScale)
    case .plusTax(let column, let tax): return try sum(record, column, tax, sign: 1)
    case .minusTax(let column, let tax): return try sum(record, column, tax, sign: -1)
    case .priced(let price, _, let discount): return try priced(record, price, discount, quantity)
    }
  }

  private func sum(_ record: Record, _ column: Int, _ tax: Int, sign: Int64) throws(CellFault) -> CellNumber {
    let amount = try required(record, column, scale: moneyScale)
    let tax = try number(record, tax, scale: moneyScale) ?? CellNumber(value: 0, rounded: false)
    return CellNumber(value: amount.value + sign * tax.value, rounded: amount.rounded || tax.rounded)
  }

  /// Unit prices may carry more decimals than the currency: they are read to a millionth, and only the product is
  /// rounded, half to even.
  private func priced(
    _ record: Record, _ price: Int, _ discount: Int?, _ quantity: CellNumber
  ) throws(CellFault) -> CellNumber {
    let unit = try required(record, price, scale: moneyScale + 6)
    let product = CellReader.roundedProduct(unit.value, quantity.value, dropping: 12)
    var less: Int64 = 0
    if let discount { less = try number(record, discount, scale: moneyScale)?.value ?? 0 }
    guard let product, product.magnitude <= CellReader.largest.magnitude else {
      throw .bad(price, "price times quantity is too large")
    }
    return CellNumber(value: product - less, rounded: false)
  }

  /// Cost of the whole line, or `SaleLine.unknown`.
  func cost(_ record: Record, quantity: CellNumber, _ warnings: inout DecodingWarnings) -> Int64 {
    do throws(CellFault) {
      if let cost, let number = try number(record, cost, scale: moneyScale) { return number.value }
      if let unitCost, let number = try number(record, unitCost, scale: moneyScale + 6) {
        return CellReader.roundedProduct(number.value, quantity.value, dropping: 12) ?? SaleLine.unknown
      }
    } catch {
      warnings.unreadableCosts += 1
    }
    return SaleLine.unknown
  }

  /// Money that a line may lack, or `SaleLine.unknown`.
  func optionalMoney(_ record: Record, _ column: Int?) -> Int64 {
    guard let column else { return SaleLine.unknown }
    return ((try? number(record, column, scale: moneyScale)) ?? nil)?.value ?? SaleLine.unknown
  }

  /// The amount of a line that does not count; blank is 0, nil is unreadable.
  func lenientAmount(_ record: Record) -> Int64? {
    do throws(CellFault) {
      if let column = plan.amount.column, filled(record, column) == nil { return 0 }
      let sign: Int64 = isNegated(record) ? -1 : 1
      return sign * (try amount(record, quantity: try quantity(record)).value)
    } catch {
      return nil
    }
  }

  /// value · factor / 10^dropping, half to even; nil where it leaves Int64.
  static func roundedProduct(_ value: Int64, _ factor: Int64, dropping: Int) -> Int64? {
    var divisor: Int128 = 1
    for _ in 0..<dropping { divisor *= 10 }
    var (quotient, rest) = (Int128(value) * Int128(factor)).quotientAndRemainder(dividingBy: divisor)
    let twice = rest.magnitude * 2
    if twice > divisor.magnitude || (twice == divisor.magnitude && quotient % 2 != 0) { quotient += rest < 0 ? -1 : 1 }
    rest = 0
    return Int64(exactly: quotient)
  }

  /// A line in another currency than the workspace's is rejected, never converted.
  func checkCurrency(_ record: Record, _ column: Int) throws(CellFault) {
    guard let cell = filled(record, column) else { return }
    guard cell == Array(plan.currency.code.utf8) else {
      let found = String(decoding: UnsafeBufferPointer(start: cell.base, count: cell.count), as: UTF8.self)
      throw .bad(column, "the currency is \(found), the workspace's is \(plan.currency.code)")
    }
  }

  // MARK: - Day and time

  /// A business-day column beats the clock; the printed day is never shifted.
  func moment(_ record: Record) throws(CellFault) -> Moment {
    guard let column = businessDay ?? day else { throw .bad(0, "the export has no day column") }
    let (date, clock) = try dated(record, column)
    if let clock { return Moment(day: date, second: clock) }
    if let time, let second = try clockTime(record, time) { return Moment(day: date, second: second) }
    if businessDay != nil, let day, let printed = try? dated(record, day).1 { return Moment(day: date, second: printed) }
    return Moment(day: date, second: -1)
  }

  private func dated(_ record: Record, _ column: Int) throws(CellFault) -> (Day, Int32?) {
    guard let cell = filled(record, column) else { throw .missing(column) }
    switch dayReader.read(UnsafeBufferPointer(start: cell.base, count: cell.count)) {
    case .value(let printed):
      let value = zone?.local(printed) ?? printed
      return (value.day, value.second.map { Int32($0) })
    case .rejected(let rejection): throw .bad(column, rejection.reason)
    }
  }

  private func clockTime(_ record: Record, _ column: Int) throws(CellFault) -> Int32? {
    guard let cell = filled(record, column) else { return nil }
    guard let second = DayReader.clockSecond(UnsafeBufferPointer(start: cell.base, count: cell.count)) else {
      throw .bad(column, "this is no time of day")
    }
    return Int32(second)
  }

  // MARK: - Rules

  /// The index of the first rule that leaves the record out.
  func exclusion(_ record: Record, width: RecordWidth) -> Int? {
    plan.exclusions.indices.first { rule in
      plan.exclusions[rule].tests.allSatisfy { holds($0, record, width.cells) }
    }
  }

  /// Whether the plan turns the line's sign.
  func isNegated(_ record: Record) -> Bool {
    plan.negations.contains { tests in tests.allSatisfy { holds($0, record, record.cellCount) } }
  }

  private func holds(_ test: CellTest, _ record: Record, _ width: Int) -> Bool {
    guard test.column < width else { return false }
    let cell = record.cell(test.column).trimmed()
    switch test.match {
    case .oneOf(let texts): return texts.contains { cell == $0 }
    case .prefix(let texts): return texts.contains { cell.hasPrefix($0) }
    case .blank: return cell.count == 0 || isNull(cell)
    case .filled: return cell.count > 0 && !isNull(cell)
    case .foldedOneOf(let texts):
      // Folding is slow, and nearly every cell of a day or receipt column begins with a digit.
      guard cell.count > 0, cell.count <= 64, cell[0] &- 0x30 > 9 else { return false }
      return texts.contains(FoldedText.fold(String(decoding: record.text(test.column), as: UTF8.self)))
    }
  }
}

extension AmountSource {
  /// The column that holds the amount, where it is one.
  public var column: Int? {
    switch self {
    case .column(let column), .plusTax(let column, _), .minusTax(let column, _): column
    case .priced: nil
    }
  }
}
