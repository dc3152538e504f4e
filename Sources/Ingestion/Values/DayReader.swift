// A day, and where it is there a time, from the bytes of one cell. Strict: a day that the calendar lacks is rejected,
// a printed local day is never shifted.
public import SpendModel

/// In which order a column writes day, month and year.
public enum DayOrder: String, CaseIterable, Hashable, Sendable {
  /// 2026-10-31
  case ymd
  /// 31/10/2026
  case dmy
  /// 10/31/2026
  case mdy
  /// Serial days of a spreadsheet, 1900 system; only on request.
  case excel
}

/// Why a cell is no day.
public enum DayRejection: Error, Hashable, Sendable {
  case notADay, noSuchDay, notATime

  /// In plain words.
  public var reason: String {
    switch self {
    case .notADay: "this is no day in the order that was decided"
    case .noSuchDay: "the calendar has no such day"
    case .notATime: "what follows the day is no time"
    }
  }
}

/// A printed day with its time and offset, where they are there.
public struct DayAndTime: Hashable, Sendable {
  /// The printed day.
  public var day: Day
  /// Second of the day, 0...86 400: 24:00 stays on the printed day.
  public var second: Int?
  /// Minutes east of UTC, where the cell says so. Not applied.
  public var offsetMinutes: Int?
}

/// Reads the cells of one day column.
public struct DayReader: Sendable {
  /// What a cell holds.
  public enum Reading: Hashable, Sendable {
    /// A day.
    case value(DayAndTime)
    /// No day.
    case rejected(DayRejection)
  }

  private let order: DayOrder

  /// A reader for an order. Four digits first are read as year, month, day in every order.
  public init(order: DayOrder) { self.order = order }

  /// Reads a whole cell. Two-digit years 69...99 are 1969...1999, 00...68 are 2000...2068.
  public func read(_ cell: UnsafeBufferPointer<UInt8>) -> Reading {
    if let day = DayReader.plainDay(cell) {
      if cell.count == 10 { return .value(DayAndTime(day: day, second: nil, offsetMinutes: nil)) }
      if let second = DayReader.plainTime(cell) {
        return .value(DayAndTime(day: day, second: second, offsetMinutes: nil))
      }
    }
    if order == .excel { return DayReader.serial(cell) }
    return anyForm(DayReader.normalised(cell))
  }

  // MARK: - The common form

  /// `YYYY-MM-DD` at the start of a cell.
  @inline(__always)
  private static func plainDay(_ cell: UnsafeBufferPointer<UInt8>) -> Day? {
    guard cell.count >= 10, cell[4] == 0x2D, cell[7] == 0x2D else { return nil }
    guard let year = pair(cell, 0), let rest = pair(cell, 2), let month = pair(cell, 5), let day = pair(cell, 8) else {
      return nil
    }
    return Day(year: year * 100 + rest, month: month, day: day)
  }

