// The shortest way to a class, against trying everything.
import SpendModel
import Testing

private func graded() -> RatingMethod {
  var method = RatingMethod(id: "graded", version: 1, digest: "", title: "", question: "", source: .evidence)
  for (id, weight, levels) in [("a", 60, 3), ("b", 40, 4)] {
    var criterion = Criterion(
      id: id, title: Translated(id), levels: (1...levels).map { Translated("\($0)") }, months: [12])
    criterion.weight = weight
    criterion.gate = 1
    method.criteria.append(criterion)
  }
  method.flags = [RatingFlag(id: "red-flag", title: Translated("red"), months: 12)]
  method.classRules = [
    ClassRule(
      spendClass: .generative,
      conditions: [.number(.met, .equal, 2), .number(.low, .atLeast, 60), .flag("red-flag", stands: false)]),
    ClassRule(spendClass: .transitional, conditions: [.number(.met, .atLeast, 1)]),
    ClassRule(spendClass: .unrated, conditions: []),
  ]
  return method
}

@Test("The way to a class has as few levels as any other")
func fewestLevels() {
  let method = graded()
  let states: [CriterionState] = [.unknown, .notMet(1), .proved(1), .proved(2), .proved(3)]
  for first in states {
    for second in states + [.proved(4)] {
      let base = [first, second].map { if case .proved(let level) = $0 { level } else { 0 } }
      var least: Int?
      for a in base[0]...3 {
        for b in base[1]...4 {
          let raised = [a > base[0] ? CriterionState.proved(a) : first, b > base[1] ? .proved(b) : second]
          guard method.verdict(raised).spendClass == .generative else { continue }
          least = min(least ?? .max, a - base[0] + b - base[1])
        }
      }
      let proofs = method.missingProofs(for: .generative, from: [first, second])
      let cost = proofs.map { $0.reduce(0) { $0 + $1.level - ($1.criterion == "a" ? base[0] : base[1]) } }
      #expect(cost == least, "\(first) \(second)")
    }
  }
}

@Test("Among equal ways the criteria's own order decides, and no way leads past a flag")
func orderOfWays() {
  let method = graded()
  #expect(
    method.missingProofs(for: .transitional, from: [.unknown, .unknown]) == [MissingProof(criterion: "a", level: 1)])
  #expect(method.missingProofs(for: .generative, from: [.proved(3), .proved(4)], raised: ["red-flag"]) == nil)
  #expect(method.missingProofs(for: .generative, from: [.proved(3), .proved(4)]) == [])
}
