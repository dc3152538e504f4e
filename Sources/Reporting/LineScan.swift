// One pass over single lines for the checks of `report quality`: what each item sells for, month by month, and what it
// costs. The only report code that looks below the sums of a fold.
internal import SpendModel

/// Sums of one item in one store.
struct ItemScan {
  /// Sales of a month.
  struct Month {
    var first: Day
    var lines = 0
    var amount: Int64 = 0
    /// Millionths.
    var quantity: Int64 = 0

    /// Minor units for one unit; nil where nothing was sold.
    var unitPrice: Int64? {
      guard quantity > 0, amount > 0 else { return nil }
      return Int64(exactly: Int128(amount) * 1_000_000 / Int128(quantity))
    }
  }

  var lines = 0
  var amount: Int64 = 0
  /// Sum of the amounts without their signs.
  var magnitude: Int64 = 0
  /// Lines with an amount and without a cost.
  var costless = LineTally()
  var months: [Month] = []

  /// The mean amount without its sign.
  var mean: Int64 { lines == 0 ? 0 : magnitude / Int64(lines) }
}

/// All items of all stores.
struct LineScan {
  let items: [Item]
  let stores: [String]
  /// By store, then by item.
  private(set) var scans: [[ItemScan]] = []
  /// Amount by store and day.
  private(set) var days: [[(day: Day, amount: Int64, lines: Int)]] = []
  /// Lines far above what their item usually sells for.
  private(set) var outliers: [Outlier] = []

  /// A line far above the usual.
  struct Outlier {
    var store: Int
    var day: Day
    var item: Int
    var amount: Int64
    var usual: Int64
    /// Whether the same day takes the same amount back.
    var isVoided: Bool
  }

  /// A line is an outlier from this multiple of its item's mean on, where the item sold often enough to have one.
  static let outlierFactor: Int64 = 20
  static let usualLines = 20

  init(_ pages: any PageSource, _ query: SpendQuery) throws(Problem) {
    do {
      items = try pages.items
      stores = try pages.stores
      scans = stores.map { _ in [] }
      days = stores.map { _ in [] }
      let shown = query.filters[.store].map { Set($0.map(NameFolding.fold)) }
      let isShown = stores.map { shown?.contains(NameFolding.fold($0)) ?? true }
      var columns = ScanColumns()
      try pages.forEachPage(in: query.span) { slice in
        guard isShown[slice.store] else { return }
        try columns.read(slice, itemCount: items.count)
        note(slice, columns, query.calendar)
      }
      try pages.forEachPage(in: query.span) { slice in
        guard isShown[slice.store] else { return }
        try columns.read(slice, itemCount: items.count)
        findOutliers(slice, columns)
      }
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(
        .environment, what: "The lines cannot be read: \(error).", place: "the database", rule: "report quality",
        mend: "Run `commonspend verify`.")
    }
  }

  private mutating func note(_ slice: PageSlice, _ columns: ScanColumns, _ calendar: PeriodCalendar) {
    if scans[slice.store].isEmpty { scans[slice.store] = Array(repeating: ItemScan(), count: items.count) }
    let month = calendar.period(.month, holding: slice.day).span.first
    var sum: Int64 = 0
    for index in columns.items.indices {
      let amount = columns.amounts[index]
      sum &+= amount
      scans[slice.store][Int(columns.items[index])]
        .add(amount, quantity: columns.quantities[index], cost: columns.costs[index], month: month)
    }
    days[slice.store].append((slice.day, sum, columns.items.count))
  }

  private mutating func findOutliers(_ slice: PageSlice, _ columns: ScanColumns) {
    for index in columns.items.indices {
      let item = Int(columns.items[index])
      let scan = scans[slice.store][item]
      let amount = columns.amounts[index]
      guard scan.lines >= LineScan.usualLines, scan.mean > 0, amount > 0, amount / LineScan.outlierFactor >= scan.mean
      else {
        continue
      }
      let isVoided = columns.items.indices.contains {
        columns.items[$0] == columns.items[index] && columns.amounts[$0] == -amount
      }
      outliers.append(
        Outlier(store: slice.store, day: slice.day, item: item, amount: amount, usual: scan.mean, isVoided: isVoided))
    }
  }
}

extension ItemScan {
  /// Sums only serve as signs of something odd, so they may wrap around instead of being refused.
  mutating func add(_ amount: Int64, quantity: Int64, cost: Int64, month: Day) {
    lines += 1
    self.amount &+= amount
    magnitude &+= amount < 0 ? 0 &- amount : amount
    if amount != 0, cost == SaleLine.unknown || cost == 0 { costless.add(amount) }
    if months.last?.first != month { months.append(Month(first: month)) }
    months[months.count - 1].lines += 1
    months[months.count - 1].amount &+= amount
    months[months.count - 1].quantity &+= quantity
  }
}

/// The columns of one page.
private struct ScanColumns {
  var items: [Int64] = []
  var amounts: [Int64] = []
  var quantities: [Int64] = []
  var costs: [Int64] = []

  mutating func read(_ slice: PageSlice, itemCount: Int) throws(Problem) {
    slice.page.decode(.item, into: &items)
    slice.page.decode(.amount, into: &amounts)
    slice.page.decode(.quantity, into: &quantities)
    slice.page.decode(.cost, into: &costs)
    guard items.allSatisfy({ $0 >= 0 && $0 < itemCount }) else {
      throw Problem(
        .damaged, what: "A page names an item that is not stored.", place: "the page of \(slice.day.isoText)",
        rule: "a page's item numbers", mend: "Run `commonspend verify`.")
    }
  }
}
