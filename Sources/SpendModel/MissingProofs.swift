// The shortest way from what a supplier has proved to a better class: what to ask it for.

/// A level that is still to be proved.
public struct MissingProof: Hashable, Sendable {
  /// The criterion's id.
  public var criterion: String
  /// The level that would have to be proved; it includes those below it.
  public var level: Int

  /// A proof; see the properties.
  public init(criterion: String, level: Int) {
    self.criterion = criterion
    self.level = level
  }
}

extension RatingMethod {
  /// The lowest grade of evidence that proves a level; nil where none does.
  public func gradeNeeded(level: Int) -> Int? { gradeCaps.firstIndex { $0 >= level } }

  /// The proofs that lead to a class with the fewest levels; of several such ways the one with the lowest highest level.
  /// Nil where no proof leads there, because of a flag or because the method is too large to be searched.
  public func missingProofs(
    for goal: SpendClass, from states: [CriterionState], raised: Set<String> = []
  ) -> [MissingProof]? {
    var search = ProofSearch(method: self, states: states, raised: raised, goal: goal)
    guard let levels = search.run() else { return nil }
    return zip(criteria, levels).compactMap { criterion, level in
      level.map { MissingProof(criterion: criterion.id, level: $0) }
    }
  }
}

/// Tries every way of spending 0, 1, 2… levels.
private struct ProofSearch {
  let method: RatingMethod
  let states: [CriterionState]
  let raised: Set<String>
  let goal: SpendClass
  /// Levels proved so far; a criterion that is not met begins at nothing.
  private let start: [Int]
  private var best: [Int?]?
  private var budget = 20_000

  init(method: RatingMethod, states: [CriterionState], raised: Set<String>, goal: SpendClass) {
    self.method = method
    self.states = states
    self.raised = raised
    self.goal = goal
    start = states.map { if case .proved(let level) = $0 { level } else { 0 } }
  }

  mutating func run() -> [Int?]? {
    for count in 0...room(from: 0) {
      spend(count, at: 0, [])
      if best != nil || budget <= 0 { return best }
    }
    return nil
  }

  private func room(_ index: Int) -> Int { max(0, method.criteria[index].levels.count - start[index]) }

  private func room(from index: Int) -> Int { (index..<method.criteria.count).reduce(0) { $0 + room($1) } }

  private mutating func spend(_ count: Int, at index: Int, _ chosen: [Int?]) {
    // What the criteria from here on cannot take is no way at all.
    guard budget > 0, count <= room(from: index) else { return }
    guard index < method.criteria.count else { return weigh(chosen) }
    // The largest part first: among equal ways the method's own order of criteria decides.
    for part in stride(from: min(room(index), count), through: 0, by: -1) {
      spend(count - part, at: index + 1, chosen + [part == 0 ? nil : start[index] + part])
    }
  }

  private mutating func weigh(_ chosen: [Int?]) {
    budget -= 1
    let reached = zip(states, chosen).map { state, level in level.map { CriterionState.proved($0) } ?? state }
    guard method.verdict(reached, raised: raised).spendClass == goal else { return }
    let highest = { (levels: [Int?]) in levels.compactMap(\.self).max() ?? 0 }
    if let best, highest(best) <= highest(chosen) { return }
    best = chosen
  }
}
