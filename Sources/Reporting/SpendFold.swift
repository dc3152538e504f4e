// Folds pages into the cells of a query. The inner loop adds a decoded amount to the accumulator of its item's outcome.
internal import DataFiles
public import SpendModel

enum NameFolding {
  static func fold(_ text: String) -> String { FoldedText.fold(text) }
}

/// Where a cell stands: values of the query's dimensions, and the period.
public struct CellKey: Hashable, Sendable {
  /// In the order of the query's group; nil: unknown.
  public var group: [String?]
  /// Names beside ids, by position of the group.
  public var names: [String?]
  /// Nil where the query has no period.
  public var period: Period?
}

/// What a fold yields.
public struct SpendResult: Sendable {
  /// Cells with lines.
  public var cells: [CellKey: SpendCell] = [:]
  /// Lines and money that rules keep out of scope.
  public var outOfScope: [String: LineTally] = [:]
  /// Methods whose ratings carried spend.
  public var methods: Set<String> = []
  /// The latest recording used.
  public var ratingsAsOf: Day?
  /// The first and the last day with a line that passed the filters.
  public var days: ClosedRange<Day>?
}

/// A fold in progress. Pages may come in any order; by store and day is fastest.
public struct SpendFold {
  private let query: SpendQuery
  private var items: ItemOutcomes<QueryOutcomes>
  private var registered = 0
  private let storeFilter: Set<String>?
  private let storePosition: Int?
  private var result = SpendResult()
  private var accumulator = Accumulator()
  private var place: (store: String, period: Period)?
  /// The cells of the place at hand, and by key of an outcome which of them is its own, or -1.
  private var cells: [(key: Int, cell: SpendCell)] = []
  private var cellOfKey: [Int] = []
  /// By outcome: whether it carried spend.
  private var isUsed: [Bool] = []
  private var itemNumbers: [Int64] = []
  private var amounts: [Int64] = []
  private var costs: [Int64] = []
  private var quantities: [Int64] = []

  /// A fold for a query; `assortment` says what an item is over time.
  public init(_ query: SpendQuery, assortment: Assortment) {
    self.query = query
    items = ItemOutcomes(QueryOutcomes(query), assortment: assortment, span: query.foldedSpan)
    storeFilter = query.filters[.store].map { Set($0.map(NameFolding.fold)) }
    storePosition = query.group.firstIndex(of: .store)
  }

  /// Makes items known; `all` must begin with those given before.
  public mutating func register(_ all: [Item]) {
    guard all.count > registered else { return }
    items.register(all[registered...])
    registered = all.count
    accumulator.grow(to: items.table.count)
    isUsed += repeatElement(false, count: items.table.count - isUsed.count)
    cellOfKey += repeatElement(-1, count: items.table.keys.count - cellOfKey.count)
  }

  /// Whether answers name products, so that items need their descriptions.
  var showsProducts: Bool { query.group.contains(.product) }

  /// Folds every page of a source.
  public mutating func add(_ source: any PageSource) throws {
    register(try showsProducts ? source.items : source.bareItems)
    let stores = try source.stores
    try source.forEachPage(in: query.foldedSpan) { slice in try add(slice, store: stores[slice.store]) }
  }

  /// Folds one page; its items must be registered.
  public mutating func add(_ slice: PageSlice, store: String) throws(Problem) {
    guard try begin(slice.day, store) else { return }
    noteDay(slice.day)
    if query.basis == .sales { return try accumulator.add(slice, items.current) }
    slice.page.decode(.item, into: &itemNumbers)
    slice.page.decode(.amount, into: &amounts)
    slice.page.decode(.cost, into: &costs)
    slice.page.decode(.quantity, into: &quantities)
    try addCosts(slice.day)
  }

  /// Folds the lines in `ranges`, which belong to one store and day; their items must be registered.
  public mutating func add(
    _ lines: [SaleLine], ranges: [Range<Int>], day: Day, store: String
  ) throws(Problem) {
    guard try begin(day, store) else { return }
    noteDay(day)
    if query.basis == .sales { return try accumulator.add(lines, ranges, items.current, day: day) }
    itemNumbers = ranges.flatMap { lines[$0].map { Int64($0.item) } }
    amounts = ranges.flatMap { lines[$0].map(\.amount) }
    costs = ranges.flatMap { lines[$0].map(\.cost) }
    quantities = ranges.flatMap { lines[$0].map(\.quantity) }
    try addCosts(day)
  }

