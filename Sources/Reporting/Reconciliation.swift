// The till's own day totals against what counts here: nothing leaves a report if it does not tie. Import warns with it,
// `report reconcile` lists it.
public import SpendModel

/// What the till says of a store's day: a row of controls.csv.
public struct ControlTotal: Hashable, Sendable {
  /// The store's name.
  public var store: String
  /// The business day.
  public var day: Day
  /// Minor units.
  public var amount: Int64
  /// Nil where it is not told.
  public var lines: Int?

  /// A total; see the properties.
  public init(store: String, day: Day, amount: Int64, lines: Int? = nil) {
    self.store = store
    self.day = day
    self.amount = amount
    self.lines = lines
  }
}

/// One store's day, told twice.
public struct Reconciliation: Hashable, Sendable {
  /// How the two fit.
  public enum State: String, CaseIterable, Hashable, Sendable {
    /// The till's total is what counts here.
    case ties
    /// The till's total is what counts here and what some named rules left out.
    case tiesWithRules
    /// Neither.
    case differs
    /// Nothing of this day was imported.
    case notImported
  }

  /// The till's word.
  public let control: ControlTotal
  /// What counts here.
  public let counted: LineTally
  /// What named rules left out, by rule.
  public let rules: [String: LineTally]
  /// The rules that explain the till's total, sorted: as few as do; where none do, those that the store's other days have.
  public private(set) var explainedBy: [String]
  /// What those rules left out; minor units. Control = counted + explained + difference.
  public var explained: Int64 { explainedBy.reduce(0) { $0 &+ (rules[$1]?.amount.value ?? 0) } }
  /// How they fit.
  public let state: State
  /// The till's total without what counts here and what those rules left out; minor units.
  public var difference: Int64 { control.amount &- counted.amount.value &- explained }

  /// Compares each control with the counted lines of its day; stores are compared as they are written.
  public static func compare(
    _ controls: [ControlTotal], counted: [StoreDay: LineTally], rules: [RuleTotal] = []
  ) -> [Reconciliation] {
    let rulesByDay = Dictionary(grouping: rules) { StoreDay(store: $0.store, day: $0.day) }
    let all = controls.sorted { ($0.store, $0.day) < ($1.store, $1.day) }.map { control in
      let place = StoreDay(store: control.store, day: control.day)
      let own = (rulesByDay[place] ?? []).reduce(into: [String: LineTally]()) {
        $0[$1.rule, default: LineTally()].add($1.tally)
      }
      return Reconciliation(control, counted[place], own)
    }
    let usual = Dictionary(grouping: all, by: \.control.store).mapValues(usualRules)
    return all.map { $0.assuming(usual[$0.control.store] ?? []) }
  }

  /// What explains most of a store's days, at least two: a till's day total always means the same.
  private static func usualRules(_ days: [Reconciliation]) -> [String] {
    let told = days.filter { $0.state == .ties || $0.state == .tiesWithRules }
    let most = Dictionary(grouping: told, by: \.explainedBy).max {
      ($0.value.count, $1.key.joined(separator: "+")) < ($1.value.count, $0.key.joined(separator: "+"))
    }
    return most.map { $0.value.count > 1 ? $0.key : [] } ?? []
  }

  /// Of a day that differs, the difference that is left when the usual rules are taken for granted.
  private func assuming(_ usual: [String]) -> Reconciliation {
    guard state == .differs else { return self }
    var result = self
    result.explainedBy = usual.filter { rules[$0] != nil }
    return result
  }

  private init(_ control: ControlTotal, _ counted: LineTally?, _ rules: [String: LineTally]) {
    self.control = control
    let known = counted ?? LineTally()
    self.counted = known
    self.rules = rules
    let gap = control.amount &- known.amount.value
    let linesFit = control.lines.map { $0 == known.lines } ?? true
    let explanation = gap == 0 ? nil : Reconciliation.explanation(of: gap, rules)
    explainedBy = explanation ?? []
    if counted == nil {
      state = .notImported
    } else if gap == 0, linesFit {
      state = .ties
    } else {
      state = explanation == nil ? .differs : .tiesWithRules
    }
  }

  /// The fewest rules whose sums come to the gap; of as many, the first by name.
  private static func explanation(of gap: Int64, _ rules: [String: LineTally]) -> [String]? {
    // A format has about ten rules; sixteen bound the search where a co-op's own format has more.
    let named = rules.filter { $0.value.amount.value != 0 }.sorted { $0.key < $1.key }.prefix(16)
    var best: [String]?
    for set in 1..<max(1, 1 << named.count) where set.nonzeroBitCount < best?.count ?? .max {
      let chosen = named.indices.filter { set >> $0 & 1 == 1 }
      if chosen.reduce(0, { $0 &+ named[$1].value.amount.value }) == gap { best = chosen.map { named[$0].key } }
    }
    return best
  }
}

/// A store's day.
public struct StoreDay: Hashable, Sendable {
  /// The store's name.
  public var store: String
  /// The business day.
  public var day: Day

  /// A store's day.
  public init(store: String, day: Day) {
    self.store = store
    self.day = day
  }
}

extension Reconciliation {
  /// Everything that counts, whatever the scope rules say, by store and day.
  public static func question(_ span: DaySpan?, _ calendar: PeriodCalendar) -> SpendQuestion {
    var query = SpendQuery()
    query.group = [.store]
    query.period = .day
    query.span = span
    query.calendar = calendar
    return SpendQuestion(query)
  }

  /// The answer to `question` by store and day.
  public static func counted(_ answer: SpendResult) -> [StoreDay: LineTally] {
    answer.cells.reduce(into: [:]) { counted, entry in
      guard let store = entry.key.group[0], let day = entry.key.period?.span.first else { return }
      var tally = LineTally()
      tally.lines = entry.value.lineCount
      tally.amount.add(entry.value.total)
      counted[StoreDay(store: store, day: day), default: LineTally()].add(tally)
    }
  }
}
