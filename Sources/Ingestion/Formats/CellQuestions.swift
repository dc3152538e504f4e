// What only the cells can say: the order of day, month and year, and the decimal mark of each column. The sample is
// asked first, then the whole file; what stays open is refused with the option that answers it.
internal import Delimited
internal import SpendModel

struct CellQuestions {
  private let match: FormatMatch
  private let plan: ReadingPlan
  private let context: ReadingContext
  private let file: ExportFile
  private var path: String { file.path }
  private let fixedOrder: DayOrder?
  private let fixedMark: UInt8?
  private let dayColumn: Int?
  private var days = DayOrderDecider()
  private var numbers: [(column: Int, decider: NotationDecider)] = []

  static let moneyRoles: [Role] = [
    .amount, .amountWithTax, .amountWithoutTax, .unitPrice, .discount, .tax, .cost, .unitCost,
  ]

  init(match: FormatMatch, plan: ReadingPlan, context: ReadingContext, file: ExportFile) throws(Problem) {
    self.match = match
    self.plan = plan
    self.context = context
    self.file = file
    dayColumn = match.columns[.businessDay] ?? match.columns[.day]
    fixedOrder = try CellQuestions.order(context) ?? match.format.dayOrder
    fixedMark = try CellQuestions.mark(context) ?? match.format.decimalMark
    let decimals = context.currency.decimals
    for role in [.quantity] + CellQuestions.moneyRoles {
      guard let column = match.columns[role] else { continue }
      numbers.append((column, NotationDecider(currencyDecimals: role == .quantity ? nil : decimals)))
    }
    numbers.sort { $0.column < $1.column }
  }

  private static func order(_ context: ReadingContext) throws(Problem) -> DayOrder? {
    guard let text = context.settings["dateOrder"] else { return nil }
    guard let order = DayOrder(rawValue: text) else {
      throw Problem(
        .wrongUse, what: "The setting dateOrder cannot be \(text).", place: "--set dateOrder=\(text)",
        rule: "dateOrder is dmy, mdy, ymd or excel", mend: "Write --set dateOrder=dmy.")
    }
    return order
  }

  private static func mark(_ context: ReadingContext) throws(Problem) -> UInt8? {
    guard let text = context.settings["decimal"] else { return nil }
    guard text == "." || text == "," else {
      throw Problem(
        .wrongUse, what: "The setting decimal cannot be \(text).", place: "--set decimal=\(text)",
        rule: "decimal is . or ,", mend: "Write --set decimal=',' or --set decimal='.'.")
    }
    return Array(text.utf8).first
  }

  // MARK: - Asking

  private var isAnswered: Bool {
    let dayIsKnown: Bool
    if fixedOrder != nil || dayColumn == nil {
      dayIsKnown = true
    } else if case .decided = days.verdict {
      dayIsKnown = true
    } else {
      dayIsKnown = false
    }
    return dayIsKnown
      && (fixedMark != nil
        || numbers.allSatisfy {
          if case .decided = $0.decider.verdict { true } else { false }
        })
  }

  /// Looks at the sample, and where that is not enough at the whole file.
  mutating func ask(_ sample: FileSample) throws {
    var toSkip = match.dataStart
    sample.forEachRecord(match.dialect, skipsBlank: match.skipsBlank) { record in
      if toSkip == 0 { take(record) } else { toSkip -= 1 }
    }
    guard !isAnswered, !sample.isWholeFile else { return }
    let file = try file.rewound(digested: false)
    var reader = RecordReader(dialect: match.dialect, fill: plan.source(file))
    do {
      while !isAnswered, let batch = try reader.nextBatch() {
        for index in 0..<batch.count { take(batch[index]) }
      }
    } catch let fault as RecordFault {
      throw fault.problem(in: path)
    } catch let fault as TextFault {
      throw fault.problem(in: path)
    }
  }

