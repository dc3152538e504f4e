// Filters and scope rules, asked once per item and change.
public import SpendModel

/// Filters and scope rules, folded once.
public struct FoldedScope {
  private let filters: [(dimension: Dimension, texts: Set<String>)]
  private let departments: [String: String]
  private let codes: [String: String]

  /// The filters (but those of stores) and rules of a query.
  public init(_ query: SpendQuery) {
    filters = query.filters.filter { $0.key != .store }.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { (dimension: $0.key, texts: Set($0.value.map(NameFolding.fold))) }
    departments = Dictionary(query.scope.departments.map { (NameFolding.fold($0), $0) }) { first, _ in first }
    codes = Dictionary(query.scope.codes.map { (ProductCode.key($0), $0) }) { first, _ in first }
  }

  /// Whether no filter leaves the item out.
  public func passes(_ item: Item, _ standing: ItemStanding) -> Bool {
    if filters.isEmpty { return true }
    return filters.allSatisfy { dimension, texts in
      let value = QueryOutcomes.value(dimension, item, standing)
      if texts.contains(NameFolding.fold(value ?? "")) { return true }
      return dimension == .supplier && texts.contains(NameFolding.fold(standing.supplierName ?? "\u{0}"))
    }
  }

  /// The rule that keeps the item out of scope; nil: in scope.
  public func rule(_ item: Item, _ standing: ItemStanding) -> String? {
    // Folding names costs more than all the rest, and most workspaces exclude nothing.
    if departments.isEmpty, codes.isEmpty { return nil }
    for department in [standing.department, item.department] {
      if let department, let rule = departments[NameFolding.fold(department)] { return "department \(rule)" }
    }
    for code in [standing.product, item.code] {
      if let code, let rule = codes[ProductCode.key(code)] { return "code \(rule)" }
    }
    return nil
  }
}
