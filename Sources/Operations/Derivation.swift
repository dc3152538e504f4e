// Refreshes the relational tables for people with SQL, inside the transaction of the import that changed the pages.
internal import Reporting
internal import SpendModel
internal import Storage

struct Derivation: Sendable {
  let configuration: Configuration
  let products: [Product]
  let credits: [Credit]
  let assortment: Assortment
  let digest: String

  /// Rewrites the months of a span; everything where the workspace's files changed since the last time.
  func refresh(_ tables: DerivedTables, _ span: DaySpan?) throws {
    let isStale = try tables.digest(of: "monthly_spend") != digest
    guard isStale || span != nil else { return }
    if isStale {
      try tables.replaceTables(products: products, credits: credits)
      try tables.setDigest(digest, of: "monthly_spend")
    }
    let months = isStale ? nil : span.map(wholeMonths)
    var query = SpendQuery()
    query.group = [.store, .department, .supplier]
    query.span = months
    query.scope = configuration.scope
    query.calendar = configuration.calendar
    var fold = SpendFold(query) { assortment.standings(of: $0) }
    try fold.add(tables.pages)
    let rows = Derivation.rows(try fold.finish())
    try tables.replaceMonthlySpend(from: months.map { month($0.first) }, to: months.map { month($0.last) }, rows: rows)
  }

  private func wholeMonths(_ span: DaySpan) -> DaySpan {
    let calendar = configuration.calendar
    return DaySpan(
      first: calendar.period(.month, holding: span.first).span.first,
      end: calendar.period(.month, holding: span.last).span.end)
  }

  private func month(_ day: Day) -> String { configuration.calendar.period(.month, holding: day).label }

  private static func rows(_ result: SpendResult) -> [MonthlySpend] {
    var rows: [MonthlySpend] = []
    for (key, cell) in result.cells {
      for standing in Standing.allCases where cell.lines[Int(standing.rawValue)] > 0 {
        rows.append(
          MonthlySpend(
            month: key.period?.label ?? "", store: key.group[0] ?? "", department: key.group[1], supplier: key.group[2],
            standing: standing, lines: cell.lines[Int(standing.rawValue)], amount: cell.amounts[Int(standing.rawValue)]))
      }
    }
    return rows.sorted {
      ($0.month, $0.store, $0.department ?? "", $0.supplier ?? "", $0.standing.rawValue)
        < ($1.month, $1.store, $1.department ?? "", $1.supplier ?? "", $1.standing.rawValue)
    }
  }
}
