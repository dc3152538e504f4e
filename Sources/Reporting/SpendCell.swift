// What the fold adds up: spend of one group and period, by standing.
public import SpendModel

/// Exact sums of one cell of a report.
public struct SpendCell: Hashable, Sendable {
  /// Amounts by `Standing.rawValue`, minor units.
  public var amounts = [Int64](repeating: 0, count: Standing.allCases.count)
  /// Lines by `Standing.rawValue`.
  public var lines = [Int](repeating: 0, count: Standing.allCases.count)
  /// Spend that is not generative and could still be proved.
  public var couldBeProved: Int64 = 0
  /// Sales of the lines whose cost is known, and of all lines; only on the basis cost.
  public var salesWithCost: Int64 = 0
  /// See `salesWithCost`.
  public var sales: Int64 = 0
  /// Spend with suppliers that have a score.
  public var scored: Int64 = 0
  /// That spend times its scores in twelfths of a point, unknown criteria counted as nothing.
  public var scoreLow: Int128 = 0
  /// The same, unknown criteria counted in full.
  public var scoreHigh: Int128 = 0
  /// Whether some sum left the range of Int64.
  public var overflowed = false

  /// Nothing.
  public init() {}

  /// Spend in scope.
  public var total: Int64 { amounts.reduce(0, &+) }
  /// Lines in scope.
  public var lineCount: Int { lines.reduce(0, +) }

  /// The amount of one class.
  public func amount(_ spendClass: SpendClass) -> Int64 {
    Standing.allCases.filter { $0.spendClass == spendClass }.reduce(0) { $0 &+ amounts[Int($1.rawValue)] }
  }

  /// Proved share L = G / Tot.
  public var provedShare: Share { Share(part: amount(.generative), whole: total) }
  /// Possible share H = (G + could still be proved) / Tot.
  public var possibleShare: Share { Share(part: amount(.generative) &+ couldBeProved, whole: total) }
  /// Coverage C = (Tot - U) / Tot.
  public var coverage: Share { Share(part: total &- amount(.unrated), whole: total) }

  /// Adds what the lines of one outcome come to.
  mutating func add(_ total: Accumulator.Total, _ sales: Accumulator.Sales, _ outcome: Outcome) {
    let standing = Int(outcome.standing.rawValue)
    amounts[standing] = sum(amounts[standing], total.amount)
    lines[standing] += total.lines
    if outcome.couldBeProved { couldBeProved = sum(couldBeProved, total.amount) }
    if let score = outcome.score {
      scored = sum(scored, total.amount)
      scoreLow += Int128(total.amount) * Int128(score.low.twelfths)
      scoreHigh += Int128(total.amount) * Int128(score.high.twelfths)
    }
    self.sales = sum(self.sales, sales.all)
    salesWithCost = sum(salesWithCost, sales.withCost)
  }

  /// The sum; notes when it leaves its range.
  private mutating func sum(_ left: Int64, _ right: Int64) -> Int64 {
    let (result, overflow) = left.addingReportingOverflow(right)
    overflowed = overflowed || overflow
    return result
  }

  /// Adds another cell; notes when a sum leaves its range.
  public mutating func add(_ other: SpendCell) {
    overflowed = overflowed || other.overflowed
    for index in amounts.indices {
      amounts[index] = sum(amounts[index], other.amounts[index])
      lines[index] += other.lines[index]
    }
    couldBeProved = sum(couldBeProved, other.couldBeProved)
    salesWithCost = sum(salesWithCost, other.salesWithCost)
    scored = sum(scored, other.scored)
    // 1200 times 64 bits: even 2^50 of such sums fit.
    scoreLow += other.scoreLow
    scoreHigh += other.scoreHigh
    sales = sum(sales, other.sales)
    // The total leaves its range, too, where no amount does.
    var total: Int64 = 0
    for amount in amounts { total = sum(total, amount) }
  }
}
