// Adds up the money that a format says stands beside its lines (an order's refund, a discount on a whole order), so
// that nobody reads the sum of the lines for the sum of the money.
internal import Delimited
internal import SpendModel

struct NoticeCounter {
  private let columns: [NumberColumn]

  init(plan: ReadingPlan, nulls: NullTexts) {
    let decimals = plan.amountsAreMinorUnits ? 0 : plan.currency.decimals
    columns = plan.notices.map {
      NumberColumn($0.column, scale: decimals, notation: plan.notations[$0.column], nulls: nulls)
    }
  }

  /// Reads the money of some records ahead.
  func readAhead(_ records: RecordBatch) {
    for column in columns { column.readAhead(records) }
  }

  /// Takes a counted record into account; `tallies` has one for each notice of the plan. `turn`: where the record stands
  /// among those that were read ahead.
  func take(_ record: Record, _ turn: Int, into tallies: inout [LineTally]) {
    for index in columns.indices {
      do throws(CellFault) {
        if let amount = try columns[index].number(record, turn)?.value, amount != 0 { tallies[index].add(amount) }
      } catch {
        // Money beside the lines that cannot be read is in no figure; there is nothing to add.
      }
    }
  }

  /// One sentence for each notice that was met.
  static func sentences(_ plan: ReadingPlan, _ tallies: [LineTally]) -> [String] {
    zip(plan.notices, tallies).filter { $1.lines > 0 }.map { notice, tally in
      "\(tally.lines) \(notice.says) (\(plan.currency.text(tally.amount.value)))."
    }
  }
}
