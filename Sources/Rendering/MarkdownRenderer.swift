// A report as Markdown, for minutes and mails.
public import Reporting
internal import SpendModel

/// `--output markdown`
public struct MarkdownRenderer: Renderer {
  /// See `Renderer`.
  public static let name = "markdown"
  private let wording: Wording

  /// A renderer in a language.
  public init(_ wording: Wording) { self.wording = wording }

  /// See `Renderer`.
  public func render(_ table: ReportTable) -> [UInt8] {
    var lines = ["# " + MarkdownRenderer.escaped(wording.text(table.question, table.currency)), ""]
    if !table.headline.isEmpty {
      lines += ["**" + MarkdownRenderer.escaped(wording.sentences(table.headline, table.currency)) + "**", ""]
    }
    lines += gridLines(table.main, table.currency)
    for section in table.sections {
      lines += ["", "## " + wording.heading(section, table.currency), ""] + gridLines(section, table.currency)
    }
    lines += ["", MarkdownRenderer.escaped(Provenance.text(table, wording)) + "."]
    if !table.notes.isEmpty { lines.append("") }
    lines += table.notes.map { "- " + MarkdownRenderer.escaped(wording.text($0, table.currency)) }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func gridLines(_ grid: ReportGrid, _ currency: Currency) -> [String] {
    let display = DisplayTable(grid, wording, currency)
    if let text = display.emptyText { return [MarkdownRenderer.escaped(text)] + notes(display) }
    var lines = [line(display.headings), "|" + display.isNumeric.map { $0 ? "--:|" : "---|" }.joined()]
    lines += display.rows.map(line)
    if !display.totals.isEmpty { lines.append(line(display.totals)) }
    return lines + notes(display)
  }

  private func notes(_ display: DisplayTable) -> [String] {
    (display.notes.isEmpty ? [] : [""]) + display.notes.map { "- " + MarkdownRenderer.escaped($0) }
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
