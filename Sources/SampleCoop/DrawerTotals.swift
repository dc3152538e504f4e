// What Main Street's till itself printed at the end of each day of the last month: controls.csv, to be compared with what
// the exports say.

struct DrawerTotals {
  let exports: [Export]
  /// A sale of that evening was rung up after the export was made.
  private static let late = (day: "2026-10-17", cents: 1240)

  var file: SampleFile {
    SampleFile(path: "controls.csv", bytes: TextTable.csv("store,day,amount,lines", rows))
  }

  /// With sales tax, as the drawer holds it.
  private var rows: [[String]] {
    var sums: [String: Int] = [:]
    for line in exports.filter({ $0.store == Shop.mainStreet.store }).flatMap(\.lines) where line.day.month == 10 {
      guard line.day.year == 2026, DrawerTotals.isInDrawer(line) else { continue }
      sums[line.day.isoText, default: 0] += line.cents
    }
    sums[DrawerTotals.late.day, default: 0] += DrawerTotals.late.cents
    return sums.sorted { $0.key < $1.key }.map { [Shop.mainStreet.store, $0.key, $0.value.moneyText(), ""] }
  }

  private static func isInDrawer(_ line: BookedLine) -> Bool {
    switch line.fate {
    case .counted: true
    case .excluded(let rule): rule == "tax"
    case .duplicate, .rejected: false
    }
  }
}
