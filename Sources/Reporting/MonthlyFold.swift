// Folds pages into spend by month, store, department, supplier and standing, for the relational table of that name.
public import SpendModel

/// A fold over the pages of a source. What rules keep out of scope is in no row.
public struct MonthlyFold {
  private let calendar: PeriodCalendar
  private let span: DaySpan?
  private var items: ItemOutcomes<MonthlyOutcomes>
  private var accumulator = Accumulator()
  /// Months of stores, in the order of the pages.
  private var places: [Place] = []
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
    for number in accumulator.touched where items.table.outcomes[number].isInScope {
      let total = accumulator.totals[number]
      rows.append(
        MonthlySpend.Row(
          month: places.count - 1, store: places[places.count - 1].store, cell: number, lines: total.lines,
          amount: total.amount))
    }
    accumulator.clear()
    places[places.count - 1].rows = first..<rows.count
  }

  /// Pages come store by store, the table goes month by month.
  private func ordered(stores: [String]) -> MonthlySpend {
    let ranks = items.table.ranks
    let order = places.sorted { ($0.month.span.first, $0.store) < ($1.month.span.first, $1.store) }
    return MonthlySpend(
      months: places.map(\.month.label), stores: stores, cells: items.table.cells,
      rows: order.flatMap { place in rows[place.rows].sorted { ranks[$0.cell] < ranks[$1.cell] } })
  }
}
