// Draws a grid's charts as SVG: the same picture in a page, on paper and in the dashboard. The table beside it has the
// figures, so each drawing only carries a title and a description for those who do not see it.
internal import Reporting
internal import SpendModel

/// The drawings of one grid.
struct ChartDrawing {
  let grid: ReportGrid
  let wording: Wording
  let currency: Currency
  /// Unique on its page.
  let id: String

  init(_ grid: ReportGrid, _ wording: Wording, _ currency: Currency, id: String) {
    self.grid = grid
    self.wording = wording
    self.currency = currency
    self.id = id
  }

  /// The picture; nil where there is too little to draw.
  func svg(_ chart: ReportChart) -> String? {
    switch chart {
    case .band(let low, let high): BandChart(self, low, high)?.svg
    case .stacked(let columns): StackedChart(self, columns)?.svg
    case .bars(let column): BarChart(self, column)?.svg
    }
  }

  /// The picture under its caption.
  func figure(_ chart: ReportChart) -> String? {
    svg(chart).map {
      "<figure><figcaption>\(HTMLText.escaped(wording.plain("caption.\(ChartDrawing.kind(chart))")))</figcaption>\($0)</figure>"
    }
  }

  private static func kind(_ chart: ReportChart) -> String {
    switch chart {
    case .band: "band"
    case .stacked: "stacked"
    case .bars: "bars"
    }
  }

  static let width = 520

  /// A drawing with its title.
  func frame(_ kind: String, height: Int, _ content: [String]) -> String {
    let title = HTMLText.escaped(wording.plain("chart.\(kind)"))
    return """
      <svg class="chart" viewBox="0 0 \(ChartDrawing.width) \(height)" role="img" aria-labelledby="\(id)">
      <title id="\(id)">\(title)</title>
      \(content.filter { !$0.isEmpty }.joined(separator: "\n"))
      </svg>
      """
  }

  /// The label of a row: its first column.
  func label(_ row: Int) -> String {
    switch grid.rows[row].first {
    case .text(let text): VisibleText.of(text)
    case .word(let id): wording.word(id)
    default: "–"
    }
  }

  static func text(_ text: String, x: Int, y: Int, anchor: String = "start", style: String = "quiet") -> String {
    "<text class=\"\(style)\" x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\">\(HTMLText.escaped(text))</text>"
  }

  /// Labels below a row of periods, as many as have room.
  func periodLabels(_ count: Int, y: Int, x: (Int) -> Int) -> [String] {
    let every = max(1, (count + 4) / 5)
    return (0..<count).filter { $0 % every == 0 }.map { ChartDrawing.text(label($0), x: x($0), y: y, anchor: "middle") }
  }
}

/// The band from proved to possible over the periods, with target lines.
private struct BandChart {
  private let drawing: ChartDrawing
  /// Shares in units of 10^-4 by row; nil: unknown.
  private let low: [Int?]
  private let high: [Int?]
  private let targets: [[Int?]]
  private let bounds = (left: 56, right: 24, top: 14, bottom: 30, height: 240)

  init?(_ drawing: ChartDrawing, _ lowName: String, _ highName: String) {
    let grid = drawing.grid
    guard let lowColumn = grid.index(of: lowName), let highColumn = grid.index(of: highName) else { return nil }
    func shares(_ column: Int) -> [Int?] {
      grid.rows.map { if case .share(let share) = $0[column] { BandChart.units(share) } else { nil } }
    }
    self.drawing = drawing
    low = shares(lowColumn)
    high = shares(highColumn)
    targets = grid.targets.map { $0.shares.map { $0.flatMap(BandChart.units) } }
    guard low.compactMap(\.self).count > 1 else { return nil }
  }

  private static func units(_ share: Share) -> Int? {
    share.scaled(decimals: 4).map { Int(min(10_000, max(0, $0))) }
  }

  var svg: String {
    drawing.frame(
      "band", height: bounds.height,
      gridLines + runs.map(band) + runs.map { line($0.map { ($0, low[$0] ?? 0) }, "proved") }
        + runs.filter { $0.count == 1 }.map(dot)
        + targets.map(target) + targetLabels + drawing.periodLabels(low.count, y: bounds.height - 8, x: x))
  }

  /// Rows with known shares that follow each other: a month without sales is a gap, not a zero.
  private var runs: [[Int]] {
    var runs: [[Int]] = []
    for row in low.indices where low[row] != nil {
      if let last = runs.last?.last, last == row - 1 { runs[runs.count - 1].append(row) } else { runs.append([row]) }
    }
    return runs
  }

