// Dense sums by outcome: the inner loop of every report.
internal import SpendModel

/// Dense sums by outcome.
struct Accumulator {
  private(set) var sums: [Int64] = []
  private(set) var lines: [Int] = []
  /// Outcomes with lines, in the order in which they were met.
  private(set) var touched: [Int] = []
  private var sales: [Int64] = []
  private var salesWithCost: [Int64] = []
  private(set) var overflowed = false

  mutating func grow(to count: Int) {
    let missing = count - sums.count
    guard missing > 0 else { return }
    sums += repeatElement(0, count: missing)
    lines += repeatElement(0, count: missing)
    sales += repeatElement(0, count: missing)
    salesWithCost += repeatElement(0, count: missing)
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

  /// Adds lines of one day: `outcomes` says what each item is on it.
  mutating func add(_ items: [Int64], _ amounts: [Int64], _ outcomes: [Int32], day: Day) throws(Problem) {
    try Accumulator.check(items, below: outcomes.count, day: day)
    add(items, amounts, outcomes)
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
        if lines[outcome] == 0 { touched.append(outcome) }
        let (sum, over) = sums[outcome].addingReportingOverflow(line.amount)
        sums[outcome] = sum
        lines[outcome] += 1
        overflow = overflow || over
      }
    }
    overflowed = overflowed || overflow
  }

  /// Items were checked to lie inside `outcomes` by the caller, and outcomes lie inside the sums.
  private mutating func add(_ items: [Int64], _ amounts: [Int64], _ outcomes: [Int32]) {
    var overflow = false
    sums.withUnsafeMutableBufferPointer { sums in
      lines.withUnsafeMutableBufferPointer { lines in
        outcomes.withUnsafeBufferPointer { outcomes in
          for index in items.indices {
            let outcome = Int(outcomes[Int(items[index])])
            if lines[outcome] == 0 { touched.append(outcome) }
            let (sum, over) = sums[outcome].addingReportingOverflow(amounts[index])
            sums[outcome] = sum
            lines[outcome] &+= 1
            overflow = overflow || over
          }
        }
      }
    }
    overflowed = overflowed || overflow
  }

  mutating func add(outcome: Int, cost: Int64, sale: Int64) {
    let known = cost != SaleLine.unknown
    if lines[outcome] == 0 { touched.append(outcome) }
    let (sum, first) = sums[outcome].addingReportingOverflow(known ? cost : 0)
    let (all, second) = sales[outcome].addingReportingOverflow(sale)
    sums[outcome] = sum
    sales[outcome] = all
    if known { salesWithCost[outcome] &+= sale }
    lines[outcome] += 1
    overflowed = overflowed || first || second
  }

  func cell(_ number: Int, _ outcome: Outcome) -> SpendCell {
    var cell = SpendCell()
    cell.amounts[Int(outcome.standing.rawValue)] = sums[number]
    cell.lines[Int(outcome.standing.rawValue)] = lines[number]
    if outcome.couldBeProved { cell.couldBeProved = sums[number] }
    if let score = outcome.score { cell.setScore(sums[number], score) }
    cell.sales = sales[number]
    cell.salesWithCost = salesWithCost[number]
    return cell
  }

  mutating func clear() {
    for index in touched {
      sums[index] = 0
      lines[index] = 0
      sales[index] = 0
      salesWithCost[index] = 0
    }
    touched.removeAll(keepingCapacity: true)
  }
}
