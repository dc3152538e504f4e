// Credits over time: expiry, knowledge, takeovers, inheritance, and the fast step functions against a day-by-day reading.
import SpendModel
import Testing

private func day(_ text: String) -> Day { Day(isoText: text) ?? Day(number: 0) }

/// Two gates of one level; a method of two rules.
private func method(inherits: Bool = true, months: Int = 18) -> RatingMethod {
  var method = RatingMethod(id: "two", version: 1, digest: "", title: "", question: "", source: .evidence)
  method.gradeCaps = [0, 2, 3, 4]
  method.inheritsFromParent = inherits
  for id in ["books", "wage"] {
    var criterion = Criterion(id: id, title: Translated(id), levels: [Translated("published")], months: [months])
    criterion.gate = 1
    method.criteria.append(criterion)
  }
  method.flags = [RatingFlag(id: "integrity", title: Translated("false"), months: 12)]
  method.classRules = [
    ClassRule(spendClass: .extractive, conditions: [.flag("integrity", stands: true)]),
    ClassRule(spendClass: .generative, conditions: [.number(.met, .equal, 2)]),
    ClassRule(spendClass: .transitional, conditions: [.number(.met, .atLeast, 1)]),
    ClassRule(spendClass: .extractive, conditions: [.number(.failed, .equal, 2)]),
    ClassRule(spendClass: .unrated, conditions: []),
  ]
  method.possibleWhen = [.number(.failed, .equal, 0)]
  return method
}

private func yes(_ criterion: String, from: String, to: String? = nil, document: String? = nil, recorded: String? = nil)
  -> Evidence
{
  var evidence = Evidence()
  evidence.supplierID = "S"
  evidence.criterion = criterion
  evidence.isMet = true
  evidence.source = "https://example.org"
  evidence.validity = Validity(from: day(from), to: to.map(day))
  evidence.documentDate = document.map(day)
  evidence.recordedAt = recorded.map(day)
  return evidence
}

private func no(_ criterion: String, from: String) -> Evidence {
  var evidence = yes(criterion, from: from, document: from)
  evidence.isMet = false
  evidence.proposer = "Ann"
  evidence.verifier = "Bob"
  evidence.grade = 2
  return evidence
}

private func supplier(_ id: String, parent: String = "", from: String? = nil, to: String? = nil) -> Supplier {
  var supplier = Supplier()
  supplier.id = id
  supplier.parentID = parent
  supplier.validity = Validity(from: from.map(day), to: to.map(day))
  return supplier
}

private func judgement(_ spendClass: SpendClass, from: String, to: String? = nil, recorded: String? = nil) -> Rating {
  var rating = Rating()
  rating.supplierID = "S"
  rating.spendClass = spendClass
  rating.validity = Validity(from: day(from), to: to.map(day))
  rating.recordedAt = recorded.map(day)
  return rating
}

private func standings(_ book: CreditBook, _ days: [String]) -> [Standing] {
  days.map { book.credit(of: "S", on: day($0)).standing }
}

@Test("Evidence counts for months after its document's day, clamped to the end of a month, and then has expired")
func expiry() {
  let book = CreditBook(
    method: method(), ratings: [],
    evidence: [
      yes("books", from: "2026-01-10", document: "2024-08-31"), yes("wage", from: "2026-01-10", document: "2025-12-31"),
    ])
  // 2024-08-31 and 18 months is 2026-02-28; 2025-12-31 and 18 months is 2027-06-30. The last day itself does not count.
  #expect(
    standings(book, ["2026-01-09", "2026-01-10", "2026-02-27", "2026-02-28", "2027-06-29", "2027-06-30"])
      == [.noRating, .generative, .generative, .transitional, .transitional, .expired])
}

@Test("valid_to may shorten the months, never lengthen them")
func shorterOnly() {
  func end(_ to: String?) -> Day? {
    CreditBook(
      method: method(), ratings: [], evidence: [yes("books", from: "2026-01-01", to: to, document: "2026-01-01")]
    )
    .evidence(of: "S").first?.to
  }
  #expect(end(nil) == day("2027-07-01"))
  #expect(end("2026-05-01") == day("2026-05-01"))
  #expect(end("2030-01-01") == day("2027-07-01"))
}

@Test("Evidence without a document's day counts its months from its first day")
func withoutDocument() {
  let book = CreditBook(method: method(months: 1), ratings: [], evidence: [yes("books", from: "2026-01-31")])
  #expect(book.evidence(of: "S").first?.to == day("2026-02-28"))
}

