// Adds up the money that a format says stands beside its lines (an order's refund, a discount on a whole order), so
// that nobody reads the sum of the lines for the sum of the money.
internal import Delimited
internal import SpendModel

struct NoticeCounter {
  private let notices: [Notice]
  private let cells: CellReader
  private let currency: Currency
  private var tallies: [LineTally]

  init(plan: ReadingPlan) {
    notices = plan.notices
    cells = CellReader(plan: plan)
    currency = plan.currency
    tallies = Array(repeating: LineTally(), count: plan.notices.count)
  }

  /// Takes a counted record into account.
  mutating func take(_ record: Record) {
    for (index, notice) in notices.enumerated() {
      let amount = cells.optionalMoney(record, notice.column)
      if amount != SaleLine.unknown, amount != 0 { tallies[index].add(amount) }
    }
  }

  /// One sentence for each notice that was met.
  var sentences: [String] {
    zip(notices, tallies).filter { $1.lines > 0 }.map { notice, tally in
      "\(tally.lines) \(notice.says) (\(currency.text(tally.amount.value)))."
    }
  }
}
