// A time of day: 24-hour and 12-hour clocks, with seconds, fractions and offsets.

/// Reads normalised text (lower case, single blanks).
enum ClockReader {
  struct Time: Hashable {
    /// 0...86 400: 24:00 and a leap second stay on their day.
    var second: Int
    var offsetMinutes: Int?
  }

  private struct Fields {
    var hour, minute, second: Int
  }

  static func read(_ text: [UInt8]) -> Time? {
    var rest = text[...]
    let offset = takeOffset(&rest)
    guard let half = takeHalf(&rest), var fields = fields(rest) else { return nil }
    if half != .none {
      guard (1...12).contains(fields.hour) else { return nil }
      fields.hour = fields.hour % 12 + (half == .afternoon ? 12 : 0)
    }
    let second = fields.hour * 3600 + fields.minute * 60 + fields.second
    guard fields.minute < 60, fields.second < 60 || isLeapSecond(fields, offset), second <= 86_400,
      // 24:00 ends the till's own day; with an offset it would be somebody else's clock, and RFC 3339 has none.
      fields.hour < 24 || offset == nil
    else { return nil }
    return Time(second: second, offsetMinutes: offset)
  }

  /// A second 60 ends the day in UTC; without an offset, the printed day.
  private static func isLeapSecond(_ fields: Fields, _ offset: Int?) -> Bool {
    let minute = fields.hour * 60 + fields.minute - (offset ?? 0)
    return fields.second == 60 && (minute % 1440 + 1440) % 1440 == 1439
  }

  private enum Half { case none, morning, afternoon }

  /// `am`, `a.m.`, `p. m.` at the end; nil where letters are left that mean nothing.
  private static func takeHalf(_ rest: inout ArraySlice<UInt8>) -> Half? {
    guard let start = rest.firstIndex(where: { $0 == 0x20 || $0 > 0x3A }) else { return Half.none }
    let word = rest[start...].filter { $0 != 0x20 && $0 != 0x2E }
    rest = rest[..<start]
    switch String(decoding: word, as: UTF8.self) {
    case "am": return .morning
    case "pm": return .afternoon
    case "h", "hs", "hrs": return Half.none
    default: return nil
    }
  }

  /// `z`, `utc`, `+02:00`, `+0200`, `-05` at the end.
  private static func takeOffset(_ rest: inout ArraySlice<UInt8>) -> Int? {
    for name in ["z", "utc", "gmt"] where rest.reversed().starts(with: name.utf8.reversed()) {
      rest = withoutBlank(rest.dropLast(name.utf8.count))
      return 0
    }
    guard let sign = rest.lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }),
      let minutes = offset(rest[(sign + 1)...])
    else { return nil }
    let isWest = rest[sign] == UInt8(ascii: "-")
    rest = withoutBlank(rest[..<sign])
    return isWest ? -minutes : minutes
  }

  private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
    let hasColon = text.count == 5 && text[text.startIndex + 2] == 0x3A
    let hour = DayReader.integer(text.prefix(2), 2...2)
    let minute = text.count == 2 ? 0 : DayReader.integer(text.dropFirst(hasColon ? 3 : 2), 2...2)
    guard let hour, let minute, hour < 24, minute < 60 else { return nil }
    return hour * 60 + minute
  }

  private static func withoutBlank(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    text.last == 0x20 ? text.dropLast() : text
  }

  // MARK: - Hours, minutes, seconds

  /// `23:59`, `23:59:59`, `23:59:59.123`, `23.43`, `2359`, `235959`.
  private static func fields(_ text: ArraySlice<UInt8>) -> Fields? {
    let parts = text.split(separator: 0x3A, omittingEmptySubsequences: false)
    if parts.count == 1 { return withoutColon(text) }
    guard parts.count <= 3, let hour = DayReader.integer(parts[0], 1...2),
      let minute = DayReader.integer(parts[1], 2...2)
    else { return nil }
    guard parts.count == 3 else { return Fields(hour: hour, minute: minute, second: 0) }
    let seconds = parts[2].split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == 0x2E || $0 == 0x2C }
    if seconds.count == 2, seconds[1].isEmpty || !seconds[1].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return nil }
    return DayReader.integer(seconds[0], 2...2).map { Fields(hour: hour, minute: minute, second: $0) }
  }

  /// An hour alone ("9 pm") is no till's time: it is not taken.
  private static func withoutColon(_ text: ArraySlice<UInt8>) -> Fields? {
    let parts = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    if parts.count == 2 || parts.count == 3 {
      guard let hour = DayReader.integer(parts[0], 1...2), let minute = DayReader.integer(parts[1], 2...2) else {
        return nil
      }
      let second = parts.count == 3 ? DayReader.integer(parts[2], 2...2) : 0
      return second.map { Fields(hour: hour, minute: minute, second: $0) }
    }
    if let value = DayReader.integer(text, 4...4) { return Fields(hour: value / 100, minute: value % 100, second: 0) }
    return DayReader.integer(text, 6...6).map {
      Fields(hour: $0 / 10_000, minute: $0 / 100 % 100, second: $0 % 100)
    }
  }
}