@Test("No evidence counts longer than the method's longest span")
func longest() {
  var method = method(months: 100)
  method.longestMonths = 60
  let book = CreditBook(method: method, ratings: [], evidence: [yes("books", from: "2020-01-01")])
  #expect(book.evidence(of: "S").first?.to == day("2025-01-01"))
}

@Test("The integrity flag stands for its months, whatever else is proved")
func integrity() {
  let book = CreditBook(
    method: method(), ratings: [],
    evidence: [
      yes("books", from: "2026-01-01"), yes("wage", from: "2026-01-01"),
      yes("integrity", from: "2026-03-15", document: "2026-03-15"),
    ])
  #expect(
    standings(book, ["2026-03-14", "2026-03-15", "2027-03-14", "2027-03-15"])
      == [.generative, .extractive, .extractive, .generative])
}

@Test("Where the method rates from evidence, that wins over a judgement; elsewhere the judgement carries")
func evidenceWins() {
  let book = CreditBook(
    method: method(), ratings: [judgement(.extractive, from: "2026-01-01", to: "2027-01-01")],
    evidence: [yes("books", from: "2026-03-01", to: "2026-06-01"), yes("wage", from: "2026-03-01", to: "2026-06-01")])
  let days = ["2025-12-31", "2026-01-01", "2026-03-01", "2026-06-01", "2027-01-01"]
  #expect(standings(book, days) == [.noRating, .extractive, .generative, .extractive, .expired])
  #expect(days.map { book.credit(of: "S", on: day($0)).method }.dropFirst().dropLast() == ["judged", "two", "judged"])
}

@Test("A judgement that is under review is under review, not unknown")
func underReview() {
  let book = CreditBook(method: method(), ratings: [judgement(.unrated, from: "2026-01-01")])
  #expect(standings(book, ["2026-01-01"]) == [.underReview])
}

@Test("Statements of grade 0 and a no on one person's word leave the criterion not assessed")
func notCounted() {
  var claim = yes("books", from: "2026-01-01")
  claim.grade = 0
  var word = no("wage", from: "2026-01-01")
  word.verifier = ""
  let book = CreditBook(method: method(), ratings: [], evidence: [claim, word])
  #expect(book.states(of: "S", on: day("2026-01-01")) == [.unknown, .unknown])
  #expect(standings(book, ["2026-01-01"]) == [.noRating])
}

@Test("A claim does not end the proof before it")
func claimAfterProof() {
  var claim = yes("books", from: "2026-02-01")
  claim.grade = 0
  let book = CreditBook(method: method(), ratings: [], evidence: [yes("books", from: "2026-01-01"), claim])
  #expect(standings(book, ["2026-02-01"]) == [.transitional])
}

@Test("Of rows with the same first day the latest recording known on the day counts")
func knowledge() {
  let rows = [
    judgement(.generative, from: "2026-01-01", recorded: "2026-01-02"),
    judgement(.extractive, from: "2026-01-01", recorded: "2026-06-01"),
  ]
  func standing(_ known: String?) -> Standing {
    CreditBook(method: method(), ratings: rows, knownOn: known.map(day)).credit(of: "S", on: day("2026-03-01")).standing
  }
  #expect(standing(nil) == .extractive)
  #expect(standing("2026-06-01") == .extractive)
  #expect(standing("2026-05-31") == .generative)
  #expect(standing("2026-01-01") == .noRating)
}

@Test("A takeover ends ratings and evidence on its day; what is proved afterwards counts anew")
func takeover() {
  let owners = [supplier("S", to: "2026-06-01"), supplier("S", parent: "P", from: "2026-06-01")]
  let evidence = [yes("books", from: "2026-01-01"), yes("wage", from: "2026-01-01"), yes("books", from: "2026-08-01")]
  let book = CreditBook(method: method(), ratings: [], evidence: evidence, suppliers: owners)
  #expect(standings(book, ["2026-05-31", "2026-06-01", "2026-08-01"]) == [.generative, .expired, .transitional])
  let judged = CreditBook(method: .judged, ratings: [judgement(.generative, from: "2025-01-01")], suppliers: owners)
  #expect(standings(judged, ["2026-05-31", "2026-06-01"]) == [.generative, .expired])
}

