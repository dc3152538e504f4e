// A report in its documented, versioned machine shape (docs/reference/report-json.md).
public import Reporting
internal import SpendModel

/// `--output json`
public struct JSONRenderer: Renderer {
  /// See `Renderer`.
  public static let name = "json"

  private let wording: Wording

  /// A renderer in a language: numbers and keys are the same in each, sentences are not.
  public init(_ wording: Wording) { self.wording = wording }

  /// See `Renderer`.
  public func render(_ table: ReportTable) -> [UInt8] { Array((document(table).lines + "\n").utf8) }

  /// The whole report as one value: also what a published file holds.
  public func document(_ table: ReportTable) -> JSONText {
    let headline = table.headline.isEmpty ? nil : wording.sentences(table.headline, table.currency)
    return .object(
      [
        ("report", .string(table.report)), ("version", .int(table.version)),
        ("question", .string(wording.text(table.question, table.currency))), ("currency", .string(table.currency.code)),
        ("basis", .string(table.basis.rawValue)), ("tax", .string(table.tax)), ("method", .string(table.method)),
        ("ratingsAsOf", .optional(table.ratingsAsOf?.isoText)), ("scope", scope(table)),
        ("outOfScope", outOfScope(table)),
      ] + grid(table.main, table.currency) + [
        ("notes", .array(notes(table).map { .string($0) })), ("headline", .optional(headline)),
        ("sections", .array(table.sections.map { section($0, table.currency) })),
      ])
  }

  private func notes(_ table: ReportTable) -> [String] {
    (table.main.notes + table.notes).map { wording.text($0, table.currency) }
  }

  private func section(_ grid: ReportGrid, _ currency: Currency) -> JSONText {
    .object(
      [("name", .string(grid.name))] + self.grid(grid, currency)
        + [("notes", .array(grid.notes.map { .string(wording.text($0, currency)) }))])
  }

  private func scope(_ table: ReportTable) -> JSONText {
    .object([
      ("from", .optional(table.days?.first.isoText)), ("to", .optional(table.days?.last.isoText)),
      ("where", .object(table.filters.map { ($0.column, .array($0.values.map { .string($0) })) })),
    ])
  }

  private func outOfScope(_ table: ReportTable) -> JSONText {
    .array(
      table.outOfScope.map {
        .object([
          ("rule", .string($0.rule)), ("lines", .int($0.tally.lines)),
          ("amount", .number(table.currency.text($0.tally.amount.value))),
        ])
      })
  }

  private func grid(_ grid: ReportGrid, _ currency: Currency) -> [(String, JSONText)] {
    let values = MachineGrid(grid, currency)
    let names = grid.columns.map(\.name)
    let columns = grid.columns.map {
      JSONText.object([("name", .string($0.name)), ("kind", .string($0.kind.rawValue))])
    }
    let totals = zip(grid.totals, zip(names, values.totals)).filter { $0.0 != .absent }
    return [
      ("columns", .array(columns)),
      ("rows", .array(values.rows.map { .object(Array(zip(names, $0.map(JSONRenderer.json)))) })),
      ("totals", .object(totals.map { ($0.1.0, JSONRenderer.json($0.1.1)) })),
    ]
  }

  private static func json(_ value: MachineValue) -> JSONText {
    switch value {
    case .text(let text): .string(text)
    case .number(let number): .number(number)
    case .flag(let flag): .bool(flag)
    case .list(let texts): .array(texts.map { .string($0) })
    case .absent: .null
    }
  }
}
