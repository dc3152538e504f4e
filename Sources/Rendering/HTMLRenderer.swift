// A report as one self-contained page: no script, no outside request; a chart by our own SVG beside its table.
public import Reporting
internal import SpendModel

/// `--output html`
public struct HTMLRenderer: Renderer {
  /// See `Renderer`.
  public static let name = "html"

  /// See `Renderer`.
  public init() {}

  /// See `Renderer`.
  public func render(_ table: ReportTable) -> [UInt8] {
    let display = DisplayTable(table)
    let notes = [DisplayTable.openNote(table)].compactMap(\.self) + table.notes
    let page = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(HTMLRenderer.escaped(table.question))</title>
      <style>\(HTMLRenderer.style)</style>
      </head>
      <body>
      <main>
      <h1>\(HTMLRenderer.escaped(table.question))</h1>
      \(table.headline.map { "<p class=\"truth\">\(HTMLRenderer.escaped($0))</p>" } ?? "")
      \(ShareChart(table).svg)
      <div class="scroll"><table>
      <caption>\(HTMLRenderer.escaped(DisplayTable.provenance(table)))</caption>
      <thead><tr>\(row(display.headings, display, "th scope=\"col\"", "th"))</tr></thead>
      <tbody>
      \(display.rows.map { "<tr>\(row($0, display, "td", "td"))</tr>" }.joined(separator: "\n"))
      </tbody>
      <tfoot><tr>\(row(display.totals, display, "td", "td"))</tr></tfoot>
      </table></div>
      <ul>\(notes.map { "<li>\(HTMLRenderer.escaped($0))</li>" }.joined())</ul>
      </main>
      </body>
      </html>

      """
    return Array(page.utf8)
  }

  private func row(_ cells: [String], _ display: DisplayTable, _ open: String, _ close: String) -> String {
    cells.indices.map { column in
      "<\(open)\(display.isNumeric[column] ? " class=\"n\"" : "")>\(HTMLRenderer.escaped(cells[column]))</\(close)>"
    }.joined()
  }

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

  private static let style = """
    :root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--line:#c8c8c8;--proved:#146c3c;--band:#bfe3cd}
    @media(prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#161816;--line:#4a4f4a;--proved:#6fd19b;--band:#24513a}}
    body{font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0}
    main{max-width:70rem;margin:auto;padding:1rem}h1{font-size:1.4rem}.truth{font-size:1.15rem;font-weight:600}
    .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
    caption{text-align:left;padding:.5rem 0}th,td{padding:.25rem .6rem;text-align:left;border-bottom:1px solid var(--line);white-space:nowrap}
    .n{text-align:right}tfoot{font-weight:600}svg{width:100%;height:auto;max-height:20rem}
    svg text{fill:var(--ink);font-size:11px}svg .grid{stroke:var(--line)}svg .band{fill:var(--band)}
    svg .proved{fill:none;stroke:var(--proved);stroke-width:2.5}
    @media print{body{font-size:9pt}main{padding:0}.scroll{overflow:visible}@page{size:A4;margin:15mm}}
    """
}
