// The picture of a share report: the band from proved to possible over the periods, drawn as SVG.
internal import Reporting
internal import SpendModel

struct ShareChart {
  private struct Point {
    var label: String
    var proved: Int
    var possible: Int
  }

  private let points: [Point]
  private static let size = (width: 760, height: 240, left: 44, bottom: 26, top: 10)

  /// Rows without a known share are left out; a table with splits or fewer than two points has no chart.
  init(_ table: ReportTable) {
    let column = { (name: String) in table.columns.firstIndex { $0.name == name } }
    guard table.columns.first?.kind == .period, let proved = column("provedShare"), let possible = column("possibleShare")
    else {
      points = []
      return
    }
    points = table.rows.compactMap { row in
      guard case .text(let label) = row[0], case .share(let low) = row[proved], case .share(let high) = row[possible],
        let low = low.scaled(decimals: 4), let high = high.scaled(decimals: 4)
      else { return nil }
      let range: ClosedRange<Int64> = 0...10_000
      return Point(
        label: label, proved: Int(min(max(low, range.lowerBound), range.upperBound)),
        possible: Int(min(max(high, range.lowerBound), range.upperBound)))
    }
  }

  var svg: String {
    guard points.count > 1 else { return "" }
    let line = points.indices.map { "\(x($0)),\(y(points[$0].proved))" }
    let top = points.indices.map { "\(x($0)),\(y(points[$0].possible))" }
    return """
      <svg viewBox="0 0 \(Self.size.width) \(Self.size.height)" role="img" aria-labelledby="chart-title">
      <title id="chart-title">Proved share (line) and possible share (upper edge of the band) by period; the table below has the figures</title>
      \(grid)
      <polygon class="band" points="\((line + top.reversed()).joined(separator: " "))"/>
      <polyline class="proved" points="\(line.joined(separator: " "))"/>
      \(labels)
      </svg>
      """
  }

  /// The highest point, rounded up to tens of a per cent.
  private var ceiling: Int { max(1000, ((points.map(\.possible).max() ?? 0) + 999) / 1000 * 1000) }

  private func x(_ index: Int) -> Int {
    Self.size.left + (Self.size.width - Self.size.left - 10) * index / max(1, points.count - 1)
  }

  private func y(_ share: Int) -> Int {
    let height = Self.size.height - Self.size.bottom - Self.size.top
    return Self.size.height - Self.size.bottom - height * share / ceiling
  }

  private var grid: String {
    let step = ceiling > 4000 ? 2000 : 1000
    return stride(from: 0, through: ceiling, by: step).map { share in
      "<line class=\"grid\" x1=\"\(Self.size.left)\" x2=\"\(Self.size.width - 10)\" y1=\"\(y(share))\" y2=\"\(y(share))\"/>"
        + "<text x=\"4\" y=\"\(y(share) + 4)\">\(share / 100) %</text>"
    }.joined(separator: "\n")
  }

  private var labels: String {
    let every = max(1, (points.count + 7) / 8)
    return points.indices.filter { $0 % every == 0 }.map { index in
      "<text x=\"\(x(index))\" y=\"\(Self.size.height - 8)\" text-anchor=\"\(index == 0 ? "start" : "middle")\">"
        + HTMLRenderer.escaped(points[index].label) + "</text>"
    }.joined(separator: "\n")
  }
}