@Test("A takeover of the owner ends the rating too; becoming independent does not")
func chain() {
  let owners = [
    supplier("S", parent: "P", to: "2027-01-01"), supplier("S", from: "2027-01-01"), supplier("P", to: "2026-06-01"),
    supplier("P", parent: "Q", from: "2026-06-01"),
  ]
  let judged = { (from: String) in
    CreditBook(method: .judged, ratings: [judgement(.generative, from: from)], suppliers: owners)
  }
  #expect(standings(judged("2025-01-01"), ["2026-05-31", "2026-06-01"]) == [.generative, .expired])
  #expect(standings(judged("2026-07-01"), ["2026-12-31", "2027-01-01"]) == [.generative, .generative])
}

@Test("A supplier without a rating takes its owner's where the method says so, while it is owned")
func inheritance() {
  var parent = yes("books", from: "2026-01-01")
  parent.supplierID = "P"
  let owners = [supplier("S", parent: "P", from: "2026-03-01", to: "2026-09-01"), supplier("P")]
  let book = CreditBook(method: method(), ratings: [], evidence: [parent], suppliers: owners)
  #expect(standings(book, ["2026-02-28", "2026-03-01", "2026-09-01"]) == [.noRating, .transitional, .noRating])
  #expect(book.credit(of: "S", on: day("2026-03-01")).inheritedFrom == "P")
  let plain = CreditBook(method: method(inherits: false), ratings: [], evidence: [parent], suppliers: owners)
  #expect(standings(plain, ["2026-03-01"]) == [.noRating])
}

@Test("Companies that own each other in a circle end no program")
func circle() {
  let owners = [supplier("S", parent: "P"), supplier("P", parent: "S"), supplier("Q", parent: "Q")]
  let book = CreditBook(method: method(), ratings: [], evidence: [yes("books", from: "2026-01-01")], suppliers: owners)
  #expect(standings(book, ["2026-01-01"]) == [.transitional])
  #expect(book.credit(of: "P", on: day("2026-01-01")).standing == .transitional)
}

private struct Generator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 33)
  }
}

/// The state of a criterion on a day, read row by row: the slow and obvious way.
private func slowState(_ rows: [Evidence], _ id: String, _ today: Day, _ months: Int, takeover: Day) -> CriterionState {
  let known = rows.filter { $0.criterion == id && ($0.validity.from ?? today) <= today }
  guard
    let newest = known.max(by: {
      ($0.validity.from ?? today, $0.recordedAt ?? today, $0.line) < (
        $1.validity.from ?? today, $1.recordedAt ?? today, $1.line
      )
    }), let from = newest.validity.from
  else { return .unknown }
  let end = (newest.documentDate ?? from).adding(months: months)
  if today >= end || newest.validity.to.map({ today >= $0 }) ?? false || (from < takeover && takeover <= today) {
    return .unknown
  }
  return newest.isMet ? .proved(1) : .notMet(1)
}

@Test("Credits do not overlap and equal a day-by-day reading of the rows", arguments: 1...40)
func slowWay(_ seed: Int) {
  var random = Generator(state: UInt64(seed))
  let start = day("2026-01-01")
  let takeover = start.adding(days: Int.random(in: 0..<400, using: &random))
  let rows = (0..<Int.random(in: 1...8, using: &random)).map { line in
    let from = start.adding(days: Int.random(in: 0..<400, using: &random))
    var row = Bool.random(using: &random) ? yes("books", from: from.isoText) : no("wage", from: from.isoText)
    if Bool.random(using: &random) { row.criterion = "books" }
    if row.isMet { row.documentDate = from.adding(days: -Int.random(in: 0..<90, using: &random)) }
    if Int.random(in: 0..<3, using: &random) == 0 {
      row.validity.to = from.adding(days: Int.random(in: 1..<60, using: &random))
    }
    row.recordedAt = start.adding(days: line)
    row.line = line
    return row
  }
  let method = method(months: 3)
  let owners = [supplier("S", to: takeover.isoText), supplier("S", parent: "P", from: takeover.isoText)]
  let book = CreditBook(method: method, ratings: [], evidence: rows, suppliers: owners)
  for (left, right) in zip(book.credits, book.credits.dropFirst()) {
    #expect((left.to ?? Timeline.never) <= right.from)
  }
  for offset in 0..<600 {
    let today = start.adding(days: offset)
    let slow = method.verdict(["books", "wage"].map { slowState(rows, $0, today, 3, takeover: takeover) })
    let credit = book.credit(of: "S", on: today)
    #expect(credit.standing.spendClass == slow.spendClass, "\(today.isoText)")
    #expect(credit.couldBeProved == slow.couldBeProved, "\(today.isoText)")
    let stated = book.credits.first { $0.holds(on: today) }
    #expect((stated?.standing.spendClass ?? .unrated) == slow.spendClass, "\(today.isoText)")
  }
}
