// `report NAME`: a question answered from the imported lines under the workspace's tables and rules.
internal import DataFiles
internal import Rendering
internal import Reporting
public import SpendModel
internal import Storage

/// What is asked of a report, as a person wrote it.
public struct ReportRequest: Sendable {
  /// `--output`
  public var output: String
  /// `--from`
  public var from: String?
  /// `--to`
  public var to: String?
  /// `--period`
  public var period: String?
  /// `--by`
  public var by: [String] = []
  /// `--where`, `column=value`
  public var filters: [String] = []
  /// `--method`
  public var method: String?
  /// `--basis`
  public var basis: String?
  /// `--as-known-on`: only what was recorded by that day
  public var knownOn: Day?
  /// Whether a terminal reads the text.
  public var colour = false

  /// A request with the defaults.
  public init(output: String = "text") { self.output = output }
}

/// The report as bytes of the output asked for.
public func runReport(_ name: String, _ request: ReportRequest, in workspace: Workspace) throws -> [UInt8] {
  let renderer = try QueryBuilder.renderer(request)
  let definition = try findReport(name, in: try workspace.catalogue.reports())
  let query = try QueryBuilder(configuration: workspace.configuration, definition: definition).query(request)
  let method = try QueryBuilder.method(request, workspace.configuration, try workspace.catalogue.methods())
  let tables = try workspace.tables(method: method, knownOn: request.knownOn)
  let database = try workspace.readDatabase()
  let assortment = tables.joined.assortment
  var fold = SpendFold(query) { assortment.standings(of: $0) }
  try fold.add(database)
  let frame = ReportFrame(
    currency: workspace.configuration.currency, tax: workspace.configuration.tax, method: method,
    dayRanges: try database.dayRanges, notes: tables.missingNotes + (try importNotes(database, workspace)))
  return renderer.render(try SpendReport(definition, query: query, result: fold.finish(), frame: frame).table())
}

/// Sentences from the imports that belong under every report.
private func importNotes(_ database: SpendDatabase, _ workspace: Workspace) throws -> [String] {
  guard workspace.hasDatabase else { return ["Nothing was imported yet."] }
  let live = try database.imports().filter { $0.state == "imported" }
  var notes = receiptDiscountNotes(live.map(\.landing.balance), workspace.configuration.currency)
  let rejected = live.reduce(into: LineTally()) { $0.add($1.landing.balance.rejected) }
  if rejected.lines > 0 {
    notes.append(
      "\(rejected.lines) rejected lines of the imports are in no figure (readable amounts: "
        + "\(workspace.configuration.currency.text(rejected.amount.value))); see `commonspend rejects`.")
  }
  return notes
}

/// Whole-receipt discounts have no item, so they are in no figure; their sum stands under every report.
func receiptDiscountNotes(_ balances: [ImportBalance], _ currency: Currency) -> [String] {
  let discounts = balances.reduce(into: LineTally()) { $0.add($1.excluded["receipt-discount"] ?? LineTally()) }
  guard discounts.lines > 0 else { return [] }
  return [
    "Whole-receipt discounts are in no figure: \(MoneyText.grouped(discounts.lines)) lines, "
      + "\(MoneyText.grouped(discounts.amount.value, currency)) \(currency.code) over all exports (rule receipt-discount)."
  ]
}

func findReport(_ name: String, in reports: [ReportDefinition]) throws(Problem) -> ReportDefinition {
  if let definition = reports.first(where: { $0.id == name }) { return definition }
  let ids = reports.map(\.id)
  throw Problem(
    .wrongUse, what: "There is no report \(name).", place: "report \(name)", rule: "reports: \(ids.joined(separator: ", "))",
    mend: nearest(name, in: ids).map { "Did you mean \($0)?" } ?? "See `commonspend report`.")
}

/// The reports there are, by the question each answers.
public func listReports(in workspace: Workspace) throws -> String {
  let reports = try workspace.catalogue.reports()
  let width = reports.map(\.id.count).max() ?? 0
  return reports.map { "\($0.id.padded(to: width))  \($0.question)\n" }.joined()
}
