// Turns ratings.csv into credits under one method, supplier by supplier: evidence first, then judgements, then what the
// company that owns it is rated. Computed once; reports only look days up.

/// Credits of every supplier, with the evidence behind them.
public struct CreditBook: Sendable {
  /// The method asked for.
  public let method: RatingMethod
  /// Dated and non-overlapping by supplier; sorted by supplier and day. What reads as "no rating" before the first
  /// credit and as "expired" after the last one is left out.
  public private(set) var credits: [Credit] = []

  private var timelines: [String: EvidenceTimeline] = [:]
  private var judgements: [String: [Stretch<Rating>]] = [:]
  private var parents: [String: [Stretch<Supplier>]] = [:]
  private var whole: [String: [Credit]] = [:]
  private let inheritsJudgements: Bool

  /// The credits under a method. Short rows are the method `judged`, whose file says whether they are inherited.
  /// `knownOn` leaves out what was recorded later.
  public init(
    method: RatingMethod, judged: RatingMethod = .judged, ratings: [Rating], evidence: [Evidence] = [],
    suppliers: [Supplier] = [], knownOn: Day? = nil
  ) {
    self.method = method
    inheritsJudgements = judged.inheritsFromParent
    let isKnown = { (recorded: Day?) in knownOn.map { (recorded ?? Timeline.always) <= $0 } ?? true }
    parents = Dictionary(grouping: suppliers, by: \.id).mapValues(Ownership.stretches)
    let ratingsByID = Dictionary(grouping: ratings.filter { isKnown($0.recordedAt) }, by: \.supplierID)
    let read = method.source == .evidence ? evidence.filter { isKnown($0.recordedAt) } : []
    let evidenceByID = Dictionary(grouping: read, by: \.supplierID)
    let takeovers = Ownership(parents)
    for (id, rows) in evidenceByID {
      timelines[id] = EvidenceTimeline(rows, method, takeovers: takeovers.days(of: id))
    }
    for (id, rows) in ratingsByID { judgements[id] = CreditBook.judged(rows, takeovers: takeovers.days(of: id)) }
    settle(Set(timelines.keys).union(judgements.keys).union(parents.keys).sorted())
  }

  /// The supplier's step function over all days, with the days on which nothing is known.
  public func history(of id: String) -> [Credit] {
    whole[id] ?? [nothing(id, from: Timeline.always)]
  }

  /// The supplier's credit on a day.
  public func credit(of id: String, on day: Day) -> Credit {
    history(of: id).last { $0.from <= day } ?? nothing(id, from: Timeline.always)
  }

  /// The evidence that the method reads of a supplier, by criterion and then by flag.
  public func evidence(of id: String) -> [EvidenceStretch] {
    guard let timeline = timelines[id] else { return [] }
    return Array((timeline.criteria + timeline.flags).joined())
  }

  /// The states of the method's criteria on a day.
  public func states(of id: String, on day: Day) -> [CriterionState] {
    timelines[id]?.states(on: day) ?? method.criteria.map { _ in .unknown }
  }

  /// The flags that stand on a day.
  public func raisedFlags(of id: String, on day: Day) -> Set<String> { timelines[id]?.raisedFlags(on: day) ?? [] }

  /// What the method alone says of a supplier's evidence on a day.
  public func verdict(of id: String, on day: Day) -> Verdict {
    method.verdict(states(of: id, on: day), raised: raisedFlags(of: id, on: day))
  }

  /// The company that owns a supplier on a day; nil where none is known.
  public func parent(of id: String, on day: Day) -> String? {
    let row = parents[id]?.last { $0.from <= day && ($0.to.map { day < $0 } ?? true) }?.row
    return row.flatMap { $0.parentID.isEmpty || $0.parentID == id ? nil : $0.parentID }
  }

  // MARK: - Judgements

  /// Two rows of the short shape that cannot both hold.
  public static func clashes(_ ratings: [Rating]) -> [TimelineClash<Rating>] {
    let bySupplier = Dictionary(grouping: ratings, by: \.supplierID)
    return bySupplier.keys.sorted().flatMap { laid(bySupplier[$0] ?? []).clashes }
  }

  private static func laid(_ rows: [Rating]) -> (stretches: [Stretch<Rating>], clashes: [TimelineClash<Rating>]) {
    Timeline.stretches(
      rows, validity: \.validity, recordedAt: \.recordedAt,
      sameContent: { $0.spendClass == $1.spendClass && $0.score == $1.score && $0.validity == $1.validity })
  }

  private static func judged(_ rows: [Rating], takeovers: [Day]) -> [Stretch<Rating>] {
    laid(rows).stretches.map { stretch in
      var stretch = stretch
      if let day = takeovers.first(where: { $0 > stretch.from }), stretch.to.map({ day < $0 }) ?? true {
        stretch.to = day
        stretch.endsByItself = true
      }
      return stretch
    }
  }

