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

/// Reads the cells of one plan.
struct CellReader {
  private let plan: ReadingPlan
  private let nulls: NullTexts
  private let currencyCode: [UInt8]
  private var quantityColumn, costColumn, unitCostColumn, taxColumn: NumberColumn?
  /// The column of the amount, or of the unit price it is made from.
  private var amountColumn: NumberColumn
  /// The tax or the discount that belongs to the amount.
  private var besideAmount: NumberColumn?

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
    case .column(let column): amountColumn = numbers(column, money)
    case .plusTax(let column, let tax), .minusTax(let column, let tax):
      amountColumn = numbers(column, money)
      besideAmount = numbers(tax, money)
    case .priced(let price, _, let discount):
      // Unit prices may carry more decimals than the currency; only the product is rounded.
      amountColumn = numbers(price, money + 6)
      besideAmount = discount.map { numbers($0, money) }
    }
  }

  /// The trimmed cell, or nil where it is blank or a null text.
  func filled(_ record: Record, _ column: Int) -> Bytes? { nulls.filled(record, column) }

  // MARK: - Numbers

  /// Quantity in millionths; 1 where the export has no quantity column or leaves the cell empty.
  @inline(__always)
  mutating func quantity(_ record: Record) throws(CellFault) -> Int64 {
    // Tills print weights with binary noise far below a millionth; only money is worth a warning.
    try quantityColumn?.number(record)?.value ?? 1_000_000
  }

  /// The line's amount in minor units. `quantity` in millionths.
  @inline(__always)
  mutating func amount(_ record: Record, quantity: Int64) throws(CellFault) -> CellNumber {
    switch plan.amount {
    case .column: try amountColumn.required(record)
    case .plusTax: try sum(record, sign: 1)
    case .minusTax: try sum(record, sign: -1)
    case .priced: try priced(record, quantity)
    }
  }

  private mutating func sum(_ record: Record, sign: Int64) throws(CellFault) -> CellNumber {
    let amount = try amountColumn.required(record)
    let tax = try besideAmount?.number(record) ?? CellNumber(value: 0, rounded: false)
    return CellNumber(value: amount.value + sign * tax.value, rounded: amount.rounded || tax.rounded)
  }

  private mutating func priced(_ record: Record, _ quantity: Int64) throws(CellFault) -> CellNumber {
    let unit = try amountColumn.required(record)
    let product = CellReader.roundedProduct(unit.value, quantity, dropping: 12)
    let less = try besideAmount?.number(record)?.value ?? 0
    guard let product, product.magnitude <= NumberColumn.largest else {
      throw .bad(amountColumn.column, "price times quantity is too large")
    }
    return CellNumber(value: product - less, rounded: false)
  }

  /// Cost of the whole line, or `SaleLine.unknown`. `quantity` in millionths.
  @inline(__always)
  mutating func cost(_ record: Record, quantity: Int64, _ warnings: inout DecodingWarnings) -> Int64 {
    if costColumn == nil, unitCostColumn == nil { return SaleLine.unknown }
    do throws(CellFault) {
      if let number = try costColumn?.number(record) { return number.value }
      if let number = try unitCostColumn?.number(record) {
        return CellReader.roundedProduct(number.value, quantity, dropping: 12) ?? SaleLine.unknown
      }
    } catch {
      warnings.unreadableCosts += 1
    }
    return SaleLine.unknown
  }

  /// The line's tax, or `SaleLine.unknown`.
  @inline(__always)
  mutating func tax(_ record: Record) -> Int64 {
    if taxColumn == nil { return SaleLine.unknown }
    do throws(CellFault) {
      return try taxColumn?.number(record)?.value ?? SaleLine.unknown
    } catch {
      return SaleLine.unknown
    }
  }

  /// The amount of a line that does not count, before its sign is turned; blank is 0, nil is unreadable.
  mutating func lenientAmount(_ record: Record) -> Int64? {
    do throws(CellFault) {
      if let column = plan.amount.column, filled(record, column) == nil { return 0 }
      return try amount(record, quantity: try quantity(record)).value
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
  /// The column that holds the amount, where it is one.
  public var column: Int? {
    switch self {
    case .column(let column), .plusTax(let column, _), .minusTax(let column, _): column
    case .priced: nil
    }
  }
}
