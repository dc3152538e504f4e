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

  /// From the workspace's tables and rules as they are.
  init(_ workspace: Workspace) throws {
    let tables = try workspace.tables()
    configuration = workspace.configuration
    products = tables.products
    (assortment, credits) = tables.joined
    digest = workspace.derivationDigest(tables.methods)
  }

  /// The name under which the digest of what the tables were made from is kept.
  static let name = "monthly_spend"

  /// Whether the tables were made from the workspace's files as they are.
  func isFresh(in database: SpendDatabase) throws(Problem) -> Bool {
    try database.derivedDigest(of: Derivation.name) == digest
  }

  /// Rewrites the months of a span; everything where the workspace's files changed since the last time. `early`: all
  /// spend of the export that lands, where it was made beside.
  func refresh(_ tables: DerivedTables, _ span: DaySpan?, early: BackgroundValue<MonthlySpend>? = nil) throws {
    let isStale = try tables.digest(of: Derivation.name) != digest
    guard isStale || span != nil else { return }
    if isStale {
      try tables.replaceTables(products: Array(products), credits: credits)
      try tables.setDigest(digest, of: Derivation.name)
    }
    if isStale, try tables.holdOneImport, let spend = try early?.value() {
      return try tables.replaceMonthlySpend(from: nil, to: nil, by: spend)
    }
    let months = isStale ? nil : span.map(wholeMonths)
    try tables.replaceMonthlySpend(
      from: months.map { month($0.first) }, to: months.map { month($0.last) }, by: spend(of: tables.pages, in: months))
  }

  /// The spend of a source; the days of a span, nil: all.
  func spend(of pages: any PageSource, in span: DaySpan? = nil) throws -> MonthlySpend {
    var fold = MonthlyFold(
      scope: configuration.scope, calendar: configuration.calendar, assortment: assortment, span: span)
    return try fold.spend(of: pages)
  }

  private func wholeMonths(_ span: DaySpan) -> DaySpan {
    let calendar = configuration.calendar
    return DaySpan(
      first: calendar.period(.month, holding: span.first).span.first,
      end: calendar.period(.month, holding: span.last).span.end)
  }

  private func month(_ day: Day) -> String { configuration.calendar.period(.month, holding: day).label }
}
