// What people see of a grid, whatever the output: fewer columns, headings in words, numbers with thousands and a unit,
// and figures that add up.
internal import Reporting
internal import SpendModel

/// A grid for reading.
struct DisplayTable {
  var headings: [String] = []
  /// Whether a column stands to the right.
  var isNumeric: [Bool] = []
  /// Whether a column holds texts that may take several lines where lines are no matter.
  var wraps: [Bool] = []
  /// Whether the first column holds names, which may be long, and no periods.
  var namesRows = false
  var rows: [[String]] = []
  /// Empty where the grid has no totals.
  var totals: [String] = []
  /// The share that a row's bar shows, in tenths of a per cent; nil where it is unknown or there is no such column.
  var bars: [Int?] = []
  /// How many rows are left out for people.
  var hiddenRows = 0
  /// Which of the grid's columns are shown.
  let shown: [Int]
  /// Their names.
  var names: [String] { shown.map { grid.columns[$0].name } }

  private let grid: ReportGrid
  private let wording: Wording
  private let currency: Currency

  init(_ grid: ReportGrid, _ wording: Wording, _ currency: Currency) {
    self.grid = grid
    self.wording = wording
    self.currency = currency
    shown = grid.columns.indices.filter { DisplayTable.isShown(grid.columns[$0], grid) }
    headings = shown.map { wording.heading(grid.columns[$0].name) }
    isNumeric = shown.map { DisplayTable.isNumeric(grid.columns[$0].kind) }
    wraps = shown.map { index in
      grid.columns[index].name == "source"
        || grid.columns[index].kind == .list && grid.rows.contains { text($0[index]).count > DisplayTable.longText }
    }
    namesRows = shown.first.map { [.text, .word].contains(grid.columns[$0].kind) } ?? false
    let count = min(grid.rows.count, grid.rowsForPeople ?? .max)
    hiddenRows = grid.rows.count - count
    let columns = shown.map(column)
    rows = (0..<count).map { row in columns.map { $0[row] } }
    markOpenPeriods()
    totals = totalTexts()
    bars = (0..<count).map(bar)
  }

  private static let longText = 24

  private static func isNumeric(_ kind: ColumnKind) -> Bool {
    switch kind {
    case .money, .share, .count, .part, .points, .quantity: true
    case .period, .text, .flag, .word, .list, .day: false
    }
  }

  /// The reasons of unrated spend stay in the machine shapes; people see their sum. Ids give way to names.
  private static func isShown(_ column: ReportColumn, _ grid: ReportGrid) -> Bool {
    if column.name.hasPrefix("complete") || column.name.hasPrefix("unrated") && column.name != "unrated" {
      return false
    }
    // Beside a comparison the classes would make the table too wide: they stand in the report without one.
    if grid.index(of: "coverageBefore") != nil, hiddenBesideComparison.contains(column.name) { return false }
    // The first day measured follows from what is measured.
    if column.name == "from", grid.index(of: "measure") != nil { return false }
    return !(column.name == "supplier" && grid.index(of: "supplierName") != nil)
  }

  private static let hiddenBesideComparison = [
    "generative", "transitional", "extractive", "unrated", "spentBefore",
  ]

  // MARK: - Cells

  /// A whole column, so that parts can add up.
  private func column(_ index: Int) -> [String] {
    let cells = grid.rows.map { $0[index] }
    switch grid.columns[index].kind {
    case .part: return adjusted(cells, 3, index).map { $0.map { wording.percent(permille: $0) } ?? "–" }
    case .points: return adjusted(cells, 4, index).map { $0.map { wording.points(basis: $0) } ?? "–" }
    case .share: return grid.rows.indices.map { row in text(cells[row], targets(index, row)) }
    default:
      let others = grid.columns[index].name == "supplierName" ? grid.index(of: "supplier") : nil
      return grid.rows.map { row in
        row[index] == .absent ? others.map { text(row[$0]) } ?? text(row[index]) : text(row[index])
      }
    }
  }

  private func adjusted(_ cells: [ReportCell], _ decimals: Int, _ index: Int) -> [Int64?] {
    AddingUp.units(cells, total: grid.totals.isEmpty ? nil : grid.totals[index], decimals: decimals)
  }

