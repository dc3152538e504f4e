// The strings of the languages: complete, alike, and all that the sources name.
import DataFiles
import Foundation
import Rendering
import SpendModel
import Testing

@testable import Reporting

/// Names in braces.
private func places(_ template: String) -> Set<String> {
  Set(template.split(separator: "{").dropFirst().map { String($0.prefix { $0.isLetter }) })
}

/// All Swift sources that word something, joined.
private func sources() throws -> String {
  try ["Reporting", "Rendering", "Operations"].flatMap { module in
    let folder = RepositoryFiles.root.appending(path: "Sources/\(module)")
    let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return try files.filter { $0.hasSuffix(".swift") }.sorted()
      .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
  }.joined(separator: "\n")
}

/// The texts that stand first in the parentheses behind a name.
private func firstArguments(of name: String, in source: String) -> [String] {
  source.components(separatedBy: name + "(").dropFirst().compactMap { rest in
    let argument = rest.drop { $0.isWhitespace }
    guard argument.first == "\"" else { return nil }
    return String(argument.dropFirst().prefix { $0 != "\"" })
  }
}

@Test("Every language has the same strings with the same values", arguments: ["es"])
func sameKeys(_ language: String) throws {
  let files = try RepositoryFiles.catalogue("Texts")
  let english = try Wording.strings(files, "en")
  let other = try Wording.strings(files, language)
  #expect(Set(english.keys).subtracting(other.keys).sorted() == [])
  #expect(Set(other.keys).subtracting(english.keys).sorted() == [])
  for (key, template) in english { #expect(places(template) == places(other[key] ?? ""), "\(key)") }
}

@Test("Every string that a source names is there")
func namedStrings() throws {
  let strings = try Wording.strings(try RepositoryFiles.catalogue("Texts"), "en")
  let text = try sources()
  var missing: Set<String> = []
  func need(_ key: String) { if strings[key] == nil, !key.contains("\\(") { missing.insert(key) } }
  for key in firstArguments(of: "Phrase", in: text) where key != "literal" { need(key) }
  for key in firstArguments(of: ".word", in: text) where !key.hasSuffix(".") { need("word.\(key)") }
  for key in firstArguments(of: "ReportColumn", in: text) { need("column.\(key)") }
  for key in firstArguments(of: "ReportGrid", in: text) {
    need("grid.\(key)")
    need("empty.\(key)")
  }
  for key in firstArguments(of: "plain", in: text) { need(key) }
  // Columns that people never see need no heading.
  missing.remove("column.complete")
  #expect(missing.sorted() == [])
}

@Test("Every report has its title and question, in every language", arguments: ["en", "es"])
func reportTitles(_ language: String) throws {
  let strings = try Wording.strings(try RepositoryFiles.catalogue("Texts"), language)
  let declared = try RepositoryFiles.catalogue("Reports").map { DeclaredReport(try ReportDefinition($0)).card.id }
  for id in declared + ComputedReports.all.map(\.card.id) {
    for part in ["title", "question"] { #expect(strings["report.\(id).\(part)"] != nil, "report.\(id).\(part)") }
  }
}

@Test("Words of enumerations are there")
func enumeratedWords() throws {
  let strings = try Wording.strings(try RepositoryFiles.catalogue("Texts"), "en")
  var keys = ReportChoices.Comparison.allCases.map { "against.\($0.rawValue)" }
  keys += ["month", "year", "fiscal-year", "trailing-12"].map { "measure.\($0)" }
  keys += Basis.allCases.map { "basis.\($0.rawValue)" }
  for key in keys { #expect(strings["word.\(key)"] != nil, "word.\(key)") }
  for measure in Measure.allCases where !measure.rawValue.hasPrefix("unrated") || measure == .unrated {
    #expect(strings["column.\(measure.rawValue)"] != nil, "column.\(measure.rawValue)")
  }
}

@Test(
  "Money and numbers follow the country",
  arguments: [
    ("es-CL", "CLP", Int64(1_234_567), "$1.234.567"), ("es-CL", "CLP", -1_234_567, "-$1.234.567"),
    ("en-US", "USD", 123_456_789, "$1,234,567.89"), ("en-US", "CLP", 1_234_567, "CLP\u{A0}1,234,567"),
    ("es-ES", "EUR", 123_450, "1234,50\u{A0}€"), ("es-ES", "EUR", 1_234_567, "12.345,67\u{A0}€"),
    ("fr-FR", "EUR", 123_456_789, "1\u{202F}234\u{202F}567,89\u{A0}€"),
    ("de-CH", "CHF", 1_234_567, "CHF\u{A0}12’345.67"),
    ("en-US", "USD", -5, "-$0.05"),
  ] as [(String, String, Int64, String)])
func moneyByCountry(_ locale: String, _ code: String, _ amount: Int64, _ expected: String) throws {
  var coop = SmallCoop()
  coop.sell("A", amount, on: "2026-01-31")
  var table = try coop.run(try RepositoryFiles.share())
  table.currency = try #require(Currency(code: code))
  #expect(try RepositoryFiles.text(table, locale).contains(expected))
}