  /// ` HH:MM:SS` after the day, and nothing else.
  @inline(__always)
  private static func plainTime(_ cell: UnsafeBufferPointer<UInt8>) -> Int? {
    guard cell.count == 19, cell[10] == 0x20 || cell[10] == 0x54, cell[13] == 0x3A, cell[16] == 0x3A,
      let hour = pair(cell, 11), let minute = pair(cell, 14), let second = pair(cell, 17),
      hour < 24, minute < 60, second < 60
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  @inline(__always)
  private static func pair(_ cell: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    let tens = cell[index] &- 0x30
    let ones = cell[index &+ 1] &- 0x30
    return tens <= 9 && ones <= 9 ? Int(tens) &* 10 &+ Int(ones) : nil
  }

  // MARK: - Every other form

  /// ASCII bytes, with every kind of blank as one space and letters in lower case; others stay as they are.
  static func normalised(_ cell: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let text = String(validating: cell, as: UTF8.self) ?? String(String.UnicodeScalarView(cell.map { Unicode.Scalar($0) }))
    var result: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{A0}", "\u{202F}", "\u{2009}", "\t", " ": if result.last != 0x20, !result.isEmpty { result.append(0x20) }
      case "A"..."Z": result.append(UInt8(scalar.value) + 0x20)
      default: result.append(contentsOf: Array(String(Character(scalar)).utf8))
      }
    }
    if result.last == 0x20 { result.removeLast() }
    return result
  }

  private func anyForm(_ text: [UInt8]) -> Reading {
    guard let (fields, rest) = DayReader.dateFields(text) else { return .rejected(.notADay) }
    guard let numbers = ordered(fields) else { return .rejected(.notADay) }
    guard let day = Day(year: numbers.year, month: numbers.month, day: numbers.day) else {
      return .rejected(.noSuchDay)
    }
    if rest.isEmpty { return .value(DayAndTime(day: day, second: nil, offsetMinutes: nil)) }
    guard let first = rest.first, first == 0x20 || first == UInt8(ascii: "t") || first == UInt8(ascii: ",") else {
      return .rejected(.notADay)
    }
    var clock = rest.dropFirst()
    if clock.first == 0x20 { clock = clock.dropFirst() }
    guard let time = ClockReader.read(Array(clock)) else { return .rejected(.notATime) }
    return .value(DayAndTime(day: day, second: time.second, offsetMinutes: time.offsetMinutes))
  }

  /// Three runs of digits with the same mark between them, or eight digits, or a month by name.
  static func dateFields(_ text: [UInt8]) -> (fields: [ArraySlice<UInt8>], rest: ArraySlice<UInt8>)? {
    let isDigit = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 }
    let first = text.prefix(while: isDigit)
    if first.count == 8 { return ([first[..<4], first[4..<6], first[6..<8]], text[8...]) }
    guard (1...4).contains(first.count), first.count < text.count else { return nil }
    let mark = text[first.endIndex]
    guard [0x2D, 0x2F, 0x2E, 0x20].contains(mark) else { return nil }
    let afterFirst = text[(first.endIndex + 1)...]
    let second = afterFirst.prefix { $0 != mark }
    guard second.endIndex < text.count, !second.isEmpty, mark != 0x20 || !second.allSatisfy(isDigit) else { return nil }
    let third = text[(second.endIndex + 1)...].prefix(while: isDigit)
    guard !third.isEmpty else { return nil }
    return ([first, second, third], text[third.endIndex...])
  }

  private func ordered(_ fields: [ArraySlice<UInt8>]) -> (year: Int, month: Int, day: Int)? {
    let isYearFirst = fields[0].count == 4 || (order == .ymd && fields[0].count == 2)
    if let month = MonthNames.number(fields[1]) {
      guard let day = DayReader.integer(fields[0], 1...2), let year = DayReader.year(fields[2]) else { return nil }
      return (year, month, day)
    }
    if isYearFirst {
      guard let year = DayReader.year(fields[0]), let month = DayReader.integer(fields[1], 1...2),
        let day = DayReader.integer(fields[2], 1...2)
      else { return nil }
      return (year, month, day)
    }
    guard order != .ymd, let left = DayReader.integer(fields[0], 1...2), let middle = DayReader.integer(fields[1], 1...2),
      let year = DayReader.year(fields[2])
    else { return nil }
    return order == .dmy ? (year, middle, left) : (year, left, middle)
  }

  private static func year(_ field: ArraySlice<UInt8>) -> Int? {
    if field.count == 4 { return integer(field, 4...4) }
    return integer(field, 2...2).map { $0 < 69 ? 2000 + $0 : 1900 + $0 }
  }

  static func integer(_ field: ArraySlice<UInt8>, _ lengths: ClosedRange<Int>) -> Int? {
    guard lengths.contains(field.count) else { return nil }
    var value = 0
    for byte in field {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  /// A serial day of the 1900 system; 60 is 29 February 1900, which never was. A fraction is the time of day.
  private static func serial(_ cell: UnsafeBufferPointer<UInt8>) -> Reading {
    guard case .value(let millionths, _) = DecimalReader(notation: DecimalNotation(mark: 0x2E)).read(cell, scale: 9),
      millionths >= 0, millionths < 2_958_466_000_000_000
    else { return .rejected(.notADay) }
    let number = Int32(millionths / 1_000_000_000)
    guard number != 60 else { return .rejected(.noSuchDay) }
    let fraction = millionths % 1_000_000_000
    let second = Int((Int128(fraction) * 86_400 + 500_000_000) / 1_000_000_000)
    // 1899-12-31 is day 0; after the day that never was everything is one later.
    let day = Day(number: number - (number > 60 ? 25_569 : 25_568))
    return .value(DayAndTime(day: day, second: fraction == 0 ? nil : second, offsetMinutes: nil))
  }

  /// The second of the day that a cell of its own holds; nil where it is no time.
  public static func clockSecond(_ cell: UnsafeBufferPointer<UInt8>) -> Int? {
    ClockReader.read(normalised(cell))?.second
  }
}

/// Months by name in English, Spanish and French, whole or by their first letters.
enum MonthNames {
  static func number(_ field: ArraySlice<UInt8>) -> Int? {
    guard field.contains(where: { $0 > 0x39 }) else { return nil }
    let word = FoldedMonth.fold(String(decoding: field, as: UTF8.self))
    guard word.utf8.count >= 3 else { return nil }
    return names.first { names in names.words.contains { $0 == word || ($0.hasPrefix(word) && word.utf8.count >= 3) } }?
      .number
  }

  // Only prefixes that are unique among all three languages name a month: "mar", "jui" needs "juin"/"juil".
  private static let names: [(number: Int, words: [String])] = [
    (1, ["january", "enero", "janvier"]), (2, ["february", "febrero", "fevrier"]), (3, ["march", "marzo", "mars"]),
    (4, ["april", "abril", "avril"]), (5, ["may", "mayo", "mai"]), (6, ["june", "junio", "juin"]),
    (7, ["july", "julio", "juillet"]), (8, ["august", "agosto", "aout"]), (9, ["september", "septiembre", "septembre", "sept"]),
    (10, ["october", "octubre", "octobre"]), (11, ["november", "noviembre", "novembre"]),
    (12, ["december", "diciembre", "decembre"]),
  ]
}

private enum FoldedMonth {
  static func fold(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case "é", "è", "ê": result.append("e")
      case "û", "ú", "ù": result.append("u")
      case ".": break
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
