// What people see of a table, whatever the output: fewer columns, headings in words, numbers with thousands and a unit.
internal import Reporting
internal import SpendModel

/// A table for reading.
struct DisplayTable {
  var headings: [String]
  /// Whether a column stands to the right.
  var isNumeric: [Bool]
  var rows: [[String]]
  var totals: [String]
  /// The share that a row's bar shows, in tenths of a per cent; nil where it is unknown or there is no such column.
  var bars: [Int?]

  init(_ table: ReportTable) {
    let shown = table.columns.indices.filter { DisplayTable.isShown(table.columns[$0], table) }
    headings = shown.map { DisplayTable.heading(table.columns[$0].name) }
    isNumeric = shown.map { [.money, .share, .count].contains(table.columns[$0].kind) }
    let complete = table.columns.firstIndex { $0.name == "complete" }
    rows = table.rows.map { row in
      shown.map { index in
        let text = DisplayTable.text(row[index], table)
        let isOpen = table.columns[index].kind == .period && complete.map { row[$0] == .flag(false) } ?? false
        return isOpen ? text + " *" : text
      }
    }
    totals = shown.map { DisplayTable.text(table.totals[$0], table) }
    if let first = shown.first, table.totals[first] == .absent { totals[0] = "Total" }
    for index in totals.indices.dropFirst() where table.totals[shown[index]] == .absent { totals[index] = "" }
    let proved = table.columns.firstIndex { $0.name == "provedShare" }
    bars = table.rows.map { row in
      guard let proved, case .share(let share) = row[proved] else { return nil }
      return share.scaled(decimals: 3).map { Int(max(0, min(1000, $0))) }
    }
  }

  /// The reasons of unrated spend stay in the machine shapes; people see their sum.
  private static func isShown(_ column: ReportColumn, _ table: ReportTable) -> Bool {
    if column.name == "complete" || column.name.hasPrefix("unrated") && column.name != "unrated" { return false }
    return !(column.name == "supplier" && table.columns.contains { $0.name == "supplierName" })
  }

  private static func heading(_ name: String) -> String {
    switch name {
    case "provedShare": return "proved"
    case "possibleShare": return "possible"
    case "costCoverage": return "cost known"
    case "supplierName": return "supplier"
    case "productName": return "name"
    default: return name
    }
  }

  private static func text(_ cell: ReportCell, _ table: ReportTable) -> String {
    switch cell {
    case .text(let text): visible(text)
    case .money(let amount): MoneyText.grouped(amount, table.currency)
    case .share(let share): share.percentText().map { $0 + " %" } ?? "–"
    case .flag(let flag): flag ? "yes" : "no"
    case .count(let count): String(count)
    case .absent: "–"
    }
  }

  /// Control characters and direction marks in names must not reach a terminal.
  private static func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isHidden =
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x200B...0x200F).contains(scalar.value)
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      result.append(isHidden ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }

  /// What the star behind a period means; nil where there is none.
  static func openNote(_ table: ReportTable) -> String? {
    guard let complete = table.columns.firstIndex(where: { $0.name == "complete" }),
      table.rows.contains(where: { $0[complete] == .flag(false) })
    else { return nil }
    return "* not complete: a store's data ends inside this period, or it is cut."
  }

  /// Basis, tax and method in one line.
  static func provenance(_ table: ReportTable) -> String {
    "\(table.currency.code), \(table.basis.rawValue), tax \(table.tax), method \(table.method), ratings of "
      + (table.ratingsAsOf?.isoText ?? "no recorded day")
  }
}
