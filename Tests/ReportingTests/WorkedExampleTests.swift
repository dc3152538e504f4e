// The worked example: two months, four suppliers, one of them rated anew between the months. Every figure was computed by
// hand as a fraction.
import SpendModel
import Testing

@testable import Reporting

/// Month 0 is January, month 1 is February; C becomes generative on 1 February.
private func example() -> SmallCoop {
  var coop = SmallCoop()
  for (code, department) in [("A", "Dairy"), ("B", "Dairy"), ("C", "Produce"), ("D", "Produce")] {
    coop.product(code, of: "S-" + code, in: department)
  }
  coop.rate("S-A", .generative, from: "2025-01-01")
  coop.rate("S-B", .extractive, from: "2025-01-01")
  coop.rate("S-C", .transitional, from: "2025-01-01")
  coop.rate("S-C", .generative, from: "2026-02-01")
  for (code, amount) in [("A", 40_000), ("B", 20_000), ("C", 30_000), ("D", 10_000)] as [(String, Int64)] {
    coop.sell(code, amount, on: "2026-01-15")
  }
  for (code, amount) in [("A", 50_000), ("A", -5_000), ("B", 20_000), ("C", 15_000), ("D", 40_000)] as [(String, Int64)]
  {
    coop.sell(code, amount, on: "2026-02-28")
  }
  coop.sell("A", 0, on: "2026-01-01")
  return coop
}

private func points(_ name: String, _ grid: ReportGrid) throws -> [Fraction] {
  try column(name, grid).map { if case .points(let points) = $0 { points } else { Fraction.zero } }
}

@Test("The shares of both months are the fractions of the worked example")
func sharesOfTheExample() throws {
  let table = try example().run(try RepositoryFiles.share())
  func fractions(_ name: String) throws -> [Fraction?] {
    try column(name, table.main).map { if case .share(let share) = $0 { Fraction(share) } else { nil } }
  }
  #expect(try fractions("provedShare") == [Fraction(2, 5), Fraction(1, 2)])
  #expect(try fractions("possibleShare") == [Fraction(1, 2), Fraction(5, 6)])
  #expect(try fractions("coverage") == [Fraction(9, 10), Fraction(2, 3)])
  #expect(try total("provedShare", table.main) == .share(Share(part: 100_000, whole: 220_000)))
}

@Test("A share that rose only by new ratings is told so: +21.25 points by ratings, -11.25 by buying")
func buyingAgainstRating() throws {
  let table = try example().run(ChangeReport())
  #expect(try points("change", table.main).first == Fraction(1, 10))
  #expect(try points("rating", table.main).first == Fraction(17, 80))
  #expect(try points("buying", table.main).first == Fraction(-9, 80))
  #expect(try RepositoryFiles.text(table).contains("The share rose only because companies were rated anew"))
}

@Test("Mix and rate by department sum to the change without a residual")
func mixAgainstRate() throws {
  let table = try example().run(ChangeReport())
  #expect(try points("mix", table.main).first == Fraction(-1631, 51480))
  #expect(try points("rate", table.main).first == Fraction(6779, 51480))
  let departments = try #require(table.sections.first { $0.name == "changeByDepartment" })
  #expect(try points("contribution", departments).reduce(.zero, +) == Fraction(1, 10))
}

@Test("Contributions of suppliers and of products sum to the change")
func contributionsSum() throws {
  let table = try example().run(MoversReport())
  for grid in [table.main] + table.sections {
    #expect(try points("contribution", grid).reduce(.zero, +) == Fraction(1, 10))
    #expect(try total("contribution", grid) == .points(Fraction(1, 10)))
  }
}

@Test("A new product of a rated supplier is buying: no rating changed")
func newProductIsBuying() throws {
  var coop = example()
  coop.product("E", of: "S-A", in: "Dairy")
  coop.products[4].validity = Validity(from: day("2026-02-01"), to: nil)
  coop.sell("E", 10_000, on: "2026-02-10")
  let table = try coop.run(ChangeReport())
  let ratings = try #require(table.sections.first { $0.name == "changeByRating" })
  #expect(try column("supplier", ratings) == [.text("S-C")])
}

