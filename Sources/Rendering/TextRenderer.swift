// A report for a terminal: aligned columns, small bars, the line of truth under the first grid.
public import Reporting
internal import SpendModel

/// `--output text`
public struct TextRenderer: Renderer {
  /// See `Renderer`.
  public static let name = "text"
  private let wording: Wording
  private let hasColour: Bool
  /// Columns of the terminal; nil: as wide as it comes.
  private let room: Int?

  /// `hasColour`: whether a terminal reads it; `width`: its columns, where they are known.
  public init(_ wording: Wording, hasColour: Bool, width: Int? = nil) {
    self.wording = wording
    self.hasColour = hasColour
    room = width.map { max(40, $0) }
  }

  /// See `Renderer`.
  public func render(_ table: ReportTable) -> [UInt8] {
    var lines = wrapped(wording.text(table.question, table.currency))
    lines += styled(wrapped(Provenance.text(table, wording)), "2") + [""]
    lines += gridLines(table.main, table.currency)
    if !table.headline.isEmpty {
      lines += [""] + styled(wrapped(wording.sentences(table.headline, table.currency)), "1")
    }
    for section in table.sections {
      lines += ["", styled(wording.heading(section, table.currency), "1")] + gridLines(section, table.currency)
    }
    if !table.notes.isEmpty { lines.append("") }
    lines += table.notes.flatMap { wrapped(wording.text($0, table.currency), indent: "  ") }
    return Array((lines.map(TextRenderer.trimmed).joined(separator: "\n") + "\n").utf8)
  }

  private func wrapped(_ text: String, indent: String = "") -> [String] {
    TextLayout.wrapped(text, to: room, indent: indent)
  }

  private func gridLines(_ grid: ReportGrid, _ currency: Currency) -> [String] {
    let display = DisplayTable(grid, wording, currency)
    let bars = bars(grid, display)
    let layout = TextLayout(display, room: room, bars: bars.allSatisfy(\.isEmpty) ? 0 : 12)
    var lines = styled(layout.headings, "4")
    for (row, bar) in zip(display.rows, bars) { lines.append(layout.row(row) + (layout.hasBars ? bar : "")) }
    if let text = display.emptyText { lines.append(text) }
    if !display.totals.isEmpty { lines.append(styled(layout.row(display.totals), "1")) }
    var notes = display.notes
    if !layout.omitted.isEmpty {
      let phrase = Phrase("note.narrow", ["columns": .text(layout.omitted.joined(separator: ", "))])
      notes.append(wording.text(phrase, currency))
    }
    return lines + notes.flatMap { wrapped($0, indent: "  ") } + courses(grid)
  }

  /// The proved share's course below the rows.
  private func courses(_ grid: ReportGrid) -> [String] {
    let courses = Courses(grid, wording).lines
    let widths = courses.reduce([0, 0]) { widths, cells in zip(widths, cells).map { max($0, TextRenderer.width($1)) } }
    return (courses.isEmpty ? [] : [""])
      + courses.map { cells in
        zip(cells, widths + [0]).map { text, width in
          text + String(repeating: " ", count: max(0, width - TextRenderer.width(text)))
        }.joined(separator: "  ")
      }
  }

  private func line(_ cells: [String], _ widths: [Int], _ display: DisplayTable) -> String {
    cells.indices.map { column in
      let gap = String(repeating: " ", count: widths[column] - TextRenderer.width(cells[column]))
      return display.isNumeric[column] ? gap + cells[column] : cells[column] + gap
    }.joined(separator: "  ")
  }

  // MARK: - Bars

  private func bars(_ grid: ReportGrid, _ display: DisplayTable) -> [String] {
    for case .bars(let column) in grid.charts { return signedBars(grid, column, display.rows.count) }
    return display.bars.map { permille in
      guard let permille else { return "" }
      let bar = TextRenderer.blocks(eighths: permille * 80 / 1000)
      return bar.isEmpty ? "" : "  " + styled(bar, "32")
    }
  }

  /// Bars to the right of the rows, the longest ten blocks; what is below zero is hatched, so that it can be told without
  /// colour.
  private func signedBars(_ grid: ReportGrid, _ name: String, _ count: Int) -> [String] {
    let values = SignedBars(grid, column: name, rows: count).values
    let most = max(1, values.map(\.magnitude).max() ?? 1)
    return values.map { value in
      let eighths = Int(value.magnitude * 80 / most)
      if value == 0 { return "" }
      return value > 0
        ? "  " + styled(TextRenderer.blocks(eighths: eighths), "32")
        : "  " + styled(String(repeating: "░", count: max(1, (eighths + 4) / 8)), "31")
    }
  }

  private static func blocks(eighths: Int) -> String {
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }

  private func styled(_ text: String, _ code: String) -> String {
    hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  private func styled(_ lines: [String], _ code: String) -> [String] { lines.map { styled($0, code) } }

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

/// A signed column as whole numbers that keep their proportions.
struct SignedBars {
  let values: [Int64]

  init(_ grid: ReportGrid, column: String, rows: Int) {
    guard let index = grid.index(of: column) else {
      values = []
      return
    }
    values = grid.rows.prefix(rows).map { row in
      switch row[index] {
      case .points(let points): points.scaled(decimals: 9) ?? 0
      case .share(let share): share.scaled(decimals: 9) ?? 0
      case .money(let amount): amount / 100
      default: 0
      }
    }
  }
}

/// Basis, tax and method in one line.
enum Provenance {
  static func text(_ table: ReportTable, _ wording: Wording) -> String {
    var phrase = Phrase(
      "provenance",
      [
        "currency": .text(table.currency.code), "basis": .word("basis." + table.basis.rawValue),
        "tax": .word("tax." + table.tax), "method": .text(table.method),
      ])
    phrase.values["ratings"] =
      table.ratingsAsOf.map { .phrase(Phrase("provenance.dated", ["day": .day($0)])) }
      ?? .phrase(Phrase("provenance.undated"))
    let filters = table.filters.map { "\(wording.heading($0.column)): \($0.values.joined(separator: ", "))" }
    return ([wording.text(phrase, table.currency)] + filters.map(VisibleText.of)).joined(separator: "; ")
  }
}
