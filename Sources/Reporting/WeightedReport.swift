// `report weighted`: spend recognised by class, and the mean score, beside the proved share and each with its bounds.
internal import SpendModel

struct WeightedReport: Report {
  let card = ReportCard(id: "weighted")

  func questions(_ context: ReportContext) -> [SpendQuestion] { [SpendQuestion(context.query)] }

  func table(_ answers: [SpendResult], _ context: ReportContext) throws(Problem) -> ReportTable {
    let layout = SpendLayout(answers[0], context)
    let rows = layout.rows(largestFirst: false)
    let total = try SpendCell.sum(answers[0].cells.values)
    let recognition = context.ratings?.book.method.recognition ?? RatingMethod.judged.recognition
    var columns = SpendLayout.groupColumns(context.query.group)
    if context.query.period != nil { columns += [ReportColumn("period", .period), ReportColumn("complete", .flag)] }
    let measures = [
      ReportColumn("total", .money), ReportColumn("provedShare", .share), ReportColumn("possibleShare", .share),
      ReportColumn("coverage", .share), ReportColumn("recognisedShare", .share),
      ReportColumn("recognisedPossible", .share),
      ReportColumn("scoreMean", .share), ReportColumn("scoreLow", .share), ReportColumn("scoreHigh", .share),
      ReportColumn("scoreCoverage", .share),
    ]
    var grid = ReportGrid("rows", columns: columns + measures)
    grid.rows = rows.map { row in
      var cells = SpendLayout.groupCells(context.query.group, row.key)
      if let period = row.key.period {
        cells += [.text(period.label), .flag(layout.shown.isComplete(period, context.query.period))]
      }
      return cells + WeightedReport.measured(row.cell, recognition)
    }
    grid.totals = [ReportCell](repeating: .absent, count: columns.count) + WeightedReport.measured(total, recognition)
    var table = context.table(card, grid, from: answers)
    table.notes += context.spendNotes(rows.map(\.cell), total)
    table.notes.append(
      Phrase(
        "note.recognition",
        Dictionary(
          uniqueKeysWithValues: SpendClass.allCases.map {
            ($0.rawValue, .share(Share(part: Int64(recognition[$0] ?? 0), whole: 100)))
          })))
    return table
  }

  private static func measured(_ cell: SpendCell, _ recognition: [SpendClass: Int]) -> [ReportCell] {
    let weighted = WeightedSpend(cell: cell, recognition: recognition)
    let ratio = { (value: Fraction?) in value.map { ReportCell.ratio($0) } ?? .absent }
    return [
      .money(cell.total), .share(cell.provedShare), .share(cell.possibleShare), .share(cell.coverage),
      ratio(weighted.recognised), ratio(weighted.recognisedPossible), ratio(weighted.scoreMean),
      ratio(weighted.scoreLow),
      ratio(weighted.scoreHigh), .share(Share(part: cell.scored, whole: cell.total)),
    ]
  }
}

/// The weighted figures of one cell; exact fractions, nil where the total is not positive.
struct WeightedSpend {
  let cell: SpendCell
  let recognition: [SpendClass: Int]

  /// I = sum of amount times recognition / Tot.
  var recognised: Fraction? { recognised(unrated: recognition[.unrated] ?? 0) }

  /// The same with everything unrated recognised in full.
  var recognisedPossible: Fraction? { recognised(unrated: 100) }

  private func recognised(unrated: Int) -> Fraction? {
    guard cell.total > 0 else { return nil }
    return SpendClass.allCases.reduce(Fraction.zero) { sum, spendClass in
      let percent = spendClass == .unrated ? unrated : recognition[spendClass] ?? 0
      return sum + Fraction(cell.amount(spendClass), cell.total) * Fraction(Int64(percent), 100)
    }
  }

  /// S = sum of amount times score / sum of the amounts that have one, in parts of 100 points; unknown criteria as nothing.
  var scoreMean: Fraction? {
    cell.scored > 0 ? Fraction(wide: cell.scoreLow) / Fraction(cell.scored, 1) * Fraction(1, 1200) : nil
  }

  /// Over everything in scope, what has no score counted as 0.
  var scoreLow: Fraction? {
    cell.total > 0 && cell.scored > 0
      ? Fraction(wide: cell.scoreLow) / Fraction(cell.total, 1) * Fraction(1, 1200) : nil
  }

  /// Over everything in scope, what has no score counted as 100, and unknown criteria in full.
  var scoreHigh: Fraction? {
    guard cell.total > 0, cell.scored > 0 else { return nil }
    let rest = Fraction(cell.total &- cell.scored, cell.total)
    return rest + (Fraction(wide: cell.scoreHigh) / Fraction(cell.total, 1) * Fraction(1, 1200) ?? .zero)
  }
}

extension Fraction {
  /// A sum that may be wider than 64 bits.
  fileprivate init(wide value: Int128) {
    let unit = Int64(1) << 62
    let (high, low) = value.quotientAndRemainder(dividingBy: Int128(unit))
    self =
      Fraction(Int64(truncatingIfNeeded: high), 1) * Fraction(unit, 1) + Fraction(Int64(truncatingIfNeeded: low), 1)
  }

  fileprivate static func * (left: Fraction?, right: Fraction) -> Fraction? { left.map { $0 * right } }
}