  // MARK: - One supplier

  /// Parents come first, because their credits may be inherited.
  private mutating func settle(_ ids: [String]) {
    for id in ids { settle(id, below: []) }
    for id in ids { credits += CreditBook.stated(whole[id] ?? []) }
  }

  private mutating func settle(_ id: String, below: Set<String>) {
    guard whole[id] == nil else { return }
    let owners = Set((parents[id] ?? []).map(\.row.parentID)).subtracting(below).subtracting([id, ""])
    if method.inheritsFromParent || inheritsJudgements {
      for owner in owners.sorted() where whole[owner] == nil { settle(owner, below: below.union([id])) }
    }
    guard timelines[id] != nil || judgements[id] != nil || !owners.isEmpty else { return }
    var days: Set<Day> = [Timeline.always]
    days.formUnion(timelines[id]?.changes ?? [])
    days.formUnion((judgements[id] ?? []).flatMap { [$0.from, $0.to].compactMap(\.self) })
    days.formUnion((parents[id] ?? []).flatMap { [$0.from, $0.to].compactMap(\.self) })
    days.formUnion(owners.flatMap { whole[$0]?.map(\.from) ?? [] })
    var steps: [Credit] = []
    for day in days.sorted() {
      let credit = inherited(own(id, on: day), on: day)
      if let last = steps.last, last.isSame(as: credit) { continue }
      if !steps.isEmpty { steps[steps.count - 1].to = day }
      steps.append(credit)
    }
    whole[id] = steps
  }

  private func nothing(_ id: String, from day: Day) -> Credit {
    Credit(method: method.id, supplierID: id, from: day, to: nil, standing: .noRating, couldBeProved: true)
  }

  /// Where the method rates from evidence, that wins over a judgement; a judgement over what is not enough for a class.
  private func own(_ id: String, on day: Day) -> Credit {
    let proved = fromEvidence(id, on: day)
    if let proved, proved.standing.spendClass != .unrated { return proved }
    let judged = fromJudgement(id, on: day)
    if let judged, judged.standing != .expired { return judged }
    if let proved, proved.standing == .expired || judged == nil { return proved }
    guard var judged else { return nothing(id, from: day) }
    judged.couldBeProved = proved?.couldBeProved ?? true
    return judged
  }

  private func fromEvidence(_ id: String, on day: Day) -> Credit? {
    guard let timeline = timelines[id], !timeline.isEmpty else { return nil }
    let (verdict, hasExpired) = timeline.verdict(on: day)
    let basis = timeline.standing(on: day).map(\.evidence)
    var credit = nothing(id, from: day)
    credit.standing = Standing(verdict.spendClass) ?? (hasExpired ? .expired : .noRating)
    credit.score = verdict.score
    credit.couldBeProved = verdict.couldBeProved
    credit.recordedAt = basis.compactMap(\.recordedAt).max()
    credit.lines = basis.map(\.line).sorted()
    return credit
  }

  private func fromJudgement(_ id: String, on day: Day) -> Credit? {
    guard let stretch = judgements[id]?.last(where: { $0.from <= day }) else { return nil }
    var credit = nothing(id, from: day)
    credit.method = RatingMethod.judged.id
    if let end = stretch.to, end <= day {
      credit.standing = .expired
      return credit
    }
    credit.standing = stretch.row.spendClass.flatMap(Standing.init) ?? .underReview
    credit.score = stretch.row.score.map { ScoreInterval(low: Score(points: $0), high: Score(points: $0)) }
    credit.couldBeProved = credit.standing == .underReview
    credit.recordedAt = stretch.row.recordedAt
    credit.lines = [stretch.row.line]
    return credit
  }

  /// An own rating stands; else the owner's counts, if the method that gave it says that it is inherited.
  private func inherited(_ credit: Credit, on day: Day) -> Credit {
    guard credit.standing.spendClass == .unrated, let owner = parent(of: credit.supplierID, on: day),
      var taken = whole[owner]?.last(where: { $0.from <= day }), taken.standing.spendClass != .unrated,
      taken.method == method.id ? method.inheritsFromParent : inheritsJudgements
    else { return credit }
    taken.supplierID = credit.supplierID
    taken.from = credit.from
    taken.to = nil
    taken.inheritedFrom = taken.inheritedFrom ?? owner
    return taken
  }

  /// Without the steps that a gap says as well.
  private static func stated(_ steps: [Credit]) -> [Credit] {
    var result: [Credit] = []
    for step in steps {
      let gap: Standing = result.isEmpty ? .noRating : .expired
      if step.standing == gap, step.couldBeProved { continue }
      result.append(step)
    }
    return result
  }
}