  private var ceiling: Int {
    let all = (high + targets.flatMap(\.self)).compactMap(\.self)
    return max(1000, ((all.max() ?? 0) + 999) / 1000 * 1000)
  }

  private func x(_ row: Int) -> Int {
    bounds.left + 16 + (ChartDrawing.width - bounds.left - bounds.right - 32) * row / max(1, low.count - 1)
  }

  private func y(_ share: Int) -> Int {
    let height = bounds.height - bounds.bottom - bounds.top
    return bounds.height - bounds.bottom - height * share / ceiling
  }

  private var gridLines: [String] {
    let step = ceiling > 4000 ? 2000 : 1000
    return stride(from: 0, through: ceiling, by: step).map { share in
      "<line class=\"grid\" x1=\"\(bounds.left)\" x2=\"\(ChartDrawing.width - bounds.right)\" y1=\"\(y(share))\" y2=\"\(y(share))\"/>"
        + ChartDrawing.text("\(share / 100) %", x: bounds.left - 6, y: y(share) + 4, anchor: "end")
    }
  }

  private func points(_ values: [(row: Int, share: Int)]) -> String {
    values.map { "\(x($0.row)),\(y($0.share))" }.joined(separator: " ")
  }

  private func band(_ run: [Int]) -> String {
    let edge = run.map { ($0, low[$0] ?? 0) } + run.reversed().map { ($0, high[$0] ?? 0) }
    return "<polygon class=\"band\" points=\"\(points(edge))\"/>"
  }

  private func line(_ values: [(row: Int, share: Int)], _ style: String) -> String {
    values.count > 1 ? "<polyline class=\"\(style)\" points=\"\(points(values))\"/>" : ""
  }

  private func dot(_ run: [Int]) -> String {
    run.map { "<circle class=\"dot\" cx=\"\(x($0))\" cy=\"\(y(low[$0] ?? 0))\" r=\"3\"/>" }.joined()
  }

  private func target(_ shares: [Int?]) -> String {
    line(shares.indices.compactMap { row in shares[row].map { (row, $0) } }, "target")
  }

  /// At the line's end, on the side where the proved share is not.
  private var targetLabels: [String] {
    zip(drawing.grid.targets, targets).compactMap { target, shares in
      guard let last = shares.indices.last(where: { shares[$0] != nil }), let share = shares[last] else { return nil }
      let isBelow = (low[last] ?? 0) >= share
      return ChartDrawing.text(
        VisibleText.of(target.name), x: ChartDrawing.width - bounds.right,
        y: isBelow ? min(bounds.height - bounds.bottom - 4, y(share) + 18) : max(11, y(share) - 8), anchor: "end",
        style: "target")
    }
  }
}

/// Classes as parts of each period's spend.
private struct StackedChart {
  private let drawing: ChartDrawing
  private let names: [String]
  /// Amounts by row and class; nil where the row has no positive whole or a negative part.
  private let amounts: [[Int64]?]
  private let bounds = (left: 56, right: 24, top: 12, bottom: 54, height: 264)

  init?(_ drawing: ChartDrawing, _ names: [String]) {
    let columns = names.compactMap(drawing.grid.index(of:))
    guard columns.count == names.count else { return nil }
    self.drawing = drawing
    self.names = names
    amounts = drawing.grid.rows.map { row in
      let parts = columns.map { if case .money(let amount) = row[$0] { amount } else { Int64(0) } }
      return parts.allSatisfy { $0 >= 0 } && parts.contains { $0 > 0 } ? parts : nil
    }
    guard amounts.compactMap(\.self).count > 0 else { return nil }
  }

  var svg: String {
    drawing.frame(
      "stacked", height: bounds.height,
      scale + amounts.indices.map(column)
        + drawing.periodLabels(amounts.count, y: bounds.height - 34) { x($0) + width / 2 } + legend)
  }

  private var room: Int { ChartDrawing.width - bounds.left - bounds.right }
  private var width: Int { max(2, min(60, room / max(1, amounts.count) - (amounts.count > 40 ? 0 : 2))) }
  private func x(_ row: Int) -> Int { bounds.left + room * row / max(1, amounts.count) }

