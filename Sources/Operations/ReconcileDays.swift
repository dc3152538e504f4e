// Compares the till's own day totals with what counts here, for import's warnings.
internal import Reporting
internal import SpendModel
internal import Storage

/// One sentence for each day of a span whose total does not tie; none where there is no controls.csv. Days that were not
/// imported are silent here: they may come with the next export.
func controlWarnings(_ span: DaySpan?, _ database: SpendDatabase, in workspace: Workspace) throws -> [String] {
  let currency = workspace.configuration.currency
  guard let controls = try ControlTable.controls(in: workspace.folder, currency) else { return [] }
  var folds = QuestionFolds([Reconciliation.question(span, workspace.configuration.calendar)]) { _ in
    Assortment(products: [], suppliers: [], credits: [])
  }
  try folds.add(database)
  let counted = try folds.finish().first.map(Reconciliation.counted) ?? [:]
  let own = controls.filter { span?.contains($0.day) ?? true }
  return Reconciliation.compare(own, counted: counted).filter { $0.state == .differs }.map { row in
    "Store \(row.control.store), \(row.control.day.isoText): the till says \(currency.text(row.control.amount)), "
      + "\(currency.text(row.counted.amount.value)) count here (controls.csv; see `commonspend report reconcile`)."
  }
}
