// What a method says of a supplier whose criteria are in some state: pure arithmetic, no days.

/// Points of a score, exact: in twelfths, because levels divide weights by 1 to 4.
public struct Score: Hashable, Comparable, Sendable {
  /// Twelfths of a point.
  public var twelfths: Int

  /// A score in twelfths of a point.
  public init(twelfths: Int) { self.twelfths = twelfths }

  /// A score in whole points.
  public init(points: Int) { twelfths = points * 12 }

  /// `62.5`, with at most two decimals.
  public var text: String {
    ExactDecimal.shortText(Int64((twelfths * 100 + 6) / 12), scale: 2)
  }

  /// Fewer points first.
  public static func < (left: Score, right: Score) -> Bool { left.twelfths < right.twelfths }
}

/// What a score is at least and at most.
public struct ScoreInterval: Hashable, Sendable {
  /// Unknown criteria counted as nothing.
  public var low: Score
  /// Unknown criteria counted in full.
  public var high: Score

  /// An interval.
  public init(low: Score, high: Score) {
    self.low = low
    self.high = high
  }

  /// `20` or `20–65`.
  public var text: String { low == high ? low.text : low.text + "–" + high.text }
}

/// What is known of one criterion on a day.
public enum CriterionState: Hashable, Sendable {
  /// Nobody looked, or what was found has expired.
  case unknown
  /// Proved up to this level.
  case proved(Int)
  /// Assessed, and not met from this level up.
  case notMet(Int)
}

/// What a method says.
public struct Verdict: Hashable, Sendable {
  /// The class.
  public var spendClass: SpendClass
  /// The rule that gave it, by its place in `classRules`.
  public var rule: Int
  /// Gates met.
  public var met: Int
  /// Gates assessed and not met.
  public var failed: Int
  /// Gates not assessed.
  public var open: Int
  /// Nil for a method without scores.
  public var score: ScoreInterval?
  /// Whether it is not generative and could still be proved so.
  public var couldBeProved: Bool
}

extension RatingMethod {
  /// The verdict on a supplier; `states` are in the order of `criteria`, `raised` are the flags that stand.
  public func verdict(_ states: [CriterionState], raised: Set<String> = []) -> Verdict {
    var verdict = Verdict(spendClass: .unrated, rule: 0, met: 0, failed: 0, open: 0, couldBeProved: false)
    let interval = scoreInterval(states)
    for (criterion, state) in zip(criteria, states) {
      guard let gate = criterion.gate else { continue }
      switch RatingMethod.gate(state, gate) {
      case true: verdict.met += 1
      case false: verdict.failed += 1
      case nil: verdict.open += 1
      }
    }
    verdict.rule = classRules.firstIndex { holds($0.conditions, verdict, interval, raised) } ?? classRules.count - 1
    verdict.spendClass = classRules[verdict.rule].spendClass
    verdict.score = hasScore ? interval : nil
    verdict.couldBeProved = verdict.spendClass != .generative && holds(possibleWhen, verdict, interval, raised)
    return verdict
  }

  /// Whether a gate is open to spend: true met, false assessed and not met, nil not known.
  public static func gate(_ state: CriterionState, _ gate: Int) -> Bool? {
    switch state {
    case .unknown: nil
    case .proved(let level): level >= gate ? true : nil
    case .notMet(let level): level <= gate ? false : nil
    }
  }

  /// A criterion that is proved counts with its level at both ends; one that is not met from a level up may still lie
  /// below it; an unknown one may be anything.
  private func scoreInterval(_ states: [CriterionState]) -> ScoreInterval {
    var low = 0
    var high = 0
    for (criterion, state) in zip(criteria, states) {
      let levels = min(max(criterion.levels.count, 1), 4)
      let step = criterion.weight * (12 / levels)
      switch state {
      case .unknown: high += step * levels
      case .proved(let level):
        low += step * min(level, levels)
        high += step * min(level, levels)
      case .notMet(let level): high += step * min(level - 1, levels)
      }
    }
    return ScoreInterval(low: Score(twelfths: low), high: Score(twelfths: high))
  }

  private func holds(
    _ conditions: [RuleCondition], _ verdict: Verdict, _ interval: ScoreInterval, _ raised: Set<String>
  ) -> Bool {
    conditions.allSatisfy { condition in
      switch condition {
      case .flag(let id, let stands): return raised.contains(id) == stands
      case .number(let quantity, let comparison, let value):
        let (left, right) =
          switch quantity {
          case .met: (verdict.met, value)
          case .failed: (verdict.failed, value)
          case .open: (verdict.open, value)
          case .low: (interval.low.twelfths, value * 12)
          case .high: (interval.high.twelfths, value * 12)
          }
        return RatingMethod.compare(left, comparison, right)
      }
    }
  }

  private static func compare(_ left: Int, _ comparison: RuleCondition.Comparison, _ right: Int) -> Bool {
    switch comparison {
    case .atLeast: left >= right
    case .atMost: left <= right
    case .above: left > right
    case .below: left < right
    case .equal: left == right
    }
  }
}
