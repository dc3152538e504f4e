// A fold's cells as rows in order: by group, then by period, with the empty periods in between.
internal import SpendModel

struct LaidOutRow {
  var key: CellKey
  var cell: SpendCell
}

/// The answer of one query, laid out.
struct SpendLayout {
  let query: SpendQuery
  let shown: ShownPeriods
  private let result: SpendResult
  private let cellsByGroup: [[String?]: [Period?: SpendCell]]
  private let namesByGroup: [[String?]: [String?]]

  init(_ result: SpendResult, _ context: ReportContext) {
    self.result = result
    query = context.query
    shown = ShownPeriods(context, data: result.days)
    var cells: [[String?]: [Period?: SpendCell]] = [:]
    var names: [[String?]: [String?]] = [:]
    for (key, cell) in result.cells {
      // Cells of one group may differ in names: a supplier that was renamed.
      cells[key.group, default: [:]][key.period, default: SpendCell()].add(cell)
      if SpendLayout.isBetter(key.names, than: names[key.group]) { names[key.group] = key.names }
    }
    cellsByGroup = cells
    namesByGroup = names
  }

  /// More names are better; of as many, the later in the alphabet: any rule will do that does not depend on the order in
  /// which a dictionary hands out its keys.
  static func isBetter(_ names: [String?], than other: [String?]?) -> Bool {
    guard let other else { return true }
    let (count, otherCount) = (names.compactMap(\.self).count, other.compactMap(\.self).count)
    if count != otherCount { return count > otherCount }
    return precedes(other, names)
  }

  func rows(largestFirst: Bool) -> [LaidOutRow] {
    let periods = shown.periods(query.period)
    var rows: [LaidOutRow] = []
    for group in cellsByGroup.keys.sorted(by: SpendLayout.precedes) {
      let names = namesByGroup[group] ?? []
      let cells = cellsByGroup[group] ?? [:]
      if query.period == nil {
        rows.append(LaidOutRow(key: CellKey(group: group, names: names, period: nil), cell: cells[nil] ?? SpendCell()))
      }
      for period in periods {
        rows.append(LaidOutRow(key: CellKey(group: group, names: names, period: period), cell: sum(cells, period)))
      }
    }
    if cellsByGroup.isEmpty, query.group.isEmpty {
      rows = periods.map { LaidOutRow(key: CellKey(group: [], names: [], period: $0), cell: SpendCell()) }
    }
    return largestFirst ? rows.sorted { SpendLayout.isLarger($0, $1) } : rows
  }

  /// The spend of a period over all groups.
  func total(of period: Period) -> SpendCell {
    cellsByGroup.values.reduce(into: SpendCell()) { $0.add(sum($1, period)) }
  }

  /// Whether the period holds a day between the first and the last sale.
  func isKnown(_ period: Period) -> Bool {
    shown.data.map { period.span.first < $0.end && period.span.end > $0.first } ?? false
  }

  /// The spend of one group in a period; nil where the period is not known.
  func cell(_ group: [String?], _ period: Period) -> SpendCell? {
    isKnown(period) ? sum(cellsByGroup[group] ?? [:], period) : nil
  }

  private static func isLarger(_ left: LaidOutRow, _ right: LaidOutRow) -> Bool {
    if left.cell.total != right.cell.total { return left.cell.total > right.cell.total }
    if left.key.group != right.key.group { return precedes(left.key.group, right.key.group) }
    return (left.key.period?.label ?? "") < (right.key.period?.label ?? "")
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

  /// By bytes, the unknown last.
  static func precedes(_ left: [String?], _ right: [String?]) -> Bool {
    for (first, second) in zip(left, right) where first != second {
      guard let first else { return false }
      guard let second else { return true }
      return first.utf8.lexicographicallyPrecedes(second.utf8)
    }
    return false
  }

  // MARK: - Columns of the group

  static func groupColumns(_ group: [Dimension]) -> [ReportColumn] {
    group.flatMap { dimension in
      [ReportColumn(dimension.rawValue, .text)]
        + (hasName(dimension) ? [ReportColumn(dimension.rawValue + "Name", .text)] : [])
    }
  }

  static func groupCells(_ group: [Dimension], _ key: CellKey) -> [ReportCell] {
    group.indices.flatMap { index in
      [ReportCell.optional(key.group[index])] + (hasName(group[index]) ? [.optional(key.names[index])] : [])
    }
  }

  private static func hasName(_ dimension: Dimension) -> Bool { dimension == .supplier || dimension == .product }
}
