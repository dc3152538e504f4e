// Two periods that are compared, and the four questions whose answers split the change of a share.
internal import SpendModel

/// A period and the one it is compared with.
struct PeriodPair: Hashable {
  var before: Period
  var after: Period
  var unit: PeriodUnit
  var comparison: ReportChoices.Comparison

  /// The last complete period of what was asked, against the one before it or the same one a year before; nil without data.
  init?(_ context: ReportContext, _ comparison: ReportChoices.Comparison) {
    let unit = context.query.period ?? .month
    guard let after = ShownPeriods(context).last(unit) else { return nil }
    self.init(after: after, unit, comparison, context.query.calendar)
  }

  init(after: Period, _ unit: PeriodUnit, _ comparison: ReportChoices.Comparison, _ calendar: PeriodCalendar) {
    self.after = after
    self.unit = unit
    self.comparison = comparison
    let day: Day =
      switch (comparison, unit) {
      // A trailing year's previous period is the year before it: periods that overlap would hide the change.
      case (_, .trailing12): after.span.last.adding(months: -12)
      case (.previous, _): after.span.first.adding(days: -1)
      // 52 weeks, so that weekdays meet their like.
      case (.yearBefore, .week): after.span.first.adding(days: -364)
      case (.yearBefore, _): after.span.first.adding(months: -12)
      }
    before = calendar.period(unit, holding: day)
  }

  /// Days between the beginnings.
  private var distance: Int { Int(after.span.first.number) - Int(before.span.first.number) }

  /// Sales and ratings of before; of after; sales of after under the ratings of before; the other way round.
  func questions(_ query: SpendQuery, by group: [Dimension]) -> [SpendQuestion] {
    func question(_ span: DaySpan, _ ratings: RatingView) -> SpendQuestion {
      var query = query
      query.group = group
      query.period = nil
      query.span = span
      return SpendQuestion(query, ratings: ratings)
    }
    return [
      question(before.span, .onDayOfSale), question(after.span, .onDayOfSale),
      question(after.span, .shifted(days: distance, last: before.span.last)),
      question(before.span, .shifted(days: -distance, last: after.span.last)),
    ]
  }
}

/// The four answers of a pair, cell by cell.
struct PairAnswers {
  /// Spend of one group under each combination of sales and ratings.
  struct Part {
    var before = SpendCell()
    var after = SpendCell()
    var afterUnderOldRatings = SpendCell()
    var beforeUnderNewRatings = SpendCell()
  }

  let parts: [(key: [String?], names: [String?], part: Part)]
  let total: Part

  /// `answers` are those of `PeriodPair.questions`.
  init(_ answers: ArraySlice<SpendResult>) throws(Problem) {
    let fields: [WritableKeyPath<Part, SpendCell>] = [
      \.before, \.after, \.afterUnderOldRatings, \.beforeUnderNewRatings,
    ]
    var parts: [[String?]: Part] = [:]
    var names: [[String?]: [String?]] = [:]
    var total = Part()
    for (field, answer) in zip(fields, answers) {
      for (key, cell) in answer.cells {
        parts[key.group, default: Part()][keyPath: field].add(cell)
        if SpendLayout.isBetter(key.names, than: names[key.group]) { names[key.group] = key.names }
      }
      total[keyPath: field] = try SpendCell.sum(answer.cells.values)
    }
    self.total = total
    self.parts = parts.keys.sorted(by: SpendLayout.precedes).map { ($0, names[$0] ?? [], parts[$0] ?? Part()) }
  }

  /// The same answers with fewer splits.
  func joinedAnswers(_ positions: [Int]) -> PairAnswers { PairAnswers(parts: joined(positions), total: total) }

  private init(parts: [(key: [String?], names: [String?], part: Part)], total: Part) {
    self.parts = parts
    self.total = total
  }

  /// Parts joined by some of the group's positions.
  func joined(_ positions: [Int]) -> [(key: [String?], names: [String?], part: Part)] {
    var result: [[String?]: (names: [String?], part: Part)] = [:]
    for (key, names, part) in parts {
      let short = positions.map { key[$0] }
      var joined = result[short] ?? (names: positions.map { names[$0] }, part: Part())
      joined.part.add(part)
      result[short] = joined
    }
    return result.keys.sorted(by: SpendLayout.precedes).compactMap { key in result[key].map { (key, $0.names, $0.part) }
    }
  }
}

extension PairAnswers.Part {
  mutating func add(_ other: PairAnswers.Part) {
    before.add(other.before)
    after.add(other.after)
    afterUnderOldRatings.add(other.afterUnderOldRatings)
    beforeUnderNewRatings.add(other.beforeUnderNewRatings)
  }
}