  /// Goes to a store and day; false where the query leaves them out.
  private mutating func begin(_ day: Day, _ store: String) throws(Problem) -> Bool {
    guard query.foldedSpan?.contains(day) ?? true, storeFilter?.contains(NameFolding.fold(store)) ?? true else {
      return false
    }
    let isOtherStore = storePosition != nil && place?.store != store
    if isOtherStore || !(place?.period.span.contains(day) ?? false) {
      try flush()
      place = (store, basicPeriod(day))
    }
    items.move(to: day)
    return true
  }

  private mutating func noteDay(_ day: Day) {
    result.days = result.days.widened(to: day)
  }

  /// Ends the fold.
  public mutating func finish() throws(Problem) -> SpendResult {
    try flush()
    for (outcome, isUsed) in zip(items.table.outcomes, isUsed) where isUsed {
      if let method = outcome.method { result.methods.insert(method) }
      if let recorded = outcome.recordedAt { result.ratingsAsOf = max(result.ratingsAsOf ?? recorded, recorded) }
    }
    guard !result.cells.values.contains(where: \.overflowed) else { throw SpendFold.overflow() }
    return result
  }

  // MARK: - Cost

  /// A line's own cost, else the product's unit cost times quantity. Blank, or 0 on an amount that is not 0, is unknown
  /// and stays out of the total.
  private mutating func addCosts(_ day: Day) throws(Problem) {
    try Accumulator.check(itemNumbers, below: registered, day: day)
    for index in amounts.indices {
      let item = Int(itemNumbers[index])
      var cost = costs[index]
      if cost == SaleLine.unknown, items.unitCosts[item] != SaleLine.unknown {
        cost = SpendFold.extended(items.unitCosts[item], quantities[index])
      }
      if cost == 0, amounts[index] != 0 { cost = SaleLine.unknown }
      accumulator.add(outcome: Int(items.current[item]), cost: cost, sale: amounts[index])
    }
  }

  /// unit · quantity / 1 000 000, half to even; unknown where it leaves Int64.
  private static func extended(_ unit: Int64, _ quantity: Int64) -> Int64 {
    Int64(exactly: (Int128(unit) * Int128(quantity)).dividedHalfEven(by: 1_000_000)) ?? SaleLine.unknown
  }

  // MARK: - Periods and cells

  /// Trailing years are built from months when the report is laid out.
  private func basicPeriod(_ day: Day) -> Period {
    switch query.period {
    case .trailing12: query.calendar.period(.month, holding: day)
    case let unit?: query.calendar.period(unit, holding: day)
    case nil: query.calendar.period(.year, holding: day)
    }
  }

  private mutating func flush() throws(Problem) {
    guard let place else { return }
    if accumulator.overflowed { throw SpendFold.overflow() }
    for number in accumulator.touched { add(accumulator.totals[number], accumulator.sales[number], number) }
    accumulator.clear()
    for (key, cell) in cells {
      result.cells[cellKey(key, place.store, place.period), default: SpendCell()].add(cell)
      cellOfKey[key] = -1
    }
    cells.removeAll(keepingCapacity: true)
    self.place = nil
  }

  /// Adds what an outcome's lines come to.
  private mutating func add(_ total: Accumulator.Total, _ sales: Accumulator.Sales, _ number: Int) {
    let outcome = items.table.outcomes[number]
    guard !outcome.isFiltered else { return }
    if let rule = outcome.outOfScope {
      result.outOfScope[rule, default: LineTally()].lines += total.lines
      result.outOfScope[rule, default: LineTally()].amount.add(total.amount)
      return
    }
    isUsed[number] = true
    if cellOfKey[outcome.key] < 0 {
      cellOfKey[outcome.key] = cells.count
      cells.append((outcome.key, SpendCell()))
    }
    cells[cellOfKey[outcome.key]].cell.add(total, sales, outcome)
  }

  private func cellKey(_ number: Int, _ store: String, _ period: Period) -> CellKey {
    var key = items.table.keys[number]
    if let storePosition {
      key.group.insert(store, at: storePosition)
      key.names.insert(nil, at: storePosition)
    }
    return CellKey(group: key.group, names: key.names, period: query.period == nil ? nil : period)
  }

  static func overflow() -> Problem {
    Problem(
      .refused, what: "The sum of the amounts is too large to be counted exactly.", place: "the report's sums",
      rule: "sums are whole minor units within 64 bits", mend: "Look for mis-keyed amounts: commonspend report quality."
    )
  }
}
