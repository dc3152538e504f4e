// ratings.csv as a file: both shapes in one table, and every kind of bad evidence refused with its line and its mend.
import Foundation
import SpendModel
import Testing

@testable import Operations

/// Reads a table of this text.
func readRatings(_ text: String) throws -> (ratings: [Rating], evidence: [Evidence], findings: Findings) {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("ratings-\(UUID().uuidString).csv").path
  try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  defer { try? FileManager.default.removeItem(atPath: path) }
  var findings = Findings()
  let file = try TableFile(
    path: path, required: RatingTable.required, optional: RatingTable.optional, findings: &findings)
  let rows = RatingTable(file: file, vocabulary: EvidenceVocabulary(try Shipped.methods())).rows(&findings)
  return (rows.ratings, rows.evidence, findings)
}

private let header =
  "supplier_id,criterion,met,level,valid_from,valid_to,source,publisher,document_date,grade,proposer,verifier,class,score,recorded_at\n"

@Test("A file holds the union of both shapes")
func union() throws {
  let table = try readRatings(
    header + """
      S1,open-accounting,yes,,2026-01-01,,https://a.example,A,2025-12-31,,Ann,,,,2026-01-05
      S2,,,,2026-01-01,2026-07-01,,,,,,,transitional,40,2026-01-05

      """)
  #expect(table.findings.problems.isEmpty)
  #expect(table.ratings.map(\.line) == [3])
  #expect(table.ratings.first?.score == 40)
  let evidence = try #require(table.evidence.first)
  #expect(evidence.isMet && evidence.level == 1 && evidence.grade == 1 && evidence.line == 2)
}

@Test("The short shape alone is read as ever")
func short() throws {
  let table = try readRatings("supplier_id,class,valid_from\nS1,generative,2026-01-01\n")
  #expect(table.findings.problems.isEmpty)
  #expect(table.ratings.first?.spendClass == .generative)
}

@Test(
  "Bad evidence is refused with its line, its column and a mend",
  arguments: [
    ("S1,open-accounting,yes,,2026-01-01,,,,,,,,,,", "source", "The evidence has no source."),
    ("S1,open-accounting,yes,,2026-01-01,2026-01-01,u,,,,,,,,", "valid_to", "The evidence ends before it begins."),
    (
      "S1,open-accounting,yes,,2026-01-01,,u,,2026-02-01,,,,,,", "document_date",
      "The evidence is to count before its document's day."
    ),
    ("S1,open-acounting,yes,,2026-01-01,,u,,,,,,,,", "criterion", "No method knows this criterion."),
    ("S1,open-accounting,yes,5,2026-01-01,,u,,,,,,,,", "level", "There is no such level."),
    ("S1,open-accounting,yes,0,2026-01-01,,u,,,,,,,,", "level", "There is no such level."),
    ("S1,integrity,yes,2,2026-01-01,,u,,,,,,,,", "level", "There is no such level."),
    ("S1,open-accounting,yes,,2026-01-01,,u,,,4,,,,,", "grade", "There is no such grade."),
    ("S1,open-accounting,yes,,2026-01-01,,u,,,2,Ann,ann,,,", "verifier", "The verifier is the proposer."),
    ("S1,open-accounting,maybe,,2026-01-01,,u,,,,,,,,", "met", "This is neither yes nor no."),
    ("S1,open-accounting,yes,,2026-13-01,,u,,,,,,,,", "valid_from", "This is no day."),
    ("S1,open-accounting,yes,,2026-01-01,,u,,,,,,generative,,", "criterion", "The row has a class and a criterion."),
    ("S1,,,,2026-01-01,,u,,,,,,,,", "class", "The row has neither a class nor a criterion."),
    (",open-accounting,yes,,2026-01-01,,u,,,,,,,,", "supplier_id", "The rating names no supplier."),
    ("S1,open-accounting,yes,,,,u,,,,,,,,", "valid_from", "The rating has no first day."),
  ])
func refused(_ row: String, _ column: String, _ what: String) throws {
  let table = try readRatings(header + row + "\n")
  let problem = try #require(table.findings.problems.first)
  #expect(table.findings.problems.count == 1)
  #expect(problem.what == what)
  #expect(problem.place.contains(".csv, line 2, column \(column)"))
  #expect(!problem.mend.isEmpty && !problem.rule.isEmpty)
  #expect(table.evidence.isEmpty && table.ratings.isEmpty)
}

