// `report reconcile`: each day total of the till beside what counts here.
internal import SpendModel

struct ReconcileReport: Report {
  let card = ReportCard(id: "reconcile", period: .day)

  func questions(_ context: ReportContext) -> [SpendQuestion] {
    [Reconciliation.question(context.query.span, context.query.calendar)]
  }

  func table(_ answers: [SpendResult], _ context: ReportContext) throws(Problem) -> ReportTable {
    let controls = (context.controls ?? []).filter { context.query.span?.contains($0.day) ?? true }
    let all = Reconciliation.compare(controls, counted: Reconciliation.counted(answers[0]), rules: context.ruleTotals)
    var table = context.table(card, ReconcileReport.grid(all), from: answers)
    let odd = all.filter { $0.state == .differs || $0.state == .notImported }
    if !context.importsWithoutRuleTotals.isEmpty, !odd.isEmpty {
      let ids = context.importsWithoutRuleTotals.map(String.init).joined(separator: ", ")
      table.notes.append(Phrase("note.noRuleTotals", ["imports": .text(ids)]))
    }
    if controls.isEmpty {
      table.notes.append(Phrase("note.noControls"))
    } else {
      table.sections = [ReconcileReport.ruleGrid(all)]
      let difference = odd.reduce(0) { $0 &+ $1.difference }
      table.headline = [
        Phrase(
          odd.isEmpty ? "reconcile.ties" : "reconcile.differs",
          ["days": .count(all.count), "odd": .count(odd.count), "difference": .money(difference)])
      ]
    }
    return table
  }

  private static func grid(_ all: [Reconciliation]) -> ReportGrid {
    var grid = ReportGrid(
      "controls",
      columns: [
        ReportColumn("store", .text), ReportColumn("day", .day), ReportColumn("control", .money),
        ReportColumn("counted", .money), ReportColumn("byRule", .money), ReportColumn("difference", .money),
        ReportColumn("controlLines", .count), ReportColumn("countedLines", .count), ReportColumn("state", .word),
        ReportColumn("rules", .text),
      ])
    grid.rows = all.map { row in
      [
        .text(row.control.store), .day(row.control.day), .money(row.control.amount),
        .money(row.counted.amount.value), .money(row.explained),
        .money(row.difference), row.control.lines.map { .count($0) } ?? .absent, .count(row.counted.lines),
        .word("reconcile." + row.state.rawValue),
        row.explainedBy.isEmpty ? .absent : .text(row.explainedBy.joined(separator: " + ")),
      ]
    }
    grid.totals = [
      .absent, .absent, .money(all.reduce(0) { $0 &+ $1.control.amount }),
      .money(all.reduce(0) { $0 &+ $1.counted.amount.value }),
      .money(all.reduce(0) { $0 &+ $1.explained }),
      .money(all.reduce(0) { $0 &+ $1.difference }), .absent, .count(all.reduce(0) { $0 + $1.counted.lines }), .absent,
      .absent,
    ]
    grid.rowsForPeople = 62
    return grid
  }

  /// What rules left out on all the days of controls together.
  private static func ruleGrid(_ all: [Reconciliation]) -> ReportGrid {
    var totals: [String: LineTally] = [:]
    for row in all { for (rule, tally) in row.rules { totals[rule, default: LineTally()].add(tally) } }
    var grid = ReportGrid(
      "rules", columns: [ReportColumn("rule", .text), ReportColumn("lines", .count), ReportColumn("amount", .money)])
    grid.rows = totals.sorted { $0.key < $1.key }.map { rule, tally in
      [.text(rule), .count(tally.lines), .money(tally.amount.value)]
    }
    return grid
  }
}
