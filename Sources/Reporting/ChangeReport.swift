// `report change`: what made the share rise or fall, in two exact splits, against the previous period and a year before.
internal import SpendModel

struct ChangeReport: Report {
  let card = ReportCard(id: "change")

  func questions(_ context: ReportContext) -> [SpendQuestion] {
    ChangeReport.pairs(context).flatMap { $0.questions(context.query, by: [.department, .supplier]) }
  }

  func table(_ answers: [SpendResult], _ context: ReportContext) throws(Problem) -> ReportTable {
    let pairs = ChangeReport.pairs(context)
    var grid = ReportGrid("rows", columns: ChangeGrids.columns)
    var sections: [ReportGrid] = []
    var headline: [Phrase] = []
    for (index, pair) in pairs.enumerated() {
      let parts = try PairAnswers(answers[index * 4..<index * 4 + 4])
      grid.rows.append(ChangeGrids.row(pair, parts))
      guard pair.comparison == context.choices.comparison else { continue }
      headline = ChangeGrids.sentences(pair, parts)
      if let split = ChangeSplit(parts.total) {
        sections = [ChangeGrids.departments(parts, split), ChangeGrids.ratings(parts, split)]
      }
    }
    var table = context.table(card, grid, from: answers)
    table.sections = sections
    table.headline = headline
    if let pair = pairs.first, !ShownPeriods(context).isComplete(pair.after, pair.unit) {
      table.notes.append(Phrase("note.periodOpen", ["period": .period(pair.after, pair.unit)]))
    }
    return table
  }

  static func pairs(_ context: ReportContext) -> [PeriodPair] {
    ReportChoices.Comparison.allCases.compactMap { PeriodPair(context, $0) }
  }
}

/// The grids of a change; the summary shows some of them too.
enum ChangeGrids {
  static let columns = [
    ReportColumn("comparison", .word), ReportColumn("before", .period), ReportColumn("after", .period),
    ReportColumn("provedBefore", .share), ReportColumn("provedAfter", .share), ReportColumn("change", .points),
    ReportColumn("buying", .points), ReportColumn("rating", .points), ReportColumn("mix", .points),
    ReportColumn("rate", .points),
  ]

  /// One comparison; a period without sales has no share, and then there is no change.
  static func row(_ pair: PeriodPair, _ answers: PairAnswers) -> [ReportCell] {
    let cells: [ReportCell] = [
      .word("against." + pair.comparison.rawValue), .text(pair.before.label), .text(pair.after.label),
      .share(answers.total.before.provedShare), .share(answers.total.after.provedShare),
    ]
    guard let split = ChangeSplit(answers.total) else { return cells + [ReportCell](repeating: .absent, count: 5) }
    let mix = answers.joined([0]).reduce(Fraction.zero) { $0 + split.mix($1.part) }
    return cells + [
      .points(split.change), .points(split.buying(answers.total)), .points(split.rating(answers.total)), .points(mix),
      .points(split.change - mix),
    ]
  }

  /// Mix and rate by department.
  static func departments(_ answers: PairAnswers, _ split: ChangeSplit) -> ReportGrid {
    var grid = ReportGrid(
      "changeByDepartment",
      columns: [
        ReportColumn("department", .text), ReportColumn("weightBefore", .part), ReportColumn("weightAfter", .part),
        ReportColumn("provedBefore", .share), ReportColumn("provedAfter", .share), ReportColumn("mix", .points),
        ReportColumn("rate", .points), ReportColumn("contribution", .points),
      ])
    let parts = answers.joined([0])
    let total = answers.total
    grid.rows = parts.map { key, _, part in
      [
        .optional(key[0]), .share(Share(part: part.before.total, whole: total.before.total)),
        .share(Share(part: part.after.total, whole: total.after.total)), .share(part.before.provedShare),
        .share(part.after.provedShare), .points(split.mix(part)), .points(split.rate(part)),
        .points(split.contribution(part)),
      ]
    }
    let mix = parts.reduce(Fraction.zero) { $0 + split.mix($1.part) }
    grid.totals = [
      .absent, .share(Share(part: total.before.total, whole: total.before.total)),
      .share(Share(part: total.after.total, whole: total.after.total)), .share(total.before.provedShare),
      .share(total.after.provedShare), .points(mix), .points(split.change - mix), .points(split.change),
    ]
    grid.charts = [.bars("contribution")]
    return grid
  }

  /// The suppliers whose rating changed, by what that alone did to the share.
  static func ratings(_ answers: PairAnswers, _ split: ChangeSplit) -> ReportGrid {
    var grid = ReportGrid(
      "changeByRating",
      columns: [
        ReportColumn("supplierName", .text), ReportColumn("supplier", .text), ReportColumn("spentBefore", .money),
        ReportColumn("spentAfter", .money), ReportColumn("rating", .points),
      ])
    let effects = answers.joined([1]).map { ($0.key, $0.names, $0.part, split.rating($0.part)) }
      .filter { $0.3.sign != 0 }
      .sorted { $1.3.magnitude < $0.3.magnitude }
    grid.rows = effects.map { key, names, part, effect in
      [
        .optional(names[0] ?? key[0]), .optional(key[0]), .money(part.before.total), .money(part.after.total),
        .points(effect),
      ]
    }
    grid.totals = [.absent, .absent, .absent, .absent, .points(split.rating(answers.total))]
    return grid
  }

  /// `The share rose by 10.00 points …: +21.25 by ratings, -11.25 by buying.`
  static func sentences(_ pair: PeriodPair, _ answers: PairAnswers) -> [Phrase] {
    var values: [String: Phrase.Value] = [
      "before": .period(pair.before, pair.unit), "after": .period(pair.after, pair.unit),
      "shareBefore": .share(answers.total.before.provedShare), "shareAfter": .share(answers.total.after.provedShare),
    ]
    guard let split = ChangeSplit(answers.total) else { return [Phrase("change.unknown", values)] }
    let (buying, rating) = (split.buying(answers.total), split.rating(answers.total))
    values["change"] = .points(split.change)
    values["buying"] = .points(buying)
    values["rating"] = .points(rating)
    var sentences = [Phrase("change.sentence", values)]
    // The case a board must see: the figure moved one way, the shopping basket the other.
    if split.change.sign * buying.sign < 0 {
      sentences.append(Phrase(split.change.sign > 0 ? "change.onlyRatings" : "change.despiteBuying"))
    }
    return sentences
  }
}
