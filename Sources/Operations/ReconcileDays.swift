// Compares the till's own day totals with what counts here and what rules left out, for import's warnings.
internal import Reporting
internal import SpendModel
internal import Storage

struct ControlReview {
  let controls: [ControlTotal]
  let configuration: Configuration

  /// Nil where the workspace has no controls.csv.
  init?(_ workspace: Workspace) throws {
    configuration = workspace.configuration
    guard let controls = try ControlTable.controls(in: workspace.folder, configuration.currency) else { return nil }
    self.controls = controls
  }

  /// One sentence for each day of a span whose total does not tie. Days that were not imported are silent here: they may
  /// come with the next export.
  func warnings(_ sales: LandedSales, _ span: DaySpan) throws -> [String] {
    var folds = QuestionFolds([Reconciliation.question(span, configuration.calendar)]) { _ in
      Assortment(products: [], suppliers: [], credits: [])
    }
    try folds.add(sales.pages)
    let counted = try folds.finish().first.map(Reconciliation.counted) ?? [:]
    let own = controls.filter { span.contains($0.day) }
    return Reconciliation.compare(own, counted: counted, rules: try sales.ruleTotals(in: span))
      .filter { $0.state == .differs }.map(sentence)
  }

  private func sentence(_ row: Reconciliation) -> String {
    let currency = configuration.currency
    return
      "Store \(row.control.store), \(row.control.day.isoText): the till says \(currency.text(row.control.amount)), "
      + "\(currency.text(row.counted.amount.value)) count here (controls.csv; see `commonspend report reconcile`)."
  }
}
