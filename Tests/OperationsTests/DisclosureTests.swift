// generative-disclosure.yaml: what is read from it, what is refused, and what becomes of ratings.csv.
import Foundation
import SpendModel
import Testing

@testable import Operations

private let head = "disclosure: 1\ncompany: Riverbend\npublished: 2026-03-01\n"

private func levels(_ text: String) throws -> [String: Int] {
  let file = try DisclosureFile(text: head + text, path: "d.yaml")
  return Dictionary(file.statements.map { ($0.criterion, $0.level) }) { first, _ in first }
}

@Test(
  "Limits, books and commons become claims of level 1, or 2 where the figures or the licence say so",
  arguments: [
    ("maximumWage: { definition: At most 5, link: https://a.example }", ["maximum-wage": 1]),
    ("maximumWage: { definition: x, ratio: 5, actualRatio: 5.000, link: https://a.example }", ["maximum-wage": 2]),
    ("maximumWage: { definition: x, ratio: 5, actualRatio: 5.001, link: https://a.example }", ["maximum-wage": 1]),
    (
      "maximumProfit: { definition: x, percent: 10, actualPercent: 4.5, link: https://a.example }",
      ["maximum-profit": 2]
    ),
    ("openAccounts: { link: https://a.example, date: 2025-12-31 }", ["open-accounting": 1]),
    ("commons: [{ what: rye, link: https://a.example }]", ["common-knowledge": 1]),
    ("commons: [{ what: rye, licence: CC-BY-NC-4.0, link: https://a.example }]", ["common-knowledge": 1]),
    (
      "commons: [{ what: a, link: https://a.example }, { what: b, licence: CC0-1.0, link: https://b.example }]",
      ["common-knowledge": 2]
    ),
    ("governance: { link: https://a.example }", ["ownership": 1]),
    ("customers: { link: https://a.example }", ["customer-acceptance": 1]),
  ])
func statements(_ text: String, _ expected: [String: Int]) throws { #expect(try levels(text) == expected) }

@Test(
  "What is not in the shape is refused with its place and a mend",
  arguments: [
    ("", "The file discloses nothing."),
    ("maximumWages: { }", "The key maximumWages is unknown."),
    ("maximumWage: { link: https://a.example }", "The limit has no definition."),
    ("maximumWage: { definition: x }", "The link is missing."),
    ("maximumWage: { definition: x, link: a.example }", "This is no link."),
    ("openAccounts: { link: 'https://a.example', date: 2026-04-01 }", "The document is younger than the file."),
    ("openAccounts: { link: 'https://a.example', date: April }", "This is no day."),
    ("maximumWage: { definition: x, ratio: five, actualRatio: 1, link: https://a.example }", "This is no number."),
  ])
func refusals(_ text: String, _ what: String) {
  let problem = #expect(throws: Problem.self) { try DisclosureFile(text: head + text, path: "d.yaml") }
  #expect(problem?.what == what)
  #expect(problem?.place.hasPrefix("d.yaml") == true && problem?.mend.isEmpty == false)
}

@Test("The example of the questionnaire is itself a valid disclosure")
func example() throws {
  let file = try DisclosureFile(text: DisclosureFile.example(company: "A \"quoted\" \\ name"), path: "d.yaml")
  #expect(file.statements.map(\.level) == [2, 2, 1, 2, 1])
}

/// A workspace with one supplier.
private func workspace(ratings: String, _ body: (Workspace, String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("disclosure-\(UUID().uuidString)").path
  defer { try? FileManager.default.removeItem(atPath: folder) }
  _ = try initWorkspace(folder: folder, currency: "EUR")
  try Data("supplier_id,name\nS1,Riverbend\n".utf8).write(to: URL(fileURLWithPath: folder + "/suppliers.csv"))
  try Data(ratings.utf8).write(to: URL(fileURLWithPath: folder + "/ratings.csv"))
  try body(try Workspace.open(folder: folder, catalogue: Shipped.files), folder)
}

private func request(_ text: String, on day: String = "2026-03-05") throws -> DisclosureRequest {
  DisclosureRequest(
    text: Array((head + text).utf8), path: "d.yaml", supplier: "riverbend", proposer: "Ann",
    recordedAt: try #require(Day(isoText: day)))
}

@Test("A disclosure becomes proposed evidence: grade 1, no verifier, and the person's own lines stay as they were")
func adding() throws {
  let before = "# ours\nsupplier_id;class;valid_from\nS9;generative;2025-01-01"
  try workspace(ratings: before) { workspace, folder in
    let text = "openAccounts: { link: 'https://a.example/x;y', date: 2025-12-31 }"
    _ = try addDisclosure(try request(text), in: workspace)
    let after = String(decoding: try fileBytes(folder + "/ratings.csv"), as: UTF8.self)
    #expect(
      after.hasPrefix(
        "# ours\nsupplier_id;class;valid_from;criterion;met;level;source;publisher;document_date;grade;proposer;recorded_at\nS9;generative;2025-01-01\n"
      ))
    let tables = try workspace.tables()
    let evidence = try #require(tables.evidence.first)
    #expect(tables.evidence.count == 1 && tables.ratings.count == 1)
    #expect(
      evidence.supplierID == "S1" && evidence.grade == 1 && evidence.verifier.isEmpty && evidence.proposer == "Ann")
    #expect(evidence.source == "https://a.example/x;y" && evidence.documentDate == Day(isoText: "2025-12-31"))
    // Once more adds nothing.
    _ = try addDisclosure(try request(text, on: "2026-04-05"), in: workspace)
    let again = String(decoding: try fileBytes(folder + "/ratings.csv"), as: UTF8.self)
    #expect(again == after)
  }
}

@Test("Line ends and marks of a file stay its own")
func lineEnds() throws {
  try workspace(ratings: "\u{FEFF}# ours\r\nsupplier_id,class,valid_from\r\nS9,generative,2025-01-01\r\n") {
    workspace, folder in
    _ = try addDisclosure(try request("openAccounts: { link: 'https://a.example' }"), in: workspace)
    let after = String(decoding: try fileBytes(folder + "/ratings.csv"), as: UTF8.self)
    let added =
      "supplier_id,class,valid_from,criterion,met,level,source,publisher,document_date,grade,proposer,recorded_at\r\n"
    #expect(
      after.hasPrefix("\u{FEFF}# ours\r\n" + added + "S9,generative,2025-01-01\r\nS1,,2026-03-01,open-accounting"))
    let tables = try workspace.tables()
    #expect(tables.evidence.count == 1 && tables.ratings.count == 1)
  }
}

