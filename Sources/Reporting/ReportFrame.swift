// What every report is run with beside its query, and what every table shows of it: the provenance on each figure.
public import SpendModel

/// What a report is run with, beside its query.
public struct ReportFrame: Sendable {
  /// Currency of the workspace.
  public var currency: Currency
  /// Tax of the figures.
  public var tax: String
  /// The method that was asked for.
  public var method: String
  /// First and last day per store: tells which periods are complete.
  public var dayRanges: [ClosedRange<Day>?]
  /// Sentences from the imports that belong under every report.
  public var notes: [Phrase]

  /// A frame; see the properties.
  public init(
    currency: Currency, tax: String, method: String, dayRanges: [ClosedRange<Day>?], notes: [Phrase] = []
  ) {
    self.currency = currency
    self.tax = tax
    self.method = method
    self.dayRanges = dayRanges
    self.notes = notes
  }
}

extension ReportContext {
  /// A table of this context with its provenance and without rows. `answers` are those whose spend it shows.
  func table(_ card: ReportCard, _ main: ReportGrid, from answers: [SpendResult]) -> ReportTable {
    let outOfScope = answers.first?.outOfScope ?? [:]
    var table = ReportTable(
      report: card.id, version: card.version, title: card.title, question: card.question, currency: frame.currency,
      basis: query.basis, tax: frame.tax, method: methodText(answers),
      ratingsAsOf: answers.compactMap(\.ratingsAsOf).max(),
      days: answers.first?.days.map { DaySpan(first: $0.lowerBound, end: $0.upperBound.adding(days: 1)) },
      filters: query.filters.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key.rawValue, $0.value) },
      outOfScope: outOfScope.sorted { $0.key < $1.key }.map { OutOfScope(rule: $0.key, tally: $0.value) }, main: main)
    table.notes = frame.notes + scopeNotes(outOfScope)
    return table
  }

  private func methodText(_ answers: [SpendResult]) -> String {
    let methods = answers.reduce(into: Set<String>()) { $0.formUnion($1.methods) }
    let others = methods.filter { $0 != frame.method }.sorted()
    let all = (methods.contains(frame.method) ? [frame.method] : []) + others
    return all.isEmpty ? frame.method : all.joined(separator: " + ")
  }

  private func scopeNotes(_ outOfScope: [String: LineTally]) -> [Phrase] {
    let outside = outOfScope.values.reduce(into: LineTally()) { $0.add($1) }
    guard outside.lines > 0 else { return [] }
    return [Phrase("note.outOfScope", ["lines": .count(outside.lines), "amount": .money(outside.amount.value)])]
  }

  /// Remarks on spend that reads oddly: returns above sales, and how much of the cost is known.
  func spendNotes(_ cells: [SpendCell], _ total: SpendCell) -> [Phrase] {
    var notes: [Phrase] = []
    if cells.contains(where: { cell in SpendClass.allCases.contains { cell.amount($0) < 0 } }) {
      notes.append(Phrase("note.negative"))
    }
    if query.basis == .cost {
      notes.append(Phrase("note.costKnown", ["share": .share(Share(part: total.salesWithCost, whole: total.sales))]))
    }
    return notes
  }
}

extension SpendCell {
  /// The sum of cells; refused where it leaves 64 bits.
  static func sum(_ cells: some Sequence<SpendCell>) throws(Problem) -> SpendCell {
    let total = cells.reduce(into: SpendCell()) { $0.add($1) }
    guard !total.overflowed else {
      throw Problem(
        .refused, what: "The sum over all rows is too large to be counted exactly.", place: "the report's totals",
        rule: "sums are whole minor units within 64 bits", mend: "Narrow the report with --from and --to.")
    }
    return total
  }
}
