// How one target stands on a day: its own spend, summed over what it measures, against its share on that day.
internal import SpendModel

/// A target with the spend it is measured by.
struct TargetProgress {
  let target: Target
  let calendar: PeriodCalendar
  /// Spend by month, or by day where fiscal years begin within a month.
  private let cells: [(span: DaySpan, cell: SpendCell)]

  /// The question whose answer a progress is made of: the target's own denominator within what was asked.
  static func question(_ target: Target, _ context: ReportContext) -> SpendQuestion {
    var query = SpendQuery()
    query.calendar = context.query.calendar
    query.scope = context.query.scope
    query.basis = context.query.basis
    query.filters = filters(target)
    query.period = needsDays(target, context.query.calendar) ? .day : .month
    return SpendQuestion(query)
  }

  private static func needsDays(_ target: Target, _ calendar: PeriodCalendar) -> Bool {
    target.measure == .fiscalYear && calendar.period(.fiscalYear, holding: Day(number: 0)).span.first.civil.day != 1
  }

  private static func filters(_ target: Target) -> [Dimension: [String]] {
    target.filters.reduce(into: [:]) { filters, filter in
      if let dimension = Dimension(rawValue: filter.column) { filters[dimension, default: []] += filter.values }
    }
  }

  init(_ target: Target, _ answer: SpendResult, _ calendar: PeriodCalendar) {
    self.target = target
    self.calendar = calendar
    cells = answer.cells.compactMap { key, cell in key.period.map { ($0.span, cell) } }
      .sorted { ($0.span.first, $0.span.end) < ($1.span.first, $1.span.end) }
  }

  /// Whether a report with these filters speaks of the target's own denominator.
  static func belongs(_ target: Target, to filters: [Dimension: [String]]) -> Bool {
    func folded(_ filters: [Dimension: [String]]) -> [Dimension: Set<String>] {
      filters.mapValues { Set($0.map(NameFolding.fold)) }
    }
    return folded(self.filters(target)) == folded(filters)
  }

  /// The period that is measured on a day, cut after the day: of a year, what has passed of it.
  func measured(on day: Day) -> DaySpan {
    let period = calendar.period(target.measure, holding: day).span
    return DaySpan(first: period.first, end: min(period.end, day.adding(days: 1)))
  }

  /// The year to which a day belongs: the fiscal one where the target is measured by it, else the calendar's.
  func year(holding day: Day) -> Period {
    calendar.period(target.measure == .fiscalYear ? .fiscalYear : .year, holding: day)
  }

  /// The sum over whole months (or days) that begin within a span.
  func cell(_ span: DaySpan) -> SpendCell {
    cells.reduce(into: SpendCell()) { sum, entry in
      if span.contains(entry.span.first) { sum.add(entry.cell) }
    }
  }

  /// The months within a span that have sales, oldest first.
  func months(_ span: DaySpan) -> [SpendCell] {
    calendar.periods(.month, over: span).map { cell($0.span) }.filter { $0.total > 0 }
  }

  /// The first day with sales.
  var firstDay: Day? { cells.first?.span.first }

  /// How the target stands on a day.
  func standing(on day: Day) -> TargetStanding {
    let span = measured(on: day)
    return TargetStanding(
      name: target.name, measure: target.measure, span: span, cell: cell(span), share: target.share(on: day),
      reachesBack: firstDay.map { $0 <= span.first } ?? false)
  }
}

/// A target on a day.
struct TargetStanding {
  /// What an integer comparison says.
  enum State: String {
    case proved
    /// Not proved, and what could still be proved would do.
    case notProved
    /// Not even what could still be proved would do.
    case missed
    /// The target does not hold yet.
    case notYet
    /// There is no positive spend, so there is no share.
    case unknown
  }

  var name: String
  var measure: PeriodUnit
  /// The days measured.
  var span: DaySpan
  var cell: SpendCell
  /// The share to be reached; nil: not yet.
  var share: Share?
  /// Whether there is data from the first day measured on.
  var reachesBack: Bool

  var state: State {
    guard let share else { return .notYet }
    guard cell.provedShare.isKnown else { return .unknown }
    if cell.provedShare.reaches(share) { return .proved }
    return cell.possibleShare.reaches(share) ? .notProved : .missed
  }

  /// Spend that would have to move to proved companies, `max(0, tau * Tot - G)`, rounded up to a minor unit.
  var gapToMove: Int64? {
    guard let share, cell.total > 0 else { return nil }
    let missing = Int128(share.part) * Int128(cell.total) - Int128(cell.amount(.generative)) * Int128(share.whole)
    return TargetStanding.ceiling(missing, share.whole)
  }

  /// New spend with proved companies that would do, `(tau * Tot - G) / (1 - tau)`, rounded up; nil for a target of 100 %.
  var gapToAdd: Int64? {
    guard let share, cell.total > 0 else { return nil }
    let missing = Int128(share.part) * Int128(cell.total) - Int128(cell.amount(.generative)) * Int128(share.whole)
    if missing <= 0 { return 0 }
    return TargetStanding.ceiling(missing, share.whole - share.part)
  }

  private static func ceiling(_ value: Int128, _ divisor: Int64) -> Int64? {
    guard divisor > 0 else { return nil }
    if value <= 0 { return 0 }
    return Int64(exactly: (value + Int128(divisor) - 1) / Int128(divisor))
  }
}

/// The rest of a year, from a day on.
struct YearAhead {
  /// What is proved and spent so far, minor units.
  var proved: Int64
  /// See `proved`.
  var total: Int64
  /// Spend that is expected until the year ends.
  var expected: Int64

  /// The share that the rest of the year would need, `(tau * (T + E) - G) / E`; nil where nothing is to come. Above 1 the
  /// target is out of reach, below 0 it is safe.
  func required(_ target: Share) -> Fraction? {
    guard expected > 0, let target = Fraction(target) else { return nil }
    let whole = Fraction(total, 1) + Fraction(expected, 1)
    return (target * whole - Fraction(proved, 1)) / Fraction(expected, 1)
  }

  /// The year's share if the rest of it goes at `rate`; nil where the year has no spend.
  func share(restAt rate: Fraction) -> Fraction? {
    let whole = Fraction(total, 1) + Fraction(expected, 1)
    guard whole.sign > 0 else { return nil }
    return (Fraction(proved, 1) + rate * Fraction(expected, 1)) / whole
  }
}
