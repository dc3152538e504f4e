// Refreshes the relational tables for people with SQL, inside the transaction of the import that changed the pages.
internal import Reporting
internal import SpendModel
internal import Storage

struct Derivation: Sendable {
  let configuration: Configuration
  let products: ProductList
  let credits: [Credit]
  let assortment: Assortment
  let digest: String

  /// Rewrites the months of a span; everything where the workspace's files changed since the last time.
  func refresh(_ tables: DerivedTables, _ span: DaySpan?) throws {
    let isStale = try tables.digest(of: "monthly_spend") != digest
    guard isStale || span != nil else { return }
    if isStale {
      try tables.replaceTables(products: Array(products), credits: credits)
      try tables.setDigest(digest, of: "monthly_spend")
    }
    let months = isStale ? nil : span.map(wholeMonths)
    var fold = MonthlyFold(
      scope: configuration.scope, calendar: configuration.calendar, assortment: assortment, span: months)
    try tables.replaceMonthlySpend(
      from: months.map { month($0.first) }, to: months.map { month($0.last) }, by: fold.spend(of: tables.pages))
  }

  private func wholeMonths(_ span: DaySpan) -> DaySpan {
    let calendar = configuration.calendar
    return DaySpan(
      first: calendar.period(.month, holding: span.first).span.first,
      end: calendar.period(.month, holding: span.last).span.end)
  }

  private func month(_ day: Day) -> String { configuration.calendar.period(.month, holding: day).label }
}
