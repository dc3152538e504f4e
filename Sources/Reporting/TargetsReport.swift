// `report targets`: each target of the board on the last day of the last complete month: proved or not by a comparison of
// whole numbers, the gap in money, what the rest of the year would need, and a plain forecast.
internal import SpendModel

struct TargetsReport: Report {
  let card = ReportCard(id: "targets")

  func questions(_ context: ReportContext) -> [SpendQuestion] {
    context.targets.map { TargetProgress.question($0, context) }
  }

  func table(_ answers: [SpendResult], _ context: ReportContext) throws(Problem) -> ReportTable {
    let progress = zip(context.targets, answers).map { TargetProgress($0, $1, context.query.calendar) }
    let shown = ShownPeriods(context)
    let day = shown.last(.month)?.span.last
    var table = context.table(card, TargetGrids.standings(progress, on: day), from: answers)
    if let day {
      table.sections = [TargetGrids.ahead(progress, after: day)]
      table.sections += progress.map { TargetGrids.course($0, shown.periods(.month)) }
      table.headline = progress.map { TargetGrids.sentence($0.standing(on: day)) }
    }
    if context.targets.isEmpty {
      table.main.empty = "targets"
      table.notes.append(Phrase("note.noTargets"))
    }
    return table
  }
}

/// The grids of targets; the summary shows some of them too.
enum TargetGrids {
  /// How each target stands on a day.
  static func standings(_ progress: [TargetProgress], on day: Day?) -> ReportGrid {
    var grid = ReportGrid(
      "rows",
      columns: [
        ReportColumn("target", .text), ReportColumn("where", .list), ReportColumn("measure", .word),
        ReportColumn("from", .day), ReportColumn("to", .day), ReportColumn("total", .money),
        ReportColumn("provedShare", .share), ReportColumn("possibleShare", .share), ReportColumn("coverage", .share),
        ReportColumn("targetShare", .share), ReportColumn("state", .word), ReportColumn("gapToMove", .money),
        ReportColumn("gapToAdd", .money),
      ])
    let standings = day.map { day in progress.map { $0.standing(on: day) } } ?? []
    grid.rows = zip(progress, standings).map(row)
    grid.targets = [TargetLine(name: "", shares: standings.map(\.share))]
    return grid
  }

  private static func row(_ progress: TargetProgress, _ standing: TargetStanding) -> [ReportCell] {
    let cell = standing.cell
    return [
      .text(standing.name), .list(progress.target.filters.map { "\($0.column)=\($0.values.joined(separator: "|"))" }),
      .word("measure." + standing.measure.rawValue), .day(standing.span.first), .day(standing.span.last),
      .money(cell.total), .share(cell.provedShare), .share(cell.possibleShare), .share(cell.coverage),
      standing.share.map { .share($0) } ?? .absent, .word("target." + standing.state.rawValue),
      standing.gapToMove.map { .money($0) } ?? .absent, standing.gapToAdd.map { .money($0) } ?? .absent,
    ]
  }

  /// What the rest of the year would need, and where it is likely to go.
  static func ahead(_ progress: [TargetProgress], after day: Day) -> ReportGrid {
    var grid = ReportGrid(
      "ahead",
      columns: [
        ReportColumn("target", .text), ReportColumn("year", .text), ReportColumn("spentSoFar", .money),
        ReportColumn("provedSoFar", .share), ReportColumn("expectedSpend", .money),
        ReportColumn("targetAtYearEnd", .share),
        ReportColumn("requiredShare", .share), ReportColumn("outlook", .word), ReportColumn("forecastLow", .share),
        ReportColumn("forecast", .share), ReportColumn("forecastHigh", .share),
      ])
    grid.rows = progress.map { TargetForecast($0, after: day).cells }
    grid.notes = [Phrase("note.forecast")]
    return grid
  }

  /// The measured share by month, with its target.
  static func course(_ progress: TargetProgress, _ months: [Period]) -> ReportGrid {
    let standings = months.map { progress.standing(on: $0.span.last) }
    var grid = ReportGrid(
      "course",
      columns: [
        ReportColumn("period", .period), ReportColumn("provedShare", .share), ReportColumn("possibleShare", .share),
        ReportColumn("targetShare", .share),
      ])
    grid.title = Phrase(
      "grid.course",
      ["name": .text(progress.target.name), "measure": .word("measure." + progress.target.measure.rawValue)])
    grid.rows = zip(months, standings).map { month, standing in
      [
        .text(month.label), .share(standing.cell.provedShare), .share(standing.cell.possibleShare),
        standing.share.map { .share($0) } ?? .absent,
      ]
    }
    grid.targets = [TargetLine(name: progress.target.name, shares: standings.map(\.share))]
    grid.charts = [.band(low: "provedShare", high: "possibleShare")]
    return grid
  }

