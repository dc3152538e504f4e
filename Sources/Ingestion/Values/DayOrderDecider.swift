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

  private var needsNoOrder = false
  private var yearFirst = false
  private var dayFirst: String?
  private var monthFirst: String?
  private var either: String?
  private var sixDigits: String?

  /// Nothing seen.
  public init() {}

  /// Takes a cell into account.
  public mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
    guard let fields = DayFields(DayReader.normalised(cell)) else { return }
    if fields.needsNoOrder {
      needsNoOrder = true
    } else if fields.shape == .sixDigits {
      if sixDigits == nil { sixDigits = String(decoding: cell, as: UTF8.self) }
    } else {
      weigh(fields, cell)
    }
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
    case (1...12, 1...12): if either == nil { either = text }
    default: return
    }
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
