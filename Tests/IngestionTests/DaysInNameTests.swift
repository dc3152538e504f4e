// Where no day of a file is over 12 its name may tell day and month apart, if only one order fits what it says.
import SpendModel
import Testing

@testable import Ingestion

private func span(_ name: String) -> String? {
  DaysInName.span(name).map { $0.first.isoText + " to " + $0.last.isoText }
}

private func plan(_ name: String, _ days: [String]) throws -> ReadingPlan {
  let currency = try #require(Currency(code: "EUR"))
  let text = "Fecha;Producto;Total\n" + days.map { "\($0);Pan;2,50\n" }.joined()
  return try Recogniser(formats: try FormatSamples.formats(), context: ReadingContext(currency: currency))
    .plan(for: ExportFile(path: "exports/" + name, content: Array(text.utf8)))
}

@Test(
  "A name speaks of days, or of a month",
  arguments: [
    ("ventas_2026-03-04_2026-03-28.csv", "2026-03-04 to 2026-03-28"),
    ("z-20260301-20260331.csv", "2026-03-01 to 2026-03-31"),
    ("2026-03.csv.gz", "2026-03-01 to 2026-03-31"), ("2025.12-2026.01.csv", "2025-12-01 to 2026-01-31"),
    ("till_2026_02_07.csv", "2026-02-07 to 2026-02-07"), ("2026-03_12.csv", "2026-03-01 to 2026-03-31"),
  ])
func names(_ name: String, _ expected: String) { #expect(span(name) == expected) }

@Test(
  "A name that says nothing, or several things, is no evidence",
  arguments: [
    "ventas.csv", "2026.csv", "2026-13.csv", "2026-02-30.csv", "20260301-2026-03.csv", "2026-03-28_2026-03-04.csv",
    "2026-01_2026-02_2026-03.csv", "202603.csv", "12345678901.csv", "04-03-2026.csv",
  ])
func silentNames(_ name: String) { #expect(span(name) == nil) }

@Test("The order that puts every day into the name's range is taken, with a warning")
func decided() throws {
  let dayFirst = try plan("ventas_2026-03-04_2026-03-12.csv", ["04/03/2026", "12/03/2026"])
  #expect(dayFirst.dayOrder == .dmy)
  #expect(dayFirst.warnings.contains { $0.contains("2026-03-04 to 2026-03-12") && $0.contains("dmy") })
  #expect(try plan("2026-03.csv", ["03/04/2026", "3/12/26"]).dayOrder == .mdy)
}

@Test(
  "Where both orders fit, or a day falls out of the range by either, it is asked as before",
  arguments: [
    ("2026-03.csv", ["03/03/2026"]), ("2026-01-01_2026-12-31.csv", ["04/03/2026"]),
    ("2026-03.csv", ["04/03/2026", "05/04/2026"]),
    ("2026-07.csv", ["04/03/2026"]), ("ventas.csv", ["04/03/2026"]),
  ])
func undecided(_ name: String, _ days: [String]) {
  #expect(throws: Problem.self) { try plan(name, days) }
}

@Test("A day over 12 and a person's word beat the name")
func stronger() throws {
  #expect(try plan("2026-03.csv", ["03/04/2026", "13/04/2026"]).dayOrder == .dmy)
}
