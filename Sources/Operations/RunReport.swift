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
  /// Columns of the terminal that reads the text; nil: no terminal.
  public var width: Int?
  /// `--locale`
  public var locale: String?
  /// `--against`
  public var against: String?
  /// `--switch`
  public var switched: String?
  /// The moment of the run, ISO 8601; a spreadsheet and a published file carry it.
  public var now = "1970-01-01T00:00:00Z"

  /// A request with the defaults.
  public init(output: String = "text") { self.output = output }
}

/// The report as bytes of the output asked for.
public func runReport(_ name: String, _ request: ReportRequest, in workspace: Workspace) throws -> [UInt8] {
  var run = try ReportRun(name, request, in: workspace)
  return try run.renderer.render(try run.table(in: workspace))
}

extension ReportRun {
  init(_ name: String, _ request: ReportRequest, in workspace: Workspace) throws {
    try self.init(name, request, workspace.configuration, workspace.catalogue) { method in
      try workspace.tables(method: method, knownOn: request.knownOn)
    }
  }

  /// The table over what the workspace imported.
  mutating func table(in workspace: Workspace) throws -> ReportTable {
    let database = try workspace.readDatabase()
    context.frame.notes += try importNotes(database, workspace)
    context.controls = try ControlTable.controls(in: workspace.folder, workspace.configuration.currency)
    if context.controls != nil {
      context.ruleTotals = try database.ruleTotals(in: context.query.span)
      context.importsWithoutRuleTotals = try database.importsWithoutRuleTotals()
    }
    return try database.atOneMoment { try table(over: $0) }
  }
}

/// Sentences from the imports that belong under every report.
private func importNotes(_ database: SpendDatabase, _ workspace: Workspace) throws -> [Phrase] {
  guard workspace.hasDatabase else { return [Phrase("note.nothingImported")] }
  let live = try database.imports().filter { $0.state == "imported" }
  var notes = receiptDiscountNotes(live.map(\.landing.balance))
  let rejected = live.reduce(into: LineTally()) { $0.add($1.landing.balance.rejected) }
  if rejected.lines > 0 {
    notes.append(
      Phrase("note.rejected", ["lines": .count(rejected.lines), "amount": .money(rejected.amount.value)]))
  }
  return notes
}

/// Whole-receipt discounts have no item, so they are in no figure; their sum stands under every report.
func receiptDiscountNotes(_ balances: [ImportBalance]) -> [Phrase] {
  let discounts = balances.reduce(into: LineTally()) { $0.add($1.excluded["receipt-discount"] ?? LineTally()) }
  guard discounts.lines > 0 else { return [] }
  return [
    Phrase("note.receiptDiscount", ["lines": .count(discounts.lines), "amount": .money(discounts.amount.value)])
  ]
}

func findReport(_ name: String, in reports: [any Report]) throws(Problem) -> any Report {
  if let report = reports.first(where: { $0.card.id == name }) { return report }
  let ids = reports.map(\.card.id)
  throw Problem(
    .wrongUse, what: "There is no report \(name).", place: "report \(name)",
    rule: "reports: \(ids.joined(separator: ", "))",
    mend: nearest(name, in: ids).map { "Did you mean \($0)?" } ?? "See `commonspend report`.")
}

/// The reports there are, by the question each answers.
public func listReports(_ request: ReportRequest, in workspace: Workspace) throws -> String {
  let wording = try QueryBuilder.wording(request, workspace.configuration, workspace.catalogue)
  let cards = try workspace.catalogue.reports().map(\.card)
  let width = cards.map(\.id.count).max() ?? 0
  let currency = workspace.configuration.currency
  return cards.map { "\($0.id.padded(to: width))  \(wording.text($0.question, currency))\n" }.joined()
}
