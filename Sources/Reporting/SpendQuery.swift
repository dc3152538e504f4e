// The fourth waist: a question about spend as plain values. Declared reports and the command line on one side, the fold
// over pages on the other.
public import SpendModel

/// What spend can be split and filtered by.
public enum Dimension: String, CaseIterable, Hashable, Sendable {
  case store, department, category, supplier, product
}

/// What an amount is.
public enum Basis: String, CaseIterable, Hashable, Sendable {
  /// What members paid for the goods.
  case sales
  /// What the co-op paid.
  case cost
}

/// Spend that stays out of every figure, by the workspace's rules. Texts are compared folded.
public struct ScopeRules: Hashable, Sendable {
  /// Departments, by name or number.
  public var departments: [String]
  /// Product codes.
  public var codes: [String]

  /// Rules; empty: everything is in scope.
  public init(departments: [String] = [], codes: [String] = []) {
    self.departments = departments
    self.codes = codes
  }
}

/// A question about spend.
public struct SpendQuery: Hashable, Sendable {
  /// Splits, in the order of the columns.
  public var group: [Dimension] = []
  /// The rows of time; nil: one row over everything.
  public var period: PeriodUnit? = .month
  /// The days asked for; nil: all data.
  public var span: DaySpan?
  /// Same dimension: or; other dimensions: and.
  public var filters: [Dimension: [String]] = [:]
  /// Sales or cost.
  public var basis = Basis.sales
  /// What stays out.
  public var scope = ScopeRules()
  /// How time is cut.
  public var calendar = PeriodCalendar()

  /// Everything by month.
  public init() {}

  /// The days whose pages are folded: a trailing year needs the eleven months before the first one shown.
  var foldedSpan: DaySpan? {
    guard period == .trailing12, let span else { return span }
    return DaySpan(first: calendar.period(.month, holding: span.first).span.first.adding(months: -11), end: span.end)
  }
}
