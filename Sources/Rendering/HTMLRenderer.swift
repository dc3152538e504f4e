// A report as one self-contained page: no script, no outside request; charts by our own SVG, each beside its table.
public import Reporting
internal import SpendModel

/// `--output html`
public struct HTMLRenderer: Renderer {
  /// See `Renderer`.
  public static let name = "html"
  private let wording: Wording

  /// A renderer in a language.
  public init(_ wording: Wording) { self.wording = wording }

  /// See `Renderer`.
  public func render(_ table: ReportTable) -> [UInt8] {
    let title = HTMLText.escaped(wording.text(table.title, table.currency))
    let page = """
      <!doctype html>
      <html lang="\(wording.language)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>
      <link rel="icon" href="data:,">
      <style>\(PageStyle.css)</style>
      </head>
      <body>
      \(body(table, title))
      </body>
      </html>

      """
    return Array(page.utf8)
  }

  /// The report without the page around it: what a dashboard puts into its own.
  public func body(_ table: ReportTable, _ title: String) -> String {
    var parts = [
      "<header><h1>\(title)</h1>",
      "<p class=\"question\">\(HTMLText.escaped(wording.text(table.question, table.currency)))</p></header>",
    ]
    if !table.headline.isEmpty {
      parts.append("<p class=\"truth\">\(HTMLText.prose(wording.sentences(table.headline, table.currency)))</p>")
    }
    parts.append(section(table.main, table, heading: nil))
    parts += table.sections.map { section($0, table, heading: wording.heading($0, table.currency)) }
    parts.append("<footer>")
    if !table.notes.isEmpty { parts.append(list(table.notes.map { wording.text($0, table.currency) })) }
    parts += ["<p>\(HTMLText.escaped(Provenance.text(table, wording))).</p></footer>"]
    return "<main>\n" + parts.joined(separator: "\n") + "\n</main>"
  }

  private func section(_ grid: ReportGrid, _ table: ReportTable, heading: String?) -> String {
    let display = DisplayTable(grid, wording, table.currency)
    let charts = grid.charts.enumerated().compactMap { index, chart in
      ChartDrawing(grid, wording, table.currency, id: "chart-\(grid.name)-\(index)").figure(chart)
    }
    var parts = ["<section>"]
    if let heading { parts.append("<h2>\(HTMLText.escaped(heading))</h2>") }
    if !charts.isEmpty {
      parts.append("<div class=\"charts\">\(charts.joined(separator: "\n"))</div>")
    }
    parts.append(tableText(display, label: heading ?? wording.text(table.title, table.currency)))
    if !display.notes.isEmpty { parts.append(list(display.notes)) }
    return (parts + ["</section>"]).joined(separator: "\n")
  }

  // MARK: - Table

  private func tableText(_ display: DisplayTable, label: String) -> String {
    if let text = display.emptyText { return "<p>\(HTMLText.escaped(text))</p>" }
    let rows = display.rows.indices.map { "<tr>\(row(display.rows[$0], display))</tr>" }
    let totals = display.totals.isEmpty ? "" : "\n<tfoot><tr>\(row(display.totals, display))</tr></tfoot>"
    return """
      <div class="scroll" role="region" tabindex="0" aria-label="\(HTMLText.escaped(label))"><table>
      <thead><tr>\(headings(display))</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>\(totals)
      </table></div>
      """
  }

  private func headings(_ display: DisplayTable) -> String {
    display.headings.indices.map { column in
      "<th scope=\"col\"\(display.isNumeric[column] ? " class=\"n\"" : "")>\(HTMLText.escaped(display.headings[column]))</th>"
    }.joined()
  }

  /// The first cell names its row.
  private func row(_ texts: [String], _ display: DisplayTable) -> String {
    texts.indices.map { column in
      let kind = display.isNumeric[column] ? " class=\"n\"" : display.wraps[column] ? " class=\"w\"" : ""
      let text = HTMLText.escaped(texts[column])
      return column == 0 && !display.isNumeric[0]
        ? "<th scope=\"row\"\(display.namesRows ? " class=\"t\"" : "")>\(text)</th>" : "<td\(kind)>\(text)</td>"
    }.joined()
  }

  private func list(_ texts: [String]) -> String {
    "<ul>\(texts.map { "<li>\(HTMLText.prose($0))</li>" }.joined())</ul>"
  }
}

/// Text in HTML and SVG.
enum HTMLText {
  /// Sentences: no line ends between a number and its sign of per cent.
  static func prose(_ text: String) -> String { escaped(text.replacing(" %", with: "\u{A0}%")) }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
