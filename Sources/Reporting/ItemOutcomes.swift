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
  private let assortment: Assortment
  private let scope: FoldedScope
  private let sharing: Sharing
  private(set) var outcomes: [Outcome] = []
  private var numbers: [Outcome: Int32] = [:]
  /// Outcome of each item on the current day.
  private(set) var current: [Int32] = []
  /// Unit cost of each item on the current day, or `SaleLine.unknown`; only on the basis cost.
  private(set) var unitCosts: [Int64] = []
  private var groups: [Group] = []
  private var groupsByRoot: [SharedRoot: Int32] = [:]
  /// Of each item: the item of the same group that was registered before it, or -1.
  private var neighbours: [Int32] = []
  /// Days on which some group changes, ascending, and which groups do.
  private var changeDays: [Day] = []
  private var changes: [Day: [Int32]] = [:]
  /// Changes of the days before this index are in force.
  private var nextDay = 0
  private var day = Timeline.always

  /// Items that have one outcome on every day: mostly all items of a supplier and department.
  private struct Group {
    var steps: [Step]
    /// The step of the current day.
    var step: Int
    /// The item that was registered last, or -1.
    var lastItem: Int32
  }

  private struct Step {
    var from: Day
    var outcome: Int32
    var unitCost: Int64
  }

  /// Whether items with equal roots have equal outcomes, and what else tells them apart.
  private struct Sharing {
    var isPossible: Bool
    var byDepartment: Bool
  }

  private struct SharedRoot: Hashable {
    var root: ItemRoot
    /// The export's own: rules of scope look at it beside the product's.
    var department: String
  }

  init(query: SpendQuery, assortment: Assortment) {
    dimensions = query.group.filter { $0 != .store }
    self.assortment = assortment
    scope = FoldedScope(query)
    let asked = Set(dimensions).union(query.filters.keys)
    sharing = Sharing(
      isPossible: asked.isDisjoint(with: [.product, .category]) && query.scope.codes.isEmpty && query.basis == .sales,
      byDepartment: asked.contains(.department) || !query.scope.departments.isEmpty)
  }

  /// Adds items behind those that are known, as they are on the current day.
  mutating func register(_ items: ArraySlice<Item>) {
    let known = groups.count
    for item in items {
      let group = Int(groupNumber(item))
      neighbours.append(groups[group].lastItem)
      groups[group].lastItem = Int32(current.count)
      let step = groups[group].steps[groups[group].step]
      current.append(step.outcome)
      unitCosts.append(step.unitCost)
    }
    if groups.count > known { sortChanges(ofGroupsFrom: known) }
  }

  private mutating func groupNumber(_ item: Item) -> Int32 {
    guard sharing.isPossible, var root = assortment.root(of: item) else { return addGroup(item) }
    if !sharing.byDepartment { root.department = "" }
    let shared = SharedRoot(root: root, department: sharing.byDepartment ? item.department : "")
    if let number = groupsByRoot[shared] { return number }
    let number = addGroup(item)
    groupsByRoot[shared] = number
    return number
  }

  private mutating func addGroup(_ item: Item) -> Int32 {
    let steps = assortment.standings(of: item).map { step in
      Step(
        from: step.from, outcome: outcome(item, step.standing), unitCost: step.standing.unitCost ?? SaleLine.unknown)
    }
    groups.append(Group(steps: steps, step: steps.lastIndex { $0.from <= day } ?? 0, lastItem: -1))
    return Int32(groups.count - 1)
  }

  private mutating func sortChanges(ofGroupsFrom first: Int) {
    for group in first..<groups.count {
      for step in groups[group].steps.dropFirst() { changes[step.from, default: []].append(Int32(group)) }
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
    for group in changes[changed] ?? [] { follow(Int(group)) }
  }

  /// Brings the items of one group to the current day.
  private mutating func follow(_ group: Int) {
    guard let index = groups[group].steps.lastIndex(where: { $0.from <= day }), index != groups[group].step else {
      return
    }
    groups[group].step = index
    let step = groups[group].steps[index]
    var item = Int(groups[group].lastItem)
    while item >= 0 {
      current[item] = step.outcome
      unitCosts[item] = step.unitCost
      item = Int(neighbours[item])
    }
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
