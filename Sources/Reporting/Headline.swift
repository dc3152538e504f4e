// The line of truth: one sentence on the last complete period, with L, H and coverage together.
public import SpendModel

struct Headline {
  let table: ReportTable
  let query: SpendQuery

  /// The sentence for periods with their sums, in order.
  func sentence(_ periods: [(period: Period, cell: SpendCell, isComplete: Bool)]) -> String? {
    guard let last = periods.last(where: \.isComplete) ?? periods.last else { return nil }
    let name = Headline.name(last.period, query.period)
    let basis = "\(table.basis.rawValue), \(table.tax == "excluded" ? "without" : "with") tax, net of returns"
    let method = "Method \(table.method)"
      + (table.ratingsAsOf.map { ", ratings of \($0.isoText)" } ?? ", ratings without a date of recording")
    let amount = MoneyText.grouped(last.cell.total, table.currency)
    guard let proved = last.cell.provedShare.percentText(), let possible = last.cell.possibleShare.percentText(),
      let coverage = last.cell.coverage.percentText()
    else { return "\(name): of \(amount) (\(basis)) no share can be told, because it is not more than zero. \(method)." }
    return "\(name)\(last.isComplete ? "" : " (not complete)"): of \(amount) (\(basis)), \(proved) % went to companies "
      + "that proved to be generative; it could be up to \(possible) % (coverage \(coverage) %). \(method)."
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  private static func name(_ period: Period, _ unit: PeriodUnit?) -> String {
    let (year, month, _) = period.span.last.civil
    switch unit {
    case .month: return "\(months[month - 1]) \(year)"
    case .trailing12: return "Twelve months to \(months[month - 1]) \(year)"
    default: return period.label
    }
  }
}

/// Money for people.
public enum MoneyText {
  /// A count with a comma between thousands: `8,823`.
  public static func grouped(_ count: Int) -> String {
    let digits = String(count.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.utf8.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return (count < 0 ? "-" : "") + text
  }

  /// With a comma between thousands and the currency's decimals: `412,310.55`.
  public static func grouped(_ minorUnits: Int64, _ currency: Currency) -> String {
    let text = currency.text(minorUnits)
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    // The whole part may be `-0`, which a number would lose.
    let whole = grouped(Int(parts[0]) ?? 0)
    return (text.hasPrefix("-0") ? "-" : "") + whole + (parts.count > 1 ? "." + parts[1] : "")
  }
}
