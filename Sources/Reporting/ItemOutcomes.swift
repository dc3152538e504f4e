// Each item's step function as small numbers: which outcome an item has on a day. Everything that a query groups by,
// filters by or sums by is decided here, once per item and change, and never per line.
internal import SpendModel

/// What becomes of a line of some item on some day.
struct Outcome: Hashable {
  /// Values of the query's dimensions except the store; nil: unknown.
  var group: [String?]
  /// Names beside supplier and product ids.
  var names: [String?]
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

/// Outcomes of all items, followed day by day.
struct ItemOutcomes {
  private let query: SpendQuery
  private let standings: (Item) -> [DatedStanding]
  private let scope: FoldedScope
  private(set) var outcomes: [Outcome] = []
  private var numbers: [Outcome: Int32] = [:]
  /// Outcome of each item on the current day.
  private(set) var current: [Int32] = []
  /// Unit cost of each item on the current day, or `SaleLine.unknown`; only on the basis cost.
  private(set) var unitCosts: [Int64] = []
  private var steps: [[(from: Day, outcome: Int32, unitCost: Int64)]] = []
  private var changes: [(day: Day, item: Int32)] = []
  private var nextChange = 0
  private var day = Timeline.always

  init(query: SpendQuery, standings: @escaping (Item) -> [DatedStanding]) {
    self.query = query
    self.standings = standings
    scope = FoldedScope(query)
  }

  /// Adds items behind those that are known; starts again at the first day.
  mutating func register(_ items: ArraySlice<Item>) {
    for item in items {
      let number = Int32(steps.count)
      let itemSteps = standings(item).map { step in
        (from: step.from, outcome: outcome(item, step.standing), unitCost: step.standing.unitCost ?? SaleLine.unknown)
      }
      steps.append(itemSteps)
      changes += itemSteps.dropFirst().map { (day: $0.from, item: number) }
    }
    changes.sort { ($0.day, $0.item) < ($1.day, $1.item) }
    rewind()
  }

  /// Moves to a day.
  mutating func move(to target: Day) {
    if target < day { rewind() }
    day = target
    while nextChange < changes.count, changes[nextChange].day <= target {
      let item = Int(changes[nextChange].item)
      if let step = steps[item].last(where: { $0.from <= target }) {
        current[item] = step.outcome
        unitCosts[item] = step.unitCost
      }
      nextChange += 1
    }
  }

  private mutating func rewind() {
    current = steps.map { $0[0].outcome }
    unitCosts = steps.map { $0[0].unitCost }
    nextChange = 0
    day = Timeline.always
  }

  private mutating func outcome(_ item: Item, _ standing: ItemStanding) -> Int32 {
    let outcome = Outcome(
      group: query.group.filter { $0 != .store }.map { ItemOutcomes.value($0, item, standing) },
      names: query.group.filter { $0 != .store }.map { ItemOutcomes.name($0, item, standing) },
      standing: standing.standing, couldBeProved: standing.couldBeProved && standing.standing != .generative,
      outOfScope: scope.rule(item, standing),
      isFiltered: !scope.passes(item, standing), method: standing.method, recordedAt: standing.recordedAt,
      score: standing.score)
    if let number = numbers[outcome] { return number }
    let number = Int32(outcomes.count)
    outcomes.append(outcome)
    numbers[outcome] = number
    return number
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

/// Filters and scope rules, folded once.
private struct FoldedScope {
  private let filters: [(dimension: Dimension, texts: Set<String>)]
  private let departments: [String: String]
  private let codes: [String: String]

  init(_ query: SpendQuery) {
    filters = query.filters.filter { $0.key != .store }.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { (dimension: $0.key, texts: Set($0.value.map(NameFolding.fold))) }
    departments = Dictionary(query.scope.departments.map { (NameFolding.fold($0), $0) }) { first, _ in first }
    codes = Dictionary(query.scope.codes.map { (ProductCode.key($0), $0) }) { first, _ in first }
  }

  func passes(_ item: Item, _ standing: ItemStanding) -> Bool {
    filters.allSatisfy { dimension, texts in
      let value = ItemOutcomes.value(dimension, item, standing)
      if texts.contains(NameFolding.fold(value ?? "")) { return true }
      return dimension == .supplier && texts.contains(NameFolding.fold(standing.supplierName ?? "\u{0}"))
    }
  }

  func rule(_ item: Item, _ standing: ItemStanding) -> String? {
    for department in [standing.department, item.department] {
      if let department, let rule = departments[NameFolding.fold(department)] { return "department \(rule)" }
    }
    for code in [standing.product, item.code] {
      if let code, let rule = codes[ProductCode.key(code)] { return "code \(rule)" }
    }
    return nil
  }
}
