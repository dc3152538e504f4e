// `report opportunities`: shelves with spend that is not proved and a proved alternative on the same shelf, and what
// switching a part of it would bring. Without --from and --to: the last twelve months.
internal import SpendModel

struct OpportunitiesReport: Report {
  let card = ReportCard(id: "opportunities", period: nil)

  func questions(_ context: ReportContext) -> [SpendQuestion] { [Shelves.question(context)] }

  func table(_ answers: [SpendResult], _ context: ReportContext) throws(Problem) -> ReportTable {
    let shelves = try Shelves(answers[0], context)
    let switched = context.choices.switched
    var table = context.table(card, OpportunityGrids.shelves(shelves, switched), from: answers)
    table.sections = [OpportunityGrids.withoutAlternative(shelves)]
    if let span = shelves.span { table.days = span }
    let open = shelves.opportunities
    if let gain = shelves.gain(open.reduce(0) { $0 &+ $1.open }, times: switched), !open.isEmpty {
      table.headline = [
        Phrase(
          "opportunities.sentence",
          [
            "part": .target(switched, beside: switched), "gain": .points(gain), "shelves": .count(open.count),
            "share": .share(shelves.total.provedShare),
          ])
      ]
    }
    return table
  }
}

enum OpportunityGrids {
  static func shelves(_ shelves: Shelves, _ switched: Share) -> ReportGrid {
    var grid = ReportGrid(
      "rows",
      columns: [
        ReportColumn("shelf", .text), ReportColumn("total", .money), ReportColumn("provedShare", .share),
        ReportColumn("extractive", .money), ReportColumn("unrated", .money), ReportColumn("switched", .money),
        ReportColumn("gain", .points), ReportColumn("alternatives", .list),
      ])
    grid.empty = "opportunities"
    let found = shelves.opportunities
    grid.rows = found.map { shelf in
      [
        .optional(shelf.name), .money(shelf.cell.total), .share(shelf.cell.provedShare),
        .money(shelf.cell.amount(.extractive)), .money(shelf.cell.amount(.unrated)),
        .money(Shelves.part(shelf.open, switched)),
        shelves.gain(shelf.open, times: switched).map { .points($0) } ?? .absent, .list(Array(shelf.proved.prefix(3))),
      ]
    }
    let open = found.reduce(0) { $0 &+ $1.open }
    grid.totals =
      [.absent, .absent, .absent, .absent, .absent, .absent]
      + [shelves.gain(open, times: switched).map { .points($0) } ?? .absent, .absent]
    grid.charts = [.bars("gain")]
    grid.rowsForPeople = 25
    return grid
  }

  static func withoutAlternative(_ shelves: Shelves) -> ReportGrid {
    var grid = ReportGrid(
      "withoutAlternative",
      columns: [
        ReportColumn("shelf", .text), ReportColumn("total", .money), ReportColumn("extractive", .money),
        ReportColumn("unrated", .money),
      ])
    grid.rows = shelves.withoutAlternative.map { shelf in
      [
        .optional(shelf.name), .money(shelf.cell.total), .money(shelf.cell.amount(.extractive)),
        .money(shelf.cell.amount(.unrated)),
      ]
    }
    grid.rowsForPeople = 10
    return grid
  }
}