@Test("A mistyped criterion is met with the nearest one")
func nearestCriterion() throws {
  let table = try readRatings(header + "S1,maximum-wages,yes,,2026-01-01,,u,,,,,,,,\n")
  #expect(table.findings.problems.first?.mend == "Did you mean maximum-wage?")
}

@Test(
  "Rows that cannot both hold are refused, naming both lines",
  arguments: [
    (
      "S1,open-accounting,yes,,2026-01-01,,u,,,,,,,,2026-01-02\nS1,open-accounting,yes,2,2026-01-01,,u,,,,,,,,2026-01-02\n",
      "differ"
    ),
    ("S1,open-accounting,yes,,2026-01-01,,u,,,,,,,,\nS1,open-accounting,no,,2026-01-01,,u,,,,,,,,\n", "differ"),
    (
      "S1,open-accounting,yes,,2026-01-01,2026-09-01,u,,,,,,,,\nS1,open-accounting,yes,,2026-08-01,,u,,,,,,,,\n",
      "ends after"
    ),
    ("S1,,,,2026-01-01,2026-09-01,,,,,,,generative,,\nS1,,,,2026-08-01,,,,,,,,extractive,,\n", "ends after"),
  ])
func clashes(_ rows: String, _ words: String) throws {
  let problem = try #require(try readRatings(header + rows).findings.problems.first)
  #expect(problem.what.contains("2") && problem.what.contains("3") && problem.what.contains(words))
}

@Test("Rows of one day with other recordings are no clash; the same row twice neither")
func noClash() throws {
  let row = "S1,open-accounting,yes,,2026-01-01,,u,,,,,,,,2026-01-02\n"
  #expect(try readRatings(header + row + row).findings.problems.isEmpty)
  let later = "S1,open-accounting,no,,2026-01-01,,u,,2025-12-01,2,Ann,Bob,,,2026-02-02\n"
  #expect(try readRatings(header + row + later).findings.problems.isEmpty)
}

@Test(
  "What stays but does not count is remarked upon",
  arguments: [
    ("S1,open-accounting,yes,,2026-01-01,,,,,0,,,,,", "grade 0"),
    ("S1,open-accounting,no,,2026-01-01,,,,2025-12-01,2,Ann,Bob,,,", "needs the source"),
    ("S1,open-accounting,no,,2026-01-01,,u,,,2,Ann,Bob,,,", "document_date"),
    ("S1,open-accounting,no,,2026-01-01,,u,,2025-12-01,2,Ann,,,,", "another verifier"),
    ("S1,open-accounting,yes,3,2026-01-01,,u,,2025-12-01,2,Ann,,,,", "counts as grade 1"),
  ])
func remarks(_ row: String, _ words: String) throws {
  let findings = try readRatings(header + row + "\n").findings
  #expect(findings.problems.isEmpty)
  #expect(findings.remarks.first?.what.contains(words) == true)
}

@Test("Evidence that its row would have longer than the method lets it is remarked upon, with the day on which it ends")
func lengthening() throws {
  let rows =
    "supplier_id,criterion,met,valid_from,valid_to,source,document_date\n"
    + "S1,open-accounting,yes,2026-01-01,2029-01-01,u,2025-12-31\nS2,open-accounting,yes,2026-01-01,2027-06-30,u,2025-12-31\n"
  try withWorkspace(
    products: "code,supplier_id\n1,S1\n", suppliers: "supplier_id,name\nS1,A\nS2,B\n", ratings: rows,
    export: "date,receipt,code,amount\n2026-01-05,1,1,1.00\n"
  ) { workspace in
    let remarks = try workspace.checkedTables().findings.remarks.map(\.what)
    #expect(remarks == ["The evidence counts until 2027-06-29, not as long as valid_to says."])
  }
}

@Test("A supplier that owns itself is refused with its line")
func selfOwned() throws {
  try withWorkspace(
    products: "code,supplier_id\n1,S1\n", suppliers: "supplier_id,name,parent_id\nS1,A,\n",
    ratings: "supplier_id,class,valid_from\n",
    export: "date,receipt,code,amount\n2026-01-05,1,1,1.00\n"
  ) { workspace in
    let path = WorkspaceTables.Paths(folder: workspace.folder).suppliers
    try Data("supplier_id,name,parent_id\nS1,A,S1\n".utf8).write(to: URL(fileURLWithPath: path))
    let problem = try #require(try workspace.checkedTables().findings.problems.first)
    #expect(problem.what == "The supplier owns itself." && problem.place.contains("line 2, column parent_id"))
  }
}
