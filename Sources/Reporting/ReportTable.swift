// The fifth waist: what any report is once it is computed. Reports on one side, outputs on the other.
public import SpendModel

/// What a column holds.
public enum ColumnKind: String, Hashable, Sendable {
  case period, text, money, share, flag, count
  /// A share of a whole; the printed figures of the column add up to the printed total.
  case part
  /// A difference of shares, printed in percentage points; the printed figures add up to the printed total.
  case points
  /// A word of the strings, a stable id in machine shapes.
  case word
  /// Names from the data.
  case list
  /// A quantity in millionths.
  case quantity
  case day
}

/// A column of a report.
public struct ReportColumn: Hashable, Sendable {
  /// Its name in machine output, `provedShare`.
  public var name: String
  /// What it holds.
  public var kind: ColumnKind

  /// A column; see the properties.
  public init(_ name: String, _ kind: ColumnKind) {
    self.name = name
    self.kind = kind
  }
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
  /// A difference of shares, or a part of one.
  case points(Fraction)
  /// A share that was computed from several: needed, expected. It may lie outside 0...1.
  case ratio(Fraction)
  /// `word.` and this is the key of the strings; machine shapes show this itself.
  case word(String)
  case list([String])
  /// Millionths.
  case quantity(Int64)
  case day(Day)
  /// Not known, or does not apply; never 0.
  case absent

  /// A text, or absent.
  public static func optional(_ text: String?) -> ReportCell { text.map { .text($0) } ?? .absent }
}

/// What stays out of scope.
public struct OutOfScope: Hashable, Sendable {
  /// `department GIFT CARDS`.
  public var rule: String
  /// Lines and money.
  public var tally: LineTally

  /// A rule with what it keeps out.
  public init(rule: String, tally: LineTally) {
    self.rule = rule
    self.tally = tally
  }
}

/// A target beside the rows of a grid: how its share stands in the rows' proved share.
public struct TargetLine: Hashable, Sendable {
  /// The target's name.
  public var name: String
  /// The share to be reached, one per row; nil where the target does not hold.
  public var shares: [Share?]

  /// A line; see the properties.
  public init(name: String, shares: [Share?]) {
    self.name = name
    self.shares = shares
  }
}

/// How a grid wants to be drawn, where an output can draw. The columns are named.
public enum ReportChart: Hashable, Sendable {
  /// The band between two columns of shares over the rows, with the grid's target lines.
  case band(low: String, high: String)
  /// Columns of money as parts of each row's whole.
  case stacked([String])
  /// One signed column as bars, one per row.
  case bars(String)
}

/// Rows under columns.
public struct ReportGrid: Sendable {
  /// Its key in machine shapes, and of its heading in the strings: `grid.<name>`. The main grid is `rows`.
  public var name: String
  /// Its heading, where the name is not enough.
  public var title: Phrase?
  /// What stands instead of rows where there are none, `empty.<this>` of the strings; nil: the name's own.
  public var empty: String?
  /// The columns.
  public var columns: [ReportColumn]
  /// The rows, in the order of the columns.
  public var rows: [[ReportCell]] = []
  /// The same over all rows; cells that have no total are absent, and without totals there are no cells.
  public var totals: [ReportCell] = []
  /// How it wants to be drawn.
  public var charts: [ReportChart] = []
  /// Targets for the rows' shares.
  public var targets: [TargetLine] = []
  /// After how many rows a person has seen enough; machine shapes have all.
  public var rowsForPeople: Int?
  /// Sentences that belong to this grid.
  public var notes: [Phrase] = []

  /// A grid without rows.
  public init(_ name: String, columns: [ReportColumn]) {
    self.name = name
    self.columns = columns
  }

  /// The position of a column.
  public func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }
}

/// A report with its provenance.
public struct ReportTable: Sendable {
  /// The report's id.
  public var report: String
  /// Version of its machine shape.
  public var version: Int
  /// Its title and the question it answers.
  public var title: Phrase
  /// The question it answers.
  public var question: Phrase
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
  /// The answer itself.
  public var main: ReportGrid
  /// Further grids below it.
  public var sections: [ReportGrid] = []
  /// What a reader should know, in sentences.
  public var notes: [Phrase] = []
  /// The line of truth: sentences that belong together.
  public var headline: [Phrase] = []
}
