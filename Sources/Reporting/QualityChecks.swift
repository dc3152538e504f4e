// The checks of `report quality`, each a look at the scanned lines. Their thresholds are named here and in
// docs/reference/reports.md.
internal import SpendModel

struct QualityChecks {
  let scan: LineScan
  let assortment: Assortment

  /// A price per unit that moves by more than half, or loses a third, from one month to the next.
  private static let jump = (part: Int128(3), whole: Int128(2))
  /// Lines that a month needs for its price to count.
  private static let linesForPrice = 3

  // MARK: - Days

  /// Runs of days without a page on weekdays on which the store otherwise sells.
  var missingDays: [QualityFinding] {
    scan.days.indices.flatMap { store -> [QualityFinding] in
      let days = scan.days[store]
      guard let first = days.first?.day, let last = days.last?.day else { return [] }
      let usual = QualityChecks.usualDays(days, weeks: (Int(last.number) - Int(first.number)) / 7 + 1)
      let known = Set(days.map(\.day))
      var findings: [QualityFinding] = []
      var day = first
      while day < last {
        defer { day = day.adding(days: 1) }
        guard !known.contains(day), let amount = usual[day.isoWeekday] else { continue }
        if let end = findings.last?.to, !QualityChecks.isOpen(between: end, day, usual, known) {
          findings[findings.count - 1].to = day
          findings[findings.count - 1].amount &+= amount
        } else {
          var finding = QualityFinding(.missingDays)
          (finding.store, finding.from, finding.to, finding.amount) = (scan.stores[store], day, day, amount)
          findings.append(finding)
        }
      }
      return findings
    }
  }

  /// Whether the store sold, or would have been expected to, between two days.
  private static func isOpen(between first: Day, _ second: Day, _ usual: [Int: Int64], _ known: Set<Day>) -> Bool {
    var day = first.adding(days: 1)
    while day < second {
      if known.contains(day) || usual[day.isoWeekday] != nil { return true }
      day = day.adding(days: 1)
    }
    return false
  }

  /// The mean amount of each weekday on which the store sold in at least half of the weeks.
  private static func usualDays(_ days: [(day: Day, amount: Int64, lines: Int)], weeks: Int) -> [Int: Int64] {
    Dictionary(grouping: days) { $0.day.isoWeekday }.filter { $0.value.count * 2 >= weeks }
      .mapValues { $0.reduce(0) { $0 &+ $1.amount } / Int64($0.count) }
  }

  // MARK: - Lines

  var outliers: [QualityFinding] {
    scan.outliers.map { outlier in
      var finding = QualityFinding(outlier.isVoided ? .voidedOutlier : .outlier)
      name(&finding, outlier.item)
      (finding.store, finding.from, finding.to) = (scan.stores[outlier.store], outlier.day, outlier.day)
      (finding.lines, finding.amount, finding.usual, finding.found) = (1, outlier.amount, outlier.usual, outlier.amount)
      return finding
    }
  }

  var priceJumps: [QualityFinding] {
    scan.scans.indices.flatMap { store in
      scan.scans[store].indices.flatMap { item in jumps(scan.scans[store][item].months, item, store) }
    }
  }

  private func jumps(_ months: [ItemScan.Month], _ item: Int, _ store: Int) -> [QualityFinding] {
    let priced = months.filter { $0.lines >= QualityChecks.linesForPrice && $0.unitPrice != nil }
    return zip(priced, priced.dropFirst()).compactMap { before, after in
      guard let old = before.unitPrice, let new = after.unitPrice, QualityChecks.isJump(old, new) else { return nil }
      var finding = QualityFinding(.priceJump)
      name(&finding, item)
      (finding.store, finding.from, finding.to) = (scan.stores[store], before.first, after.first)
      (finding.lines, finding.amount, finding.usual, finding.found) = (after.lines, after.amount, old, new)
      return finding
    }
  }

  private static func isJump(_ old: Int64, _ new: Int64) -> Bool {
    Int128(max(old, new)) * jump.whole > Int128(min(old, new)) * jump.part
  }

