// `report suppliers`: with whom the money is spent, and what each supplier has proved.
internal import SpendModel

struct SuppliersReport: Report {
  let card = ReportCard(id: "suppliers", period: nil, group: [.supplier])

  func questions(_ context: ReportContext) throws(Problem) -> [SpendQuestion] {
    [SpendQuestion(try context.bySupplier(card.id))]
  }

  func table(_ answers: [SpendResult], _ context: ReportContext) throws(Problem) -> ReportTable {
    let total = try SpendCell.sum(answers[0].cells.values)
    var grid = ReportGrid("rows", columns: SuppliersReport.columns)
    grid.rows = SupplierCells.all(answers[0]).map { row($0, total, context) }
    grid.totals = SuppliersReport.columns.map { column in
      switch column.name {
      case "total": .money(total.total)
      case "generative": .money(total.amount(.generative))
      case "share": .share(Share(part: total.total, whole: total.total))
      default: .absent
      }
    }
    grid.rowsForPeople = 50
    var table = context.table(card, grid, from: answers)
    if let day = context.ratingDay { table.notes.append(Phrase("note.suppliersDay", ["day": .day(day)])) }
    table.notes += context.spendNotes(Array(answers[0].cells.values), total)
    return table
  }

  private static let columns = [
    ReportColumn("supplier", .text), ReportColumn("supplierName", .text), ReportColumn("total", .money),
    ReportColumn("share", .part), ReportColumn("generative", .money), ReportColumn("class", .word),
    ReportColumn("reason", .word), ReportColumn("scoreLow", .share), ReportColumn("scoreHigh", .share),
    ReportColumn("evidence", .count), ReportColumn("ends", .text), ReportColumn("method", .text),
  ]

  private func row(_ entry: SupplierCells, _ total: SpendCell, _ context: ReportContext) -> [ReportCell] {
    let spend: [ReportCell] = [
      .optional(entry.supplier), .optional(entry.name), .money(entry.cell.total),
      .share(Share(part: entry.cell.total, whole: total.total)), .money(entry.cell.amount(.generative)),
    ]
    guard let id = entry.supplier, let day = context.ratingDay, let ratings = context.ratings else {
      let reason = entry.largestReason.map { ReportCell.word($0.word) } ?? .absent
      return spend + [.word(SpendClass.unrated.rawValue), reason, .absent, .absent, .absent, .absent, .absent]
    }
    let standing = ratings.standing(of: id, on: day)
    let credit = ratings.book.credit(of: id, on: day)
    let isRated = standing.spendClass != .unrated
    return spend + [
      .word(standing.spendClass.rawValue), isRated ? .absent : .word(standing.word),
      SuppliersReport.points(credit.score?.low), SuppliersReport.points(credit.score?.high),
      // A judgement rests on the one row that says so.
      .count(credit.method == RatingMethod.judged.id ? credit.lines.count : ratings.evidence(of: id, on: day).count),
      .optional(ratings.firstEnd(of: id, on: day)?.isoText),
      isRated ? .text(credit.method) : .absent,
    ]
  }

  /// Points of 100, as a share.
  static func points(_ score: Score?) -> ReportCell {
    score.map { .share(Share(part: Int64($0.twelfths), whole: 1200)) } ?? .absent
  }
}

/// The spend of one supplier, whatever its names were.
struct SupplierCells {
  /// Nil: no supplier is known.
  var supplier: String?
  var name: String?
  var cell: SpendCell

  /// One for each supplier, the largest spend first.
  static func all(_ answer: SpendResult) -> [SupplierCells] {
    var found: [String?: SupplierCells] = [:]
    for (key, cell) in answer.cells {
      let id = key.group.first ?? nil
      var entry = found[id] ?? SupplierCells(supplier: id, name: nil, cell: SpendCell())
      entry.cell.add(cell)
      // Of several names the last in the alphabet: any rule will do that does not depend on a dictionary's order.
      entry.name = [entry.name, key.names.first ?? nil].compactMap(\.self).max()
      found[id] = entry
    }
    return found.values.sorted {
      ($1.cell.total, $0.supplier ?? "\u{10FFFF}") < ($0.cell.total, $1.supplier ?? "\u{10FFFF}")
    }
  }

  /// Why most of its spend is unrated; nil where none is.
  var largestReason: Standing? {
    Standing.allCases.filter { $0.spendClass == .unrated && cell.lines[Int($0.rawValue)] > 0 }
      .max { cell.amounts[Int($0.rawValue)] < cell.amounts[Int($1.rawValue)] }
  }
}

extension ReportContext {
  /// The query asked for, by supplier alone and over all days shown; other splits and periods are refused, not ignored.
  func bySupplier(_ report: String) throws(Problem) -> SpendQuery {
    guard query.group == [.supplier], query.period == nil else {
      throw Problem(
        .wrongUse, what: "The report \(report) has one row for each supplier.", place: "report \(report)",
        rule: "no --by and no --period; --from, --to and --where narrow it",
        mend: "Leave them out, or use report share --by supplier.")
    }
    return query
  }
}
