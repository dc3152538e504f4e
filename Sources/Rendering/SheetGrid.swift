// A grid as a spreadsheet holds it: numbers as the floating-point numbers that spreadsheets know, everything else as text.
internal import Reporting
internal import SpendModel

/// A cell of a sheet.
enum SheetCell {
  /// Number formats.
  enum Kind: String {
    case money, share, points, count, quantity, day
  }

  case text(String)
  case number(Double, Kind)
  case flag(Bool)
  case empty
}

/// A grid's cells for a sheet.
struct SheetGrid {
  let headings: [String]
  let rows: [[SheetCell]]
  let totals: [SheetCell]

  init(_ grid: ReportGrid, _ wording: Wording, _ currency: Currency) {
    headings = grid.columns.map { wording.heading($0.name) }
    rows =
      grid.rows.isEmpty
      ? [[.text(wording.plain("empty.\(grid.empty ?? grid.name)"))]]
      : grid.rows.map { $0.map { SheetGrid.cell($0, wording, currency) } }
    var totals = (grid.rows.isEmpty ? [] : grid.totals).map { SheetGrid.cell($0, wording, currency) }
    if let first = totals.first, case .empty = first { totals[0] = .text(wording.plain("total")) }
    self.totals = totals
  }

  /// Characters that a column needs; at most 40.
  func width(_ column: Int) -> Double {
    let texts = rows.prefix(200).filter { column < $0.count }.map { row in
      switch row[column] {
      case .text(let text): text.count
      case .number(_, .money): 13
      case .number, .flag: 10
      case .empty: 0
      }
    }
    return Double(min(40, max(9, texts.max() ?? 0) + 2))
  }

  private static func cell(_ cell: ReportCell, _ wording: Wording, _ currency: Currency) -> SheetCell {
    switch cell {
    case .text(let text): return .text(VisibleText.of(text))
    case .word(let id): return .text(wording.word(id))
    case .list(let names): return .text(names.map(VisibleText.of).joined(separator: ", "))
    case .flag(let flag): return .flag(flag)
    case .absent: return .empty
    case .money(let amount): return number(amount, .money, scale: currency.decimals)
    case .count(let count): return .number(Double(count), .count)
    case .quantity(let millionths): return number(millionths, .quantity, scale: 6)
    case .share(let share): return share.scaled(decimals: 15).map { number($0, .share, scale: 15) } ?? .empty
    case .ratio(let ratio): return ratio.scaled(decimals: 15).map { number($0, .share, scale: 15) } ?? .empty
    case .points(let points): return points.scaled(decimals: 15).map { number($0, .points, scale: 13) } ?? .empty
    case .day(let day): return .number(Double(day.number) + 25_569, .day)
    }
  }

  /// The nearest number that a spreadsheet can hold: through the decimal text, so that 12.35 is 12.35.
  private static func number(_ value: Int64, _ kind: SheetCell.Kind, scale: Int) -> SheetCell {
    Double(ExactDecimal.text(value, scale: scale)).map { .number($0, kind) } ?? .empty
  }
}

/// Moments as seconds since 1970.
enum Moment {
  /// Of `2026-11-05T06:00:00Z` or a day; what cannot be read is 1970.
  static func seconds(_ text: String) -> Int {
    guard let day = Day(isoText: text.prefix(10)) else { return 0 }
    let clock = text.dropFirst(11).prefix(8).split(separator: ":").compactMap { Int($0) }
    let time = clock.count == 3 ? (clock[0] * 60 + clock[1]) * 60 + clock[2] : 0
    return Int(day.number) * 86_400 + time
  }
}
