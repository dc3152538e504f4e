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
  /// Serial days of a spreadsheet, 1904 system; only on request.
  case excel1904
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
  private let isStrict: Bool

  /// A reader for an order. Four digits first are read as year, month, day in every order.
  ///
  /// Where `isStrict`, a year that comes first is read as ISO 8601 writes it (hyphens, every number with its zeros,
  /// no blanks around it); only `2026/1/5` may leave zeros out. Exports are read without it: tills are careless.
  public init(order: DayOrder, isStrict: Bool = false) {
    self.order = order
    self.isStrict = isStrict
  }

  /// Reads a whole cell. Two-digit years 69...99 are 1969...1999, 00...68 are 2000...2068.
  public func read(_ cell: UnsafeBufferPointer<UInt8>) -> Reading {
    if let day = DayReader.plainDay(cell) {
      if cell.count == 10 { return .value(DayAndTime(day: day, second: nil, offsetMinutes: nil)) }
      if let second = DayReader.plainTime(cell) {
        return .value(DayAndTime(day: day, second: second, offsetMinutes: nil))
      }
    }
    switch order {
    case .excel: return serial(cell, .from1900)
    case .excel1904: return serial(cell, .from1904)
    case .ymd, .dmy, .mdy: return anyForm(cell)
    }
  }

  /// The second of the day that a cell of its own holds; nil where it is no time.
  public static func clockSecond(_ cell: UnsafeBufferPointer<UInt8>) -> Int? {
    ClockReader.read(normalised(cell))?.second
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

  /// A serial day, or what no serial day is written like: a year of four digits first is one in every order.
  private func serial(_ cell: UnsafeBufferPointer<UInt8>, _ system: SerialDay.System) -> Reading {
    let reading = SerialDay.read(cell, system)
    guard reading == .rejected(.notADay), let fields = DayFields(DayReader.normalised(cell)),
      case .marked = fields.shape, fields.first.count == 4
    else { return reading }
    return anyForm(cell)
  }

  private func anyForm(_ cell: UnsafeBufferPointer<UInt8>) -> Reading {
    let text = DayReader.normalised(cell)
    if isStrict, let first = cell.first, let last = cell.last, first <= 0x20 || last <= 0x20 {
      return .rejected(.notADay)
    }
    guard let fields = DayFields(text), !isStrict || fields.isISOWhereYearFirst(order),
      let civil = fields.civil(order)
    else { return .rejected(.notADay) }
    guard let day = Day(year: civil.year, month: civil.month, day: civil.day) else { return .rejected(.noSuchDay) }
    if fields.rest.isEmpty { return .value(DayAndTime(day: day, second: nil, offsetMinutes: nil)) }
    return withTime(day, fields.rest)
  }

  private func withTime(_ day: Day, _ rest: ArraySlice<UInt8>) -> Reading {
    guard let first = rest.first, first == 0x20 || first == UInt8(ascii: "t") || first == UInt8(ascii: ",") else {
      return .rejected(.notADay)
    }
    var clock = rest.dropFirst()
    if clock.first == 0x20 { clock = clock.dropFirst() }
    // RFC 3339 ties its Z to its T.
    let isLooseZ = first != UInt8(ascii: "t") && clock.last == UInt8(ascii: "z") && clock.dropLast().last != 0x20
    guard !isStrict || !isLooseZ, let time = ClockReader.read(Array(clock)) else { return .rejected(.notATime) }
    return .value(DayAndTime(day: day, second: time.second, offsetMinutes: time.offsetMinutes))
  }

  /// UTF-8 bytes, with every kind of blank as one space, none at the ends, and ASCII letters in lower case.
  static func normalised(_ cell: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let text =
      String(validating: cell, as: UTF8.self) ?? String(String.UnicodeScalarView(cell.map { Unicode.Scalar($0) }))
    var result: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{A0}", "\u{202F}", "\u{2009}", "\t", " ": if result.last != 0x20, !result.isEmpty { result.append(0x20) }
      case "A"..."Z": result.append(UInt8(truncatingIfNeeded: scalar.value) + 0x20)
      default: result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    if result.last == 0x20 { result.removeLast() }
    return result
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
}
