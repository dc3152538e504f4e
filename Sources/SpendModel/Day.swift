// A calendar day as a number: the time axis of everything. No clock and no time zone come near it.

/// A day of the proleptic Gregorian calendar.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before.
  public let number: Int32

  /// The day that lies `number` days after 1970-01-01.
  @inlinable public init(number: Int32) { self.number = number }

  /// The day of a civil date; nil where the calendar has no such day. Years 1...9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    number = Int32(Day.civilNumber(year: year, month: month, day: day))
  }

  /// The day that `YYYY-MM-DD` names; nil for any other text.
  public init?(isoText text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = Day.integer(bytes[0..<4]), let month = Day.integer(bytes[5..<7]), let day = Day.integer(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `YYYY-MM-DD`.
  public var isoText: String {
    let (year, month, day) = civil
    return Day.padded(year, 4) + "-" + Day.padded(month, 2) + "-" + Day.padded(day, 2)
  }

  /// Year, month 1...12 and day of the month 1...31.
  public var civil: (year: Int, month: Int, day: Int) {
    // Days are counted in eras of 400 years that begin on 1 March, so that the leap day ends a year.
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Monday is 1, Sunday is 7.
  public var isoWeekday: Int { Int((Int(number) % 7 + 10) % 7) + 1 }

  /// The day `days` later.
  public func adding(days: Int) -> Day { Day(number: number + Int32(days)) }

  /// The same day of the month `months` later, or that month's last day where it is shorter.
  public func adding(months: Int) -> Day {
    let (year, month, day) = civil
    let index = year * 12 + month - 1 + months
    let newYear = index / 12
    let newMonth = index % 12 + 1
    let newDay = min(day, Day.length(ofMonth: newMonth, year: newYear))
    return Day(number: Int32(Day.civilNumber(year: newYear, month: newMonth, day: newDay)))
  }

  /// Earlier days come first.
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// Number of days of a month.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func civilNumber(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func integer(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

/// A half-open run of days: `first` counts, `end` does not.
public struct DaySpan: Hashable, Sendable {
  /// The first day in the span.
  public var first: Day
  /// The first day after the span.
  public var end: Day

  /// A span; empty where `end` is not after `first`.
  public init(first: Day, end: Day) {
    self.first = first
    self.end = end
  }

  /// Whether the day lies in the span.
  public func contains(_ day: Day) -> Bool { first <= day && day < end }
  /// Whether no day lies in the span.
  public var isEmpty: Bool { end <= first }
  /// The last day in the span.
  public var last: Day { end.adding(days: -1) }
}

extension ClosedRange<Day>? {
  /// The least range that holds this one and the day.
  public func widened(to day: Day) -> ClosedRange<Day> {
    guard let self else { return day...day }
    return Swift.min(self.lowerBound, day)...Swift.max(self.upperBound, day)
  }
}
