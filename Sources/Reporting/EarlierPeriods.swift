// Beside each period of a declared report what stood in the one before it, or in the same one a year before: `--against`.
internal import SpendModel

/// The spend of earlier periods under a report's own query.
struct EarlierPeriods {
  static let columns = [
    ReportColumn("before", .period), ReportColumn("completeBefore", .flag), ReportColumn("spentBefore", .money),
    ReportColumn("provedBefore", .share), ReportColumn("coverageBefore", .share), ReportColumn("change", .points),
  ]

  private let comparison: ReportChoices.Comparison
  private let unit: PeriodUnit
  private let layout: SpendLayout

  /// The report's query with the days before it that are compared; nil where nothing is, or rows are no periods.
  static func question(_ context: ReportContext) -> SpendQuestion? {
    guard let comparison = context.choices.against, let unit = context.query.period else { return nil }
    var query = context.query
    if let span = query.span {
      let first = PeriodPair(
        after: query.calendar.period(unit, holding: span.first), unit, comparison, query.calendar)
      query.span = DaySpan(first: first.before.span.first, end: span.end)
    }
    return SpendQuestion(query)
  }

  /// Nil where `question` is; `answer` is the one to it.
  init?(_ answer: SpendResult, _ context: ReportContext) {
    guard let comparison = context.choices.against, let unit = context.query.period,
      let question = EarlierPeriods.question(context)
    else { return nil }
    self.comparison = comparison
    self.unit = unit
    // The days asked for with those before them: an earlier period is not cut by the first day asked for.
    var wider = context
    wider.query = question.query
    layout = SpendLayout(answer, wider)
  }

  private func before(_ period: Period) -> Period {
    PeriodPair(after: period, unit, comparison, layout.query.calendar).before
  }

  /// The columns' cells for a row. Before the first sale nothing is known; a period without sales has total 0 and no share.
  func cells(_ row: LaidOutRow) -> [ReportCell] {
    guard let period = row.key.period else { return EarlierPeriods.columns.map { _ in .absent } }
    let before = before(period)
    let which: [ReportCell] = [.text(before.label), .flag(layout.shown.isComplete(before, unit))]
    guard let cell = layout.cell(row.key.group, before) else { return which + [.absent, .absent, .absent, .absent] }
    let change = EarlierPeriods.change(from: cell, to: row.cell)
    return which + [
      .money(cell.total), .share(cell.provedShare), .share(cell.coverage), change.map { .points($0) } ?? .absent,
    ]
  }

  /// Nil where one of the shares is unknown.
  private static func change(from before: SpendCell, to after: SpendCell) -> Fraction? {
    guard let old = Fraction(before.provedShare), let new = Fraction(after.provedShare) else { return nil }
    return new - old
  }

  /// How the period of the headline stands beside the earlier one.
  func sentence(_ period: Period, _ total: SpendCell) -> Phrase {
    let earlier = before(period)
    let cell = layout.isKnown(earlier) ? layout.total(of: earlier) : SpendCell()
    let values: [String: Phrase.Value] = [
      "before": .period(earlier, unit), "shareBefore": .share(cell.provedShare), "coverage": .share(cell.coverage),
      "amount": .money(cell.total),
    ]
    guard let change = EarlierPeriods.change(from: cell, to: total) else {
      return Phrase("headline.against.unknown", values)
    }
    return Phrase("headline.against", values.merging(["change": .points(change)]) { $1 })
  }
}