  /// Items without a cost, in their lines as in products.csv; only where costs are kept at all.
  var missingCosts: [QualityFinding] {
    let keepsCosts =
      scan.scans.joined().contains { $0.costless.lines < $0.lines }
      || scan.items.contains { assortment.standings(of: $0).contains { $0.standing.unitCost != nil } }
    guard keepsCosts else { return [] }
    return eachItem(.missingCost) { item, scans in
      if assortment.standings(of: item).contains(where: { ($0.standing.unitCost ?? 0) != 0 }) { return nil }
      return scans.reduce(into: LineTally()) { $0.add($1.costless) }
    }
  }

  // MARK: - Tables against exports

  /// Where products.csv and the export name another department or supplier, and codes that could mean two products.
  var disagreements: [QualityFinding] {
    let department = eachPair(.departmentDiffers, exported: \.department) { [$0.department] }
    let supplier = eachPair(.supplierDiffers, exported: \.supplier) { [$0.supplierName, $0.supplier] }
    let ambiguous = eachItem(.ambiguousCode) { item, scans in
      assortment.isAmbiguous(item) ? QualityChecks.sum(scans) : nil
    }
    return department + supplier + ambiguous
  }

  /// A finding for each pair of what the export says (`subject`) and what products.csv says (`name`).
  private func eachPair(
    _ check: QualityFinding.Check, exported: KeyPath<Item, String>, own: (ItemStanding) -> [String?]
  ) -> [QualityFinding] {
    var pairs: [[String]: LineTally] = [:]
    for index in scan.items.indices {
      let item = scan.items[index]
      let names = assortment.standings(of: item).filter { $0.standing.product != nil }
        .flatMap { own($0.standing) }.compactMap(\.self)
      let text = item[keyPath: exported]
      guard let first = names.first, !text.isEmpty, !names.map(NameFolding.fold).contains(NameFolding.fold(text))
      else { continue }
      let scans = scan.scans.compactMap { $0.indices.contains(index) ? $0[index] : nil }
      pairs[[text, first], default: LineTally()].add(QualityChecks.sum(scans))
    }
    return pairs.filter { $0.value.lines > 0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { pair, tally in
      var finding = QualityFinding(check)
      (finding.subject, finding.name, finding.lines, finding.amount) = (
        pair[0], pair[1], tally.lines, tally.amount.value
      )
      return finding
    }
  }

  /// Departments with spend whose supplier nobody knows.
  static func withoutSupplier(_ answer: SpendResult) -> [QualityFinding] {
    var cells: [String?: SpendCell] = [:]
    for (key, cell) in answer.cells { cells[key.group[0], default: SpendCell()].add(cell) }
    return cells.keys.sorted { SpendLayout.precedes([$0], [$1]) }.compactMap { department in
      let cell = cells[department] ?? SpendCell()
      let standings = [Standing.unmatched, .noSupplier].map { Int($0.rawValue) }
      var finding = QualityFinding(.withoutSupplier)
      finding.subject = department
      finding.lines = standings.reduce(0) { $0 + cell.lines[$1] }
      finding.amount = standings.reduce(0) { $0 &+ cell.amounts[$1] }
      return finding.lines > 0 ? finding : nil
    }
  }

  // MARK: - Helpers

  private static func sum(_ scans: [ItemScan]) -> LineTally {
    scans.reduce(into: LineTally()) { sum, scan in
      var tally = LineTally()
      tally.lines = scan.lines
      tally.amount.add(scan.amount)
      sum.add(tally)
    }
  }

  /// A finding for each item for which the body gives lines.
  private func eachItem(_ check: QualityFinding.Check, _ body: (Item, [ItemScan]) -> LineTally?) -> [QualityFinding] {
    scan.items.indices.compactMap { index in
      let scans = scan.scans.compactMap { $0.indices.contains(index) ? $0[index] : nil }.filter { $0.lines > 0 }
      guard !scans.isEmpty, let tally = body(scan.items[index], scans), tally.lines > 0 else { return nil }
      var finding = QualityFinding(check)
      name(&finding, index)
      (finding.lines, finding.amount) = (tally.lines, tally.amount.value)
      return finding
    }
  }

  private func name(_ finding: inout QualityFinding, _ item: Int) {
    let item = scan.items[item]
    finding.subject = item.code
    let known = assortment.standings(of: item).compactMap(\.standing.productName).last
    finding.name = known ?? (item.description.isEmpty ? nil : item.description)
  }
}
