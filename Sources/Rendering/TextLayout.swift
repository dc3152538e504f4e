// Fits a table of text into a terminal: first headings take several lines, then long texts are cut, then the columns that
// matter least are left out and named. Without a known width everything is written.

/// The columns of a text table, as they are written.
struct TextLayout {
  /// Indices into the display's columns.
  private var columns: [Int]
  private var widths: [Int] = []
  /// Headings of columns that had no room.
  private(set) var omitted: [String] = []
  private let display: DisplayTable
  private var breaksHeadings = false
  private var cutsTexts = false

  /// What can be missed, the first most of all. What is proved, what is possible and the coverage always stand together.
  private static let dispensable = [
    "scoreHigh", "scoreLow", "scoreCoverage", "scoreMean", "method", "evidence", "controlLines", "countedLines",
    "lines",
    "weightBefore", "weightAfter", "where", "measure", "forecastLow", "forecastHigh", "recognisedPossible",
    "documentDate",
    "unrated", "transitional", "extractive", "generative", "spentBefore", "provedAmountBefore", "spentAfter",
    "provedAmountAfter", "mix", "rate", "product", "grade", "source", "alternatives", "missing", "name", "gapToAdd",
    "next", "ends", "share", "to", "largestFive", "ofTotal", "year", "outlook", "concentration",
  ]
  private static let textWidth = 28

  /// For a terminal of so many columns, of which the bars beside the rows need some.
  init(_ display: DisplayTable, room: Int?, bars: Int) {
    self.display = display
    columns = Array(display.headings.indices)
    measure()
    guard let room = room.map({ $0 - bars }) else { return }
    if total > room { breaksHeadings = true }
    measure()
    if total > room { cutsTexts = true }
    measure()
    for name in TextLayout.dispensable where total > room {
      guard columns.count > 1, let place = columns.firstIndex(where: { display.names[$0] == name }) else { continue }
      omitted.append(display.headings[columns.remove(at: place)])
      measure()
    }
    hasBars = total <= room
  }

  /// Whether bars have room beside the rows.
  private(set) var hasBars = true

  private var total: Int { widths.reduce(0, +) + 2 * max(0, widths.count - 1) }

  private mutating func measure() {
    widths = columns.map { column in
      let texts = (display.rows + [display.totals]).compactMap { $0.isEmpty ? nil : cell($0, column) }
      return (texts + headingLines(column)).map(TextRenderer.width).max() ?? 0
    }
  }

  private func cell(_ row: [String], _ column: Int) -> String {
    let text = row[column]
    guard cutsTexts, !display.isNumeric[column], text.count > TextLayout.textWidth else { return text }
    return text.prefix(TextLayout.textWidth - 1) + "…"
  }

  private func headingLines(_ column: Int) -> [String] {
    let heading = display.headings[column]
    return breaksHeadings ? heading.split(separator: " ").map(String.init) : [heading]
  }

  /// The headings, one line or several; the last words stand on the last one.
  var headings: [String] {
    let words = columns.map(headingLines)
    let height = words.map(\.count).max() ?? 0
    return (0..<height).map { line in
      self.line(words.map { words in line < height - words.count ? "" : words[line - (height - words.count)] })
    }
  }

  /// A row, aligned.
  func row(_ cells: [String]) -> String { line(columns.map { cell(cells, $0) }) }

  private func line(_ cells: [String]) -> String {
    cells.indices.map { place in
      let gap = String(repeating: " ", count: max(0, widths[place] - TextRenderer.width(cells[place])))
      return display.isNumeric[columns[place]] ? gap + cells[place] : cells[place] + gap
    }.joined(separator: "  ")
  }

  /// Breaks a sentence between words.
  static func wrapped(_ text: String, to room: Int?, indent: String = "") -> [String] {
    guard let room, TextRenderer.width(indent + text) > room else { return [indent + text] }
    var lines: [String] = []
    // No line ends between a number and its sign of per cent.
    for word in text.replacing(" %", with: "\u{A0}%").split(separator: " ").map({
      String($0).replacing("\u{A0}", with: " ")
    }) {
      if let last = lines.last, TextRenderer.width(last) + 1 + TextRenderer.width(word) <= room {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(indent + word)
      }
    }
    return lines
  }
}
