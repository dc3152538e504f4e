// Days, weeks, months, quarters, years: the rows of a report.

/// How long a period is.
public enum PeriodUnit: String, CaseIterable, Hashable, Sendable {
  case day, week, month, quarter, year
  case fiscalYear = "fiscal-year"
  /// Twelve months that end with a month.
  case trailing12 = "trailing-12"
}

/// One period.
public struct Period: Hashable, Comparable, Sendable {
  /// Its days.
  public var span: DaySpan
  /// `2026-03`, `2026-Q1`, `FY2026`, `2026-W07`; a trailing year is named by the month that ends it.
  public var label: String

  /// By first day.
  public static func < (left: Period, right: Period) -> Bool {
    (left.span.end, left.span.first) < (right.span.end, right.span.first)
  }
}

/// Cuts time into periods. A fiscal year begins on a day of the year that the workspace names.
public struct PeriodCalendar: Hashable, Sendable {
  private let fiscalMonth: Int
  private let fiscalDay: Int

  /// A calendar; `fiscalYearStart` is month 1...12 and day 1...28.
  public init(fiscalYearStart: (month: Int, day: Int) = (1, 1)) {
    fiscalMonth = fiscalYearStart.month
    fiscalDay = fiscalYearStart.day
  }

  /// The period of a unit that holds a day; of a trailing year, the one that ends with the day's month.
  public func period(_ unit: PeriodUnit, holding day: Day) -> Period {
    let (year, month, dayOfMonth) = day.civil
    switch unit {
    case .day: return Period(span: DaySpan(first: day, end: day.adding(days: 1)), label: day.isoText)
    case .week: return week(day)
    case .month: return months(1, from: (year, month), label: Self.monthLabel(year, month))
    case .quarter:
      let quarter = (month - 1) / 3
      return months(3, from: (year, quarter * 3 + 1), label: "\(Day.padded(year, 4))-Q\(quarter + 1)")
    case .year: return months(12, from: (year, 1), label: Day.padded(year, 4))
    case .fiscalYear:
      let begins = (month, dayOfMonth) >= (fiscalMonth, fiscalDay) ? year : year - 1
      return fiscalYear(begins)
    case .trailing12:
      let end = months(1, from: (year, month), label: "").span.end
      return Period(span: DaySpan(first: end.adding(months: -12), end: end), label: Self.monthLabel(year, month))
    }
  }

  /// Every period that holds a day of the span, without gaps.
  public func periods(_ unit: PeriodUnit, over span: DaySpan) -> [Period] {
    guard !span.isEmpty else { return [] }
    var result: [Period] = []
    var day = span.first
    while day < span.end {
      let period = period(unit, holding: day)
      result.append(period)
      day = period.span.end
    }
    return result
  }

  /// The days that a text names: a day, month `2026-03`, quarter `2026-Q1`, week `2026-W07`, year `2026` or `FY2026`;
  /// nil where it names none.
  public func span(named text: String) -> DaySpan? {
    if let day = Day(isoText: text) { return period(.day, holding: day).span }
    let upper = text.uppercased()
    if upper.hasPrefix("FY"), let year = Self.number(upper.dropFirst(2), 4) {
      let begins = (fiscalMonth, fiscalDay) == (1, 1) ? year : year - 1
      return fiscalYear(begins).span
    }
    guard let year = Self.number(upper.prefix(4), 4), let first = Day(year: year, month: 1, day: 1) else { return nil }
    let rest = upper.dropFirst(4)
    if rest.isEmpty { return period(.year, holding: first).span }
    guard rest.first == "-" else { return nil }
    let part = rest.dropFirst()
    if part.first == "Q", let quarter = Self.number(part.dropFirst(), 1), (1...4).contains(quarter) {
      return period(.quarter, holding: first.adding(months: quarter * 3 - 3)).span
    }
    if part.first == "W", let week = Self.number(part.dropFirst(), 2) { return self.week(year: year, week) }
    guard let month = Self.number(part, 2), (1...12).contains(month) else { return nil }
    return period(.month, holding: first.adding(months: month - 1)).span
  }

  // MARK: - Parts

  private static func number(_ text: Substring, _ digits: Int) -> Int? {
    text.utf8.count == digits && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int(text) : nil
  }

  private static func monthLabel(_ year: Int, _ month: Int) -> String {
    Day.padded(year, 4) + "-" + Day.padded(month, 2)
  }

  private func months(_ count: Int, from: (year: Int, month: Int), label: String) -> Period {
    let first = Day(year: from.year, month: from.month, day: 1) ?? Day(number: 0)
    return Period(span: DaySpan(first: first, end: first.adding(months: count)), label: label)
  }

  /// ISO 8601: a week begins on Monday and belongs to the year of its Thursday.
  private func week(_ day: Day) -> Period {
    let monday = day.adding(days: 1 - day.isoWeekday)
    let thursday = monday.adding(days: 3)
    let year = thursday.civil.year
    let first = Day(year: year, month: 1, day: 1) ?? thursday
    let number = Int(thursday.number - first.number) / 7 + 1
    return Period(
      span: DaySpan(first: monday, end: monday.adding(days: 7)),
      label: "\(Day.padded(year, 4))-W\(Day.padded(number, 2))")
  }

  private func week(year: Int, _ number: Int) -> DaySpan? {
    guard let fourth = Day(year: year, month: 1, day: 4), number >= 1 else { return nil }
    let period = week(fourth.adding(days: (number - 1) * 7))
    return period.label.hasPrefix(Day.padded(year, 4)) ? period.span : nil
  }

  private func fiscalYear(_ begins: Int) -> Period {
    let first = Day(year: begins, month: fiscalMonth, day: fiscalDay) ?? Day(number: 0)
    let end = Day(year: begins + 1, month: fiscalMonth, day: fiscalDay) ?? first
    return Period(span: DaySpan(first: first, end: end), label: "FY\(Day.padded(end.adding(days: -1).civil.year, 4))")
  }
}
