// `imports`: what was imported, one import in full, and taking one back.
internal import Rendering
internal import Reporting
internal import SpendModel
internal import Storage

/// A list as a table for people and as lines of JSON.
public struct Listing: Sendable {
  /// For people.
  public var table: String
  /// One JSON object a line.
  public var jsonText: String
}

/// Every import.
public func listImports(in workspace: Workspace) throws -> Listing {
  let currency = workspace.configuration.currency
  let records = try workspace.readDatabase().imports()
  let header = ["import", "file", "format", "state", "from", "to", "read", "counted", "rejected", "counted amount"]
  let rows = records.map { record in
    let landing = record.landing
    return [
      landing.importID.map(String.init) ?? "", landing.file, landing.format, record.state,
      landing.days?.lowerBound.isoText ?? "–", landing.days?.upperBound.isoText ?? "–",
      MoneyText.grouped(landing.balance.read.lines), MoneyText.grouped(landing.balance.counted.lines),
      MoneyText.grouped(landing.balance.rejected.lines),
      MoneyText.grouped(landing.balance.counted.amount.value, currency) + " " + currency.code,
    ]
  }
  let table = rows.isEmpty ? "Nothing was imported yet.\n" : aligned([header] + rows, right: [0, 6, 7, 8, 9])
  return Listing(table: table, jsonText: records.map { json($0, currency).text + "\n" }.joined())
}

/// One import with its balance.
public func showImport(_ id: Int, in workspace: Workspace) throws -> ImportOutcome {
  guard let record = try workspace.readDatabase().importRecord(id: id) else {
    throw Problem(
      .wrongUse, what: "There is no import \(id).", place: "imports show \(id)",
      rule: "an import is named by its number",
      mend: "See `commonspend imports`.")
  }
  return ImportOutcome(record: record, currency: workspace.configuration.currency)
}

/// An import that was taken back.
public struct UndoResult: Sendable {
  /// For people.
  public var sentences: String
  /// One JSON object.
  public var jsonText: String
}

/// Restores the content before an import.
public func undoImport(_ id: Int, in workspace: Workspace) throws -> UndoResult {
  guard workspace.hasDatabase else {
    throw Problem(
      .wrongUse, what: "There is no import \(id).", place: "imports undo \(id)",
      rule: "an import is named by its number",
      mend: "Nothing was imported yet.")
  }
  let derivation = try Derivation(workspace)
  let database = try SpendDatabase(path: workspace.databasePath, mode: .create)
  let record = try database.undo(importID: id, derive: { try derivation.refresh($0, $1) })
  let lines = record.landing.balance.counted.lines
  return UndoResult(
    sentences:
      "Import \(id) (\(PrintableText.line(record.landing.file))) is undone: \(Counted.text(lines, "counted line")) left the figures.\n",
    jsonText: JSONText.object([
      ("import", .int(id)), ("file", .string(record.landing.file)), ("state", .string("undone")),
      ("lines", .int(lines)),
      ("amount", .number(workspace.configuration.currency.text(record.landing.balance.counted.amount.value))),
    ]).text)
}

private func json(_ record: ImportRecord, _ currency: Currency) -> JSONText {
  guard case .object(let pairs) = ImportOutcome(record: record, currency: currency).json else { return .null }
  return .object(
    pairs + [
      ("importedAt", .string(record.importedAt)), ("settings", .array(record.settings.map { .string($0) })),
      ("tax", .string(record.tax)),
    ])
}

/// Rows of text in columns; the first row is the heading.
func aligned(_ cells: [[String]], right: Set<Int> = []) -> String {
  let rows = cells.map { $0.map(PrintableText.line) }
  let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
  return rows.map { row in
    var line = row.indices.map { column in
      right.contains(column) ? row[column].leftPadded(to: widths[column]) : row[column].padded(to: widths[column])
    }.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }.joined()
}
