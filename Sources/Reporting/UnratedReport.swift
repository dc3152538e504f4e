// `report unrated`: the research queue. Whose proof would close most of the gap between the proved and the possible share.
internal import SpendModel

struct UnratedReport: Report {
  let card = ReportCard(id: "unrated", period: nil, group: [.supplier])

  func questions(_ context: ReportContext) throws(Problem) -> [SpendQuestion] {
    [SpendQuestion(try context.bySupplier(card.id))]
  }

  func table(_ answers: [SpendResult], _ context: ReportContext) throws(Problem) -> ReportTable {
    let total = try SpendCell.sum(answers[0].cells.values)
    let entries = SupplierCells.all(answers[0]).flatMap { UnratedEntry.all($0, context) }
      .sorted {
        ($1.closes, $0.supplier ?? "\u{10FFFF}", $0.reason) < ($0.closes, $1.supplier ?? "\u{10FFFF}", $1.reason)
      }
    var grid = ReportGrid("rows", columns: UnratedReport.columns)
    grid.rows = entries.map { UnratedReport.row($0, total) }
    grid.totals = UnratedReport.totals(total)
    grid.rowsForPeople = 30
    grid.empty = "unrated"
    var table = context.table(card, grid, from: answers)
    table.sections = [proofs(entries, total)]
    table.headline = UnratedReport.headline(entries, total)
    if let day = context.ratingDay { table.notes.append(Phrase("note.suppliersDay", ["day": .day(day)])) }
    return table
  }

  private static let columns = [
    ReportColumn("supplier", .text), ReportColumn("supplierName", .text), ReportColumn("reason", .word),
    ReportColumn("closes", .money), ReportColumn("closesShare", .part), ReportColumn("next", .word),
    ReportColumn("missing", .list),
  ]

  private static func row(_ entry: UnratedEntry, _ total: SpendCell) -> [ReportCell] {
    [
      .optional(entry.supplier), .optional(entry.name), .word(entry.reason), .money(entry.closes),
      .share(Share(part: entry.closes, whole: total.total)), .word(entry.next),
      .list(entry.missing.map { $0.level > 1 ? "\($0.criterion) \($0.level)" : $0.criterion }),
    ]
  }

  private static func totals(_ total: SpendCell) -> [ReportCell] {
    [
      .absent, .absent, .absent, .money(total.couldBeProved),
      .share(Share(part: total.couldBeProved, whole: total.total)),
      .absent, .absent,
    ]
  }

  private static func headline(_ entries: [UnratedEntry], _ total: SpendCell) -> [Phrase] {
    guard total.provedShare.isKnown, total.couldBeProved > 0 else { return [] }
    let first = entries.prefix(5)
    let closed = first.reduce(Int64(0)) { $0 &+ $1.closes }
    return [
      Phrase(
        "unrated.sentence",
        [
          "proved": .share(total.provedShare), "possible": .share(total.possibleShare),
          "open": .money(total.couldBeProved), "rows": .count(first.count),
          "part": .share(Share(part: closed, whole: total.couldBeProved)),
        ])
    ]
  }

  /// What each proof would bring by itself, and in how much spend it takes part.
  private func proofs(_ entries: [UnratedEntry], _ total: SpendCell) -> ReportGrid {
    var grid = ReportGrid(
      "proofs",
      columns: [
        ReportColumn("criterion", .word), ReportColumn("suppliers", .count), ReportColumn("missingAlone", .money),
        ReportColumn("missingIn", .money), ReportColumn("missingInShare", .share),
      ])
    var sums: [String: (suppliers: Int, alone: Int64, together: Int64)] = [:]
    for entry in entries {
      for proof in entry.missing {
        var sum = sums[proof.criterion] ?? (0, 0, 0)
        sum.suppliers += 1
        sum.together &+= entry.closes
        if entry.missing.count == 1 { sum.alone &+= entry.closes }
        sums[proof.criterion] = sum
      }
    }
    let ordered = sums.sorted {
      ($1.value.together, $1.value.alone, $0.key) < ($0.value.together, $0.value.alone, $1.key)
    }
    grid.rows = ordered.map { criterion, sum in
      [
        .word(criterion), .count(sum.suppliers), .money(sum.alone), .money(sum.together),
        .share(Share(part: sum.together, whole: total.total)),
      ]
    }
    return grid
  }
}

/// One thing to do, and the gap that it closes.
struct UnratedEntry {
  var supplier: String?
  var name: String?
  /// A class or a reason, as a word.
  var reason: String
  /// Spend that would count as proved.
  var closes: Int64
  /// What to do, as a word.
  var next: String
  var missing: [MissingProof] = []

  /// The entries of one supplier; spend without a supplier has one for each reason.
  static func all(_ entry: SupplierCells, _ context: ReportContext) -> [UnratedEntry] {
    guard let id = entry.supplier else {
      return [(Standing.unmatched, "mapProduct"), (.noSupplier, "nameSupplier")].compactMap { standing, next in
        let index = Int(standing.rawValue)
        guard entry.cell.lines[index] > 0 else { return nil }
        return UnratedEntry(
          supplier: nil, name: nil, reason: standing.word, closes: entry.cell.amounts[index], next: next)
      }
    }
    guard entry.cell.couldBeProved != 0, let ratings = context.ratings, let day = context.ratingDay else { return [] }
    let standing = ratings.standing(of: id, on: day)
    var result = UnratedEntry(
      supplier: id, name: entry.name, reason: standing.word, closes: entry.cell.couldBeProved, next: "askSupplier")
    switch standing {
    case .distributor: result.next = "nameMaker"
    case .underReview: result.next = "finishReview"
    case .generative: result.next = "provedSince"
    case .expired: result.next = "renewProof"
    default: break
    }
    if standing != .distributor, standing != .generative { result.missing = ratings.missing(of: id, on: day) ?? [] }
    return [result]
  }
}
