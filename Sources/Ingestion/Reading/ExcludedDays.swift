// What named rules left out of each store's day, summed while an export is read: beside the till's own day totals it
// tells why they are not what counts.
internal import SpendModel

/// Sums by store, day and rule.
struct ExcludedDays {
  private let ruleCount: Int
  private var places: [(store: Int32, day: Day)] = []
  private var indexByPlace: [UInt64: Int] = [:]
  /// By place, and within it by rule.
  private var tallies: [LineTally] = []
  /// Neighbouring lines are of the same store and day.
  private var last: (key: UInt64, index: Int) = (.max, 0)

  init(rules: Int) { ruleCount = rules }

  /// Adds one line.
  mutating func add(_ amount: Int64, store: Int32, day: Day, rule: Int) {
    tallies[index(store, day) * ruleCount + rule].add(amount)
  }

  /// Adds the sums of another, whose stores have these numbers here.
  mutating func add(_ other: ExcludedDays, stores: [Int32]) {
    for (place, (store, day)) in other.places.enumerated() {
      let first = index(stores[Int(store)], day) * ruleCount
      for rule in 0..<ruleCount { tallies[first + rule].add(other.tallies[place * ruleCount + rule]) }
    }
  }

  private mutating func index(_ store: Int32, _ day: Day) -> Int {
    let key = UInt64(UInt32(bitPattern: store)) << 32 | UInt64(UInt32(bitPattern: day.number))
    if key == last.key { return last.index }
    let index = indexByPlace[key] ?? places.count
    if index == places.count {
      indexByPlace[key] = index
      places.append((store, day))
      tallies.append(contentsOf: repeatElement(LineTally(), count: ruleCount))
    }
    last = (key, index)
    return index
  }

  /// Every sum with a line, by store, day and rule; several exclusions may bear the same rule.
  func totals(stores: [String], rules: [Exclusion]) -> [RuleTotal] {
    var totals: [RuleTotal] = []
    for (place, (store, day)) in places.enumerated() {
      var byRule: [String: LineTally] = [:]
      for (rule, exclusion) in rules.enumerated() {
        let tally = tallies[place * ruleCount + rule]
        if tally.lines > 0 { byRule[exclusion.rule, default: LineTally()].add(tally) }
      }
      totals += byRule.map { RuleTotal(store: stores[Int(store)], day: day, rule: $0, tally: $1) }
    }
    return totals.sorted { ($0.store, $0.day, $0.rule) < ($1.store, $1.day, $1.rule) }
  }
}
