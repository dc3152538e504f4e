// A report as Markdown, for minutes and mails.
public import Reporting
internal import SpendModel

/// `--output markdown`
public struct MarkdownRenderer: Renderer {
  /// See `Renderer`.
  public static let name = "markdown"

  /// See `Renderer`.
  public init() {}

  /// See `Renderer`.
  public func render(_ table: ReportTable) -> [UInt8] {
    let display = DisplayTable(table)
    var lines = ["# \(table.question)", ""]
    if let headline = table.headline { lines += ["**\(headline)**", ""] }
    lines.append(line(display.headings))
    lines.append("|" + display.isNumeric.map { $0 ? "--:|" : "---|" }.joined())
    lines += display.rows.map(line)
    lines.append(line(display.totals))
    lines.append("")
    lines += [DisplayTable.provenance(table) + "."] + [DisplayTable.openNote(table)].compactMap(\.self) + table.notes
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func line(_ cells: [String]) -> String {
    "| " + cells.map(MarkdownRenderer.escaped).joined(separator: " | ") + " |"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "|\\`*_<>[]#".contains(character) { result += "\\" }
      result.append(character)
    }
    return result
  }
}
