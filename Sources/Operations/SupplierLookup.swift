// Finds the supplier that a person means, by id, name or alias.
internal import DataFiles
internal import SpendModel

extension WorkspaceTables {
  /// The supplier's newest row; refused as wrong use where no supplier, or more than one, is meant.
  func supplier(meant text: String, command: String) throws(Problem) -> Supplier {
    if let row = suppliers.last(where: { $0.id == text }) { return row }
    let meant: [String] =
      switch supplierNames.meaning(of: text) {
      case .none: []
      case .one(let id): [id]
      case .several(let ids): ids
      }
    if meant.count == 1, let row = suppliers.last(where: { $0.id == meant[0] }) { return row }
    if meant.isEmpty,
      ratings.contains(where: { $0.supplierID == text }) || evidence.contains(where: { $0.supplierID == text })
    {
      var row = Supplier()
      row.id = text
      return row
    }
    let names = suppliers.flatMap { [$0.id, $0.name] }
    let several = meant.joined(separator: ", ")
    throw Problem(
      .wrongUse, what: meant.isEmpty ? "There is no supplier \(text)." : "\(text) names several suppliers: \(several).",
      place: "\(command) \(text)", rule: "a supplier_id, a name or an alias of suppliers.csv",
      mend: meant.isEmpty
        ? nearest(text, in: names).map { "Did you mean \($0)?" } ?? "See suppliers.csv." : "Write the supplier_id.")
  }

  /// The supplier's name; its id where it has none.
  func name(of id: String) -> String {
    let name = suppliers.last { $0.id == id }?.name ?? ""
    return name.isEmpty ? id : name
  }

  /// Whether the supplier is a wholesaler, which rates nobody.
  func isDistributor(_ id: String) -> Bool { suppliers.last { $0.id == id }?.kind == "distributor" }
}

extension Standing {
  /// Why there is no class, for people and for machines; nil for a class.
  var reason: String? {
    switch self {
    case .generative, .transitional, .extractive: nil
    case .noRating: "no rating"
    case .expired: "expired"
    case .unmatched: "unmatched product"
    case .noSupplier: "no supplier"
    case .distributor: "distributor"
    case .underReview: "under review"
    }
  }

  /// `generative`, or `unrated (expired)`.
  var words: String { reason.map { "unrated (\($0))" } ?? spendClass.rawValue }
}