  private mutating func take(_ record: Record) {
    if let dayColumn, dayColumn < record.cellCount { days.add(record.cell(dayColumn).buffer) }
    for index in numbers.indices where numbers[index].column < record.cellCount {
      numbers[index].decider.add(record.cell(numbers[index].column).buffer)
    }
  }

  // MARK: - Answers

  func dayOrder() throws(Problem) -> DayOrder {
    if let fixedOrder { return fixedOrder }
    switch days.verdict {
    case .decided(let order): return order
    case .none: return .ymd
    case .undecidable(let text):
      if let order = orderByName { return order }
      throw Problem(
        .refused, what: "Day and month cannot be told apart: no day in the file is over 12.",
        place: Place(file: path, column: dayColumn.map { match.header[$0] }, text: text).description,
        rule: "the order of day and month is decided per column, never guessed",
        mend: "Say it: --set dateOrder=dmy or --set dateOrder=mdy.")
    case .conflict(let day, let month):
      throw Problem(
        .refused, what: "No single order of day and month fits: \"\(day)\" and \"\(month)\".",
        place: Place(file: path, column: dayColumn.map { match.header[$0] }).description,
        rule: "the order of day and month is decided per column, never guessed",
        mend: "Export the parts apart, or say the order and let the other lines be rejected: --set dateOrder=dmy.")
    }
  }

  /// The order by which every day falls into the days that the file's name speaks of, where only one does.
  private var orderByName: DayOrder? { DaysInName.span(file.name).flatMap(days.order) }

  /// What a person should know where the file's name decided.
  var dayOrderWarning: String? {
    guard fixedOrder == nil, case .undecidable = days.verdict, let order = orderByName,
      let span = DaysInName.span(file.name)
    else { return nil }
    return
      "No day in the file is over 12; its name speaks of \(span.first.isoText) to \(span.last.isoText), so its days were"
      + " read as \(order.rawValue). If that is wrong, say it with --set dateOrder=…"
  }

  /// The notation of each column; money in another currency than the workspace's is no number there.
  func notations() throws(Problem) -> [Int: DecimalNotation] {
    var result = try decidedNotations()
    for role in CellQuestions.moneyRoles {
      if let column = match.columns[role] { result[column]?.currency = context.currency }
    }
    return result
  }

  private func decidedNotations() throws(Problem) -> [Int: DecimalNotation] {
    var result: [Int: DecimalNotation] = [:]
    let fixed = fixedMark.map { $0 == 0x2C ? DecimalNotation.comma : .point }
    for (column, decider) in numbers {
      if let fixed {
        result[column] = fixed
        continue
      }
      switch decider.verdict {
      case .decided(let notation): result[column] = notation
      // No cell has a mark, so any will do; with none a mark that turns up after all is rejected, not misread.
      case .open: result[column] = .unmarked
      case .undecidable(let text): result[column] = try neighbourNotation(column, text)
      case .conflict(let point, let comma): throw conflict(column, point, comma)
      }
    }
    return result
  }

  /// A column that cannot be decided alone follows the others, where they agree.
  private func neighbourNotation(_ column: Int, _ text: String) throws(Problem) -> DecimalNotation {
    let others = Set(
      numbers.compactMap { entry -> DecimalNotation? in
        if case .decided(let notation) = entry.decider.verdict { notation } else { nil }
      })
    if others.count == 1, let notation = others.first { return notation }
    throw Problem(
      .refused, what: "It cannot be told whether this is a decimal or a thousands mark.",
      place: Place(file: path, column: match.header[column], text: text).description,
      rule: "the decimal mark is decided per column, never guessed",
      mend: "Say it: --set decimal=',' or --set decimal='.'.")
  }

  private func conflict(_ column: Int, _ point: String, _ comma: String) -> Problem {
    Problem(
      .refused, what: "The column mixes two decimal marks: \"\(point)\" and \"\(comma)\".",
      place: Place(file: path, column: match.header[column]).description,
      rule: "the decimal mark is decided per column, never guessed",
      mend: "Say it and let the other lines be rejected: --set decimal=',' or --set decimal='.'.")
  }
}
