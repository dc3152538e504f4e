// Lays a fold's cells out as the table of a declared report: a row for every group and period, also the empty ones.
public import SpendModel

/// What a report is run with, beside its query.
public struct ReportFrame: Sendable {
  /// Currency of the workspace.
  public var currency: Currency
  /// Tax of the figures.
  public var tax: String
  /// The method that was asked for.
  public var method: String
  /// First and last day per store: tells which periods are complete.
  public var dayRanges: [ClosedRange<Day>?]
  /// Sentences from the imports that belong under every report.
  public var notes: [String]

  /// A frame; see the properties.
  public init(currency: Currency, tax: String, method: String, dayRanges: [ClosedRange<Day>?], notes: [String] = []) {
    self.currency = currency
    self.tax = tax
    self.method = method
    self.dayRanges = dayRanges
    self.notes = notes
  }
}

/// Computes declared reports.
public struct SpendReport {
  private let definition: ReportDefinition
  private let query: SpendQuery
  private let result: SpendResult
  private let frame: ReportFrame

  /// A report over the result of its query.
  public init(_ definition: ReportDefinition, query: SpendQuery, result: SpendResult, frame: ReportFrame) {
    self.definition = definition
    self.query = query
    self.result = result
    self.frame = frame
  }

  /// The table.
  public func table() throws(Problem) -> ReportTable {
    let periods = shownPeriods
    let rows = laidOut(periods)
    let total = result.cells.values.reduce(into: SpendCell()) { $0.add($1) }
    guard !total.overflowed else {
      throw Problem(
        .refused, what: "The sum over all rows is too large to be counted exactly.", place: "the report's totals",
        rule: "sums are whole minor units within 64 bits", mend: "Narrow the report with --from and --to.")
    }
    var table = ReportTable(
      report: definition.id, version: definition.version, question: definition.question, currency: frame.currency,
      basis: query.basis, tax: frame.tax, method: methodText, ratingsAsOf: result.ratingsAsOf, days: shownDays,
      filters: query.filters.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key.rawValue, $0.value) },
      outOfScope: result.outOfScope.sorted { $0.key < $1.key }.map { OutOfScope(rule: $0.key, tally: $0.value) },
      columns: columns, rows: rows.map { cells($0.key, $0.cell) }, totals: totalCells(total), notes: frame.notes)
    table.notes += notes(rows.map(\.cell), total)
    table.headline = Headline(table: table, query: query).sentence(periods.map { ($0, periodTotal($0), isComplete($0)) })
    return table
  }

  // MARK: - Rows

  private struct LaidOutRow {
    var key: CellKey
    var cell: SpendCell
  }

  private func laidOut(_ periods: [Period]) -> [LaidOutRow] {
    let groups = Dictionary(grouping: result.cells.keys) { $0.group }
    var rows: [LaidOutRow] = []
    for group in groups.keys.sorted(by: SpendReport.precedes) {
      let names = groups[group]?.map(\.names).max { $0.compactMap(\.self).count < $1.compactMap(\.self).count } ?? []
      let cells = cellsByPeriod(group)
      if query.period == nil {
        rows.append(LaidOutRow(key: CellKey(group: group, names: names, period: nil), cell: cells[nil] ?? SpendCell()))
      }
      for period in periods {
        rows.append(
          LaidOutRow(key: CellKey(group: group, names: names, period: period), cell: sum(cells, period)))
      }
    }
    if groups.isEmpty, query.group.isEmpty {
      rows = periods.map { LaidOutRow(key: CellKey(group: [], names: [], period: $0), cell: SpendCell()) }
    }
    return definition.largestFirst ? rows.sorted { SpendReport.isLarger($0, $1) } : rows
  }

  private static func isLarger(_ left: LaidOutRow, _ right: LaidOutRow) -> Bool {
    (right.cell.total, left.key.period?.label ?? "") < (left.cell.total, right.key.period?.label ?? "")
  }

  /// A group's cells by period; cells of one period may differ in names.
  private func cellsByPeriod(_ group: [String?]) -> [Period?: SpendCell] {
    var cells: [Period?: SpendCell] = [:]
    for (key, cell) in result.cells where key.group == group { cells[key.period, default: SpendCell()].add(cell) }
    return cells
  }

  /// A trailing year is the sum of its months: a ratio of sums, never a mean of ratios.
  private func sum(_ cells: [Period?: SpendCell], _ period: Period) -> SpendCell {
    guard query.period == .trailing12 else { return cells[period] ?? SpendCell() }
    return cells.reduce(into: SpendCell()) { sum, entry in
      if let month = entry.key, month.span.first >= period.span.first, month.span.end <= period.span.end {
        sum.add(entry.value)
      }
    }
  }

  private static func precedes(_ left: [String?], _ right: [String?]) -> Bool {
    for (first, second) in zip(left, right) where first != second {
      guard let first else { return false }
      guard let second else { return true }
      return first.utf8.lexicographicallyPrecedes(second.utf8)
    }
    return false
  }

  // MARK: - Periods

  /// The days asked for, cut to where there is data.
  private var shownDays: DaySpan? {
    guard let days = result.days else { return nil }
    return DaySpan(first: days.lowerBound, end: days.upperBound.adding(days: 1))
  }

  private var shownPeriods: [Period] {
    guard let unit = query.period, let data = shownDays else { return [] }
    let span = query.span.map { DaySpan(first: max($0.first, data.first), end: min($0.end, data.end)) } ?? data
    return query.calendar.periods(unit, over: span)
  }

  private func periodTotal(_ period: Period) -> SpendCell {
    var cells: [Period?: SpendCell] = [:]
    for (key, cell) in result.cells { cells[key.period, default: SpendCell()].add(cell) }
    return sum(cells, period)
  }

  /// False where some store's data ends inside the period, or begins inside it after another store's; and where a
  /// trailing year reaches back before the first day of data.
  private func isComplete(_ period: Period) -> Bool {
    let ranges = frame.dayRanges.compactMap(\.self)
    guard let first = ranges.map(\.lowerBound).min() else { return false }
    if query.period == .trailing12, first > period.span.first { return false }
    if let span = query.span, span.first > period.span.first || span.end < period.span.end { return false }
    let last = period.span.last
    return !ranges.contains { range in
      range.upperBound < last && range.upperBound >= period.span.first
    } && ranges.contains { $0.upperBound >= last }
  }

  // MARK: - Cells

  private var columns: [ReportColumn] {
    var columns: [ReportColumn] = []
    for dimension in query.group {
      columns.append(ReportColumn(name: dimension.rawValue, kind: .text))
      if SpendReport.hasName(dimension) { columns.append(ReportColumn(name: dimension.rawValue + "Name", kind: .text)) }
    }
    if query.period != nil {
      columns.append(ReportColumn(name: "period", kind: .period))
      columns.append(ReportColumn(name: "complete", kind: .flag))
    }
    columns += definition.measures.map { ReportColumn(name: $0.rawValue, kind: $0.kind) }
    if query.basis == .cost { columns.append(ReportColumn(name: "costCoverage", kind: .share)) }
    return columns
  }

  private static func hasName(_ dimension: Dimension) -> Bool { dimension == .supplier || dimension == .product }

  private func cells(_ key: CellKey, _ cell: SpendCell) -> [ReportCell] {
    var cells: [ReportCell] = []
    for (index, dimension) in query.group.enumerated() {
      cells.append(key.group[index].map { .text($0) } ?? .absent)
      if SpendReport.hasName(dimension) { cells.append(key.names[index].map { .text($0) } ?? .absent) }
    }
    if let period = key.period { cells += [.text(period.label), .flag(isComplete(period))] }
    cells += definition.measures.map { $0.cell(cell) }
    if query.basis == .cost { cells.append(.share(Share(part: cell.salesWithCost, whole: cell.sales))) }
    return cells
  }

  private func totalCells(_ total: SpendCell) -> [ReportCell] {
    let leading = columns.count - definition.measures.count - (query.basis == .cost ? 1 : 0)
    var cells = [ReportCell](repeating: .absent, count: leading) + definition.measures.map { $0.cell(total) }
    if query.basis == .cost { cells.append(.share(Share(part: total.salesWithCost, whole: total.sales))) }
    return cells
  }

  private var methodText: String {
    let others = result.methods.filter { $0 != frame.method }.sorted()
    let all = (result.methods.contains(frame.method) ? [frame.method] : []) + others
    return all.isEmpty ? frame.method : all.joined(separator: " + ")
  }

  private func notes(_ cells: [SpendCell], _ total: SpendCell) -> [String] {
    var notes: [String] = []
    if cells.contains(where: { cell in SpendClass.allCases.contains { cell.amount($0) < 0 } }) {
      notes.append("In some rows a class's returns exceed its sales; shares there may lie outside 0 and 100 %.")
    }
    if query.basis == .cost {
      let share = Share(part: total.salesWithCost, whole: total.sales).percentText() ?? "–"
      notes.append("The cost of \(share) % of the sales is known; sales without a known cost are in no total.")
    }
    let outside = result.outOfScope.values.reduce(into: LineTally()) { $0.add($1) }
    if outside.lines > 0 {
      notes.append(
        "Out of scope by rule: \(outside.lines) lines, \(frame.currency.text(outside.amount.value)) \(frame.currency.code).")
    }
    return notes
  }
}
