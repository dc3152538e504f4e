// What machines read of a grid: exact decimals, ids instead of words. JSON and CSV write the same values.
internal import Reporting
internal import SpendModel

/// A cell as a machine reads it.
enum MachineValue {
  case text(String)
  /// A number as it is to be written.
  case number(String)
  case flag(Bool)
  case list([String])
  case absent
}

/// A grid's rows and totals for machines.
struct MachineGrid {
  let rows: [[MachineValue]]
  let totals: [MachineValue]

  init(_ grid: ReportGrid, _ currency: Currency) {
    let adjusted = grid.columns.indices.map { MachineGrid.adjusted(grid, $0) }
    rows = grid.rows.indices.map { row in
      grid.columns.indices.map { column in
        if let units = adjusted[column] {
          return units[row].map { .number(ExactDecimal.text($0, scale: 9)) } ?? .absent
        }
        return MachineGrid.value(grid.rows[row][column], currency)
      }
    }
    totals = grid.totals.map { MachineGrid.value($0, currency) }
  }

  /// Columns that add up do so in every one of their nine decimals.
  private static func adjusted(_ grid: ReportGrid, _ column: Int) -> [Int64?]? {
    guard [.part, .points].contains(grid.columns[column].kind), !grid.totals.isEmpty else { return nil }
    return AddingUp.units(grid.rows.map { $0[column] }, total: grid.totals[column], decimals: 9)
  }

  private static func value(_ cell: ReportCell, _ currency: Currency) -> MachineValue {
    switch cell {
    case .text(let text), .word(let text): .text(text)
    case .money(let amount): .number(currency.text(amount))
    case .share(let share): share.decimalText.map { .number($0) } ?? .absent
    case .points(let points), .ratio(let points): points.decimalText.map { .number($0) } ?? .absent
    case .flag(let flag): .flag(flag)
    case .count(let count): .number(String(count))
    case .list(let names): .list(names)
    case .quantity(let millionths): .number(ExactDecimal.shortText(millionths, scale: 6))
    case .day(let day): .text(day.isoText)
    case .absent: .absent
    }
  }
}
