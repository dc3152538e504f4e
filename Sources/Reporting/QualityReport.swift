// `report quality`: what in the data itself deserves a look, with the amount behind each finding.
internal import SpendModel

struct QualityReport: Report {
  let card = ReportCard(id: "quality", period: nil)

  func questions(_ context: ReportContext) -> [SpendQuestion] {
    var query = context.query
    query.group = [.department]
    query.period = nil
    return [SpendQuestion(query)]
  }

  func table(_ answers: [SpendResult], _ context: ReportContext) throws(Problem) -> ReportTable {
    var findings: [QualityFinding] = []
    if let pages = context.pages {
      let scan = try LineScan(pages, context.query)
      let checks = QualityChecks(scan: scan, assortment: context.assortment(.onDayOfSale))
      findings = checks.missingDays + checks.outliers + checks.priceJumps + checks.missingCosts + checks.disagreements
    }
    findings += QualityChecks.withoutSupplier(answers[0])
    var table = context.table(card, QualityReport.overview(findings), from: answers)
    table.sections = [QualityReport.details(findings)]
    return table
  }

  /// One row for each kind of finding, also where there is none.
  private static func overview(_ findings: [QualityFinding]) -> ReportGrid {
    var grid = ReportGrid(
      "rows",
      columns: [
        ReportColumn("check", .word), ReportColumn("findings", .count), ReportColumn("lines", .count),
        ReportColumn("amount", .money),
      ])
    grid.rows = QualityFinding.Check.allCases.map { check in
      let own = findings.filter { $0.check == check }
      return [
        .word("check." + check.rawValue), .count(own.count), .count(own.reduce(0) { $0 + $1.lines }),
        .money(own.reduce(0) { $0 &+ $1.amount }),
      ]
    }
    return grid
  }

  /// Every finding, by kind and falling amount.
  private static func details(_ findings: [QualityFinding]) -> ReportGrid {
    var grid = ReportGrid(
      "findings",
      columns: [
        ReportColumn("check", .word), ReportColumn("subject", .text), ReportColumn("name", .text),
        ReportColumn("store", .text), ReportColumn("from", .day), ReportColumn("to", .day),
        ReportColumn("lines", .count),
        ReportColumn("amount", .money), ReportColumn("usual", .money), ReportColumn("found", .money),
      ])
    let order = QualityFinding.Check.allCases
    let sorted = order.flatMap { check in
      findings.filter { $0.check == check }.enumerated()
        .sorted { ($1.element.amount.magnitude, $0.offset) < ($0.element.amount.magnitude, $1.offset) }.map(\.element)
    }
    grid.rows = sorted.map(\.cells)
    grid.rowsForPeople = 40
    return grid
  }
}

/// One thing that deserves a look.
struct QualityFinding {
  /// The checks, in the order in which they are listed.
  enum Check: String, CaseIterable {
    case missingDays, outlier, voidedOutlier, priceJump, missingCost, withoutSupplier, departmentDiffers,
      supplierDiffers,
      ambiguousCode
  }

  var check: Check
  /// A code, a department.
  var subject: String?
  var name: String?
  var store: String?
  var from: Day?
  var to: Day?
  var lines = 0
  /// The amount behind it; of missing days, what such days usually bring.
  var amount: Int64 = 0
  var usual: Int64?
  var found: Int64?

  init(_ check: Check) { self.check = check }

  var cells: [ReportCell] {
    [
      .word("check." + check.rawValue), .optional(subject), .optional(name), .optional(store),
      from.map { .day($0) } ?? .absent,
      to.map { .day($0) } ?? .absent, .count(lines), .money(amount), usual.map { .money($0) } ?? .absent,
      found.map { .money($0) } ?? .absent,
    ]
  }
}
