// `report movers`: the suppliers and products that moved the proved share most; their contributions sum to the change.
internal import SpendModel

struct MoversReport: Report {
  let card = ReportCard(id: "movers")

  func questions(_ context: ReportContext) -> [SpendQuestion] {
    guard let pair = PeriodPair(context, context.choices.comparison) else { return [] }
    return [[Dimension.supplier], [.product]].flatMap { Array(pair.questions(context.query, by: $0).prefix(2)) }
  }

  func table(_ answers: [SpendResult], _ context: ReportContext) throws(Problem) -> ReportTable {
    guard let pair = PeriodPair(context, context.choices.comparison) else {
      return context.table(card, MoverGrids.empty("rows", .supplier), from: answers)
    }
    let suppliers = try PairAnswers(answers[0..<2])
    let products = try PairAnswers(answers[2..<4])
    guard let split = ChangeSplit(suppliers.total) else {
      return context.table(card, MoverGrids.empty("rows", .supplier), from: answers)
    }
    var table = context.table(card, MoverGrids.grid("rows", .supplier, suppliers, split), from: answers)
    table.sections = [MoverGrids.grid("productMovers", .product, products, split)]
    table.headline = [
      Phrase(
        "movers.sentence",
        [
          "before": .period(pair.before, pair.unit), "after": .period(pair.after, pair.unit),
          "change": .points(split.change),
          "shareBefore": .share(suppliers.total.before.provedShare),
          "shareAfter": .share(suppliers.total.after.provedShare),
        ])
    ]
    return table
  }
}

/// Grids of contributions; the summary shows them too.
enum MoverGrids {
  static func empty(_ name: String, _ dimension: Dimension) -> ReportGrid {
    var grid = ReportGrid(
      name,
      columns: [
        ReportColumn(dimension.rawValue + "Name", .text), ReportColumn(dimension.rawValue, .text),
        ReportColumn("spentBefore", .money), ReportColumn("spentAfter", .money),
        ReportColumn("provedAmountBefore", .money),
        ReportColumn("provedAmountAfter", .money), ReportColumn("contribution", .points),
      ])
    if name == "rows" { grid.empty = "movers" }
    return grid
  }

  /// Everybody who moved the share, the strongest first.
  static func grid(_ name: String, _ dimension: Dimension, _ answers: PairAnswers, _ split: ChangeSplit) -> ReportGrid {
    var grid = empty(name, dimension)
    let movers = answers.parts.map { (part: $0, contribution: split.contribution($0.part)) }
      .filter { $0.contribution.sign != 0 }
      .sorted { $1.contribution.magnitude < $0.contribution.magnitude }
    grid.rows = movers.map { mover in
      [.optional(mover.part.names[0] ?? mover.part.key[0]), .optional(mover.part.key[0])] + amounts(mover.part.part)
        + [.points(mover.contribution)]
    }
    grid.totals = [.absent, .absent] + amounts(answers.total) + [.points(split.change)]
    grid.rowsForPeople = 20
    grid.charts = [.bars("contribution")]
    return grid
  }

  private static func amounts(_ part: PairAnswers.Part) -> [ReportCell] {
    [
      .money(part.before.total), .money(part.after.total), .money(part.before.amount(.generative)),
      .money(part.after.amount(.generative)),
    ]
  }
}
