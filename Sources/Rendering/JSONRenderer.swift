// A report in its documented, versioned machine shape (docs/reference/report-json.md).
public import Reporting
internal import SpendModel

/// `--output json`
public struct JSONRenderer: Renderer {
  /// See `Renderer`.
  public static let name = "json"

  /// See `Renderer`.
  public init() {}

  /// See `Renderer`.
  public func render(_ table: ReportTable) -> [UInt8] {
    let document = JSONText.object([
      ("report", .string(table.report)), ("version", .int(table.version)), ("question", .string(table.question)),
      ("currency", .string(table.currency.code)), ("basis", .string(table.basis.rawValue)), ("tax", .string(table.tax)),
      ("method", .string(table.method)), ("ratingsAsOf", .optional(table.ratingsAsOf?.isoText)),
      ("scope", scope(table)), ("outOfScope", outOfScope(table)), ("columns", columns(table)),
      ("rows", .array(table.rows.map { row($0, table) })), ("totals", totals(table)),
      ("notes", .array(table.notes.map { .string($0) })), ("headline", .optional(table.headline)),
    ])
    return Array((document.lines + "\n").utf8)
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

  private func columns(_ table: ReportTable) -> JSONText {
    .array(table.columns.map { .object([("name", .string($0.name)), ("kind", .string($0.kind.rawValue))]) })
  }

  private func row(_ cells: [ReportCell], _ table: ReportTable) -> JSONText {
    .object(zip(table.columns, cells).map { ($0.name, value($1, table)) })
  }

  private func totals(_ table: ReportTable) -> JSONText {
    .object(
      zip(table.columns, table.totals).filter { $0.1 != .absent }.map { ($0.name, value($1, table)) })
  }

  private func value(_ cell: ReportCell, _ table: ReportTable) -> JSONText {
    switch cell {
    case .text(let text): .string(text)
    case .money(let amount): .number(table.currency.text(amount))
    case .share(let share): share.decimalText.map { .number($0) } ?? .null
    case .flag(let flag): .bool(flag)
    case .count(let count): .int(count)
    case .absent: .null
    }
  }
}
