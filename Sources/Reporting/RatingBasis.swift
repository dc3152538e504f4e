// What the ratings of a run rest on, for reports that speak of suppliers and evidence and not only of spend.
public import SpendModel

/// Credits with the rows behind them.
public struct RatingBasis: Sendable {
  /// Credits of every supplier, and the evidence behind them.
  public let book: CreditBook
  /// Rows of suppliers.csv.
  public let suppliers: [Supplier]
  private let newest: [String: Supplier]

  /// A basis; see the properties.
  public init(book: CreditBook, suppliers: [Supplier]) {
    self.book = book
    self.suppliers = suppliers
    newest = Dictionary(suppliers.map { ($0.id, $0) }) { $1 }
  }

  /// What the supplier is on a day; a wholesaler rates nobody.
  func standing(of id: String, on day: Day) -> Standing {
    newest[id]?.kind == "distributor" ? .distributor : book.credit(of: id, on: day).standing
  }

  /// The supplier's name; nil where it has none.
  func name(of id: String) -> String? { newest[id].flatMap { $0.name.isEmpty ? nil : $0.name } }

  /// The supplier that the co-op is itself.
  var own: Supplier? { newest.values.filter { $0.kind == "self" }.min { $0.id < $1.id } }

  /// Whose evidence carries a supplier's class: its own, or that of the company that owns it.
  func subject(of id: String, on day: Day) -> String { book.credit(of: id, on: day).inheritedFrom ?? id }

  /// Evidence that counts on a day.
  func evidence(of id: String, on day: Day) -> [EvidenceStretch] {
    book.evidence(of: subject(of: id, on: day)).filter { $0.holds(on: day) }
  }

  /// The first day on which something that carries the class ends without a later row; nil where nothing does.
  func firstEnd(of id: String, on day: Day) -> Day? {
    let credit = book.credit(of: id, on: day)
    guard credit.standing.spendClass != .unrated else { return nil }
    if credit.method == RatingMethod.judged.id { return credit.to }
    return evidence(of: id, on: day).filter { $0.end != .superseded }.compactMap(\.to).min()
  }

  /// What would have to be proved for the class generative; nil where no proof leads there.
  func missing(of id: String, on day: Day) -> [MissingProof]? {
    guard book.method.source == .evidence else { return nil }
    return book.method.missingProofs(
      for: .generative, from: book.states(of: id, on: day), raised: book.raisedFlags(of: id, on: day))
  }
}

extension Standing {
  /// The word of the strings, and of machine shapes: a class, or the reason why there is none.
  var word: String {
    switch self {
    case .generative, .transitional, .extractive: spendClass.rawValue
    case .noRating: "noRating"
    case .expired: "expired"
    case .unmatched: "unmatched"
    case .noSupplier: "noSupplier"
    case .distributor: "distributor"
    case .underReview: "underReview"
    }
  }
}

extension ReportContext {
  /// The last day that is shown: the day of which reports say what a supplier is. Nil where there is no data.
  var ratingDay: Day? { ShownPeriods(self).span.flatMap { $0.isEmpty ? nil : $0.last } }
}
