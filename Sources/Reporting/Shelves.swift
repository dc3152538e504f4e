// Shelves: the spend of a category (else of a department) by who is proved and who is not. What a buyer could switch.
internal import SpendModel

/// The shelves of the days that were asked for, or of the last twelve months.
struct Shelves {
  /// One shelf.
  struct Shelf {
    var name: String?
    var cell: SpendCell
    /// Proved suppliers on it, the largest first.
    var proved: [String]

    /// Spend that could be switched: extractive and unrated.
    var open: Int64 { cell.amount(.extractive) &+ cell.amount(.unrated) }
  }

  /// A supplier with spend of one standing.
  struct Candidate {
    var name: String
    var amount: Int64
  }

  let total: SpendCell
  let span: DaySpan?
  private let answer: SpendResult
  /// How each supplier's spend stands in its last month.
  private let latest: [String: Standing]

  static let group: [Dimension] = [.category, .department, .supplier]

  /// The question behind them.
  static func question(_ context: ReportContext) -> SpendQuestion {
    var query = context.query
    query.group = group
    // By month, to know how a supplier stands now: spend of its unrated past is no reason to ask for proof again.
    query.period = .month
    query.span = span(context)
    return SpendQuestion(query)
  }

  private static func span(_ context: ReportContext) -> DaySpan? {
    guard context.query.span == nil, let month = ShownPeriods(context).last(.month) else { return context.query.span }
    return context.query.calendar.period(.trailing12, holding: month.span.last).span
  }

  init(_ answer: SpendResult, _ context: ReportContext) throws(Problem) {
    self.answer = answer
    span = Shelves.span(context)
    total = try SpendCell.sum(answer.cells.values)
    latest = Shelves.latestStandings(answer)
  }

  private static func latestStandings(_ answer: SpendResult) -> [String: Standing] {
    var months: [String: Period] = [:]
    var cells: [String: SpendCell] = [:]
    for (key, cell) in answer.cells {
      guard let supplier = key.group[2], let month = key.period else { continue }
      if let known = months[supplier], month < known { continue }
      if months[supplier] != month { cells[supplier] = nil }
      months[supplier] = month
      cells[supplier, default: SpendCell()].add(cell)
    }
    return cells.mapValues { cell in
      Standing.allCases.max { cell.lines[Int($0.rawValue)] < cell.lines[Int($1.rawValue)] } ?? .noRating
    }
  }

  /// Shelves by name.
  var all: [Shelf] {
    var cells: [String?: SpendCell] = [:]
    var suppliers: [String?: [String: Int64]] = [:]
    for (key, cell) in answer.cells {
      let shelf = key.group[0] ?? key.group[1]
      cells[shelf, default: SpendCell()].add(cell)
      let proved = cell.amount(.generative)
      if proved > 0, let id = key.group[2], latest[id] == .generative {
        let supplier = key.names[2] ?? id
        suppliers[shelf, default: [:]][supplier, default: 0] &+= proved
      }
    }
    return cells.keys.sorted { SpendLayout.precedes([$0], [$1]) }.map { shelf in
      let proved = (suppliers[shelf] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      return Shelf(name: shelf, cell: cells[shelf] ?? SpendCell(), proved: proved.map(\.key))
    }
  }

  /// Shelves with both something to switch and a proved alternative, the largest first.
  var opportunities: [Shelf] { sorted(all.filter { $0.open > 0 && !$0.proved.isEmpty }) }

  /// Shelves with something to switch and nobody to switch to.
  var withoutAlternative: [Shelf] { sorted(all.filter { $0.open > 0 && $0.proved.isEmpty }) }

  private func sorted(_ shelves: [Shelf]) -> [Shelf] {
    shelves.enumerated().sorted { ($1.element.open, $0.offset) < ($0.element.open, $1.offset) }.map(\.element)
  }

  /// Suppliers that stand so now, with their spend in these standings, the largest first.
  func suppliers(_ standings: [Standing]) -> [Candidate] {
    var amounts: [String: Int64] = [:]
    for (key, cell) in answer.cells {
      guard let id = key.group[2], let now = latest[id], standings.contains(now) else { continue }
      let supplier = key.names[2] ?? id
      for standing in standings { amounts[supplier, default: 0] &+= cell.amounts[Int(standing.rawValue)] }
    }
    return amounts.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { Candidate(name: $0.key, amount: $0.value) }
  }

  /// What some spend would bring in points if it were proved; nil without a share.
  func gain(_ amount: Int64, times part: Share = Share(part: 1, whole: 1)) -> Fraction? {
    guard total.total > 0, let part = Fraction(part) else { return nil }
    return Fraction(amount, total.total) * part
  }

  /// A part of an amount, rounded down to a minor unit.
  static func part(_ amount: Int64, _ share: Share) -> Int64 {
    Int64(clamping: Int128(amount) * Int128(share.part) / Int128(max(1, share.whole)))
  }
}
