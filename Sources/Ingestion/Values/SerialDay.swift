// The day numbers of spreadsheets, read only where somebody says that a column holds them.
internal import SpendModel

/// Serial days; a fraction is the time of day.
enum SerialDay {
  enum System { case from1900, from1904 }

  /// `36526` is 2000-01-01 in the 1900 system, where 60 is 29 February 1900, which never was.
  static func read(_ cell: UnsafeBufferPointer<UInt8>, _ system: System) -> DayReader.Reading {
    guard case .value(let billionths, _) = DecimalReader(notation: DecimalNotation(mark: 0x2E)).read(cell, scale: 9),
      billionths >= 0, billionths < 2_958_466_000_000_000
    else { return .rejected(.notADay) }
    let number = Int32(billionths / 1_000_000_000)
    guard let day = day(number, system) else { return .rejected(.noSuchDay) }
    let fraction = Int128(billionths % 1_000_000_000)
    let second = Int((fraction * 86_400 + 500_000_000) / 1_000_000_000)
    return .value(DayAndTime(day: day, second: fraction == 0 ? nil : second, offsetMinutes: nil))
  }

  private static func day(_ number: Int32, _ system: System) -> Day? {
    switch system {
    // 1904-01-01 is day 0; the system ends on the same day as the other.
    case .from1904: number <= 2_957_003 ? Day(number: number - 24_107) : nil
    // 1899-12-31 is day 0; after the day that never was everything is one later.
    case .from1900: number == 60 ? nil : Day(number: number - (number > 60 ? 25_569 : 25_568))
    }
  }
}
