// `report concentration`: on how few suppliers the spend rests, and the proved share with it: the Herfindahl-Hirschman
// index, the effective number of suppliers, and the share without each of the largest proved ones.
internal import SpendModel

struct ConcentrationReport: Report {
  let card = ReportCard(id: "concentration", period: nil, group: [.supplier])

  func questions(_ context: ReportContext) throws(Problem) -> [SpendQuestion] {
    [SpendQuestion(try context.bySupplier(card.id))]
  }

  func table(_ answers: [SpendResult], _ context: ReportContext) throws(Problem) -> ReportTable {
    let total = try SpendCell.sum(answers[0].cells.values)
    let suppliers = SupplierCells.all(answers[0])
    let spend = Concentration(suppliers.compactMap { $0.supplier == nil ? nil : $0.cell.total })
    let proved = Concentration(suppliers.map { $0.cell.amount(.generative) })
    var grid = ReportGrid("rows", columns: ConcentrationReport.columns)
    if total.lineCount > 0 {
      grid.rows = [ConcentrationReport.row("all", spend, total), ConcentrationReport.row("generative", proved, total)]
    }
    var table = context.table(card, grid, from: answers)
    let without = ConcentrationReport.leaveOneOut(suppliers, total)
    table.sections = [without]
    table.headline = ConcentrationReport.headline(spend, suppliers, total)
    if total.lineCount > 0 { table.main.notes = [Phrase("note.concentration")] }
    table.notes += context.spendNotes(Array(answers[0].cells.values), total)
    return table
  }

  private static let columns = [
    ReportColumn("part", .word), ReportColumn("suppliers", .count), ReportColumn("amount", .money),
    ReportColumn("ofTotal", .share), ReportColumn("index", .quantity), ReportColumn("effective", .quantity),
    ReportColumn("largest", .share), ReportColumn("largestFive", .share), ReportColumn("concentration", .word),
  ]

  private static func row(_ part: String, _ of: Concentration, _ total: SpendCell) -> [ReportCell] {
    [
      .word("part." + part), .count(of.amounts.count), .money(of.whole),
      .share(Share(part: of.whole, whole: total.total)), of.index.map { .quantity($0) } ?? .absent,
      of.effective.map { .quantity($0) } ?? .absent, .share(of.share(ofLargest: 1)), .share(of.share(ofLargest: 5)),
      of.level.map { .word("concentration." + $0.rawValue) } ?? .absent,
    ]
  }

  /// The proved share if one supplier's part of it were lost, for the largest of them.
  private static func leaveOneOut(_ suppliers: [SupplierCells], _ total: SpendCell) -> ReportGrid {
    var grid = ReportGrid(
      "withoutOne",
      columns: [
        ReportColumn("supplierName", .text), ReportColumn("supplier", .text), ReportColumn("generative", .money),
        ReportColumn("provedWithout", .share), ReportColumn("change", .points),
      ])
    let proved = suppliers.filter { $0.cell.amount(.generative) > 0 }.sorted {
      ($1.cell.amount(.generative), $0.supplier ?? "") < ($0.cell.amount(.generative), $1.supplier ?? "")
    }
    grid.rows = proved.map { entry in
      let amount = entry.cell.amount(.generative)
      let without = Share(part: total.amount(.generative) - amount, whole: total.total)
      let change = Fraction(Share(part: -amount, whole: total.total))
      return [
        .optional(entry.name), .optional(entry.supplier), .money(amount), .share(without),
        change.map { .points($0) } ?? .absent,
      ]
    }
    grid.rowsForPeople = 10
    return grid
  }

  private static func headline(
    _ spend: Concentration, _ suppliers: [SupplierCells], _ total: SpendCell
  ) -> [Phrase] {
    guard let effective = spend.effective, total.provedShare.isKnown else { return [] }
    var phrases = [
      Phrase(
        "concentration.sentence",
        [
          "suppliers": .count(spend.amounts.count), "effective": .quantity(effective),
          "largest": .share(spend.share(ofLargest: 1)),
        ])
    ]
    if let most = suppliers.max(by: { $0.cell.amount(.generative) < $1.cell.amount(.generative) }),
      most.cell.amount(.generative) > 0
    {
      let without = Share(part: total.amount(.generative) - most.cell.amount(.generative), whole: total.total)
      phrases.append(
        Phrase(
          "concentration.without",
          [
            "name": .text(most.name ?? most.supplier ?? ""), "share": .share(total.provedShare),
            "without": .share(without),
          ]))
    }
    return phrases
  }
}

/// How concentrated amounts are. Only positive ones count: who took back more than was bought holds no part.
struct Concentration {
  /// By the bands of the US Department of Justice and the Federal Trade Commission, Horizontal Merger Guidelines 2010.
  enum Level: String {
    /// Below 1,500.
    case low
    /// From 1,500 to 2,500.
    case moderate
    /// Above 2,500.
    case high
  }

  /// The largest first.
  let amounts: [Int64]
  /// Their sum.
  let whole: Int64
  /// The sum of their squares; nil where it leaves 128 bits.
  private let squares: Int128?

  init(_ all: [Int64]) {
    amounts = all.filter { $0 > 0 }.sorted(by: >)
    whole = amounts.reduce(0, &+)
    squares = amounts.reduce(Int128(0) as Int128?) { sum, amount in
      guard let sum else { return nil }
      let (next, over) = sum.addingReportingOverflow(Int128(amount) * Int128(amount))
      return over ? nil : next
    }
  }

  /// `10000 * sum(share^2)` in millionths, rounded once to two decimals; nil without a positive amount, or where amounts
  /// are too large to be squared exactly.
  var index: Int64? {
    guard let squares, whole > 0 else { return nil }
    let (scaled, over) = squares.multipliedReportingOverflow(by: 1_000_000)
    return over ? nil : Int64(scaled.dividedHalfEven(by: Int128(whole) * Int128(whole))) * 10_000
  }

  /// `1 / sum(share^2)`, as many suppliers of equal size would be as concentrated; in millionths, rounded to three
  /// decimals.
  var effective: Int64? {
    guard let squares, squares > 0 else { return nil }
    let (scaled, over) = (Int128(whole) * Int128(whole)).multipliedReportingOverflow(by: 1000)
    return over ? nil : Int64(scaled.dividedHalfEven(by: squares)) * 1000
  }

  /// What the largest hold together.
  func share(ofLargest count: Int) -> Share { Share(part: amounts.prefix(count).reduce(0, &+), whole: whole) }

  var level: Level? {
    index.map { $0 < 1500 * 1_000_000 ? .low : $0 <= 2500 * 1_000_000 ? .moderate : .high }
  }
}