@Test("A disclosure that clashes with a row, or is published tomorrow, changes nothing")
func clashing() throws {
  let before = """
    supplier_id,criterion,met,valid_from,valid_to,source
    S1,open-accounting,yes,2026-01-01,2027-01-01,https://old.example

    """
  try workspace(ratings: before) { workspace, folder in
    let text = "openAccounts: { link: 'https://a.example' }"
    #expect(throws: Problem.self) { try addDisclosure(try request(text), in: workspace) }
    #expect(throws: Problem.self) {
      try addDisclosure(try request("governance: { link: 'https://a.example' }", on: "2026-02-28"), in: workspace)
    }
    let after = String(decoding: try fileBytes(folder + "/ratings.csv"), as: UTF8.self)
    #expect(after == before)
  }
}

@Test(
  "The questionnaire names what is missing in both languages",
  arguments: [("en", "Open accounting"), ("es", "Contabilidad abierta")])
func questionnaire(_ language: String, _ word: String) throws {
  try workspace(ratings: "supplier_id,class,valid_from\n") { workspace, _ in
    let day = try #require(Day(isoText: "2026-03-05"))
    let text = try askSupplier("S1", language: language, on: day, in: workspace)
    #expect(text.contains(word) && text.contains("Riverbend") && text.contains("generative-disclosure.yaml"))
    #expect(!text.contains("{"))
    #expect(throws: Problem.self) { try askSupplier("S1", language: "fr", on: day, in: workspace) }
    #expect(throws: Problem.self) { try askSupplier("S1", language: "en", on: day, method: "judged", in: workspace) }
  }
}

@Test("The schema in the docs is the one that is printed")
func schema() throws {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let file = root.appendingPathComponent("docs/reference/generative-disclosure.schema.json")
  let text = try String(contentsOf: file, encoding: .utf8)
  #expect(text == disclosureSchema)
  #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) is [String: Any])
}
