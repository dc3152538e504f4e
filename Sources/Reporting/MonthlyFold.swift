// Spend by month, store, department, supplier and standing, for the relational table of that name: many small cells, so
// they are summed by number and named only when they are written.
public import SpendModel

/// One row of monthly spend.
public struct MonthlyRow: Hashable, Sendable {
  /// `2026-10`.
  public var month: String
  /// The store's name.
  public var store: String
  /// Nil where none is known.
  public var department: String?
  /// Supplier id; nil where none is known.
  public var supplier: String?
  /// Class and reason.
  public var standing: Standing
  /// Number of lines.
  public var lines: Int
  /// Minor units.
  public var amount: Int64
}

/// A fold over the pages of a source. What rules keep out of scope is in no row.
public struct MonthlyFold {
  private struct Name: Hashable {
    var department, supplier: String?
    var standing: Standing
  }

  private struct Sum {
    var month, store, name: Int32
    var lines: Int
    var amount: Int64
  }

  private let calendar: PeriodCalendar
  private var items: ItemOutcomes
  private var accumulator = Accumulator()
  private var itemNumbers: [Int64] = []
  private var amounts: [Int64] = []
  private var names: [Name] = []
  /// The name of each outcome, or -1 where a rule keeps it out.
  private var nameOfOutcome: [Int32] = []
  /// The place in `sums` of each name within the current store and month, or -1.
  private var placeOfName: [Int] = []
  private var sums: [Sum] = []
  private var months: [Period] = []
  private var place: (store: Int, month: Int)?

  /// A fold; `assortment` says what an item is over time.
  public init(scope: ScopeRules, calendar: PeriodCalendar, assortment: Assortment) {
    var query = SpendQuery()
    query.group = [.department, .supplier]
    query.scope = scope
    self.calendar = calendar
    items = ItemOutcomes(query: query, assortment: assortment)
  }

  /// The rows of a source's pages, by month, store, department, supplier and standing; unknown comes first.
  public mutating func forEachRow(
    of source: any PageSource, in span: DaySpan?, _ body: (MonthlyRow) throws -> Void
  ) throws {
    items.register(try source.items[...])
    accumulator.grow(to: items.outcomes.count)
    nameOutcomes()
    try source.forEachPage(in: span) { slice in try add(slice) }
    try flush()
    try emit(stores: try source.stores, body)
  }

  private mutating func nameOutcomes() {
    var numbers: [Name: Int32] = [:]
    for outcome in items.outcomes {
      guard outcome.outOfScope == nil else {
        nameOfOutcome.append(-1)
        continue
      }
      let name = Name(department: outcome.group[0], supplier: outcome.group[1], standing: outcome.standing)
      let number = numbers[name] ?? Int32(names.count)
      if Int(number) == names.count {
        names.append(name)
        numbers[name] = number
      }
      nameOfOutcome.append(number)
    }
    placeOfName = Array(repeating: -1, count: names.count)
  }

  private mutating func add(_ slice: PageSlice) throws(Problem) {
    if place?.store != slice.store || !(months.last?.span.contains(slice.day) ?? false) {
      try flush()
      place = (slice.store, monthNumber(slice.day))
    }
    items.move(to: slice.day)
    slice.page.decode(.item, into: &itemNumbers)
    slice.page.decode(.amount, into: &amounts)
    try accumulator.add(itemNumbers, amounts, items.current, day: slice.day)
  }

  /// The month's number; it is the last one afterwards, so that a page's day is compared with one month only.
  private mutating func monthNumber(_ day: Day) -> Int {
    months.append(calendar.period(.month, holding: day))
    return months.count - 1
  }

  /// Sums the outcomes that share a name.
  private mutating func flush() throws(Problem) {
    guard let place else { return }
    if accumulator.overflowed { throw SpendFold.overflow() }
    let first = sums.count
    for outcome in accumulator.touched where nameOfOutcome[outcome] >= 0 {
      let name = nameOfOutcome[outcome]
      if placeOfName[Int(name)] < first {
        placeOfName[Int(name)] = sums.count
        sums.append(Sum(month: Int32(place.month), store: Int32(place.store), name: name, lines: 0, amount: 0))
      }
      let index = placeOfName[Int(name)]
      let (amount, overflow) = sums[index].amount.addingReportingOverflow(accumulator.sums[outcome])
      if overflow { throw SpendFold.overflow() }
      sums[index].amount = amount
      sums[index].lines += accumulator.lines[outcome]
    }
    accumulator.clear()
    self.place = nil
  }

  private mutating func emit(stores: [String], _ body: (MonthlyRow) throws -> Void) throws {
    let rank = ranks()
    sums.sort {
      (months[Int($0.month)].span.first, $0.store, rank[Int($0.name)])
        < (months[Int($1.month)].span.first, $1.store, rank[Int($1.name)])
    }
    for sum in sums {
      let name = names[Int(sum.name)]
      try body(
        MonthlyRow(
          month: months[Int(sum.month)].label, store: stores[Int(sum.store)], department: name.department,
          supplier: name.supplier, standing: name.standing, lines: sum.lines, amount: sum.amount))
    }
  }

  /// The place of each name in order.
  private func ranks() -> [Int] {
    let order = names.indices.sorted { left, right in
      let (one, other) = (names[left], names[right])
      return (one.department ?? "", one.supplier ?? "", one.standing.rawValue)
        < (other.department ?? "", other.supplier ?? "", other.standing.rawValue)
    }
    var ranks = [Int](repeating: 0, count: names.count)
    for (rank, name) in order.enumerated() { ranks[name] = rank }
    return ranks
  }
}
