// The fifth waist: what any report is once it is computed. Reports on one side, outputs on the other.
public import SpendModel

/// What a column holds.
public enum ColumnKind: String, Hashable, Sendable {
  case period, text, money, share, flag, count
}

/// A column of a report.
public struct ReportColumn: Hashable, Sendable {
  /// Its name in machine output, `provedShare`.
  public var name: String
  /// What it holds.
  public var kind: ColumnKind
}

/// A cell of a report.
public enum ReportCell: Hashable, Sendable {
  case text(String)
  /// Minor units.
  case money(Int64)
  /// Unknown where its whole is not positive.
  case share(Share)
  case flag(Bool)
  case count(Int)
  /// Not known, or does not apply; never 0.
  case absent
}

/// What stays out of scope.
public struct OutOfScope: Hashable, Sendable {
  /// `department GIFT CARDS`.
  public var rule: String
  /// Lines and money.
  public var tally: LineTally
}

/// A report with its provenance.
public struct ReportTable: Sendable {
  /// The report's id.
  public var report: String
  /// Version of its machine shape.
  public var version: Int
  /// The question it answers.
  public var question: String
  /// Currency of every amount.
  public var currency: Currency
  /// Sales or cost.
  public var basis: Basis
  /// `excluded` or `included`.
  public var tax: String
  /// Methods that carried spend, `seed-2017 + judged`; where none did, the one asked for.
  public var method: String
  /// The latest `recorded_at` used.
  public var ratingsAsOf: Day?
  /// The days shown; nil where there is no data.
  public var days: DaySpan?
  /// Filters, by column.
  public var filters: [(column: String, values: [String])]
  /// What the scope rules keep out.
  public var outOfScope: [OutOfScope]
  /// The columns.
  public var columns: [ReportColumn]
  /// The rows, in the order of the columns.
  public var rows: [[ReportCell]]
  /// The same over all rows; cells that have no total are absent.
  public var totals: [ReportCell]
  /// What a reader should know, in sentences.
  public var notes: [String]
  /// The line of truth.
  public var headline: String?
}
