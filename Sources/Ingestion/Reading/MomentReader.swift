// Reads when a line was sold: once for each receipt, as a rule. A value of its own, small beside the cells of money.
internal import Delimited
internal import SpendModel

/// Business day and second of the day, or -1.
struct Moment {
  var day: Day
  var second: Int32
}

/// Reads the day and time columns of one plan.
struct MomentReader {
  private let nulls: NullTexts
  private let dayReader: DayReader
  private let zone: ZoneClock?
  private let businessDay, day, time: Int?
  private let everyLine: Day?

  init(plan: ReadingPlan, nulls: NullTexts) {
    self.nulls = nulls
    dayReader = DayReader(order: plan.dayOrder)
    zone = plan.timeZone.flatMap { ZoneClock($0) }
    businessDay = plan.columns[.businessDay]
    day = plan.columns[.day]
    time = plan.columns[.time]
    everyLine = plan.day
  }

  /// A business-day column beats the clock; the printed day is never shifted.
  func moment(_ record: Record) throws(CellFault) -> Moment {
    let (date, clock) = try dated(record)
    if let clock { return Moment(day: date, second: clock) }
    if let time, let second = try clockTime(record, time) { return Moment(day: date, second: second) }
    if businessDay != nil, let day, let printed = try? dated(record, day).1 {
      return Moment(day: date, second: printed)
    }
    return Moment(day: date, second: -1)
  }

  private func dated(_ record: Record) throws(CellFault) -> (Day, Int32?) {
    if let column = businessDay ?? day { return try dated(record, column) }
    guard let everyLine else { throw .bad(0, "the export has no day column") }
    return (everyLine, nil)
  }

  private func dated(_ record: Record, _ column: Int) throws(CellFault) -> (Day, Int32?) {
    guard let cell = nulls.filled(record, column) else { throw .missing(column) }
    switch dayReader.read(cell.buffer) {
    case .value(let printed):
      let value = zone?.local(printed) ?? printed
      return (value.day, value.second.map { Int32($0) })
    case .rejected(let rejection): throw .bad(column, rejection.reason)
    }
  }

  private func clockTime(_ record: Record, _ column: Int) throws(CellFault) -> Int32? {
    guard let cell = nulls.filled(record, column) else { return nil }
    guard let second = DayReader.clockSecond(cell.buffer) else {
      throw .bad(column, "this is no time of day")
    }
    return Int32(second)
  }
}
