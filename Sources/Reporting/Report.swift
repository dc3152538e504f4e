// What a report is to the rest: questions it needs answered, and a table it makes of the answers. Declared reports and
// computed ones are run by the same code (docs/add-a-report.md).
public import SpendModel

/// What a list of reports shows of one.
public struct ReportCard: Hashable, Sendable {
  /// Its name, `share`.
  public var id: String
  /// Version of its machine shape.
  public var version: Int
  /// Its rows of time where none are asked for; nil: one row over everything.
  public var period: PeriodUnit?
  /// Splits that it has by itself.
  public var group: [Dimension]
  /// Title and question in English where the strings have none: a co-op's own report.
  public var ownTitle: String?
  /// See `ownTitle`.
  public var ownQuestion: String?

  /// A card whose title and question stand in the strings.
  public init(id: String, version: Int = 1, period: PeriodUnit? = .month, group: [Dimension] = []) {
    self.id = id
    self.version = version
    self.period = period
    self.group = group
  }

  /// The title, by the strings' `report.<id>.title` or its own.
  public var title: Phrase { phrase("title", ownTitle) }
  /// The question, by the strings' `report.<id>.question` or its own.
  public var question: Phrase { phrase("question", ownQuestion) }

  private func phrase(_ part: String, _ own: String?) -> Phrase {
    Phrase("report.\(id).\(part)", own.map { ["own": .text($0)] } ?? [:])
  }
}

/// Whose word counts when a line is rated.
public enum RatingView: Hashable, Sendable {
  /// The rating that holds on the day of the sale.
  case onDayOfSale
  /// The rating of `days` earlier (negative: later), but none that begins after `last`: the rating table of another
  /// period, laid over the sales of this one.
  case shifted(days: Int, last: Day)
}

/// A query under some ratings.
public struct SpendQuestion: Hashable, Sendable {
  /// What is summed.
  public var query: SpendQuery
  /// How it is rated.
  public var ratings = RatingView.onDayOfSale

  /// A question; see the properties.
  public init(_ query: SpendQuery, ratings: RatingView = .onDayOfSale) {
    self.query = query
    self.ratings = ratings
  }
}

/// Everything that a report may know beside its answers.
public struct ReportContext {
  /// What was asked on the command line, with the report's own splits and period.
  public var query: SpendQuery
  /// Currency, tax, method, first and last days, and what the imports say.
  public var frame: ReportFrame
  /// What the board set itself.
  public var targets: [Target] = []
  /// Below this coverage no single figure is printed.
  public var minimumCoverage: Share?
  /// Choices that only some reports know.
  public var choices = ReportChoices()
  /// The pages themselves, for reports that look at lines; nil where they are read only once.
  public var pages: (any PageSource)?
  /// What the ratings rest on, for reports that speak of suppliers; nil where it is not known.
  public var ratings: RatingBasis?
  /// The till's own day totals; nil where there is no controls.csv.
  public var controls: [ControlTotal]?
  /// What named rules left out by store and day, where the imports kept it.
  public var ruleTotals: [RuleTotal] = []
  /// Imports of which rules left something out, and of which it is not known on what days.
  public var importsWithoutRuleTotals: [Int] = []
  /// Products, suppliers and credits, joined.
  public var assortment: (RatingView) -> Assortment
  /// A context with the defaults; see the properties.
  public init(query: SpendQuery, frame: ReportFrame, assortment: @escaping (RatingView) -> Assortment) {
    self.query = query
    self.frame = frame
    self.assortment = assortment
  }
}

/// Choices that only some reports know.
public struct ReportChoices: Hashable, Sendable {
  /// What a period is compared with.
  public enum Comparison: String, CaseIterable, Hashable, Sendable {
    case previous
    case yearBefore = "year-before"
  }

  /// What a period is compared with, where somebody chose.
  public var against: Comparison?
  /// The choice, else the period before.
  var comparison: Comparison { against ?? .previous }
  /// The part of a spend that a buyer would switch.
  public var switched = Share(part: 10, whole: 100)

  /// The defaults.
  public init() {}
}

/// A report, declared or computed.
public protocol Report: Sendable {
  /// What a list shows of it.
  var card: ReportCard { get }
  /// The questions that it needs answered; all of them are answered in one pass over the pages.
  func questions(_ context: ReportContext) throws(Problem) -> [SpendQuestion]
  /// Makes the table of the answers, which are in the order of the questions.
  func table(_ answers: [SpendResult], _ context: ReportContext) throws(Problem) -> ReportTable
}
