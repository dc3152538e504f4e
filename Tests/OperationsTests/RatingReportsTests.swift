// Reports on ratings, over a small co-op whose sums are worked out by hand; and the methodology's own test vectors.
import Foundation
import SpendModel
import Testing

@testable import Operations

/// A workspace in a folder of its own, with one export imported.
func withWorkspace(
  products: String, suppliers: String, ratings: String, export: String, _ body: (Workspace) throws -> Void
) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("coop-\(UUID().uuidString)").path
  defer { try? FileManager.default.removeItem(atPath: folder) }
  _ = try initWorkspace(folder: folder, currency: "EUR")
  let tables = [
    ("products.csv", products), ("suppliers.csv", suppliers), ("ratings.csv", ratings), ("exports/till.csv", export),
  ]
  for (name, text) in tables { try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name)) }
  let workspace = try Workspace.open(folder: folder, catalogue: Shipped.files)
  let request = ImportRequest(files: [folder + "/exports/till.csv"], importedAt: "2026-11-05T06:00:00Z")
  let status = try importFiles(request, in: workspace, progress: { _ in nil }) { _ in }
  #expect(status == .done)
  try body(workspace)
}

/// A report as CSV, rows as cells by column.
func csvRows(_ report: String, _ workspace: Workspace, _ change: (inout ReportRequest) -> Void = { _ in }) throws
  -> [[String: String]]
{
  var request = ReportRequest(output: "csv")
  change(&request)
  let lines = String(decoding: try runReport(report, request, in: workspace), as: UTF8.self).split(separator: "\n")
    .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  return lines.dropFirst().map { Dictionary(zip(lines[0], $0)) { first, _ in first } }
}

private let export = """
  date,receipt,code,quantity,amount
  2026-01-05,1,4001,1,400.00
  2026-01-05,2,4002,1,200.00
  2026-01-05,3,4003,1,300.00
  2026-01-05,4,4004,1,100.00
  2026-02-05,5,4001,1,500.00
  2026-02-06,6,4001,-1,-50.00
  2026-02-05,7,4002,1,200.00
  2026-02-05,8,4003,1,150.00
  2026-02-05,9,4004,1,400.00

  """
private let products = """
  code,supplier_id,department
  4001,A,Dairy
  4002,B,Dairy
  4003,C,Produce
  4004,D,Produce

  """
private let suppliers = "supplier_id,name\nA,Ana\nB,Bo\nC,Cy\nD,Di\n"

@Test(
  "The methodology's vectors: classes, shares, bounds, coverage and recognised share",
  arguments: [
    (
      "transitional", 0, ["400.00", "300.00", "200.00", "100.00"],
      ["0.400000000", "0.500000000", "0.900000000", "0.550000000"]
    ),
    (
      "generative", 1, ["600.00", "0.00", "200.00", "400.00"],
      ["0.500000000", "0.833333333", "0.666666667", "0.500000000"]
    ),
    (
      "transitional", 1, ["450.00", "150.00", "200.00", "400.00"],
      ["0.375000000", "0.708333333", "0.666666667", "0.437500000"]
    ),
    (
      "generative", 0, ["700.00", "0.00", "200.00", "100.00"],
      ["0.700000000", "0.800000000", "0.900000000", "0.700000000"]
    ),
  ])
func vectors(_ classOfC: String, _ month: Int, _ amounts: [String], _ shares: [String]) throws {
  let ratings =
    "supplier_id,class,valid_from\nA,generative,2025-01-01\nB,extractive,2025-01-01\nC,\(classOfC),2025-01-01\n"
  try withWorkspace(products: products, suppliers: suppliers, ratings: ratings, export: export) { workspace in
    let row = try csvRows("share", workspace)[month]
    #expect(["generative", "transitional", "extractive", "unrated"].map { row[$0] ?? "" } == amounts)
    #expect(["provedShare", "possibleShare", "coverage"].map { row[$0] ?? "" } == Array(shares.prefix(3)))
    let weighted = try csvRows("weighted", workspace)[month]
    #expect(weighted["recognisedShare"] == shares[3])
    #expect(weighted["provedShare"] == shares[0])
  }
}

private let evidence = """
  supplier_id,criterion,met,level,valid_from,source,document_date,grade,proposer,verifier,class,score,recorded_at
  A,open-accounting,yes,1,2025-12-31,https://a.example/1,2025-12-31,1,Ann,,,,2026-01-02
  A,maximum-wage,yes,1,2025-12-31,https://a.example/2,2025-12-31,1,Ann,,,,2026-01-02
  A,maximum-profit,yes,1,2025-12-31,https://a.example/3,2025-12-31,1,Ann,,,,2026-01-02
  A,common-knowledge,yes,1,2025-12-31,https://a.example/4,2025-12-31,1,Ann,,,,2026-02-20
  B,,,,2025-01-01,,,,,,extractive,10,2026-01-01
  C,open-accounting,yes,1,2025-12-31,https://c.example/1,2025-12-31,1,Ann,,,,2026-01-02
  C,maximum-wage,yes,1,2025-12-31,https://c.example/2,2025-12-31,1,Ann,,,,2026-01-02
  C,maximum-profit,yes,1,2025-12-31,https://c.example/3,2025-12-31,1,Ann,,,,2026-01-02

  """

