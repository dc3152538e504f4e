// A declared report at work: lays the cells of its one query out as a row for every group and period, also the empty ones.
public import SpendModel

/// A report that one query can say.
public struct DeclaredReport: Report {
  private let definition: ReportDefinition

  /// The report of a definition.
  public init(_ definition: ReportDefinition) { self.definition = definition }

  /// See `Report`.
  public var card: ReportCard {
    var card = ReportCard(
      id: definition.id, version: definition.version, period: definition.period, group: definition.group)
    card.ownTitle = definition.title
    card.ownQuestion = definition.question
    return card
  }

  /// Its query, one for what it is compared with, and one for each target that the table can speak of.
  public func questions(_ context: ReportContext) -> [SpendQuestion] {
    [SpendQuestion(context.query)] + targets(context).map { TargetProgress.question($0, context) }
      + (earlierQuestion(context).map { [$0] } ?? [])
  }

  private func earlierQuestion(_ context: ReportContext) -> SpendQuestion? {
    definition.measures.contains(.provedShare) ? EarlierPeriods.question(context) : nil
  }

  /// See `Report`.
  public func table(_ answers: [SpendResult], _ context: ReportContext) throws(Problem) -> ReportTable {
    let layout = SpendLayout(answers[0], context)
    let progress = zip(targets(context), answers.dropFirst())
      .map { TargetProgress($0, $1, context.query.calendar) }
    let rows = layout.rows(largestFirst: definition.largestFirst)
    let total = try SpendCell.sum(answers[0].cells.values)
    let earlier = earlierQuestion(context) == nil ? nil : EarlierPeriods(answers[answers.count - 1], context)
    let added = earlier == nil ? [] : EarlierPeriods.columns
    var grid = ReportGrid("rows", columns: columns(context.query) + added)
    grid.rows = rows.map { cells($0.key, $0.cell, layout) + (earlier?.cells($0) ?? []) }
    grid.totals = totalCells(total, context.query) + added.map { _ in .absent }
    grid.rowsForPeople = definition.rowsForPeople
    grid.charts = charts(context.query)
    grid.targets = progress.map { progress in
      TargetLine(
        name: progress.target.name,
        shares: rows.map { $0.key.period.flatMap { progress.target.share(on: $0.span.last) } })
    }
    var table = context.table(card, grid, from: answers)
    table.notes += context.spendNotes(rows.map(\.cell), total)
    table.headline = headline(layout, progress, earlier, table, context)
    return table
  }

  private func headline(
    _ layout: SpendLayout, _ progress: [TargetProgress], _ earlier: EarlierPeriods?, _ table: ReportTable,
    _ context: ReportContext
  ) -> [Phrase] {
    guard let unit = context.query.period, let last = layout.shown.last(unit) else { return [] }
    let total = layout.total(of: last)
    return Headline(context: context, unit: unit).phrases(
      last, total, isComplete: layout.shown.isComplete(last, unit),
      targets: progress.map { $0.standing(on: last.span.last) }, table: table)
      + (earlier.map { [$0.sentence(last, total)] } ?? [])
  }

  /// Targets whose denominator is the table's own, where each row is a period.
  private func targets(_ context: ReportContext) -> [Target] {
    guard definition.measures.contains(.provedShare), context.query.group.isEmpty, context.query.period != nil
    else { return [] }
    return context.targets.filter { TargetProgress.belongs($0, to: context.query.filters) }
  }

  private func charts(_ query: SpendQuery) -> [ReportChart] {
    let measures = Set(definition.measures)
    guard query.group.isEmpty, query.period != nil else { return [] }
    var charts: [ReportChart] = []
    if measures.isSuperset(of: [.provedShare, .possibleShare]) {
      charts.append(.band(low: Measure.provedShare.rawValue, high: Measure.possibleShare.rawValue))
    }
    let classes: [Measure] = [.generative, .transitional, .extractive, .unrated]
    if measures.isSuperset(of: classes) { charts.append(.stacked(classes.map(\.rawValue))) }
    return charts
  }

  // MARK: - Cells

  private func columns(_ query: SpendQuery) -> [ReportColumn] {
    var columns = SpendLayout.groupColumns(query.group)
    if query.period != nil { columns += [ReportColumn("period", .period), ReportColumn("complete", .flag)] }
    columns += definition.measures.map { ReportColumn($0.rawValue, $0.kind) }
    if query.basis == .cost { columns.append(ReportColumn("costCoverage", .share)) }
    return columns
  }

  private func cells(_ key: CellKey, _ cell: SpendCell, _ layout: SpendLayout) -> [ReportCell] {
    var cells = SpendLayout.groupCells(layout.query.group, key)
    if let period = key.period {
      cells += [.text(period.label), .flag(layout.shown.isComplete(period, layout.query.period))]
    }
    return cells + measured(cell, layout.query)
  }

  private func totalCells(_ total: SpendCell, _ query: SpendQuery) -> [ReportCell] {
    let measured = measured(total, query)
    return [ReportCell](repeating: .absent, count: columns(query).count - measured.count) + measured
  }

  private func measured(_ cell: SpendCell, _ query: SpendQuery) -> [ReportCell] {
    definition.measures.map { $0.cell(cell) }
      + (query.basis == .cost ? [.share(Share(part: cell.salesWithCost, whole: cell.sales))] : [])
  }
}
