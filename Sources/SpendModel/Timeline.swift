// Dated rows of one key, laid end to end: the half-open rule of the workspace's tables, in one place.

/// One stretch of a timeline.
public struct Stretch<Row: Sendable>: Sendable {
  /// The first day; `Timeline.always` for rows without one.
  public var from: Day
  /// The first day after; nil: open.
  public var to: Day?
  /// Whether the row itself said when it ends.
  public var endsByItself: Bool
  /// The row.
  public var row: Row
}

/// Two rows that cannot both hold.
public struct TimelineClash<Row: Sendable>: Error, Sendable {
  /// What is wrong with them.
  public enum Kind: Sendable {
    /// The same first day and the same day of recording, with other content.
    case sameStart
    /// The first row's end lies behind the second's start.
    case overlap
    /// A row ends before it begins.
    case reversed
  }

  /// What is wrong.
  public var kind: Kind
  /// The earlier row.
  public var first: Row
  /// The later row; the same for `reversed`.
  public var second: Row
}

/// Rows of one key in order.
public enum Timeline {
  /// Earlier than every day that a till prints.
  public static let always = Day(number: Int32.min)
  /// Later than every day that a till prints.
  public static let never = Day(number: Int32.max)

  /// Lays rows end to end. Of rows with the same first day the latest recorded wins; `sameContent` tells rows that
  /// only repeat each other.
  public static func stretches<Row>(
    _ rows: [Row], validity: (Row) -> Validity, recordedAt: (Row) -> Day?, sameContent: (Row, Row) -> Bool
  ) -> (stretches: [Stretch<Row>], clashes: [TimelineClash<Row>]) {
    var clashes: [TimelineClash<Row>] = []
    var kept: [Row] = []
    func key(_ row: Row) -> (Day, Day) { (validity(row).from ?? always, recordedAt(row) ?? always) }
    // Sorting by offset as well keeps rows with equal days in the order of the file.
    let ordered = rows.indices.map { (key(rows[$0]), $0) }.sorted { ($0.0.0, $0.0.1, $0.1) < ($1.0.0, $1.0.1, $1.1) }
    for row in ordered.map({ rows[$0.1] }) {
      if let end = validity(row).to, end <= key(row).0 {
        clashes.append(TimelineClash(kind: .reversed, first: row, second: row))
      } else if let last = kept.last, key(last).0 == key(row).0 {
        if key(last).1 == key(row).1, !sameContent(last, row) {
          clashes.append(TimelineClash(kind: .sameStart, first: last, second: row))
        }
        kept[kept.count - 1] = row
      } else {
        kept.append(row)
      }
    }
    var stretches: [Stretch<Row>] = []
    for (index, row) in kept.enumerated() {
      let next = index + 1 < kept.count ? key(kept[index + 1]).0 : nil
      let own = validity(row).to
      if let own, let next, own > next {
        clashes.append(TimelineClash(kind: .overlap, first: row, second: kept[index + 1]))
      }
      let end = [own, next].compactMap(\.self).min()
      stretches.append(Stretch(from: key(row).0, to: end, endsByItself: own != nil && own == end, row: row))
    }
    return (stretches, clashes)
  }
}
