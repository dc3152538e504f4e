// `report summary`: one page for a board: the line of truth, the trend, the targets, what changed and why, what to decide.
internal import SpendModel

struct SummaryReport: Report {
  let card = ReportCard(id: "summary")

  /// The trend; the shelves; the comparisons; the targets.
  func questions(_ context: ReportContext) throws(Problem) -> [SpendQuestion] {
    [SpendQuestion(context.query), Shelves.question(context)]
      + ChangeReport.pairs(context).flatMap { $0.questions(context.query, by: [.department, .supplier]) }
      + context.targets.map { TargetProgress.question($0, context) }
  }

  func table(_ answers: [SpendResult], _ context: ReportContext) throws(Problem) -> ReportTable {
    let pairs = ChangeReport.pairs(context)
    let layout = SpendLayout(answers[0], context)
    let progress = zip(context.targets, answers.dropFirst(2 + 4 * pairs.count))
      .map { TargetProgress($0, $1, context.query.calendar) }
    var table = context.table(card, SummaryGrids.trend(layout, progress), from: answers)
    let last = layout.shown.last(context.query.period ?? .month)
    if let last { table.headline = headline(last, layout, progress, table, context) }
    table.sections = try changes(answers, pairs, context, &table)
    if let day = layout.shown.last(.month)?.span.last, !progress.isEmpty {
      var standings = TargetGrids.standings(progress, on: day)
      standings.name = "targets"
      table.sections.insert(contentsOf: [standings, TargetGrids.ahead(progress, after: day)], at: 0)
    }
    table.sections.append(SummaryGrids.decisions(try Shelves(answers[1], context), context.choices.switched))
    table.notes += context.spendNotes([], try SpendCell.sum(answers[0].cells.values))
    return table
  }

  private func headline(
    _ last: Period, _ layout: SpendLayout, _ progress: [TargetProgress], _ table: ReportTable, _ context: ReportContext
  ) -> [Phrase] {
    let unit = context.query.period ?? .month
    return Headline(context: context, unit: unit).phrases(
      last, layout.total(of: last), isComplete: layout.shown.isComplete(last, unit),
      targets: progress.filter { TargetProgress.belongs($0.target, to: context.query.filters) }
        .map { $0.standing(on: last.span.last) }, table: table)
  }

  private func changes(
    _ answers: [SpendResult], _ pairs: [PeriodPair], _ context: ReportContext, _ table: inout ReportTable
  ) throws(Problem) -> [ReportGrid] {
    var changes = ReportGrid("changes", columns: ChangeGrids.columns)
    var movers: [ReportGrid] = []
    for (index, pair) in pairs.enumerated() {
      let parts = try PairAnswers(answers[2 + index * 4..<6 + index * 4])
      changes.rows.append(ChangeGrids.row(pair, parts))
      guard pair.comparison == context.choices.comparison else { continue }
      table.headline += ChangeGrids.sentences(pair, parts)
      guard let split = ChangeSplit(parts.total) else { continue }
      var grid = MoverGrids.grid("supplierMovers", .supplier, parts.joinedAnswers([1]), split)
      grid.rowsForPeople = 6
      movers.append(grid)
    }
    return [changes] + movers
  }
}

/// Grids that only the summary has.
enum SummaryGrids {
  /// The last thirteen periods: a year and the same period of the year before.
  static func trend(_ layout: SpendLayout, _ progress: [TargetProgress]) -> ReportGrid {
    let unit = layout.query.period
    let periods = layout.shown.periods(unit).suffix(13)
    let measures: [Measure] = [
      .total, .generative, .transitional, .extractive, .unrated, .provedShare, .possibleShare, .coverage,
    ]
    var grid = ReportGrid(
      "rows",
      columns: [ReportColumn("period", .period), ReportColumn("complete", .flag)]
        + measures.map { ReportColumn($0.rawValue, $0.kind) })
    grid.rows = periods.map { period in
      let cell = layout.total(of: period)
      return [.text(period.label), .flag(layout.shown.isComplete(period, unit))] + measures.map { $0.cell(cell) }
    }
    grid.charts = [
      .band(low: "provedShare", high: "possibleShare"),
      .stacked(["generative", "transitional", "extractive", "unrated"]),
    ]
    grid.targets = progress.filter { TargetProgress.belongs($0.target, to: layout.query.filters) }.map { progress in
      TargetLine(name: progress.target.name, shares: periods.map { progress.target.share(on: $0.span.last) })
    }
    return grid
  }

  /// What a board can decide: whom to ask for proof, whose proof to renew, what to switch; three of each.
  static func decisions(_ shelves: Shelves, _ switched: Share) -> ReportGrid {
    var grid = ReportGrid(
      "decisions",
      columns: [
        ReportColumn("decision", .word), ReportColumn("subject", .text), ReportColumn("amount", .money),
        ReportColumn("gain", .points), ReportColumn("alternatives", .list),
      ])
    func row(_ kind: String, _ subject: String?, _ amount: Int64, _ names: [String]) -> [ReportCell] {
      let gain: ReportCell = shelves.gain(amount).map { .points($0) } ?? .absent
      return [.word("decide." + kind), .optional(subject), .money(amount), gain, .list(names)]
    }
    grid.rows = shelves.opportunities.prefix(3).map { shelf in
      row("switch", shelf.name, Shelves.part(shelf.open, switched), Array(shelf.proved.prefix(2)))
    }
    grid.rows += shelves.suppliers([.noRating, .underReview]).prefix(3).map {
      row("askForProof", $0.name, $0.amount, [])
    }
    grid.rows += shelves.suppliers([.expired]).prefix(3).map { row("renewProof", $0.name, $0.amount, []) }
    if grid.rows.isEmpty { return grid }
    grid.notes = [Phrase("note.decisions", ["part": .target(switched, beside: switched)])]
    return grid
  }
}
