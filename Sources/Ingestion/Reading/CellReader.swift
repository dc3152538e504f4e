// Reads the money and the quantity of a record as the plan says.
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

/// The numbers of one line: quantity in millionths, money in minor units, `SaleLine.unknown` where the export has none.
struct LineNumbers {
  var quantity, amount, cost, tax: Int64
}

/// Reads the cells of one plan. By reference: a line must not copy it.
final class CellReader {
  private let plan: ReadingPlan
  private let nulls: NullTexts
  private let currencyCode: [UInt8]
  private let quantityColumn, costColumn, unitCostColumn, taxColumn: NumberColumn?
  /// The column of the amount, or of the unit price it is made from.
  private let amountColumn: NumberColumn
  /// The tax or the discount that belongs to the amount.
  private let besideAmount: NumberColumn?
  /// The plain numbers of these columns that were read ahead. The columns hold the memory.
  private let quantities, amounts, costs, taxes: UnsafePointer<Int64>?
  /// Whether a line's numbers stand in columns of their own.
  private let isPlain: Bool

  init(plan: ReadingPlan, nulls: NullTexts) {
    let money = plan.amountsAreMinorUnits ? 0 : plan.currency.decimals
    func numbers(_ column: Int, _ scale: Int) -> NumberColumn {
      NumberColumn(column, scale: scale, notation: plan.notations[column], nulls: nulls)
    }
    self.plan = plan
    self.nulls = nulls
    currencyCode = Array(plan.currency.code.utf8)
    quantityColumn = plan.columns[.quantity].map { numbers($0, 6) }
    costColumn = plan.columns[.cost].map { numbers($0, money) }
    unitCostColumn = plan.columns[.unitCost].map { numbers($0, money + 6) }
    taxColumn = plan.columns[.tax].map { numbers($0, money) }
    switch plan.amount {
    case .column(let column):
      amountColumn = numbers(column, money)
      besideAmount = nil
    case .plusTax(let column, let tax), .minusTax(let column, let tax):
      amountColumn = numbers(column, money)
      besideAmount = numbers(tax, money)
    case .priced(let price, _, let discount):
      // Unit prices may carry more decimals than the currency; only the product is rounded.
      amountColumn = numbers(price, money + 6)
      besideAmount = discount.map { numbers($0, money) }
    }
    quantities = quantityColumn.map { UnsafePointer($0.ahead) }
    amounts = UnsafePointer(amountColumn.ahead)
    costs = costColumn.map { UnsafePointer($0.ahead) }
    taxes = taxColumn.map { UnsafePointer($0.ahead) }
    isPlain = plan.amount.isColumn && unitCostColumn == nil
  }

  /// The trimmed cell, or nil where it is blank or a null text.
  func filled(_ record: Record, _ column: Int) -> Bytes? { nulls.filled(record, column) }

  // MARK: - Numbers

  /// Reads the numbers of some records ahead; the functions below say by `turn` which of them they are asked about.
  func readAhead(_ records: RecordBatch) {
    amountColumn.readAhead(records)
    besideAmount?.readAhead(records)
    quantityColumn?.readAhead(records)
    costColumn?.readAhead(records)
    unitCostColumn?.readAhead(records)
    taxColumn?.readAhead(records)
  }

  /// The numbers of a line all of which were read ahead; nil where one was not, whatever it is.
  @inline(__always)
  func plainNumbers(_ turn: Int) -> LineNumbers? {
    guard isPlain, let amounts, amounts[turn] != NumberColumn.notPlain else { return nil }
    var numbers = LineNumbers(
      quantity: 1_000_000, amount: amounts[turn], cost: SaleLine.unknown, tax: SaleLine.unknown)
    if let quantities {
      numbers.quantity = quantities[turn]
      if numbers.quantity == NumberColumn.notPlain { return nil }
    }
    if let costs {
      numbers.cost = costs[turn]
      if numbers.cost == NumberColumn.notPlain { return nil }
    }
    if let taxes {
      numbers.tax = taxes[turn]
      if numbers.tax == NumberColumn.notPlain { return nil }
    }
    return numbers
  }

  /// The numbers of any line.
  func numbers(
    _ record: Record, _ turn: Int, _ warnings: inout DecodingWarnings
  ) throws(CellFault) -> LineNumbers {
    let quantity = try quantity(record, turn)
    let amount = try amount(record, turn, quantity: quantity)
    if amount.rounded { warnings.rounded.add(amount.value) }
    return LineNumbers(
      quantity: quantity, amount: amount.value, cost: cost(record, turn, quantity: quantity, &warnings),
      tax: tax(record, turn))
  }

