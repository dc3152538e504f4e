// `match`: sold codes without a product and supplier names without a supplier, by falling spend, each with what it may
// mean and why. As CSV it is the form that `match --write` takes back.
internal import Delimited
internal import Rendering
internal import Reporting
internal import SpendModel

/// What nothing matches, with candidates.
public struct MatchList: Sendable {
  enum Kind: String {
    case product, supplier
  }

  struct Row: Sendable {
    var kind: Kind
    /// The code or the name as exports write it.
    var text: String
    var description = ""
    var department = ""
    /// The supplier that the export names for the code.
    var supplier = ""
    var lines: Int
    var amount: Int64
    var candidates: [Candidate]
  }

  struct Candidate: Sendable {
    var text: String
    var name: String
    var why: String
    var score: Int
  }

  /// The columns of the CSV.
  static let columns = [
    "kind", "text", "description", "department", "supplier", "lines", "amount", "accept", "candidate", "name", "why",
    "other_candidates",
  ]
  private static let rowsForPeople = 25

  let rows: [Row]
  let currency: Currency
  let codeless: (lines: Int, amount: Int64)

  /// For people: the largest of each kind.
  public var sentences: String {
    var text = PrintableText.visible(section(.product, "Sold codes without a product"))
    text += "\n" + PrintableText.visible(section(.supplier, "Supplier names without a supplier"))
    if codeless.lines > 0 {
      let lines = MoneyText.grouped(codeless.lines)
      text += "\nLines without a code, which no product can meet: \(lines), \(money(codeless.amount))\n"
    }
    guard !rows.isEmpty else { return text }
    return text + """

      To take candidates: commonspend match --output csv > matches.csv, fill the column accept, then
      commonspend match --write matches.csv

      """
  }

  private func money(_ amount: Int64) -> String { MoneyText.grouped(amount, currency) + " " + currency.code }

  private func section(_ kind: Kind, _ title: String) -> String {
    let own = rows.filter { $0.kind == kind }
    guard !own.isEmpty else { return "\(title): none\n" }
    let shown = own.prefix(MatchList.rowsForPeople)
    var text = "\(title): \(MoneyText.grouped(own.count))"
    text += shown.count < own.count ? ", the first \(shown.count) by spend\n" : "\n"
    for row in shown {
      let lines = row.lines == 1 ? "1 line" : "\(MoneyText.grouped(row.lines)) lines"
      text += "  " + PrintableText.line([row.text, row.description].filter { !$0.isEmpty }.joined(separator: "  "))
      text += row.department.isEmpty ? "" : "  (\(PrintableText.line(row.department)))"
      text += "  \(lines)  \(money(row.amount))\n"
      for candidate in row.candidates {
        text += "    " + PrintableText.line("\(candidate.text)  \(candidate.name): \(candidate.why)") + "\n"
      }
    }
    return text
  }

  /// docs/reference/commands.md, "match"
  public var csv: [UInt8] {
    var writer = RecordWriter(formulaSafe: false)
    for name in MatchList.columns { writer.verbatim(name) }
    writer.endRow()
    for row in rows {
      let first = row.candidates.first
      let others = row.candidates.dropFirst().map { "\($0.text) (\($0.why))" }.joined(separator: "; ")
      for cell in [
        row.kind.rawValue, row.text, row.description, row.department, row.supplier, String(row.lines),
        currency.text(row.amount), "", first?.text ?? "", first?.name ?? "", first?.why ?? "", others,
      ] { writer.verbatim(cell) }
      writer.endRow()
    }
    return writer.bytes
  }

  /// One JSON object a line.
  public var jsonText: String { rows.map { json($0).text + "\n" }.joined() }

  private func json(_ row: Row) -> JSONText {
    func filled(_ text: String) -> JSONText { .optional(text.isEmpty ? nil : text) }
    return .object([
      ("kind", .string(row.kind.rawValue)), ("text", .string(row.text)), ("description", filled(row.description)),
      ("department", filled(row.department)), ("supplier", filled(row.supplier)), ("lines", .int(row.lines)),
      ("amount", .number(currency.text(row.amount))),
      (
        "candidates",
        .array(
          row.candidates.map {
            .object([
              ("candidate", .string($0.text)), ("name", filled($0.name)), ("why", .string($0.why)),
              ("score", .int($0.score)),
            ])
          })
      ),
    ])
  }
}

/// Lists what no product and no supplier matches, over all imported days; what is out of scope is left out.
public func listMatches(in workspace: Workspace) throws -> MatchList {
  let tables = try workspace.tables()
  let unmatched = try UnmatchedSpend(workspace, tables)
  let products = ProductCandidates(tables)
  let suppliers = SupplierCandidates(tables)
  func shown(_ candidates: [MatchCandidate]) -> [MatchList.Candidate] {
    candidates.map { MatchList.Candidate(text: $0.text, name: $0.name, why: $0.why, score: $0.score) }
  }
  let codes = unmatched.codes.map { code in
    MatchList.Row(
      kind: .product, text: code.item.code, description: code.item.description, department: code.item.department,
      supplier: code.item.supplier, lines: code.sums.lines, amount: code.sums.amount.value,
      candidates: shown(products.candidates(code.item)))
  }
  let names = unmatched.names.map { name in
    MatchList.Row(
      kind: .supplier, text: name.text, lines: name.sums.lines, amount: name.sums.amount.value,
      candidates: shown(suppliers.candidates(name.text)))
  }
  return MatchList(
    rows: codes + names, currency: workspace.configuration.currency,
    codeless: (unmatched.codeless.lines, unmatched.codeless.amount.value))
}
