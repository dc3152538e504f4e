// Decides the order of day, month and year of a column. One number over 12 settles it; nothing is guessed.

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

  private var yearFirst = false
  private var dayFirst: String?
  private var monthFirst: String?
  private var either: String?

  /// Nothing seen.
  public init() {}

  /// Takes a cell into account.
  public mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
    guard let fields = DayReader.dateFields(DayReader.normalised(cell))?.fields else { return }
    if fields[0].count == 4 {
      yearFirst = true
      return
    }
    let text = String(decoding: cell, as: UTF8.self)
    if MonthNames.number(fields[1]) != nil {
      if dayFirst == nil { dayFirst = text }
      return
    }
    guard let left = DayReader.integer(fields[0], 1...2), let middle = DayReader.integer(fields[1], 1...2) else { return }
    if left > 12, middle <= 12 {
      if dayFirst == nil { dayFirst = text }
    } else if middle > 12, left <= 12 {
      if monthFirst == nil { monthFirst = text }
    } else if left <= 12, middle <= 12, either == nil {
      either = text
    }
  }

  /// What is known now.
  public var verdict: Verdict {
    switch (dayFirst, monthFirst) {
    case (let day?, let month?): .conflict(day, month)
    case (_?, nil): .decided(.dmy)
    case (nil, _?): .decided(.mdy)
    case (nil, nil):
      if let either { .undecidable(either) } else if yearFirst { .decided(.ymd) } else { .none }
    }
  }
}
