// The three parts of a printed day, before anybody has said in which order they stand.

/// Three numbers, or two and the name of a month, at the start of a text.
struct DayFields {
  enum Shape: Hashable {
    /// `31/10/2026`: numbers with the same mark between them.
    case marked(UInt8)
    /// `20261031`.
    case eightDigits
    /// `261031`, in any order.
    case sixDigits
    /// `31-Oct-26`, `Oct 31, 2026`, `31 de octubre de 2026`: the order is plain.
    case named(month: Int, dayAt: Int)
  }

  private(set) var shape: Shape
  private(set) var first, second, third: ArraySlice<UInt8>
  /// What follows the day.
  private(set) var rest: ArraySlice<UInt8>

  /// The parts of a normalised text; nil where it does not begin with a day.
  init?(_ text: [UInt8]) {
    let digits = text.prefix(while: DayFields.isDigit)
    switch digits.count {
    case 8: self.init(.eightDigits, text[..<4], text[4..<6], text[6..<8], text[8...])
    case 6: self.init(.sixDigits, text[..<2], text[2..<4], text[4..<6], text[6...])
    default:
      guard let found = DayFields.marked(text, digits) ?? DayFields.named(text) ?? DayFields.afterWeekday(text)
      else { return nil }
      self = found
    }
  }

  private init(
    _ shape: Shape, _ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>, _ third: ArraySlice<UInt8>,
    _ rest: ArraySlice<UInt8>
  ) {
    self.shape = shape
    self.first = first
    self.second = second
    self.third = third
    self.rest = rest
  }

  private static func marked(_ text: [UInt8], _ first: ArraySlice<UInt8>) -> DayFields? {
    guard (1...4).contains(first.count), first.count < text.count else { return nil }
    let mark = text[first.endIndex]
    guard mark == 0x2D || mark == 0x2F || mark == 0x2E else { return nil }
    let second = text[(first.endIndex + 1)...].prefix(while: isDigit)
    guard !second.isEmpty, second.endIndex < text.count, text[second.endIndex] == mark else { return nil }
    let third = text[(second.endIndex + 1)...].prefix(while: isDigit)
    return third.isEmpty ? nil : DayFields(.marked(mark), first, second, third, text[third.endIndex...])
  }

  /// `fri, feb 13, 2026`, `ven. 13/02/2026`: without the day of the week, which is not looked at.
  private static func afterWeekday(_ text: [UInt8]) -> DayFields? {
    let word = text.prefix(while: isLetter)
    let rest = text[word.endIndex...].drop { [0x2E, 0x2C, 0x20].contains($0) }
    guard rest.startIndex > word.endIndex, WeekdayNames.contain(word) else { return nil }
    let day = Array(rest)
    return marked(day, day.prefix(while: isDigit)) ?? named(day)
  }

  // MARK: - Months by name

  private static func named(_ text: [UInt8]) -> DayFields? {
    var runs: [ArraySlice<UInt8>] = []
    var index = text.startIndex
    while runs.count < 3, index < text.endIndex {
      let run = text[index...].prefix(while: isDigit(text[index]) ? isDigit : isLetter)
      if run.isEmpty {
        guard [0x2D, 0x2F, 0x2E, 0x20, 0x2C].contains(text[index]), !runs.isEmpty else { return nil }
        index += 1
        continue
      }
      if !linkingWords.contains(Array(run)) || runs.isEmpty { runs.append(run) }
      index = run.endIndex
    }
    guard runs.count == 3 else { return nil }
    return named(runs, text[index...])
  }

  private static func named(_ runs: [ArraySlice<UInt8>], _ rest: ArraySlice<UInt8>) -> DayFields? {
    // Two numbers and a name: `mar 13 feb 2026` begins with the day of the week.
    guard runs.count(where: { $0.allSatisfy(isDigit) }) == 2 else { return nil }
    if let month = MonthNames.number(runs[0]) {
      return DayFields(.named(month: month, dayAt: 1), runs[0], runs[1], runs[2], rest)
    }
    guard let month = MonthNames.number(runs[1]) else { return nil }
    return DayFields(.named(month: month, dayAt: runs[0].count == 4 ? 2 : 0), runs[0], runs[1], runs[2], rest)
  }

  /// `31 de octubre de 2026`.
  private static let linkingWords: Set<[UInt8]> = [Array("de".utf8), Array("del".utf8), Array("of".utf8)]

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A || byte >= 0x80 }

  // MARK: - Year, month and day

  /// Whether the parts stand as ISO 8601 has them, or the year does not come first. `/` is nobody's standard: its
  /// numbers may go without zeros.
  func isISOWhereYearFirst(_ order: DayOrder) -> Bool {
    guard case .marked(let mark) = shape, mark != 0x2F, first.count == 4 || order == .ymd else { return true }
    return mark == 0x2D && first.count == 4 && second.count == 2 && third.count == 2
  }

  /// Whether one order only is possible: the year comes first, or the month is a name.
  var needsNoOrder: Bool {
    switch shape {
    case .eightDigits, .named: true
    case .marked: first.count == 4
    case .sixDigits: false
    }
  }

  /// Year, month and day by an order; nil where the parts do not fit it.
  func civil(_ order: DayOrder) -> (year: Int, month: Int, day: Int)? {
    switch shape {
    case .named(let month, let dayAt):
      let day = [first, second, third][dayAt]
      let year = dayAt == 2 ? first : third
      return DayFields.year(year).flatMap { year in DayReader.integer(day, 1...2).map { (year, month, $0) } }
    case .eightDigits: return DayFields.numbers(first, second, third)
    case .marked where first.count == 4: return DayFields.numbers(first, second, third)
    case .marked, .sixDigits:
      switch order {
      case .ymd: return first.count == 2 ? DayFields.numbers(first, second, third) : nil
      case .dmy: return DayFields.numbers(third, second, first)
      case .mdy: return DayFields.numbers(third, first, second)
      case .excel, .excel1904: return nil
      }
    }
  }

  private static func numbers(
    _ year: ArraySlice<UInt8>, _ month: ArraySlice<UInt8>, _ day: ArraySlice<UInt8>
  ) -> (year: Int, month: Int, day: Int)? {
    guard let year = DayFields.year(year), let month = DayReader.integer(month, 1...2),
      let day = DayReader.integer(day, 1...2)
    else { return nil }
    return (year, month, day)
  }

  private static func year(_ field: ArraySlice<UInt8>) -> Int? {
    if field.count == 4 { return DayReader.integer(field, 4...4) }
    return DayReader.integer(field, 2...2).map { $0 < 69 ? 2000 + $0 : 1900 + $0 }
  }
}
