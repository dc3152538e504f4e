// The rows of time of a report: every period between the first and the last day shown, and which of them are complete.
public import SpendModel

/// Periods under a query, where there is data.
struct ShownPeriods {
  let query: SpendQuery
  /// First and last day per store.
  let dayRanges: [ClosedRange<Day>?]
  /// The days that hold data; nil: none.
  let data: DaySpan?

  init(_ context: ReportContext, data days: ClosedRange<Day>?) {
    query = context.query
    dayRanges = context.frame.dayRanges
    data = days.map { DaySpan(first: $0.lowerBound, end: $0.upperBound.adding(days: 1)) }
  }

  /// Where the data of all stores lies, as far as it is asked for.
  init(_ context: ReportContext) {
    let ranges = context.frame.dayRanges.compactMap(\.self)
    var days: ClosedRange<Day>?
    if let first = ranges.map(\.lowerBound).min(), let last = ranges.map(\.upperBound).max() { days = first...last }
    self.init(context, data: days)
  }

  /// The days shown; empty or nil where there is no data.
  var span: DaySpan? {
    guard let data else { return nil }
    return query.span.map { DaySpan(first: max($0.first, data.first), end: min($0.end, data.end)) } ?? data
  }

  /// Every period of a unit that holds a day shown, in order.
  func periods(_ unit: PeriodUnit?) -> [Period] {
    guard let unit, let span else { return [] }
    return query.calendar.periods(unit, over: span)
  }

  /// The last complete period of a unit, else the last one.
  func last(_ unit: PeriodUnit) -> Period? {
    let all = periods(unit)
    return all.last { isComplete($0, unit) } ?? all.last
  }

  /// False where some store's data ends inside the period, or begins inside it after another store's; and where a
  /// trailing year reaches back before the first day of data.
  func isComplete(_ period: Period, _ unit: PeriodUnit?) -> Bool {
    let ranges = dayRanges.compactMap(\.self)
    guard let first = ranges.map(\.lowerBound).min() else { return false }
    if unit == .trailing12, first > period.span.first { return false }
    if unit != .trailing12, let span = query.span, span.first > period.span.first { return false }
    if let span = query.span, span.end < period.span.end { return false }
    let last = period.span.last
    return !ranges.contains { range in
      range.upperBound < last && range.upperBound >= period.span.first
    } && ranges.contains { $0.upperBound >= last }
  }
}

extension ReportContext {
  /// From the first day of the first period shown to the end of the last complete one; nil where none is complete.
  public var completeSpan: DaySpan? {
    let shown = ShownPeriods(self)
    let unit = query.period ?? .month
    guard let span = shown.span, let last = shown.periods(unit).last(where: { shown.isComplete($0, unit) }) else {
      return nil
    }
    // A period that begins before the first sale is still whole, so it must not be cut there.
    let begins = query.calendar.period(unit == .trailing12 ? .month : unit, holding: span.first).span.first
    return DaySpan(first: query.span == nil ? begins : span.first, end: min(span.end, last.span.end))
  }
}
