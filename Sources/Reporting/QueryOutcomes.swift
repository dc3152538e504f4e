// What a query's fold tells apart: the cell of its report that a line falls into, and what it adds there.
internal import SpendModel

/// What becomes of a line of some item on some day.
struct Outcome: Hashable {
  /// Index in `QueryOutcomes.keys`.
  var key: Int
  var standing: Standing
  var couldBeProved: Bool
  /// Why it is out of scope; nil: in scope.
  var outOfScope: String?
  /// Whether a filter leaves it out altogether.
  var isFiltered: Bool
  var method: String?
  var recordedAt: Day?
  var score: ScoreInterval?
}

/// The outcomes of a query.
struct QueryOutcomes: OutcomeTable {
  /// Values of the query's dimensions except the store, and the names beside them; nil: unknown.
  struct Key: Hashable {
    var group: [String?]
    var names: [String?]
  }

  let sharing: OutcomeSharing
  private var outcomeTable = NameTable<Outcome>()
  private var keyTable = NameTable<Key>()
  private let dimensions: [Dimension]
  private let scope: FoldedScope

  init(_ query: SpendQuery) {
    dimensions = query.group.filter { $0 != .store }
    scope = FoldedScope(query)
    let asked = Set(dimensions).union(query.filters.keys)
    sharing = OutcomeSharing(
      isPossible: asked.isDisjoint(with: [.product, .category]) && query.scope.codes.isEmpty && query.basis == .sales,
      byDepartment: asked.contains(.department) || !query.scope.departments.isEmpty,
      byExportDepartment: !query.scope.departments.isEmpty)
  }

  /// Outcomes by number.
  var outcomes: [Outcome] { outcomeTable.values }
  /// The keys that outcomes fall under.
  var keys: [Key] { keyTable.values }
  var count: Int { outcomes.count }

  mutating func number(_ item: Item, _ standing: ItemStanding) -> Int32 {
    let key = Key(
      group: dimensions.isEmpty ? [] : dimensions.map { QueryOutcomes.value($0, item, standing) },
      names: dimensions.isEmpty ? [] : dimensions.map { QueryOutcomes.name($0, item, standing) })
    return outcomeTable.number(
      of: Outcome(
        key: Int(keyTable.number(of: key)), standing: standing.standing,
        couldBeProved: standing.couldBeProved && standing.standing != .generative,
        outOfScope: scope.rule(item, standing),
        isFiltered: !scope.passes(item, standing), method: standing.method, recordedAt: standing.recordedAt,
        score: standing.score))
  }

  static func value(_ dimension: Dimension, _ item: Item, _ standing: ItemStanding) -> String? {
    switch dimension {
    case .store: nil
    case .department: standing.department
    case .category: standing.category
    case .supplier: standing.supplier
    case .product: standing.product ?? item.code
    }
  }

  private static func name(_ dimension: Dimension, _ item: Item, _ standing: ItemStanding) -> String? {
    switch dimension {
    case .supplier: standing.supplierName
    case .product: standing.productName ?? (item.description.isEmpty ? nil : item.description)
    default: nil
    }
  }
}
