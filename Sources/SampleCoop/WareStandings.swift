// What a sold ware counts as on a day, by the tables of the sample and the rules of the docs: the oracle, written
// without the product's code.

/// The columns of the share report, in its order.
enum ShareColumn: Int, CaseIterable {
  case generative, transitional, extractive
  case noRating, expired, unmatched, noSupplier, distributor, underReview
}

struct WareStandings {
  private let wares: [Ware]
  private let ratings: [String: [SampleRating]]
  private let distributors: Set<String>

  init(assortment: WareList) {
    wares = assortment.wares
    ratings = Dictionary(grouping: RatingRoster.all, by: \.supplier)
    distributors = Set(SupplierRoster.all.filter { $0.kind == "distributor" }.map(\.id))
  }

  /// nil where the line is out of scope.
  func column(_ goods: Goods, on day: SampleDay) -> ShareColumn? {
    switch goods {
    case .outOfScope: nil
    case .unmatched: .unmatched
    case .ware(let index): column(wares[index], on: day)
    }
  }

  private func column(_ ware: Ware, on day: SampleDay) -> ShareColumn {
    let own = ware.supplier(on: day)
    let supplier = own.isEmpty ? SupplierRoster.id(brand: ware.brand) : own
    if supplier.isEmpty { return .noSupplier }
    if distributors.contains(supplier) { return .distributor }
    return rated(ratings[supplier] ?? [], on: day)
  }

  private func rated(_ rows: [SampleRating], on day: SampleDay) -> ShareColumn {
    // Of rows that begin on the same day the one recorded last holds.
    let begun = rows.filter { $0.from <= day }
    guard let rating = begun.max(by: { ($0.from, $0.recorded) < ($1.from, $1.recorded) }) else { return .noRating }
    if let end = rating.to, end <= day { return .expired }
    switch rating.judgement {
    case .generative: return .generative
    case .transitional: return .transitional
    case .extractive: return .extractive
    case .unrated: return .underReview
    }
  }
}
