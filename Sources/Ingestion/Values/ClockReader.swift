// A time of day: 24-hour and 12-hour clocks, with seconds, fractions and offsets.

/// Reads normalised text (lower case, single blanks).
enum ClockReader {
  struct Time {
    var second: Int
    var offsetMinutes: Int?
  }

  static func read(_ text: [UInt8]) -> Time? {
    var rest = text[...]
    let offset = takeOffset(&rest)
    guard let half = takeHalf(&rest), let fields = fields(rest) else { return nil }
    var hour = fields.hour
    switch half {
    case .none: break
    case .morning, .afternoon:
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (half == .afternoon ? 12 : 0)
    }
    let second = hour * 3600 + fields.minute * 60 + fields.second
    guard fields.minute < 60, fields.second < 60, second <= 86_400 else { return nil }
    return Time(second: second, offsetMinutes: offset)
  }

  private enum Half { case none, morning, afternoon }

  /// `am`, `a.m.`, `p. m.` at the end; nil where letters are left that mean nothing.
  private static func takeHalf(_ rest: inout ArraySlice<UInt8>) -> Half? {
    guard let start = rest.firstIndex(where: { $0 == 0x20 || $0 > 0x39 && $0 != 0x3A }) else { return Half.none }
    let word = rest[start...].filter { $0 != 0x20 && $0 != 0x2E }
    rest = rest[..<start]
    switch String(decoding: word, as: UTF8.self) {
    case "am": return .morning
    case "pm": return .afternoon
    case "h", "hs", "hrs": return Half.none
    default: return nil
    }
  }

  /// `z`, `+02:00`, `+0200`, `-05` at the end.
  private static func takeOffset(_ rest: inout ArraySlice<UInt8>) -> Int? {
    if rest.last == UInt8(ascii: "z") {
      rest = rest.dropLast()
      if rest.last == 0x20 { rest = rest.dropLast() }
      return 0
    }
    guard let sign = rest.lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }) else { return nil }
    let digits = rest[(sign + 1)...].filter { $0 != 0x3A }
    guard digits.count == 2 || digits.count == 4, let value = DayReader.integer(digits[...], 2...4) else { return nil }
    let minutes = digits.count == 2 ? value * 60 : value / 100 * 60 + value % 100
    let negative = rest[sign] == UInt8(ascii: "-")
    rest = rest[..<sign]
    if rest.last == 0x20 { rest = rest.dropLast() }
    return negative ? -minutes : minutes
  }

  /// `23:59`, `23:59:59`, `23:59:59.123`, `23.43`, `2359`, `235959`.
  private static func fields(_ text: ArraySlice<UInt8>) -> (hour: Int, minute: Int, second: Int)? {
    let parts = text.split(separator: 0x3A, omittingEmptySubsequences: false)
    if parts.count == 1 { return unmarked(text) }
    guard parts.count <= 3, let hour = DayReader.integer(parts[0], 1...2), let minute = DayReader.integer(parts[1], 2...2)
    else { return nil }
    guard parts.count == 3 else { return (hour, minute, 0) }
    let seconds = parts[2].split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == 0x2E || $0 == 0x2C }
    if seconds.count == 2, DayReader.integer(seconds[1].prefix(9), 1...9) == nil { return nil }
    return DayReader.integer(seconds[0], 2...2).map { (hour, minute, $0) }
  }

  private static func unmarked(_ text: ArraySlice<UInt8>) -> (hour: Int, minute: Int, second: Int)? {
    let parts = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    if parts.count == 2 || parts.count == 3 {
      guard let hour = DayReader.integer(parts[0], 1...2), let minute = DayReader.integer(parts[1], 2...2) else { return nil }
      let second = parts.count == 3 ? DayReader.integer(parts[2], 2...2) : 0
      return second.map { (hour, minute, $0) }
    }
    if let value = DayReader.integer(text, 4...4) { return (value / 100, value % 100, 0) }
    if let value = DayReader.integer(text, 6...6) { return (value / 10_000, value / 100 % 100, value % 100) }
    // An hour alone stands only on a 12-hour clock, but "9 pm" is no till's time: it is not taken.
    return nil
  }
}
