// Decides the order of day, month and year of a column. One number over 12 settles it; nothing is guessed.
internal import SpendModel

/// Looks at the cells of one day column.
public struct DayOrderDecider: Sendable {
  /// What the cells seen so far say.
  public enum Verdict: Hashable, Sendable {
    /// Decided.
    case decided(DayOrder)
    /// Every cell could be either; one of them.
    case undecidable(String)
    /// One cell needs day first, another month first.
    case conflict(String, String)
    /// No cell looks like a day.
    case none
  }

  private var needsNoOrder = false
  private var yearFirst = false
  private var dayFirst: String?
  private var monthFirst: String?
  private var either: String?
  private var sixDigits: String?
  /// First and last day that the cells that could be either hold, by each order.
  private var spans: [DayOrder: ClosedRange<Day>] = [:]

  /// Nothing seen.
  public init() {}

  /// Takes a cell into account.
  public mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
    // Nearly every cell says again that the year comes first.
    if needsNoOrder, DayOrderDecider.isYearFirst(cell) { return }
    guard let fields = DayFields(DayReader.normalised(cell)) else { return }
    if fields.needsNoOrder {
      needsNoOrder = true
    } else if fields.shape == .sixDigits {
      if sixDigits == nil { sixDigits = String(decoding: cell, as: UTF8.self) }
    } else {
      weigh(fields, cell)
    }
  }

  /// Whether a cell begins with `YYYY-MM-DD`, by whatever digits.
  private static func isYearFirst(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard cell.count >= 10, cell[4] == 0x2D, cell[7] == 0x2D else { return false }
    return (0..<10).allSatisfy { $0 == 4 || $0 == 7 || cell[$0] &- 0x30 <= 9 }
  }

  private mutating func weigh(_ fields: DayFields, _ cell: UnsafeBufferPointer<UInt8>) {
    guard let left = DayReader.integer(fields.first, 1...2), let middle = DayReader.integer(fields.second, 1...2) else {
      return
    }
    let text = String(decoding: cell, as: UTF8.self)
    switch (left, middle) {
    case (32..., 1...12): yearFirst = yearFirst || fields.third.count == 2
    case (13..., 1...12): if dayFirst == nil { dayFirst = text }
    case (1...12, 13...): if monthFirst == nil { monthFirst = text }
    case (1...12, 1...12): takeEither(fields, text)
    default: return
    }
  }

  private mutating func takeEither(_ fields: DayFields, _ text: String) {
    if either == nil { either = text }
    for order in [DayOrder.dmy, .mdy] {
      guard let civil = fields.civil(order), let day = Day(year: civil.year, month: civil.month, day: civil.day) else {
        continue
      }
      spans[order] = spans[order].map { min($0.lowerBound, day)...max($0.upperBound, day) } ?? day...day
    }
  }

  /// The one order by which every day that could be either falls into the given days; nil where both or neither do, or
  /// where days of six digits stand among them.
  func order(within days: DaySpan) -> DayOrder? {
    guard sixDigits == nil else { return nil }
    let fitting = [DayOrder.dmy, .mdy].filter { order in
      spans[order].map { days.contains($0.lowerBound) && days.contains($0.upperBound) } ?? false
    }
    return fitting.count == 1 ? fitting[0] : nil
  }

  /// What is known now. Six digits alone (`310126`) are undecidable in any case; beside other days they follow them.
  public var verdict: Verdict {
    switch (dayFirst, monthFirst) {
    case (let day?, let month?): .conflict(day, month)
    case (_?, nil): .decided(yearFirst ? .ymd : .dmy)
    case (nil, _?): .decided(.mdy)
    case (nil, nil): open
    }
  }

  private var open: Verdict {
    if yearFirst { return .decided(.ymd) }
    if let either { return .undecidable(either) }
    if needsNoOrder { return .decided(.ymd) }
    return sixDigits.map { .undecidable($0) } ?? .none
  }
}
