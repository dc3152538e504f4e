// The class tables of both methods, over every combination of criterion states, against the rules written out by hand.
import SpendModel
import Testing

@testable import Operations

@Test("seed-2017 gives exactly the class of its table for every combination of states")
func seedTable() throws {
  let method = try Shipped.method("seed-2017")
  var counts: [SpendClass: Int] = [:]
  for hasFlag in [false, true] {
    everyCombination(of: [.unknown, .notMet(1), .proved(1)], count: 4) { states in
      let verdict = method.verdict(states, raised: hasFlag ? ["integrity"] : [])
      let met = states.count { $0 == .proved(1) }
      let failed = states.count { $0 == .notMet(1) }
      let classes: [(SpendClass, Bool)] = [
        (.extractive, hasFlag || (met < 2 && failed >= 3)),
        (.generative, !hasFlag && met == 4),
        (.transitional, !hasFlag && (2...3).contains(met)),
        (.unrated, !hasFlag && met < 2 && failed < 3),
      ]
      #expect(classes.filter(\.1).map(\.0) == [verdict.spendClass])
      #expect(verdict.couldBeProved == (failed == 0 && met < 4 && !hasFlag))
      #expect(verdict.met == met && verdict.failed == failed && verdict.open == 4 - met - failed)
      #expect(verdict.score == nil)
      counts[verdict.spendClass, default: 0] += 1
    }
  }
  #expect(counts == [.extractive: 81 + 9, .generative: 1, .transitional: 32, .unrated: 39])
}

/// The table of commons-100, in quarter points.
private func commonsClass(_ low: Int, _ high: Int, _ met: Int, _ failed: Int, _ raised: Set<String>) -> SpendClass {
  if raised.contains("integrity") { return .extractive }
  if met == 4, low >= 240, raised.isEmpty { return .generative }
  if low >= 100 || met >= 2 { return .transitional }
  return high < 100 && failed >= 3 ? .extractive : .unrated
}

@Test("commons-100 gives exactly the class, score and possibility of its table for every combination of states")
func commonsTable() throws {
  let method = try Shipped.method("commons-100")
  let weights = [20, 20, 20, 20, 12, 8]
  #expect(method.criteria.map(\.weight) == weights)
  var wrong: [String] = []
  everyCombination(of: [.unknown, .notMet(1), .proved(1), .proved(2), .proved(3), .proved(4)], count: 6) { states in
    var (low, high, met, failed) = (0, 0, 0, 0)
    for (index, state) in states.enumerated() {
      switch state {
      case .unknown: high += weights[index] * 4
      case .notMet: failed += index < 4 ? 1 : 0
      case .proved(let level):
        low += weights[index] * level
        high += weights[index] * level
        met += index < 4 ? 1 : 0
      }
    }
    let raised: Set<String> = low % 7 == 0 ? ["red-flag"] : high % 11 == 0 ? ["integrity"] : []
    for raised in Set([[], raised]) {
      let verdict = method.verdict(states, raised: raised)
      let expected = commonsClass(low, high, met, failed, raised)
      let possible = expected != .generative && failed == 0 && high >= 240 && raised.isEmpty
      if verdict.spendClass != expected || verdict.couldBeProved != possible
        || verdict.score != ScoreInterval(low: Score(twelfths: low * 3), high: Score(twelfths: high * 3))
      {
        wrong.append("\(states) \(raised): \(verdict)")
      }
    }
  }
  #expect(wrong.isEmpty, "\(wrong.prefix(3))")
}

@Test("A company that only publishes is generative under seed-2017 and transitional, with 20 points, under commons-100")
func publishingOnly() throws {
  let gates = [CriterionState](repeating: .proved(1), count: 4)
  #expect(try Shipped.method("seed-2017").verdict(gates).spendClass == .generative)
  let graded = try Shipped.method("commons-100").verdict(gates + [.notMet(1), .notMet(1)])
  #expect(graded.spendClass == .transitional)
  #expect(graded.score?.text == "20")
}

@Test("Under commons-100 grade 1 alone never reaches more than 50 points")
func gradeOne() throws {
  let method = try Shipped.method("commons-100")
  let day = try #require(Day(isoText: "2026-01-01"))
  let evidence = method.criteria.map { criterion in
    var item = Evidence()
    item.supplierID = "S"
    item.criterion = criterion.id
    item.isMet = true
    item.level = 4
    item.source = "https://example.org"
    item.validity.from = day
    return item
  }
  let credit = CreditBook(method: method, ratings: [], evidence: evidence).credit(of: "S", on: day)
  #expect(credit.score?.text == "50")
  #expect(credit.standing == .transitional)
  let checked = evidence.map { item in
    var item = item
    (item.grade, item.proposer, item.verifier) = (2, "Ann", "Bob")
    return item
  }
  let better = CreditBook(method: method, ratings: [], evidence: checked).credit(of: "S", on: day)
  #expect(better.score?.text == "75")
  #expect(better.standing == .generative)
}

@Test("The default months are those of the methodology", arguments: ["seed-2017", "commons-100"])
func months(_ id: String) throws {
  let method = try Shipped.method(id)
  let expected = [
    "open-accounting": [18, 18, 18, 18], "maximum-wage": [18, 18, 18, 18], "maximum-profit": [18, 18, 60, 60],
    "common-knowledge": [36, 36, 36, 36], "ownership": [60, 60, 60, 60], "customer-acceptance": [24, 24, 24, 24],
  ]
  for criterion in method.criteria { #expect((1...4).map { criterion.months(level: $0) } == expected[criterion.id]) }
  #expect(method.gradeCaps == [0, 2, 3, 4])
  #expect(method.flags.first { $0.id == "integrity" }?.months == 12)
  #expect(method.recognition == [.generative: 100, .transitional: 50, .extractive: 0, .unrated: 0])
}
