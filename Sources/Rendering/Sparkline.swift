// The course of the proved share over a grid's periods as a line of small blocks: for a terminal, where there is no chart.
internal import Reporting
internal import SpendModel

/// Shares over time as a row of small blocks.
enum Sparkline {
  /// The highest share is a full block, 0 the lowest one, an unknown share a dot.
  static func text(_ shares: [Share]) -> String {
    let values = shares.map { $0.scaled(decimals: 3) }
    let top = max(1, values.compactMap(\.self).max() ?? 1)
    let blocks = Array("▁▂▃▄▅▆▇█")
    return String(values.map { $0.map { blocks[Int(max(0, min(7, $0 * 7 / top)))] } ?? "·" })
  }
}

/// The courses of a grid whose rows are periods, one for each of its groups.
struct Courses {
  /// Fewer periods are seen at a glance in the rows themselves, and more groups would be a table of their own.
  private enum Limits {
    static let periods = 6
    static let groups = 12
  }

  /// Name, blocks, the first and the last period with their shares; in the order of the rows.
  let lines: [[String]]

  init(_ grid: ReportGrid, _ wording: Wording) {
    guard let period = grid.columns.firstIndex(where: { $0.kind == .period }),
      let proved = grid.index(of: "provedShare"),
      period == 0 || grid.columns[..<period].allSatisfy({ $0.kind == .text })
    else {
      lines = []
      return
    }
    let name = { (row: [ReportCell]) in row[..<period].map { Courses.text($0) }.joined(separator: " ") }
    var groups: [(name: String, rows: [[ReportCell]])] = []
    for row in grid.rows {
      if groups.last?.name != name(row) { groups.append((name(row), [])) }
      groups[groups.count - 1].rows.append(row)
    }
    let areMany = groups.count > Limits.groups || (groups.first?.rows.count ?? 0) < Limits.periods
    lines =
      areMany
      ? []
      : groups.map { name, rows in
        let shares = rows.map { row in
          if case .share(let share) = row[proved] { share } else { Share(part: 0, whole: 0) }
        }
        let ends = [0, rows.count - 1].map { "\(Courses.text(rows[$0][period])) \(wording.percent(shares[$0]))" }
        return [
          name.isEmpty ? wording.heading("provedShare") : name, Sparkline.text(shares), ends.joined(separator: " → "),
        ]
      }
  }

  private static func text(_ cell: ReportCell) -> String {
    if case .text(let text) = cell { VisibleText.of(text) } else { "–" }
  }
}
