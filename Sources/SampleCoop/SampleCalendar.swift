// The days of the sample, without clock or time zone.

/// A day.
struct SampleDay: Hashable, Comparable {
  var year: Int
  var month: Int
  var day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day of `YYYY-MM-DD`; nil where the text is empty.
  init?(_ text: some StringProtocol) {
    let fields = text.split(separator: "-").compactMap { Int($0) }
    guard fields.count == 3 else { return nil }
    self.init(year: fields[0], month: fields[1], day: fields[2])
  }

  /// `2026-10-31`
  var isoText: String { "\(year)-\(month.padded(2))-\(day.padded(2))" }
  /// `31/10/2026`
  var spanishText: String { "\(day.padded(2))/\(month.padded(2))/\(year)" }

  static func < (left: SampleDay, right: SampleDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

/// A month of the sample.
struct SampleMonth {
  /// 0 is the first month.
  var index: Int
  var year: Int
  var month: Int
  /// The days, and their weekday: 0 is Monday.
  var days: [(day: SampleDay, weekday: Int)]

  /// `2026-10`
  var text: String { "\(year)-\(month.padded(2))" }

  /// 2024-11-01 was a Friday.
  static let all: [SampleMonth] = {
    var weekday = 4
    return (0..<Story.monthCount).map { index in
      let year = 2024 + (10 + index) / 12
      let month = (10 + index) % 12 + 1
      let days = (1...length(year, month)).map { day in
        defer { weekday = (weekday + 1) % 7 }
        return (SampleDay(year: year, month: month, day: day), weekday)
      }
      return SampleMonth(index: index, year: year, month: month, days: days)
    }
  }()

  /// No leap year lies in the sample.
  private static func length(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension SampleDay {
  /// Days on which both shops stay closed.
  var isHoliday: Bool {
    (month == 12 && day == 25) || (month == 1 && day == 1) || (month == 11 && day == 27) || (month == 7 && day == 4)
  }
}
