// Evidence of one supplier under one method, laid end to end by criterion, each stretch with the day on which it expires.

/// Evidence that counts from one day to another.
public struct EvidenceStretch: Hashable, Sendable {
  /// Why a stretch ends.
  public enum End: Hashable, Sendable {
    /// It is open.
    case open
    /// A later row follows.
    case superseded
    /// The row's own valid_to.
    case asWritten
    /// The months for which the method lets such evidence count.
    case months
    /// The supplier was taken over.
    case takeover
  }

  /// First day.
  public var from: Day
  /// First day after; nil: open.
  public var to: Day?
  /// Why it ends.
  public var end: End
  /// What it says, with the grade's cap applied.
  public var state: CriterionState
  /// The row.
  public var evidence: Evidence

  /// Whether it counts on a day.
  public func holds(on day: Day) -> Bool { from <= day && (to.map { day < $0 } ?? true) }
  /// Whether it counted before a day and no longer does, without a later row.
  func isExpired(on day: Day) -> Bool { from <= day && !holds(on: day) && end != .superseded }
}

/// All of a supplier's evidence that a method reads.
struct EvidenceTimeline: Sendable {
  /// By criterion, in the method's order.
  let criteria: [[EvidenceStretch]]
  /// By flag, in the method's order.
  let flags: [[EvidenceStretch]]
  private let method: RatingMethod

  init(_ evidence: [Evidence], _ method: RatingMethod, takeovers: [Day]) {
    self.method = method
    let counting = Dictionary(grouping: evidence.filter { $0.whyNotCounted == nil }, by: \.criterion)
    criteria = method.criteria.map { criterion in
      EvidenceTimeline.stretches(
        counting[criterion.id] ?? [], state: { method.state($0, criterion) },
        months: { method.months($0, criterion) }, takeovers: takeovers)
    }
    // A flag outlives a takeover: a sale of the company must not wash it off.
    flags = method.flags.map { flag in
      EvidenceTimeline.stretches(
        counting[flag.id] ?? [], state: { $0.isMet ? .proved(1) : .notMet(1) },
        months: { _ in min(flag.months, method.longestMonths) }, takeovers: [])
    }
  }

  /// Every day on which something changes.
  var changes: [Day] { (criteria + flags).joined().flatMap { [$0.from, $0.to].compactMap(\.self) } }

  var isEmpty: Bool { (criteria + flags).allSatisfy(\.isEmpty) }

  /// The stretches that count on a day.
  func standing(on day: Day) -> [EvidenceStretch] {
    (criteria + flags).compactMap { $0.last { $0.holds(on: day) } }
  }

  /// The verdict on a day, and whether it is unrated only because evidence has expired.
  func verdict(on day: Day) -> (verdict: Verdict, hasExpired: Bool) {
    let raised = raisedFlags(on: day)
    let verdict = method.verdict(states(on: day) { $0.holds(on: day) }, raised: raised)
    guard verdict.spendClass == .unrated else { return (verdict, false) }
    let before = method.verdict(states(on: day) { $0.holds(on: day) || $0.isExpired(on: day) }, raised: raised)
    return (verdict, before.spendClass != .unrated)
  }

  func states(on day: Day) -> [CriterionState] { states(on: day) { $0.holds(on: day) } }

  private func states(on day: Day, _ counts: (EvidenceStretch) -> Bool) -> [CriterionState] {
    criteria.map { $0.last(where: counts)?.state ?? .unknown }
  }

  func raisedFlags(on day: Day) -> Set<String> {
    Set(
      zip(method.flags, flags).compactMap { flag, stretches in
        stretches.contains { $0.holds(on: day) && $0.state == .proved(1) } ? flag.id : nil
      })
  }

  private static func stretches(
    _ rows: [Evidence], state: (Evidence) -> CriterionState, months: (Evidence) -> Int, takeovers: [Day]
  ) -> [EvidenceStretch] {
    let laid = Timeline.stretches(
      rows, validity: \.validity, recordedAt: \.recordedAt, sameContent: Evidence.isSame
    ).stretches
    return laid.compactMap { stretch in
      let row = stretch.row
      var result = EvidenceStretch(
        from: stretch.from, to: stretch.to,
        end: stretch.to == nil ? .open : stretch.endsByItself ? .asWritten : .superseded, state: state(row),
        evidence: row)
      result.cut(at: (row.documentDate ?? stretch.from).adding(months: months(row)), .months)
      for day in takeovers where day > result.from { result.cut(at: day, .takeover) }
      return result.to.map { $0 > result.from } ?? true ? result : EvidenceStretch.neverCounted(result)
    }
  }
}

extension EvidenceStretch {
  /// A row whose document is older than the method lets it count stays as an empty stretch, so that it reads as expired.
  fileprivate static func neverCounted(_ stretch: EvidenceStretch) -> EvidenceStretch {
    var stretch = stretch
    stretch.to = stretch.from
    return stretch
  }

  fileprivate mutating func cut(at day: Day, _ reason: End) {
    if let to, to <= day { return }
    to = day
    end = reason
  }
}

extension RatingMethod {
  /// What a row says of a criterion, with the grade's cap and the method's highest level.
  func state(_ evidence: Evidence, _ criterion: Criterion) -> CriterionState {
    guard evidence.isMet else { return .notMet(evidence.level) }
    let cap = gradeCaps[min(max(evidence.effectiveGrade, 0), gradeCaps.count - 1)]
    let level = min(evidence.level, cap, criterion.levels.count)
    return level > 0 ? .proved(level) : .unknown
  }

  /// The first day on which the months of a row are over; nil where the method does not read it.
  public func lastDayPast(_ evidence: Evidence) -> Day? {
    guard let from = evidence.validity.from else { return nil }
    let start = evidence.documentDate ?? from
    if let criterion = criterion(evidence.criterion) { return start.adding(months: months(evidence, criterion)) }
    return flags.first { $0.id == evidence.criterion }.map { start.adding(months: min($0.months, longestMonths)) }
  }

  /// Months for which a row counts: those of the level that it proves, not of the level it claims.
  func months(_ evidence: Evidence, _ criterion: Criterion) -> Int {
    let level = min(evidence.level, gradeCaps[min(max(evidence.effectiveGrade, 0), gradeCaps.count - 1)])
    return min(criterion.months(level: evidence.isMet ? level : evidence.level), longestMonths)
  }
}