  /// `Board 2027: 35.3 % against 36.2 %. Not proved; …`
  static func sentence(_ standing: TargetStanding) -> Phrase {
    var values: [String: Phrase.Value] = [
      "name": .text(standing.name), "measure": .word("measure." + standing.measure.rawValue),
      "day": .day(standing.span.last),
    ]
    if let share = standing.share {
      values["target"] = .target(share, beside: standing.cell.provedShare)
      values["share"] = .shareApart(standing.cell.provedShare, from: share)
    }
    values["move"] = standing.gapToMove.map { .money($0) }
    values["add"] = standing.gapToAdd.map { .money($0) }
    let isWhole = standing.state == .notProved || standing.state == .missed ? standing.gapToAdd == nil : false
    return Phrase("target.sentence.\(standing.state.rawValue)\(isWhole ? "Whole" : "")", values)
  }
}

/// The year of a target from a day on: what is still needed, and what is likely.
struct TargetForecast {
  private let progress: TargetProgress
  private let year: Period
  private let ahead: YearAhead
  private let rates: (low: Fraction, middle: Fraction, high: Fraction)?
  private let target: Share?

  init(_ progress: TargetProgress, after day: Day) {
    self.progress = progress
    year = progress.year(holding: day)
    target = progress.target.share(on: year.span.last)
    let soFar = progress.cell(DaySpan(first: year.span.first, end: day.adding(days: 1)))
    ahead = YearAhead(
      proved: soFar.amount(.generative), total: soFar.total,
      expected: TargetForecast.expected(progress, day, year.span.end))
    rates = TargetForecast.rates(progress, day)
  }

  /// What the same days cost a year before; where they are not known, the mean of the last months times those to come.
  private static func expected(_ progress: TargetProgress, _ day: Day, _ end: Day) -> Int64 {
    let next = day.adding(days: 1)
    guard next < end else { return 0 }
    let before = DaySpan(first: next.adding(months: -12), end: end.adding(months: -12))
    if let first = progress.firstDay, first <= before.first { return max(0, progress.cell(before).total) }
    let past = DaySpan(first: next.adding(months: -12), end: next)
    let months = progress.months(past)
    guard !months.isEmpty else { return 0 }
    let total = months.reduce(Int128(0)) { $0 + Int128($1.total) }
    let ahead = progress.calendar.periods(.month, over: DaySpan(first: next, end: end)).count
    return Int64(clamping: max(0, total * Int128(ahead) / Int128(months.count)))
  }

  /// The share of the last twelve months, and those of their worst and best month.
  private static func rates(_ progress: TargetProgress, _ day: Day) -> (Fraction, Fraction, Fraction)? {
    let past = DaySpan(first: day.adding(days: 1).adding(months: -12), end: day.adding(days: 1))
    let months = progress.months(past).compactMap { Fraction($0.provedShare) }
    guard let low = months.min(), let high = months.max(), let middle = Fraction(progress.cell(past).provedShare)
    else { return nil }
    return (low, middle, high)
  }

  /// Whether the target can still be reached at the end of the year.
  private var outlook: String {
    guard let target else { return "notYet" }
    guard let required = ahead.required(target) else { return "yearIsOver" }
    if required.sign <= 0 { return "safe" }
    return Fraction(1, 1) < required ? "outOfReach" : "open"
  }

  var cells: [ReportCell] {
    let required = target.flatMap(ahead.required)
    func forecast(_ rate: Fraction?) -> ReportCell { rate.flatMap(ahead.share).map { .ratio($0) } ?? .absent }
    return [
      .text(progress.target.name), .text(year.label), .money(ahead.total),
      .share(Share(part: ahead.proved, whole: ahead.total)), .money(ahead.expected),
      target.map { .share($0) } ?? .absent,
      required.map { .ratio($0) } ?? .absent, .word("outlook." + outlook), forecast(rates?.low),
      forecast(rates?.middle),
      forecast(rates?.high),
    ]
  }
}
