// The days that a file's name speaks of: `ventas_2026-03-04_2026-03-28.csv`. Asked only where every day in the file could
// be read with day or month first.
internal import SpendModel

enum DaysInName {
  /// The days from the first to the last that the name says, or its month or months. Nil where it says none, more than
  /// two, both days and months, or the later one first: then the name is no evidence.
  static func span(_ name: String) -> DaySpan? {
    let spans = pieces(Array(name.utf8))
    guard let first = spans.first, let last = spans.last, spans.count <= 2, first.isMonth == last.isMonth,
      first.days.first <= last.days.first
    else { return nil }
    return DaySpan(first: first.days.first, end: last.days.end)
  }

  private static func pieces(_ bytes: [UInt8]) -> [(days: DaySpan, isMonth: Bool)] {
    var result: [(days: DaySpan, isMonth: Bool)] = []
    var position = 0
    while position < bytes.count {
      let run = digits(bytes, position)
      if run == 0 {
        position += 1
      } else if let (piece, end) = piece(bytes, position, run) {
        result.append(piece)
        position = end
      } else {
        position += run
      }
    }
    return result
  }

  /// How many digits stand at a position.
  private static func digits(_ bytes: [UInt8], _ start: Int) -> Int {
    guard start < bytes.count else { return 0 }
    return bytes[start...].prefix { (0x30...0x39).contains($0) }.count
  }

  private static func number(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// `20260304`, `2026-03-04`, `2026-03`; six digits without marks could be a time and say nothing.
  private static func piece(
    _ bytes: [UInt8], _ start: Int, _ run: Int
  ) -> (piece: (days: DaySpan, isMonth: Bool), end: Int)? {
    guard run == 4 || run == 8, case let year = number(bytes, start..<start + 4), (1990...2099).contains(year) else {
      return nil
    }
    if run == 8 {
      let month = number(bytes, start + 4..<start + 6)
      return one(year, month, number(bytes, start + 6..<start + 8)).map { (($0, false), start + 8) }
    }
    let mark = start + 4
    guard mark < bytes.count, Array("-_.".utf8).contains(bytes[mark]), digits(bytes, mark + 1) == 2 else { return nil }
    let month = number(bytes, mark + 1..<mark + 3)
    if mark + 3 < bytes.count, bytes[mark + 3] == bytes[mark], digits(bytes, mark + 4) == 2 {
      return one(year, month, number(bytes, mark + 4..<mark + 6)).map { (($0, false), mark + 6) }
    }
    guard let first = Day(year: year, month: month, day: 1) else { return nil }
    return ((DaySpan(first: first, end: first.adding(months: 1)), true), mark + 3)
  }

  private static func one(_ year: Int, _ month: Int, _ day: Int) -> DaySpan? {
    Day(year: year, month: month, day: day).map { DaySpan(first: $0, end: $0.adding(days: 1)) }
  }
}
