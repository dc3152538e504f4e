// A report as CSV: the columns of the machine shape, one header row, numbers as numbers.
internal import Delimited
public import Reporting
internal import SpendModel

/// `--output csv`
public struct CSVRenderer: Renderer {
  /// See `Renderer`.
  public static let name = "csv"

  /// See `Renderer`.
  public init() {}

  /// See `Renderer`.
  public func render(_ table: ReportTable) -> [UInt8] {
    var writer = RecordWriter(formulaSafe: true)
    for column in table.columns { writer.text(column.name) }
    writer.endRow()
    for row in table.rows {
      for cell in row {
        switch cell {
        case .text(let text): writer.text(text)
        case .money(let amount): writer.verbatim(table.currency.text(amount))
        case .share(let share): writer.verbatim(share.decimalText ?? "")
        case .flag(let flag): writer.verbatim(flag ? "true" : "false")
        case .count(let count): writer.verbatim(String(count))
        case .absent: writer.verbatim("")
        }
      }
      writer.endRow()
    }
    return writer.bytes
  }
}
