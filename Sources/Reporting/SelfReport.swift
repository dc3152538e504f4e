// `report self`: the co-op's own rating card. What it asks of others it has to prove too.
internal import SpendModel

struct SelfReport: Report {
  let card = ReportCard(id: "self", period: nil)

  func questions(_ context: ReportContext) -> [SpendQuestion] { [] }

  func table(_ answers: [SpendResult], _ context: ReportContext) -> ReportTable {
    var grid = ReportGrid(
      "rows",
      columns: [
        ReportColumn("criterion", .word), ReportColumn("state", .word), ReportColumn("level", .count),
        ReportColumn("grade", .count), ReportColumn("source", .text), ReportColumn("documentDate", .text),
        ReportColumn("ends", .text),
      ])
    grid.empty = "self"
    guard let ratings = context.ratings, let own = ratings.own,
      let day = context.ratingDay ?? SelfReport.lastDay(ratings, own.id)
    else {
      // Nothing is known of the co-op itself: that is the answer, criterion by criterion.
      grid.rows = (context.ratings?.book.method.criteria ?? []).map {
        [.word($0.id), .word("notAssessed")] + [ReportCell](repeating: .absent, count: grid.columns.count - 2)
      }
      var table = context.table(card, grid, from: answers)
      table.notes.append(Phrase("note.noSelf"))
      return table
    }
    grid.rows = SelfReport.rows(ratings, own.id, day)
    var table = context.table(card, grid, from: answers)
    table.ratingsAsOf = ratings.book.credit(of: own.id, on: day).recordedAt
    table.headline = SelfReport.headline(ratings, own, day)
    return table
  }

  /// Without sales, the last day on which something began to count.
  private static func lastDay(_ ratings: RatingBasis, _ id: String) -> Day? {
    let history = ratings.book.history(of: id).map(\.from).filter { $0 > Timeline.always }
    return ratings.book.evidence(of: id).map(\.from).max() ?? history.first
  }

  private static func rows(_ ratings: RatingBasis, _ id: String, _ day: Day) -> [[ReportCell]] {
    let evidence = ratings.evidence(of: id, on: day)
    let subject = ratings.subject(of: id, on: day)
    return zip(ratings.book.method.criteria, ratings.book.states(of: subject, on: day)).map { criterion, state in
      var cells: [ReportCell] = [.word(criterion.id)]
      switch state {
      case .unknown: cells += [.word("notAssessed"), .absent]
      case .proved(let level): cells += [.word("proved"), .count(level)]
      case .notMet(let level): cells += [.word("notMet"), .count(level)]
      }
      guard let stretch = evidence.first(where: { $0.evidence.criterion == criterion.id }) else {
        return cells + [.absent, .absent, .absent, .absent]
      }
      let row = stretch.evidence
      return cells + [
        .count(row.effectiveGrade), .optional(row.source.isEmpty ? nil : row.source),
        .optional(row.documentDate?.isoText),
        .optional(stretch.to?.isoText),
      ]
    }
  }

  private static func headline(_ ratings: RatingBasis, _ own: Supplier, _ day: Day) -> [Phrase] {
    let standing = ratings.standing(of: own.id, on: day)
    let credit = ratings.book.credit(of: own.id, on: day)
    var values: [String: Phrase.Value] = [
      "name": .text(ratings.name(of: own.id) ?? own.id), "day": .day(day), "class": .word(standing.word),
      "method": .text(ratings.book.method.id),
    ]
    if standing.spendClass != .unrated { values["method"] = .text(credit.method) }
    var phrases = [Phrase(standing.spendClass == .unrated ? "self.sentence.unrated" : "self.sentence", values)]
    if let missing = ratings.missing(of: own.id, on: day), !missing.isEmpty, standing != .generative {
      phrases.append(Phrase("self.missing", ["criteria": .list(missing.map(\.criterion))]))
    }
    return phrases
  }
}
