// Each item's step function as small numbers: which outcome an item has on a day. Everything that a fold groups by, filters
// by or sums by is decided here, once per item and change, and never per line.
internal import SpendModel

/// Numbers for what becomes of a line of some item on some day; equal outcomes have equal numbers, counted from 0.
protocol OutcomeTable {
  /// When items of one supplier need not be told apart.
  var sharing: OutcomeSharing { get }
  /// How many there are.
  var count: Int { get }
  /// The number of what an item is at one of its steps.
  mutating func number(_ item: Item, _ standing: ItemStanding) -> Int32
}

/// Whether items with equal roots have equal outcomes, and what else tells them apart.
struct OutcomeSharing {
  var isPossible: Bool
  var byDepartment: Bool
  /// By the export's own department, beside the product's: rules of scope look at both.
  var byExportDepartment: Bool
}

/// Outcomes of all items, followed day by day.
struct ItemOutcomes<Table: OutcomeTable> {
  private(set) var table: Table
  private let assortment: Assortment
  private let span: DaySpan
  /// Outcome of each item on the current day.
  private(set) var current: [Int32] = []
  /// Unit cost of each item on the current day, or `SaleLine.unknown`; only on the basis cost.
  private(set) var unitCosts: [Int64] = []
  private var groups: [Group] = []
  private var groupsByRoot: [SharedRoot: Int32] = [:]
  /// By root without its department: items that differ in nothing else have the same steps.
  private var standingsByRoot: [ItemRoot: [DatedStanding]] = [:]
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

  private struct SharedRoot: Hashable {
    var root: ItemRoot
    /// The export's own.
    var department: String
  }

  /// `span`: the days that are asked for; nil: all.
  init(_ table: Table, assortment: Assortment, span: DaySpan? = nil) {
    self.table = table
    self.assortment = assortment
    self.span = span ?? DaySpan(first: Timeline.always, end: Timeline.never)
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
    let sharing = table.sharing
    guard sharing.isPossible, var root = assortment.root(of: item) else {
      return addGroup(item, assortment.standings(of: item))
    }
    if !sharing.byDepartment { root.department = "" }
    let shared = SharedRoot(root: root, department: sharing.byExportDepartment ? item.department : "")
    if let number = groupsByRoot[shared] { return number }
    let number = addGroup(item, sharedStandings(of: item, root))
    groupsByRoot[shared] = number
    return number
  }

  private mutating func sharedStandings(of item: Item, _ root: ItemRoot) -> [DatedStanding] {
    var common = root
    common.department = ""
    var standings = standingsByRoot[common] ?? assortment.standings(of: item)
    standingsByRoot[common] = standings
    for index in standings.indices {
      standings[index].standing.department = root.department.isEmpty ? nil : root.department
    }
    return standings
  }

  private mutating func addGroup(_ item: Item, _ standings: [DatedStanding]) -> Int32 {
    let first = standings.lastIndex { $0.from <= span.first } ?? 0
    let later = standings[(first + 1)...].prefix { $0.from < span.end }
    let steps = ([standings[first]] + later).map { step in
      Step(
        from: step.from, outcome: table.number(item, step.standing),
        unitCost: step.standing.unitCost ?? SaleLine.unknown)
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

  /// Moves to a day of the span, onward or back.
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
}
