// Spend by month for people with SQL: line by line, the slow way, it comes to the same.
import SpendModel
import Testing

@testable import Reporting

/// Two stores and three months; a supplier's rating changes in the middle of one, and one product has none.
private func coop() -> SmallCoop {
  var coop = SmallCoop()
  for (id, name) in [("S1", "Mill"), ("S2", "Dairy"), ("S3", "Nobody")] {
    var supplier = Supplier()
    supplier.id = id
    supplier.name = name
    coop.suppliers.append(supplier)
  }
  coop.product("100", of: "S2", in: "Cheese")
  coop.product("101", of: "S1", in: "Bakery")
  coop.product("102", of: "S1", in: "Cheese")
  coop.product("103", of: "", in: "Bakery")
  coop.product("104", of: "S3", in: "Wine")
  coop.rate("S1", .transitional, from: "2026-01-01", to: "2026-02-10")
  coop.rate("S1", .generative, from: "2026-02-15")
  coop.rate("S2", .extractive, from: "2025-01-01")
  for number in 0..<400 {
    let date = day("2026-01-20").adding(days: number * 7 % 60).isoText
    coop.sell(
      String(100 + number % 6), Int64(number * 37 % 900) - 100, on: date, store: number % 3 == 0 ? "North" : "East")
  }
  return coop
}

private func assortment(_ coop: SmallCoop) -> Assortment {
  Assortment(
    products: coop.products, suppliers: coop.suppliers,
    credits: CreditBook(method: .judged, ratings: coop.ratings, suppliers: coop.suppliers).credits)
}

/// `2026-02|East|Bakery|S1|generative|12|3400` for every row.
private func fast(_ coop: SmallCoop, _ scope: ScopeRules = ScopeRules(), in span: DaySpan? = nil) throws -> [String] {
  var fold = MonthlyFold(scope: scope, calendar: PeriodCalendar(), assortment: assortment(coop), span: span)
  let spend = try fold.spend(of: coop)
  return spend.rows.map { row in
    let (place, cell) = (spend.places[row.place], spend.cells[row.cell])
    return "\(place.month)|\(place.store)|\(cell.department ?? "")|\(cell.supplier ?? "")|"
      + "\(cell.standing.rawValue)|\(row.lines)|\(row.amount)"
  }
}

/// The same, one line after the other; departments that are out of scope are left out.
private func slow(_ coop: SmallCoop, without department: String? = nil) throws -> [String] {
  let assortment = assortment(coop)
  var sums: [String: LineTally] = [:]
  try coop.forEachPage(in: nil) { slice in
    for line in try SalePage(packed: slice.page).receipts.flatMap(\.lines) {
      let steps = assortment.standings(of: coop.items[Int(line.item)])
      guard let standing = steps.last(where: { $0.from <= slice.day })?.standing else { continue }
      if let department, standing.department == department { continue }
      let place = "\(slice.day.isoText.prefix(7))|\(coop.stores[slice.store])"
      let key = "\(place)|\(standing.department ?? "")|\(standing.supplier ?? "")|\(standing.standing.rawValue)"
      sums[key, default: LineTally()].add(line.amount)
    }
  }
  return sums.sorted { parts($0.key).lexicographicallyPrecedes(parts($1.key)) }
    .map { "\($0)|\($1.lines)|\($1.amount.value)" }
}

private func parts(_ key: String) -> [Substring] { key.split(separator: "|", omittingEmptySubsequences: false) }

@Test("Monthly spend is what its lines come to, in order")
func monthlySpend() throws {
  let rows = try fast(coop())
  #expect(try rows == slow(coop()))
  #expect(rows.contains { $0.hasPrefix("2026-02|East|Bakery|S1|0|") })
  #expect(rows.contains { $0.hasPrefix("2026-02|East|Bakery|S1|4|") })
}

@Test("The spend of some months is a part of the spend of all", arguments: ["2026-01", "2026-02", "2026-03"])
func someMonths(_ month: String) throws {
  let span = try #require(PeriodCalendar().span(named: month))
  let rows = try fast(coop(), in: span)
  #expect(!rows.isEmpty)
  #expect(try rows == fast(coop()).filter { $0.hasPrefix(month) })
}

@Test("What is out of scope is in no row")
func monthlyScope() throws {
  let rows = try fast(coop(), ScopeRules(departments: ["CHEESE"]))
  #expect(try rows == slow(coop(), without: "Cheese"))
  let without = try fast(coop(), ScopeRules(codes: ["103"]))
  #expect(try without == slow(coop()).filter { !$0.contains("|Bakery||") })
}

@Test("A month without pages has no rows")
func noMonth() throws {
  let span = try #require(PeriodCalendar().span(named: "2027-01"))
  #expect(try fast(coop(), in: span).isEmpty)
  #expect(try fast(coop(), in: DaySpan(first: span.first, end: span.first)).isEmpty)
}

@Test("A sum that leaves its range is refused")
func monthlyOverflow() throws {
  var coop = coop()
  for _ in 0..<2 { coop.sell("101", Int64.max / 2 + 1, on: "2026-02-01") }
  #expect(throws: Problem.self) { try fast(coop) }
}
