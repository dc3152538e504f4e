// The line of truth: one sentence on the last complete period, with L, H and coverage together, and its targets.
internal import SpendModel

struct Headline {
  let context: ReportContext
  let unit: PeriodUnit?

  /// The sentences for a period and its spend.
  func phrases(
    _ period: Period, _ cell: SpendCell, isComplete: Bool, targets: [TargetStanding], table: ReportTable
  ) -> [Phrase] {
    var values: [String: Phrase.Value] = [
      "period": .period(period, unit), "amount": .money(cell.total), "basis": .word("basis." + table.basis.rawValue),
      "tax": .word("tax." + table.tax), "proved": .share(cell.provedShare), "possible": .share(cell.possibleShare),
      "coverage": .share(cell.coverage),
      "open": .phrase(Phrase(isComplete ? "headline.complete" : "headline.incomplete")),
    ]
    let first = targets.first { $0.measure == unit && $0.share != nil }
    if let share = first?.share {
      values["proved"] = .shareApart(cell.provedShare, from: share)
      values["possible"] = .shareApart(cell.possibleShare, from: share)
    }
    return [sentence(cell, &values)] + targets.flatMap { sentences($0, period) } + [method(table)]
  }

  private func sentence(_ cell: SpendCell, _ values: inout [String: Phrase.Value]) -> Phrase {
    guard cell.provedShare.isKnown else { return Phrase("headline.unknown", values) }
    if let least = context.minimumCoverage, !cell.coverage.reaches(least) {
      values["minimum"] = .target(least, beside: cell.coverage)
      values["coverage"] = .shareApart(cell.coverage, from: least)
      return Phrase("headline.interval", values)
    }
    return Phrase("headline.share", values)
  }

  /// `Target 30 %: not proved.` and, where the target measures something else than the sentence, what that is.
  private func sentences(_ standing: TargetStanding, _ period: Period) -> [Phrase] {
    guard let share = standing.share, standing.state != .notYet else { return [] }
    let proved = standing.cell.provedShare
    let values: [String: Phrase.Value] = [
      "name": .text(standing.name), "target": .target(share, beside: proved), "share": .shareApart(proved, from: share),
      "measure": .word("measure." + standing.measure.rawValue),
      "coverage": .share(standing.cell.coverage), "first": .day(standing.span.first), "last": .day(standing.span.last),
    ]
    let key = standing.state == .proved ? "proved" : standing.state == .unknown ? "unknown" : "notProved"
    var phrases = [Phrase("headline.target.\(key)", values)]
    if standing.measure != unit, standing.state != .unknown {
      phrases.append(Phrase(standing.reachesBack ? "headline.measured" : "headline.measuredShort", values))
    }
    return phrases
  }

  private func method(_ table: ReportTable) -> Phrase {
    table.ratingsAsOf.map {
      Phrase("headline.method", ["method": .text(table.method), "day": .day($0)])
    } ?? Phrase("headline.methodUndated", ["method": .text(table.method)])
  }
}
