// Answers all questions of a report in one pass: each page is handed to every fold, and equal questions share one.
public import SpendModel

/// Folds in progress, one per different question.
public struct QuestionFolds {
  private let questions: [SpendQuestion]
  private var folds: [(question: SpendQuestion, fold: SpendFold)] = []

  /// Folds for questions; `assortment` joins products, suppliers and credits for a view of the ratings.
  public init(_ questions: [SpendQuestion], assortment: (RatingView) -> Assortment) {
    self.questions = questions
    var assortments: [RatingView: Assortment] = [:]
    for question in questions where !folds.contains(where: { $0.question == question }) {
      let joined = assortments[question.ratings] ?? assortment(question.ratings)
      assortments[question.ratings] = joined
      folds.append((question, SpendFold(question.query, assortment: joined)))
    }
  }

  /// Makes items known; `all` must begin with those given before.
  public mutating func register(_ all: [Item]) {
    for index in folds.indices { folds[index].fold.register(all) }
  }

  /// Folds one page; its items must be registered.
  public mutating func add(_ slice: PageSlice, store: String) throws(Problem) {
    for index in folds.indices { try folds[index].fold.add(slice, store: store) }
  }

  /// Folds the lines in `ranges`, which belong to one store and day; their items must be registered.
  public mutating func add(
    _ lines: [SaleLine], ranges: [Range<Int>], day: Day, store: String
  ) throws(Problem) {
    for index in folds.indices { try folds[index].fold.add(lines, ranges: ranges, day: day, store: store) }
  }

  /// Folds every page that some question needs.
  public mutating func add(_ source: any PageSource) throws {
    guard !folds.isEmpty else { return }
    // A lone fold knows how to go through a source by itself, and does so faster than page by page.
    if folds.count == 1 { return try folds[0].fold.add(source) }
    register(try folds.contains(where: \.fold.showsProducts) ? source.items : source.bareItems)
    let stores = try source.stores
    try source.forEachPage(in: span) { slice in try add(slice, store: stores[slice.store]) }
  }

  /// Ends the folds: the answers, in the order of the questions.
  public mutating func finish() throws(Problem) -> [SpendResult] {
    var results: [SpendQuestion: SpendResult] = [:]
    for index in folds.indices { results[folds[index].question] = try folds[index].fold.finish() }
    return questions.compactMap { results[$0] }
  }

  /// The days that some question needs; nil: all.
  private var span: DaySpan? {
    let spans = folds.map(\.question.query.foldedSpan)
    guard let first = spans.compactMap({ $0?.first }).min(), let end = spans.compactMap({ $0?.end }).max(),
      !spans.contains(where: { $0 == nil })
    else { return nil }
    return DaySpan(first: first, end: end)
  }
}
