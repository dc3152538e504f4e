// Turns what a person wrote after `report` into a query; everything that cannot be meant is refused as wrong use.
internal import DataFiles
internal import Rendering
internal import Reporting
internal import SpendModel

struct QueryBuilder {
  let configuration: Configuration
  let card: ReportCard

  func query(_ request: ReportRequest) throws(Problem) -> SpendQuery {
    var query = SpendQuery()
    query.calendar = configuration.calendar
    query.scope = configuration.scope
    query.period = try period(request)
    query.span = try span(request)
    query.group = try group(request)
    query.basis = try basis(request)
    for filter in request.filters { try add(filter, to: &query) }
    return query
  }

  static func renderer(_ request: ReportRequest, _ wording: Wording) throws(Problem) -> any Renderer {
    let choices = RenderingChoices(
      wording: wording, hasColour: request.colour, width: request.width, createdAt: request.now)
    if let renderer = Renderers.named(request.output, choices) { return renderer }
    throw unknown("output", request.output, Renderers.names)
  }

  /// Language and numbers: of `--locale`, else of the workspace.
  static func wording(
    _ request: ReportRequest, _ configuration: Configuration, _ catalogue: LoadedCatalogue
  ) throws(Problem) -> Wording {
    let locale = request.locale ?? configuration.locale
    if let wording = try Wording(texts: catalogue.texts, locale: locale) { return wording }
    if let asked = request.locale { throw unknown("locale", asked, NumberStyle.all) }
    throw Problem(
      .refused, what: "The locale \(locale) is not known.", place: "commonspend.yaml, key locale",
      rule: "locales: \(NumberStyle.all.joined(separator: ", "))",
      mend: nearest(locale, in: NumberStyle.all).map { "Did you mean \($0)?" } ?? "Write one of them.")
  }

  /// Choices that only some reports know.
  static func choices(_ request: ReportRequest) throws(Problem) -> ReportChoices {
    var choices = ReportChoices()
    if let text = request.against {
      guard let against = ReportChoices.Comparison(rawValue: text) else {
        throw unknown("against", text, ReportChoices.Comparison.allCases.map(\.rawValue))
      }
      choices.against = against
    }
    if let text = request.switched {
      guard let share = Percent.share(text) else {
        throw Problem(
          .wrongUse, what: "The option --switch cannot be \(text).", place: "--switch \(text)", rule: "0% to 100%",
          mend: "Write --switch 10%.")
      }
      choices.switched = share
    }
    return choices
  }

  /// The method asked for; refused where the catalogue has none of that name.
  static func method(
    _ request: ReportRequest, _ configuration: Configuration, _ methods: [RatingMethod]
  ) throws(Problem) -> String {
    try method(named: request.method, configuration, methods)
  }

  /// The method of this name, or without one the workspace's.
  static func method(
    named asked: String?, _ configuration: Configuration, _ methods: [RatingMethod]
  ) throws(Problem) -> String {
    let ids = methods.map(\.id)
    if let asked {
      guard ids.contains(asked) else { throw unknown("method", asked, ids) }
      return asked
    }
    guard ids.contains(configuration.method) else {
      throw Problem(
        .refused, what: "There is no method \(configuration.method).", place: "commonspend.yaml, key method",
        rule: "methods: \(ids.joined(separator: ", "))",
        mend: nearest(configuration.method, in: ids).map { "Did you mean \($0)?" } ?? "See `commonspend methods`.")
    }
    return configuration.method
  }

  private static func unknown(_ option: String, _ value: String, _ allowed: [String]) -> Problem {
    Problem(
      .wrongUse, what: "The option --\(option) cannot be \(value).", place: "--\(option) \(value)",
      rule: "--\(option) is one of \(allowed.joined(separator: ", "))",
      mend: nearest(value, in: allowed).map { "Did you mean \($0)?" } ?? "Write one of them.")
  }

  private func period(_ request: ReportRequest) throws(Problem) -> PeriodUnit? {
    guard let text = request.period else { return card.period }
    if let unit = PeriodUnit(rawValue: text) { return unit }
    throw QueryBuilder.unknown("period", text, PeriodUnit.allCases.map(\.rawValue))
  }

  private func basis(_ request: ReportRequest) throws(Problem) -> Basis {
    guard let text = request.basis else { return configuration.basis }
    if let basis = Basis(rawValue: text) { return basis }
    throw QueryBuilder.unknown("basis", text, Basis.allCases.map(\.rawValue))
  }

  private func group(_ request: ReportRequest) throws(Problem) -> [Dimension] {
    var group = card.group
    for text in request.by {
      guard let dimension = Dimension(rawValue: text) else {
        throw QueryBuilder.unknown("by", text, Dimension.allCases.map(\.rawValue))
      }
      if !group.contains(dimension) { group.append(dimension) }
    }
    return group
  }

  /// Both ends count; an end that is not given is open.
  private func span(_ request: ReportRequest) throws(Problem) -> DaySpan? {
    let from = try named("from", request.from)
    let to = try named("to", request.to)
    guard from != nil || to != nil else { return nil }
    let span = DaySpan(first: from?.first ?? QueryBuilder.earliest, end: to?.end ?? QueryBuilder.latest)
    guard !span.isEmpty else {
      throw Problem(
        .wrongUse, what: "The report would end before it begins.",
        place: "--from \(request.from ?? "") --to \(request.to ?? "")", rule: "--from and --to, both inclusive",
        mend: "Swap them.")
    }
    return span
  }

  // Years 1 and 9999: outside every export, and far enough from the ends of Int32 to add months to.
  private static let earliest = Day(number: -719_162)
  private static let latest = Day(number: 2_932_896)

  private func named(_ option: String, _ text: String?) throws(Problem) -> DaySpan? {
    guard let text else { return nil }
    if let span = configuration.calendar.span(named: text) { return span }
    throw Problem(
      .wrongUse, what: "The option --\(option) cannot be \(text).", place: "--\(option) \(text)",
      rule: "a day 2026-03-01, month 2026-03, quarter 2026-Q1, week 2026-W07, year 2026 or FY2026",
      mend: "Write one of these.")
  }

  private func add(_ filter: String, to query: inout SpendQuery) throws(Problem) {
    let parts = filter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      throw Problem(
        .wrongUse, what: "The filter \(filter) has no value.", place: "--where \(filter)", rule: "--where COLUMN=VALUE",
        mend: "Write --where store=2.")
    }
    guard let dimension = Dimension(rawValue: parts[0]) else {
      throw QueryBuilder.unknown("where", parts[0], Dimension.allCases.map(\.rawValue))
    }
    query.filters[dimension, default: []].append(parts[1])
  }
}
