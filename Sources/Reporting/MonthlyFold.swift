// Folds pages into spend by month, store, department, supplier and standing, for the relational table of that name.
public import SpendModel

/// A fold over the pages of a source. What rules keep out of scope is in no row.
public struct MonthlyFold {
  private let calendar: PeriodCalendar
  private let span: DaySpan?
  private var items: ItemOutcomes<MonthlyOutcomes>
  /// Outcomes in the order of their cells.
  private var order: [Int] = []
  private var accumulator = Accumulator()
  /// Months of stores, in the order of the pages.
  private var places: [Place] = []
  /// What the rows' cells index are outcomes.
  private var rows: [MonthlySpend.Row] = []

  /// A store's month.
  private struct Place {
    var store: Int
    var month: Period
    /// Its rows.
    var rows: Range<Int>
  }

  /// A fold over the days of a span (nil: all); `assortment` says what an item is over time.
  public init(scope: ScopeRules, calendar: PeriodCalendar, assortment: Assortment, span: DaySpan?) {
    self.calendar = calendar
    self.span = span
    items = ItemOutcomes(MonthlyOutcomes(scope), assortment: assortment, span: span)
  }

  /// The spend of a source, by month, store, department, supplier and standing; unknown comes first.
  public mutating func spend(of source: any PageSource) throws -> MonthlySpend {
    items.register(try source.bareItems[...])
    accumulator.grow(to: items.table.count)
    order = items.table.orderInScope
    try source.forEachPage(in: span) { slice in try add(slice) }
    try flush()
    return ordered(stores: try source.stores)
  }

  private mutating func add(_ slice: PageSlice) throws(Problem) {
    if places.last?.store != slice.store || !(places.last?.month.span.contains(slice.day) ?? false) {
      try flush()
      let month = calendar.period(.month, holding: slice.day)
      places.append(Place(store: slice.store, month: month, rows: rows.count..<rows.count))
    }
    items.move(to: slice.day)
    try accumulator.add(slice, items.current)
  }

  /// Ends the last place.
  private mutating func flush() throws(Problem) {
    guard !places.isEmpty else { return }
    if accumulator.overflowed { throw SpendFold.overflow() }
    let first = rows.count
    for outcome in order where accumulator.totals[outcome].lines > 0 {
      let total = accumulator.totals[outcome]
      rows.append(
        MonthlySpend.Row(place: places.count - 1, cell: outcome, lines: total.lines, amount: total.amount))
    }
    accumulator.clear()
    places[places.count - 1].rows = first..<rows.count
  }

  /// Pages come store by store, the tables go month by month and hold no cell without lines.
  private func ordered(stores: [String]) -> MonthlySpend {
    var numbers = [Int](repeating: -1, count: items.table.count)
    for row in rows { numbers[row.cell] = 0 }
    let used = order.filter { numbers[$0] >= 0 }
    for (number, outcome) in used.enumerated() { numbers[outcome] = number }
    let byMonth = places.sorted { ($0.month.span.first, $0.store) < ($1.month.span.first, $1.store) }
    return MonthlySpend(
      places: byMonth.map { MonthlySpend.Place(month: $0.month.label, store: stores[$0.store]) },
      cells: used.map { items.table.cell($0) },
      rows: byMonth.enumerated().flatMap { number, place in
        rows[place.rows].map { row in
          MonthlySpend.Row(place: number, cell: numbers[row.cell], lines: row.lines, amount: row.amount)
        }
      })
  }
}
