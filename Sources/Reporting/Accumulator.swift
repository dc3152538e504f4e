// Dense sums by outcome: the inner loop of every report.
internal import SpendModel

/// Dense sums by outcome.
struct Accumulator {
  /// What the lines of one outcome come to.
  struct Total {
    var amount: Int64 = 0
    var lines = 0
  }

  /// What lines whose costs are added were sold for.
  struct Sales {
    var all: Int64 = 0
    /// Of the lines whose cost is known.
    var withCost: Int64 = 0
  }

  /// By outcome; small, so that all of them stay in the processor's nearest cache.
  private(set) var totals: [Total] = []
  /// By outcome; only where costs are added.
  private(set) var sales: [Sales] = []
  /// Outcomes with lines, in the order in which they were met.
  private(set) var touched: [Int] = []
  private(set) var overflowed = false

  mutating func grow(to count: Int) {
    let missing = count - totals.count
    guard missing > 0 else { return }
    totals += repeatElement(Total(), count: missing)
    sales += repeatElement(Sales(), count: missing)
  }

  /// Refuses items that nobody knows.
  static func check(_ items: [Int64], below count: Int, day: Day) throws(Problem) {
    var all: UInt64 = 0
    for item in items { all = max(all, UInt64(bitPattern: item)) }
    guard items.isEmpty || all < UInt64(count) else { throw unknownItem(day) }
  }

  private static func unknownItem(_ day: Day) -> Problem {
    Problem(
      .damaged, what: "A page names an item that is not stored.", place: "the page of \(day.isoText)",
      rule: "a page's item numbers", mend: "Run `commonspend verify`.")
  }

  private static func damage(_ day: Day) -> Problem {
    Problem(
      .damaged, what: "The items or amounts of a page are damaged.", place: "the page of \(day.isoText)",
      rule: "a page's structure", mend: "Run `commonspend verify`.")
  }

  /// Adds the lines of a page: `outcomes` says what each item is on its day. Outcomes lie inside the totals.
  mutating func add(_ slice: PageSlice, _ outcomes: [Int32]) throws(Problem) {
    guard let items = try? slice.page.values(of: .item), let amounts = try? slice.page.values(of: .amount) else {
      throw Accumulator.damage(slice.day)
    }
    guard add(items, amounts, count: slice.page.lineCount, outcomes) else {
      throw Accumulator.unknownItem(slice.day)
    }
  }

  /// False where an item is not known.
  private mutating func add(
    _ items: PackedPage.Values, _ amounts: PackedPage.Values, count: Int, _ outcomes: [Int32]
  ) -> Bool {
    var overflow = false
    let isKnown = totals.withUnsafeMutableBufferPointer { totals in
      outcomes.withUnsafeBufferPointer { outcomes in
        for index in 0..<count {
          let item = UInt64(bitPattern: items[index])
          guard item < UInt64(outcomes.count) else { return false }
          let outcome = Int(outcomes[Int(item)])
          if totals[outcome].lines == 0 { touched.append(outcome) }
          let (sum, over) = totals[outcome].amount.addingReportingOverflow(amounts[index])
          totals[outcome].amount = sum
          totals[outcome].lines &+= 1
          overflow = overflow || over
        }
        return true
      }
    }
    overflowed = overflowed || overflow
    return isKnown
  }

  /// Adds the lines in `ranges`, all of one day.
  mutating func add(
    _ all: [SaleLine], _ ranges: [Range<Int>], _ outcomes: [Int32], day: Day
  ) throws(Problem) {
    var overflow = false
    for range in ranges {
      for line in all[range] {
        guard line.item >= 0, line.item < outcomes.count else { throw Accumulator.unknownItem(day) }
        let outcome = Int(outcomes[Int(line.item)])
        if totals[outcome].lines == 0 { touched.append(outcome) }
        let (sum, over) = totals[outcome].amount.addingReportingOverflow(line.amount)
        totals[outcome].amount = sum
        totals[outcome].lines += 1
        overflow = overflow || over
      }
    }
    overflowed = overflowed || overflow
  }

  mutating func add(outcome: Int, cost: Int64, sale: Int64) {
    let known = cost != SaleLine.unknown
    if totals[outcome].lines == 0 { touched.append(outcome) }
    let (sum, first) = totals[outcome].amount.addingReportingOverflow(known ? cost : 0)
    let (all, second) = sales[outcome].all.addingReportingOverflow(sale)
    totals[outcome].amount = sum
    sales[outcome].all = all
    if known { sales[outcome].withCost &+= sale }
    totals[outcome].lines += 1
    overflowed = overflowed || first || second
  }

  mutating func clear() {
    for index in touched {
      totals[index] = Total()
      sales[index] = Sales()
    }
    touched.removeAll(keepingCapacity: true)
  }
}