  private var scale: [String] {
    [0, 50, 100].map { percent in
      let y = bounds.height - bounds.bottom - height(Int64(percent), of: 100)
      return
        "<line class=\"grid\" x1=\"\(bounds.left)\" x2=\"\(ChartDrawing.width - bounds.right)\" y1=\"\(y)\" y2=\"\(y)\"/>"
        + ChartDrawing.text("\(percent) %", x: bounds.left - 6, y: y + 4, anchor: "end")
    }
  }

  /// The height of a part; computed from running sums, so that the parts of a column always fill it.
  private func height(_ part: Int64, of whole: Int64) -> Int {
    Int(Int128(bounds.height - bounds.bottom - bounds.top) * Int128(part) / Int128(max(1, whole)))
  }

  private func column(_ row: Int) -> String {
    guard let parts = amounts[row] else {
      return ChartDrawing.text("–", x: x(row) + width / 2, y: bounds.height - bounds.bottom - 4, anchor: "middle")
    }
    let whole = parts.reduce(0, &+)
    var sum: Int64 = 0
    return names.indices.map { index in
      let bottom = height(sum, of: whole)
      sum &+= parts[index]
      let top = height(sum, of: whole)
      guard top > bottom else { return "" }
      return
        "<rect class=\"part \(names[index])\" x=\"\(x(row))\" y=\"\(bounds.height - bounds.bottom - top)\" width=\"\(width)\" height=\"\(top - bottom)\"/>"
    }.joined()
  }

  private var legend: [String] {
    let step = (ChartDrawing.width - bounds.left) / max(1, names.count)
    return names.enumerated().map { index, name in
      let x = bounds.left + index * step
      return "<rect class=\"\(name)\" x=\"\(x)\" y=\"\(bounds.height - 20)\" width=\"12\" height=\"12\"/>"
        + ChartDrawing.text(drawing.wording.heading(name), x: x + 17, y: bounds.height - 9)
    }
  }
}

/// A signed column as bars, one for each of the first rows that have a value: what moved the share up or down.
private struct BarChart {
  private let drawing: ChartDrawing
  /// The rows drawn, with their values and texts.
  private let rows: [(row: Int, value: Int64, text: String)]
  private let bounds = (label: 190, value: 62, top: 8, row: 24)
  /// More bars than fit on a screen are no picture; the table has all.
  private static let most = 16

  init?(_ drawing: ChartDrawing, _ column: String) {
    guard let index = drawing.grid.index(of: column) else { return nil }
    let display = DisplayTable(drawing.grid, drawing.wording, drawing.currency)
    let shown = display.shown.firstIndex(of: index)
    let values = SignedBars(drawing.grid, column: column, rows: display.rows.count).values
    rows = Array(
      values.indices.filter { values[$0] != 0 }.prefix(BarChart.most).map { row in
        (row, values[row], shown.map { display.rows[row][$0] } ?? "")
      })
    guard !rows.isEmpty else { return nil }
    self.drawing = drawing
  }

  var svg: String {
    let height = bounds.top * 2 + bounds.row * rows.count
    let axis = "<line class=\"axis\" x1=\"\(zero)\" x2=\"\(zero)\" y1=\"\(bounds.top)\" y2=\"\(height - bounds.top)\"/>"
    return drawing.frame("bars", height: height, rows.indices.map(bar) + [axis])
  }

  private var least: Int64 { min(0, rows.map(\.value).min() ?? 0) }
  private var room: Int { ChartDrawing.width - bounds.label - bounds.value * (least < 0 ? 2 : 1) }
  private var span: Int128 { max(1, Int128(max(0, rows.map(\.value).max() ?? 0)) - Int128(least)) }
  private var zero: Int { bounds.label + (least < 0 ? bounds.value : 0) + length(least) }

  private func length(_ value: Int64) -> Int { Int(Int128(room) * Int128(value.magnitude) / span) }

  private func bar(_ place: Int) -> String {
    let (row, value, text) = rows[place]
    let (y, length) = (bounds.top + place * bounds.row, length(value))
    let isUp = value >= 0
    let label = drawing.label(row)
    let name = label.count > 26 ? label.prefix(25) + "…" : label
    return ChartDrawing.text(String(name), x: 0, y: y + 16, style: "name")
      + "<rect class=\"\(isUp ? "up" : "down")\" x=\"\(isUp ? zero : zero - length)\" y=\"\(y + 4)\" width=\"\(max(1, length))\" height=\"\(bounds.row - 8)\"/>"
      + ChartDrawing.text(
        text, x: isUp ? zero + length + 5 : zero - length - 5, y: y + 16, anchor: isUp ? "start" : "end")
  }
}
