// commonspend.yaml as a checked value (docs/workspace.md).
internal import Ingestion
public import Reporting
public import SpendModel

/// What a workspace says about itself.
public struct Configuration: Sendable {
  /// For people.
  public var name = ""
  /// Decides the decimals of every amount.
  public var currency: Currency
  /// How people's text writes numbers, `en-US`.
  public var locale = "en-US"
  /// The store of exports that name none.
  public var store = "1"
  /// What figures are made of.
  public var basis = Basis.sales
  /// Tax of the figures: `excluded` or `included`.
  public var tax = "excluded"
  /// The rating method.
  public var method = "seed-2017"
  /// Month and day on which a fiscal year begins.
  public var fiscalYearStart = (month: 1, day: 1)
  /// IANA name; only for exports whose times carry an offset.
  public var timeZone: String?
  /// The layout, by country, by which codes with a price or weight in them are matched; nil: UPC-A only.
  public var variableCodes: String?
  /// Below this coverage no single headline is printed.
  public var minimumCoverage: Share?
  /// What happens to a receipt that is stored with other content.
  public var onConflict = ConflictPolicy.refuse
  /// What stays out of every figure.
  public var scope = ScopeRules()
  /// What the board set itself.
  public var targets: [Target] = []
  /// What `sync` writes.
  public var reports: [ReportSetting] = []

  /// A configuration of defaults.
  public init(currency: Currency) { self.currency = currency }

  /// What recognition has to know of the workspace, with a person's `--as` and `--set`.
  func readingContext(_ format: String?, _ settings: [String: String]) -> ReadingContext {
    var context = ReadingContext(
      currency: currency, defaultStore: store, tax: tax, formatID: format, settings: settings)
    context.timeZone = timeZone
    return context
  }

  /// How this workspace cuts time.
  public var calendar: PeriodCalendar { PeriodCalendar(fiscalYearStart: fiscalYearStart) }
}

/// A report that `sync` writes.
public struct ReportSetting: Hashable, Sendable {
  /// The report's name.
  public var report: String
  /// `html`, `csv`…
  public var output: String
  /// Where it is written, from the workspace's folder.
  public var file: String
}