@Test("To reach 60 % in the second month: move 120.00 or add 300.00")
func gapToTarget() throws {
  var coop = example()
  let step = Target.Step(from: day("2026-01-01"), share: Share(part: 60, whole: 100))
  var target = Target(name: "Board", course: .steps([step]))
  target.measure = .month
  coop.targets = [target]
  let table = try coop.run(TargetsReport())
  #expect(try column("gapToMove", table.main) == [.money(12_000)])
  #expect(try column("gapToAdd", table.main) == [.money(30_000)])
  #expect(try column("state", table.main) == [.word("target.notProved")])
}

@Test("A target with a department has that department as its whole")
func ownDenominator() throws {
  var coop = example()
  let step = Target.Step(from: day("2026-01-01"), share: Share(part: 3, whole: 11))
  var target = Target(name: "Produce", course: .steps([step]))
  target.measure = .month
  target.filters = [("department", ["produce"])]
  coop.targets = [target]
  let table = try coop.run(TargetsReport())
  #expect(try column("total", table.main) == [.money(55_000)])
  #expect(try column("provedShare", table.main) == [.share(Share(part: 15_000, whole: 55_000))])
  #expect(try column("state", table.main) == [.word("target.proved")], "exactly on target is proved")
}

@Test("500 of 1,200 proved and 800 to come need 5/8 of the rest for a target of one half")
func requiredShare() {
  let year = YearAhead(proved: 50_000, total: 120_000, expected: 80_000)
  #expect(year.required(Share(part: 1, whole: 2)) == Fraction(5, 8))
  #expect(YearAhead(proved: 0, total: 120_000, expected: 10_000).required(Share(part: 1, whole: 2)) == Fraction(13, 2))
  #expect(YearAhead(proved: 0, total: 120_000, expected: 0).required(Share(part: 1, whole: 2)) == nil)
}

@Test("The concentration of the second month: an index of 2,951.39, as 3.388 suppliers of equal size")
func concentration() throws {
  let table = try example().run(ConcentrationReport()) {
    $0.query.span = DaySpan(first: day("2026-02-01"), end: day("2026-03-01"))
  }
  #expect(try column("index", table.main).first == .quantity(2_951_390_000))
  #expect(try column("effective", table.main).first == .quantity(3_388_000))
  #expect(try column("concentration", table.main) == [.word("concentration.high"), .word("concentration.high")])
  let without = try #require(table.sections.first)
  #expect(
    try column("provedWithout", without)
      == [Share(part: 15_000, whole: 120_000), Share(part: 45_000, whole: 120_000)].map { .share($0) })
  #expect(try points("change", without) == [Fraction(-3, 8), Fraction(-1, 8)])
}

@Test("Amounts too large to be squared have no index, and negative ones hold no part")
func extremeConcentration() {
  #expect(Concentration([.max, .max]).index == nil)
  #expect(Concentration([-5, 0]).index == nil)
  #expect(Concentration([300, -200]).index == 10_000_000_000)
  #expect(Concentration([300, -200]).effective == 1_000_000)
}

@Test("Against the period before: the change in points, and nothing where nothing is known before")
func againstBefore() throws {
  let both = try example().run(try RepositoryFiles.share()) { $0.choices.against = .previous }
  #expect(try column("change", both.main) == [.absent, .points(Fraction(1, 10))])
  #expect(try column("provedBefore", both.main) == [.absent, .share(Share(part: 40_000, whole: 100_000))])
  // The month before is compared with, though it was not asked for.
  let last = try example().run(try RepositoryFiles.share()) {
    $0.choices.against = .previous
    $0.query.span = DaySpan(first: day("2026-02-01"), end: day("2026-03-01"))
  }
  #expect(try column("spentBefore", last.main) == [.money(100_000)])
  #expect(try column("completeBefore", last.main) == [.flag(true)])
  #expect(try column("change", last.main) == [.points(Fraction(1, 10))])
  #expect(
    try RepositoryFiles.text(last).contains("January 2026: 40.0 % (coverage 90.0 %); the change is +10.00 points."))
  let year = try example().run(try RepositoryFiles.share()) { $0.choices.against = .yearBefore }
  #expect(try column("change", year.main) == [.absent, .absent])
  #expect(try RepositoryFiles.text(year).contains("February 2025: no share is known to compare it with."))
}

@Test("Without --against the machine columns are the ones they were")
func withoutComparison() throws {
  #expect(try example().run(try RepositoryFiles.share()).main.columns.last?.name == "coverage")
}
