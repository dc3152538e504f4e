// A report for a terminal: aligned columns, a small bar for the proved share, the line of truth under it.
public import Reporting
internal import SpendModel

/// `--output text`
public struct TextRenderer: Renderer {
  /// See `Renderer`.
  public static let name = "text"
  private let hasColour: Bool

  /// `hasColour`: whether a terminal reads it.
  public init(hasColour: Bool) { self.hasColour = hasColour }

  /// See `Renderer`.
  public func render(_ table: ReportTable) -> [UInt8] {
    let display = DisplayTable(table)
    let all = [display.headings] + display.rows + [display.totals]
    let widths = display.headings.indices.map { column in all.map { TextRenderer.width($0[column]) }.max() ?? 0 }
    var lines = [table.question, styled(DisplayTable.provenance(table), "2"), ""]
    lines.append(styled(line(display.headings, widths, display), "1"))
    for (row, bar) in zip(display.rows, display.bars) { lines.append(line(row, widths, display) + barText(bar)) }
    if display.rows.isEmpty { lines.append("(no sales)") }
    lines.append(styled(line(display.totals, widths, display), "1"))
    lines.append("")
    if let headline = table.headline { lines.append(styled(headline, "1")) }
    lines += ([DisplayTable.openNote(table)].compactMap(\.self) + table.notes).map { "  " + $0 }
    return Array((lines.map(TextRenderer.trimmed).joined(separator: "\n") + "\n").utf8)
  }

  private func line(_ cells: [String], _ widths: [Int], _ display: DisplayTable) -> String {
    cells.indices.map { column in
      let gap = String(repeating: " ", count: widths[column] - TextRenderer.width(cells[column]))
      return display.isNumeric[column] ? gap + cells[column] : cells[column] + gap
    }.joined(separator: "  ")
  }

  /// Ten blocks for 100 %.
  private func barText(_ permille: Int?) -> String {
    guard let permille else { return "" }
    let eighths = permille * 80 / 1000
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let bar = String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
    return bar.isEmpty ? "" : "  " + styled(bar, "32")
  }

  private func styled(_ text: String, _ code: String) -> String {
    hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// Columns on a terminal: wide characters of East Asia take two, combining marks none.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.properties.generalCategory == .nonspacingMark ? 0 : isWide($1) ? 2 : 1) }
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xA4CF).contains(scalar.value)
      || (0xAC00...0xD7A3).contains(scalar.value) || (0xF900...0xFAFF).contains(scalar.value)
      || (0xFE30...0xFE6F).contains(scalar.value) || (0xFF00...0xFF60).contains(scalar.value)
      || (0x1F300...0x1FAFF).contains(scalar.value)
  }
}
