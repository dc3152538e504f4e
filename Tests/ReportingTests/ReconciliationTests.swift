// The till's own day totals: explained by as few rules as can explain them, and by nothing that cannot.
import SpendModel
import Testing

@testable import Reporting

private func tally(_ amount: Int64) -> LineTally {
  var tally = LineTally()
  tally.add(amount)
  return tally
}

private let place = StoreDay(store: "1", day: day("2026-01-05"))

/// One day on which 100.00 count and these rules left something out.
private func reconciled(_ control: Int64, lines: Int? = nil, _ rules: [(String, Int64)] = []) throws -> Reconciliation {
  try #require(
    Reconciliation.compare(
      [ControlTotal(store: "1", day: place.day, amount: control, lines: lines)], counted: [place: tally(10_000)],
      rules: rules.map { RuleTotal(store: "1", day: place.day, rule: $0.0, tally: tally($0.1)) }
    ).first)
}

private let rules: [(String, Int64)] = [
  ("tax", 700), ("tender", -10_450), ("receipt-discount", -250), ("donation", 500), ("commentary", 0),
]

@Test(
  "A total is explained by the fewest rules that come to it",
  arguments: [
    (10_000, []), (10_700, ["tax"]), (9_750, ["receipt-discount"]), (10_450, ["receipt-discount", "tax"]),
    (10_950, ["donation", "receipt-discount", "tax"]),
  ] as [(Int64, [String])])
func explained(_ control: Int64, _ by: [String]) throws {
  let row = try reconciled(control, rules)
  #expect(row.explainedBy == by)
  #expect(row.state == (by.isEmpty ? .ties : .tiesWithRules))
  #expect(row.control.amount == row.counted.amount.value + row.explained + row.difference)
}

@Test("What no rules come to is a difference, and so is another number of lines")
func unexplained() throws {
  let row = try reconciled(10_001, rules)
  #expect(row.state == .differs && row.difference == 1 && row.explainedBy.isEmpty)
  #expect(try reconciled(10_000, lines: 2).state == .differs)
  #expect(try reconciled(10_000, lines: 1).state == .ties)
}

@Test("A day of which nothing was imported is told so")
func notImported() {
  let control = ControlTotal(store: "2", day: place.day, amount: 500)
  let row = Reconciliation.compare([control], counted: [place: tally(10_000)]).first
  #expect(row?.state == .notImported && row?.difference == 500)
}

@Test("A day that differs is told without what explains the store's other days")
func usualRules() {
  func day(_ number: Int) -> StoreDay { StoreDay(store: "1", day: place.day.adding(days: number)) }
  let totals: [Int64] = [10_070, 10_070, 11_310]
  let rows = Reconciliation.compare(
    totals.enumerated().map { ControlTotal(store: "1", day: day($0).day, amount: $1) },
    counted: Dictionary(uniqueKeysWithValues: totals.indices.map { (day($0), tally(10_000)) }),
    rules: totals.indices.map { RuleTotal(store: "1", day: day($0).day, rule: "tax", tally: tally(70)) })
  #expect(rows.map(\.state) == [.tiesWithRules, .tiesWithRules, .differs])
  #expect(rows.map(\.difference) == [0, 0, 1240])
  #expect(rows.map(\.explainedBy) == [["tax"], ["tax"], ["tax"]])
}