@Test("report suppliers shows spend, class, evidence and the first end of each")
func suppliersReport() throws {
  try withWorkspace(products: products, suppliers: suppliers, ratings: evidence, export: export) { workspace in
    let rows = try csvRows("suppliers", workspace)
    #expect(rows.map { $0["supplier"] } == ["A", "D", "C", "B"])
    #expect(rows.map { $0["total"] } == ["850.00", "500.00", "450.00", "400.00"])
    #expect(rows.map { $0["class"] } == ["generative", "unrated", "transitional", "extractive"])
    #expect(rows.map { $0["reason"] } == ["", "noRating", "", ""])
    #expect(rows.map { $0["evidence"] } == ["4", "0", "3", "1"])
    #expect(rows.map { $0["ends"] } == ["2027-06-30", "", "2027-06-30", ""])
    #expect(rows.map { $0["method"] } == ["seed-2017", "", "seed-2017", "judged"])
  }
}

@Test("report unrated puts the largest gap first and names the proofs that close it")
func unratedReport() throws {
  try withWorkspace(products: products, suppliers: suppliers, ratings: evidence, export: export) { workspace in
    let rows = try csvRows("unrated", workspace)
    #expect(rows.map { $0["supplier"] } == ["D", "C"])
    #expect(rows.map { $0["closes"] } == ["500.00", "450.00"])
    #expect(rows.map { $0["missing"]?.contains("common-knowledge") } == [true, true])
    #expect(rows[1]["missing"] == "common-knowledge")
  }
}

@Test("Only what was recorded by the day of knowledge counts, and every figure names the methods that carried spend")
func knowledgeTime() throws {
  try withWorkspace(products: products, suppliers: suppliers, ratings: evidence, export: export) { workspace in
    #expect(try csvRows("share", workspace)[0]["generative"] == "400.00")
    let before = try csvRows("share", workspace) { $0.knownOn = Day(isoText: "2026-02-19") }
    #expect(before[0]["generative"] == "0.00" && before[0]["transitional"] == "700.00")
    var request = ReportRequest(output: "json")
    let json = { String(decoding: try runReport("share", request, in: workspace), as: UTF8.self) }
    #expect(try json().contains("\"method\": \"seed-2017 + judged\""))
    request.method = "judged"
    #expect(try json().contains("\"method\": \"judged\""))
    request.method = "commons-100"
    #expect(try json().contains("\"method\": \"commons-100 + judged\""))
  }
}

@Test("The weighted report's mean score counts what has a score, its bounds everything")
func scores() throws {
  try withWorkspace(products: products, suppliers: suppliers, ratings: evidence, export: export) { workspace in
    let row = try csvRows("weighted", workspace) { $0.method = "commons-100" }[0]
    // January: A 400 at 20–40 points, B 200 at 10 (judged), C 300 at 15–55, D 100 without a score.
    #expect(row["scoreMean"] == "0.161111111")
    #expect(row["scoreLow"] == "0.145000000")
    #expect(row["scoreHigh"] == "0.445000000")
    #expect(row["scoreCoverage"] == "0.900000000")
  }
}

@Test("The co-op's own card lists every criterion of the method")
func selfReport() throws {
  let own = evidence + "US,maximum-wage,yes,1,2025-12-31,https://us.example,2025-12-31,1,Ann,,,,2026-01-02\n"
  try withWorkspace(products: products, suppliers: "supplier_id,name,kind\nUS,Us,self\n", ratings: own, export: export)
  { workspace in
    let rows = try csvRows("self", workspace)
    #expect(rows.map { $0["criterion"] } == ["open-accounting", "maximum-wage", "maximum-profit", "common-knowledge"])
    #expect(rows.map { $0["state"] } == ["notAssessed", "proved", "notAssessed", "notAssessed"])
    #expect(rows[1]["ends"] == "2027-06-30")
  }
  try withWorkspace(products: products, suppliers: suppliers, ratings: evidence, export: export) { workspace in
    let states = try csvRows("self", workspace).map { $0["state"] }
    #expect(states == ["notAssessed", "notAssessed", "notAssessed", "notAssessed"])
  }
}

@Test("A report by supplier refuses other splits instead of ignoring them", arguments: ["suppliers", "unrated"])
func splits(_ report: String) throws {
  try withWorkspace(products: products, suppliers: suppliers, ratings: evidence, export: export) { workspace in
    #expect(throws: Problem.self) { try csvRows(report, workspace) { $0.by = ["store"] } }
    #expect(throws: Problem.self) { try csvRows(report, workspace) { $0.period = "month" } }
  }
}

@Test("What ends soon is listed with what the supplier is afterwards")
func expiring() throws {
  try withWorkspace(products: products, suppliers: suppliers, ratings: evidence, export: export) { workspace in
    let day = try #require(Day(isoText: "2027-05-01"))
    let lines = try expiringRatings(within: 90, after: day, in: workspace).jsonText.split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines[0].contains("\"ends\":\"2027-06-30\",\"supplier\":\"A\""))
    #expect(
      lines[0].contains("\"class\":\"generative\"")
        && lines[0].contains("\"classThen\":\"unrated\",\"reasonThen\":\"expired\""))
    #expect(try expiringRatings(within: 59, after: day, in: workspace).jsonText.isEmpty)
  }
}

@Test("explain says what carries the class and what is missing for the next")
func explaining() throws {
  try withWorkspace(products: products, suppliers: suppliers, ratings: evidence, export: export) { workspace in
    let day = try #require(Day(isoText: "2026-03-01"))
    let text = try explainSupplier("cy", on: day, in: workspace).sentences
    #expect(text.hasPrefix("Cy (C) on 2026-03-01: transitional.\n"))
    #expect(text.contains("Missing for generative\n  Common knowledge of the product, level 1"))
    #expect(text.contains("2027-06-30  Open accounting; from then on unrated (expired)"))
    let json = try explainSupplier("A", on: day, knownOn: Day(isoText: "2026-02-01"), in: workspace).jsonText
    #expect(json.contains("\"class\":\"transitional\""))
    #expect(throws: Problem.self) { try explainSupplier("nobody", on: day, in: workspace) }
  }
}