  /// Quantity in millionths; 1 where the export has no quantity column or leaves the cell empty.
  private func quantity(_ record: Record, _ turn: Int) throws(CellFault) -> Int64 {
    // Tills print weights with binary noise far below a millionth; only money is worth a warning.
    try quantityColumn?.number(record, turn)?.value ?? 1_000_000
  }

  /// The line's amount in minor units. `quantity` in millionths.
  private func amount(_ record: Record, _ turn: Int, quantity: Int64) throws(CellFault) -> CellNumber {
    switch plan.amount {
    case .column: try amountColumn.required(record, turn)
    case .plusTax: try sum(record, turn, sign: 1)
    case .minusTax: try sum(record, turn, sign: -1)
    case .priced: try priced(record, turn, quantity)
    }
  }

  private func sum(_ record: Record, _ turn: Int, sign: Int64) throws(CellFault) -> CellNumber {
    let amount = try amountColumn.required(record, turn)
    let tax = try besideAmount?.number(record, turn) ?? CellNumber(value: 0, rounded: false)
    return CellNumber(value: amount.value + sign * tax.value, rounded: amount.rounded || tax.rounded)
  }

  private func priced(_ record: Record, _ turn: Int, _ quantity: Int64) throws(CellFault) -> CellNumber {
    let unit = try amountColumn.required(record, turn)
    let product = CellReader.roundedProduct(unit.value, quantity, dropping: 12)
    let less = try besideAmount?.number(record, turn)?.value ?? 0
    guard let product, product.magnitude <= NumberColumn.largest else {
      throw .bad(amountColumn.column, "price times quantity is too large")
    }
    return CellNumber(value: product - less, rounded: false)
  }

  /// Cost of the whole line, or `SaleLine.unknown`. `quantity` in millionths.
  private func cost(
    _ record: Record, _ turn: Int, quantity: Int64, _ warnings: inout DecodingWarnings
  ) -> Int64 {
    do throws(CellFault) {
      if let number = try costColumn?.number(record, turn) { return number.value }
      if let number = try unitCostColumn?.number(record, turn) {
        return CellReader.roundedProduct(number.value, quantity, dropping: 12) ?? SaleLine.unknown
      }
    } catch {
      warnings.unreadableCosts += 1
    }
    return SaleLine.unknown
  }

  /// The line's tax, or `SaleLine.unknown`.
  private func tax(_ record: Record, _ turn: Int) -> Int64 {
    guard let taxColumn else { return SaleLine.unknown }
    do throws(CellFault) {
      return try taxColumn.number(record, turn)?.value ?? SaleLine.unknown
    } catch {
      return SaleLine.unknown
    }
  }

  /// The amount of a line that does not count, before its sign is turned; blank is 0, nil is unreadable.
  func lenientAmount(_ record: Record, _ turn: Int) -> Int64? {
    do throws(CellFault) {
      if let column = plan.amount.column, filled(record, column) == nil { return 0 }
      return try amount(record, turn, quantity: try quantity(record, turn)).value
    } catch {
      return nil
    }
  }

  /// value · factor / 10^dropping, half to even; nil where it leaves Int64.
  static func roundedProduct(_ value: Int64, _ factor: Int64, dropping: Int) -> Int64? {
    var divisor: Int128 = 1
    for _ in 0..<dropping { divisor *= 10 }
    return Int64(exactly: (Int128(value) * Int128(factor)).dividedHalfEven(by: divisor))
  }

  /// A line in another currency than the workspace's is rejected, never converted.
  func checkCurrency(_ record: Record, _ column: Int) throws(CellFault) {
    guard let cell = filled(record, column) else { return }
    guard cell == currencyCode else {
      let found = String(decoding: cell.buffer, as: UTF8.self)
      throw .bad(column, "the currency is \(found), the workspace's is \(plan.currency.code)")
    }
  }
}

extension AmountSource {
  /// Whether one column holds the amount as it is.
  var isColumn: Bool {
    if case .column = self { return true }
    return false
  }

  /// The column that holds the amount, where it is one.
  public var column: Int? {
    switch self {
    case .column(let column), .plusTax(let column, _), .minusTax(let column, _): column
    case .priced: nil
    }
  }
}
