// Rows that reports put below and between their lines, in the languages that exports come in: `totals: true` of a format.
internal import SpendModel

enum CommonRules {
  /// What a row of sums is called, folded.
  static let totals = [
    "total", "totals", "subtotal", "sub total", "grand total", "totales", "total general", "suma", "totaux",
    "sous total",
    "total geral", "totais", "totale", "totali", "subtotale", "gesamt", "gesamtsumme", "summe", "zwischensumme",
    "endsumme",
    "totaal", "subtotaal", "eindtotaal",
  ]

  private static let notes = [
    "***", "Fin del informe", "End of report", "Fin du rapport", "Fim do relatório", "Ende des Berichts",
    "Fine del report",
  ]

  /// The rules for columns of these roles in a table of so many columns. A column that the table lacks drops its rule, or
  /// where it would have to be blank, its test.
  static func rows(_ columns: [Role: Int], width: Int) -> [Exclusion] {
    let words = CellTest.Match.foldedWords(totals)
    let names = [Role.description, .code].compactMap { columns[$0] }
    var rules: [[CellTest]] = [Role.day, .store, .receipt].compactMap { columns[$0] }.map {
      [CellTest(column: $0, match: .foldedOneOf(totals))]
    }
    let day = columns[.businessDay] ?? columns[.day]
    if let day {
      rules.append([CellTest(column: day, match: words)])
      rules += names.map { [CellTest(column: day, match: .blank), CellTest(column: $0, match: words)] }
    }
    if let description = columns[.description] {
      let others = columns[.code].map { [CellTest(column: $0, match: .blank)] } ?? []
      // The code first: it is there on nearly every line, and then no name has to be folded.
      rules.append(others + [CellTest(column: description, match: .foldedOneOf(totals))])
    }
    // A row without day, code and name whose label stands wherever there was room.
    let blank = ([day].compactMap(\.self) + names).map { CellTest(column: $0, match: .blank) }
    let labels = (0..<min(width, 60)).filter { column in !blank.contains { $0.column == column } }
    rules += labels.map { blank + [CellTest(column: $0, match: words)] }
    return exclusions(rules) + heading(columns)
  }

  /// A row that names the group of the rows below it: its first cell is filled, and nothing that a line has.
  private static func heading(_ columns: [Role: Int]) -> [Exclusion] {
    let needed = ([.day, .businessDay, .description, .code, .quantity] + CellQuestions.moneyRoles)
      .compactMap { columns[$0] }.filter { $0 > 0 }
    guard needed.count > 2 else { return [] }
    let tests = [CellTest(column: 0, match: .filled)] + needed.map { CellTest(column: $0, match: .blank) }
    return [Exclusion(rule: "heading", cancels: false, tests: tests)]
  }

  private static func exclusions(_ rules: [[CellTest]]) -> [Exclusion] {
    rules.map { Exclusion(rule: "total", cancels: false, tests: $0) } + [
      Exclusion(
        rule: "footer", cancels: false, tests: [CellTest(column: 0, match: .prefix(notes.map { Array($0.utf8) }))])
    ]
  }
}
