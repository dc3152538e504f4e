// What named rules left out of each store's day: kept with the import, told once however many imports tell it, taken back
// with it, and found when it is damaged.
import SpendModel
import Storage
import Testing

private let rice = TestReceipt(number: "7", lines: [("0031", 1, 400)])
private let tea = TestReceipt(number: "8", lines: [("0033", 1, 500)])

/// A draft of 2026-03-01 in store 1 that left so many tender lines of 1.00 out.
private func till(_ name: String, _ receipts: [TestReceipt], tenders: Int, rule: String = "tender") -> ExportDraft {
  var till = draft(name, receipts)
  if !till.stores.contains("1") { till.stores.append("1") }
  var tally = LineTally()
  for _ in 0..<tenders { tally.add(-100) }
  till.balance.excluded[rule] = tally
  till.balance.read.add(tally)
  till.ruleTotals = [RuleTotal(store: "1", day: Day(isoText: "2026-03-01") ?? Day(number: 0), rule: rule, tally: tally)]
  return till
}

extension SpendDatabase {
  /// `tender 3`
  fileprivate var told: [String] {
    get throws { try ruleTotals(in: nil).map { "\($0.rule) \($0.tally.lines)" } }
  }
}

struct RuleTotalTests {
  @Test("Registers that are exported apart add up")
  func registers() throws {
    let database = try SpendDatabase.empty()
    try database.take(till("a", [bananas], tenders: 2))
    try database.take(till("b", [milk], tenders: 3))
    try database.take(till("c", [rice], tenders: 1, rule: "tax"))
    #expect(try database.told == ["tax 1", "tender 5"])
    let total = try #require(try database.ruleTotals(in: nil).last)
    #expect(total.store == "1" && total.day.isoText == "2026-03-01" && total.tally.amount.value == -500)
    #expect(try database.verify().isEmpty)
  }

  @Test("A day that is told again whole counts once, as it was told last; in part, the larger sum stands")
  func retold() throws {
    let database = try SpendDatabase.empty()
    try database.take(till("morning", [bananas], tenders: 2))
    try database.take(till("day", [bananas, milk], tenders: 3))
    #expect(try database.told == ["tender 3"])
    try database.take(till("again", [bananas, milk, rice], tenders: 1))
    #expect(try database.told == ["tender 1"])
    try database.take(till("part", [rice, tea], tenders: 4))
    #expect(try database.told == ["tender 4"])
    try database.take(till("nothing", [], tenders: 2))
    #expect(try database.told == ["tender 4"])
  }

  @Test("A receipt that replaces another brings its day's sums, and undo takes them back")
  func replacedAndUndone() throws {
    let database = try SpendDatabase.empty()
    try database.take(till("a", [bananas], tenders: 2))
    var other = bananas
    other.lines[0].2 += 10
    try database.take(till("b", [other], tenders: 1), .replace)
    #expect(try database.told == ["tender 1"])
    _ = try database.undo(importID: 2)
    #expect(try database.told == ["tender 2"])
    #expect(try database.verify().isEmpty)
    _ = try database.undo(importID: 1)
    #expect(try database.told == [])
    #expect(try database.verify().isEmpty)
  }

  @Test("What a review says is kept with the import, and stands in a trial run too")
  func reviewed() throws {
    let database = try SpendDatabase.empty()
    for isTrial in [true, false] {
      let landing = try database.land(
        till("a", [bananas], tenders: 2), onConflict: .refuse, dryRun: isTrial, importedAt: "",
        matchedDays: { _ in [] }
      ) { sales, span in
        [try sales.ruleTotals(in: span).map { "\($0.rule) \($0.tally.lines) on \(span.first.isoText)" }.joined()]
      }
      #expect(landing.warnings == ["tender 2 on 2026-03-01"])
    }
    #expect(try database.imports().map(\.landing.warnings) == [["tender 2 on 2026-03-01"]])
  }
}