  /// The targets that a row's share is compared with.
  private func targets(_ index: Int, _ row: Int) -> [Share] {
    guard ["provedShare", "possibleShare"].contains(grid.columns[index].name) else { return [] }
    return grid.targets.compactMap { $0.shares.indices.contains(row) ? $0.shares[row] : nil }
  }

  private func allTargets(_ index: Int) -> [Share] {
    grid.rows.indices.reduce(into: [Share]()) { all, row in
      for share in targets(index, row) where !all.contains(share) { all.append(share) }
    }
  }

  private func text(_ cell: ReportCell, _ targets: [Share] = []) -> String {
    switch cell {
    case .text(let text): VisibleText.of(text)
    case .money(let amount): wording.money(amount, currency)
    case .share(let share): wording.percent(share, apartFrom: targets)
    case .flag(let flag): wording.word(flag ? "yes" : "no")
    case .count(let count): wording.count(count)
    case .points(let points): wording.points(points)
    case .ratio(let ratio): ratio.scaled(decimals: 3).map { wording.percent(permille: $0) } ?? "–"
    case .word(let id): wording.word(id)
    case .list(let names): names.isEmpty ? "–" : names.map(VisibleText.of).joined(separator: ", ")
    case .day(let day): day.isoText
    case .quantity(let millionths): wording.quantity(millionths)
    case .absent: "–"
    }
  }

  private mutating func markOpenPeriods() {
    for (flag, period) in [("complete", "period"), ("completeBefore", "before")] {
      guard let flag = grid.index(of: flag), let column = shown.firstIndex(where: { grid.columns[$0].name == period })
      else { continue }
      for row in rows.indices where grid.rows[row][flag] == .flag(false) { rows[row][column] += " *" }
    }
  }

  private func totalTexts() -> [String] {
    // A total of no rows says nothing that the sentence instead of the rows does not say.
    guard !grid.totals.isEmpty, !grid.rows.isEmpty else { return [] }
    var texts = shown.map { index -> String in
      let cell = grid.totals[index]
      return cell == .absent ? "" : text(cell, allTargets(index))
    }
    if let first = shown.first, grid.totals[first] == .absent { texts[0] = wording.plain("total") }
    return texts
  }

  private func bar(_ row: Int) -> Int? {
    guard let proved = grid.index(of: "provedShare"), case .share(let share) = grid.rows[row][proved] else {
      return nil
    }
    return share.scaled(decimals: 3).map { Int(max(0, min(1000, $0))) }
  }

  /// What stands instead of rows; nil where there are some.
  var emptyText: String? { grid.rows.isEmpty ? wording.plain("empty.\(grid.empty ?? grid.name)") : nil }

  // MARK: - Notes

  /// What stands under the grid: what the star means, what was left out, and the grid's own notes.
  var notes: [String] {
    var notes: [String] = []
    let flags = ["complete", "completeBefore"].compactMap { grid.index(of: $0) }
    if grid.rows.contains(where: { row in flags.contains { row[$0] == .flag(false) } }) {
      notes.append(wording.plain("note.open"))
    }
    if hiddenRows > 0 {
      notes.append(wording.text(Phrase("note.moreRows", ["rows": .count(hiddenRows)]), currency))
    }
    return notes + grid.notes.map { wording.text($0, currency) }
  }
}

/// Figures of a column that add up to its printed total.
enum AddingUp {
  /// The cells in units of 10^-decimals; nil for an unknown cell. A column without a total is rounded cell by cell. That the
  /// cells sum to the total is the report's promise: summing fractions of many denominators again would be slow.
  static func units(_ cells: [ReportCell], total: ReportCell?, decimals: Int) -> [Int64?] {
    let values = cells.map(fraction)
    let plain = values.map { $0?.scaled(decimals: decimals) }
    let known = values.compactMap(\.self)
    guard let total = total.flatMap(fraction),
      let units = Apportionment.rounded(known, decimals: decimals, whole: total)
    else { return plain }
    var next = units.makeIterator()
    return values.map { $0 == nil ? nil : next.next() }
  }

  private static func fraction(_ cell: ReportCell) -> Fraction? {
    switch cell {
    case .share(let share): Fraction(share)
    case .points(let points), .ratio(let points): points
    default: nil
    }
  }
}
