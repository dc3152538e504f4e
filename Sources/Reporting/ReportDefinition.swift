// A report as data: the text of a Reports/*.yaml, decoded and checked. A report that one query can say is one file.
public import DataFiles
public import SpendModel

/// A declared report.
public struct ReportDefinition: Sendable {
  /// Its name, `share`.
  public let id: String
  /// Version of its machine shape.
  public let version: Int
  /// For people.
  public let title: String
  /// The question that it answers.
  public let question: String
  /// Splits that it has by itself; `--by` adds to them.
  public let group: [Dimension]
  /// Its rows of time; nil: one row over everything.
  public let period: PeriodUnit?
  /// The measures, as columns.
  public let measures: [Measure]
  /// Whether the rows are sorted by falling total instead of by their names.
  public let largestFirst: Bool
  /// After how many rows a person has seen enough; nil: all. Machine shapes have all.
  public let rowsForPeople: Int?

  /// Decodes and checks a report file.
  public init(_ file: DataText) throws(Problem) {
    let keys = try DataFile(text: file.text, name: file.path).root.mapping([
      "id", "version", "title", "question", "by", "period", "measures", "sort", "rowsForPeople",
    ])
    func required(_ key: String) throws(Problem) -> DataNode {
      guard let node = keys[key] else {
        throw Problem(
          .refused, what: "The key \(key) is missing.", place: file.path,
          rule: "a report has id, title, question, measures",
          mend: "Add it.")
      }
      return node
    }
    id = try required("id").string()
    version = try keys["version"]?.int() ?? 1
    title = try required("title").string()
    question = try required("question").string()
    group = try ReportDefinition.choices(keys["by"]) { Dimension(rawValue: $0) }
    let unit = try keys["period"]?.choice(["none"] + PeriodUnit.allCases.map(\.rawValue)) ?? "month"
    period = PeriodUnit(rawValue: unit)
    measures = try ReportDefinition.choices(try required("measures")) { Measure(rawValue: $0) }
    largestFirst = try keys["sort"]?.choice(["name", "total"]) == "total"
    rowsForPeople = try keys["rowsForPeople"]?.int()
  }

  private static func choices<T: CaseIterable & RawRepresentable<String>>(
    _ node: DataNode?, _ make: (String) -> T?
  ) throws(Problem) -> [T] {
    guard let node else { return [] }
    let allowed = T.allCases.map(\.rawValue)
    var result: [T] = []
    for item in node.isList ? try node.list() : [node] {
      if let value = make(try item.choice(allowed)) { result.append(value) }
    }
    return result
  }
}

/// What a column of a spend report can measure.
public enum Measure: String, CaseIterable, Hashable, Sendable {
  case total, generative, transitional, extractive, unrated
  case unratedNoRating, unratedExpired, unratedUnmatched, unratedNoSupplier, unratedDistributor, unratedUnderReview
  case provedShare, possibleShare, coverage, lines

  var kind: ColumnKind {
    switch self {
    case .provedShare, .possibleShare, .coverage: .share
    case .lines: .count
    default: .money
    }
  }

  func cell(_ cell: SpendCell) -> ReportCell {
    func amount(_ standing: Standing) -> ReportCell { .money(cell.amounts[Int(standing.rawValue)]) }
    switch self {
    case .total: return .money(cell.total)
    case .generative: return amount(.generative)
    case .transitional: return amount(.transitional)
    case .extractive: return amount(.extractive)
    case .unrated: return .money(cell.amount(.unrated))
    case .unratedNoRating: return amount(.noRating)
    case .unratedExpired: return amount(.expired)
    case .unratedUnmatched: return amount(.unmatched)
    case .unratedNoSupplier: return amount(.noSupplier)
    case .unratedDistributor: return amount(.distributor)
    case .unratedUnderReview: return amount(.underReview)
    case .provedShare: return .share(cell.provedShare)
    case .possibleShare: return .share(cell.possibleShare)
    case .coverage: return .share(cell.coverage)
    case .lines: return .count(cell.lineCount)
    }
  }
}
