// Each item's step function as small numbers: which outcome an item has on a day. Everything that a query groups by,
// filters by or sums by is decided here, once per item and change, and never per line.
public import SpendModel

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
  /// What the query groups by, except the store.
  private let dimensions: [Dimension]
  private let standings: (Item) -> [DatedStanding]
  private let scope: FoldedScope
  private(set) var outcomes: [Outcome] = []
  private var numbers: [Outcome: Int32] = [:]
  /// Outcome of each item on the current day.
  private(set) var current: [Int32] = []
  /// Unit cost of each item on the current day, or `SaleLine.unknown`; only on the basis cost.
  private(set) var unitCosts: [Int64] = []
  private var steps: [[(from: Day, outcome: Int32, unitCost: Int64)]] = []
  /// Days on which some item changes, ascending, and which items do.
  private var changeDays: [Day] = []
  private var changes: [Day: [Int32]] = [:]
  /// Changes of the days before this index are in force.
  private var nextDay = 0
  private var day = Timeline.always

  init(query: SpendQuery, standings: @escaping (Item) -> [DatedStanding]) {
    dimensions = query.group.filter { $0 != .store }
    self.standings = standings
    scope = FoldedScope(query)
  }

  /// Adds items behind those that are known, as they are on the current day.
  mutating func register(_ items: ArraySlice<Item>) {
    for item in items {
      let number = Int32(steps.count)
      let itemSteps = standings(item).map { step in
        (from: step.from, outcome: outcome(item, step.standing), unitCost: step.standing.unitCost ?? SaleLine.unknown)
      }
      steps.append(itemSteps)
      for step in itemSteps.dropFirst() { changes[step.from, default: []].append(number) }
      current.append(itemSteps[0].outcome)
      unitCosts.append(itemSteps[0].unitCost)
      follow(Int(number))
    }
    changeDays = changes.keys.sorted()
    nextDay = changeDays.firstIndex { $0 > day } ?? changeDays.count
  }

  /// Moves to a day, onward or back.
  mutating func move(to target: Day) {
    day = target
    while nextDay < changeDays.count, changeDays[nextDay] <= target {
      followAll(changeDays[nextDay])
      nextDay += 1
    }
    while nextDay > 0, changeDays[nextDay - 1] > target {
      nextDay -= 1
      followAll(changeDays[nextDay])
    }
  }

  private mutating func followAll(_ changed: Day) {
    for item in changes[changed] ?? [] { follow(Int(item)) }
  }

  /// Brings one item to the current day.
  private mutating func follow(_ item: Int) {
    guard let step = steps[item].last(where: { $0.from <= day }) else { return }
    current[item] = step.outcome
    unitCosts[item] = step.unitCost
  }

  private mutating func outcome(_ item: Item, _ standing: ItemStanding) -> Int32 {
    let outcome = Outcome(
      group: dimensions.isEmpty ? [] : dimensions.map { ItemOutcomes.value($0, item, standing) },
      names: dimensions.isEmpty ? [] : dimensions.map { ItemOutcomes.name($0, item, standing) },
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
      let value = ItemOutcomes.value(dimension, item, standing)
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
