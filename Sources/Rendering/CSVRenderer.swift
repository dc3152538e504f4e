// A report as CSV: the columns of the main grid's machine shape, one header row, numbers as numbers.
internal import Delimited
public import Reporting
internal import SpendModel

/// `--output csv`
public struct CSVRenderer: Renderer {
  /// See `Renderer`.
  public static let name = "csv"

  /// A renderer.
  public init() {}

  /// See `Renderer`.
  public func render(_ table: ReportTable) -> [UInt8] {
    var writer = RecordWriter(formulaSafe: true)
    for column in table.main.columns { writer.text(column.name) }
    writer.endRow()
    for row in MachineGrid(table.main, table.currency).rows {
      for cell in row { CSVRenderer.write(cell, &writer) }
      writer.endRow()
    }
    return writer.bytes
  }

  private static func write(_ value: MachineValue, _ writer: inout RecordWriter) {
    switch value {
    case .text(let text): writer.text(text)
    case .number(let number): writer.verbatim(number)
    case .flag(let flag): writer.verbatim(flag ? "true" : "false")
    case .list(let texts): writer.text(texts.joined(separator: "|"))
    case .absent: writer.verbatim("")
    }
  }
}
