// Puts the parts of one reading together: sections of pages, the balance, and the sentences a person should read.
internal import Delimited
internal import SpendModel

/// What is gathered while an export is read.
struct DraftAssembly {
  private let plan: ReadingPlan
  private let options: ReadingOptions
  private var collector: PageCollector
  private var sections: [[DraftPage]] = []
  private var duplicate = LineTally()
  private var repeated: (receipts: Int, lines: LineTally) = (0, LineTally())

  init(plan: ReadingPlan, options: ReadingOptions) {
    self.plan = plan
    self.options = options
    collector = PageCollector(
      kind: plan.kind, numbersLines: options.removesDuplicates && plan.columns[.line] != nil)
  }

  /// Lines that are gathered and not yet handed over.
  var openLines: Int { collector.openLines }

  mutating func take(_ batch: SaleLineBatch, runs: Range<Int>) { collector.add(batch, runs: runs) }

  /// Ends a section: what follows is compared with it like a new export.
  mutating func endSection(_ stores: [String]) {
    let result = finish(stores)
    if !result.pages.isEmpty { sections.append(result.pages) }
  }

  /// Hands the open store-days over and forgets them.
  mutating func handOver(_ decoder: LineDecoder, _ page: ([Item], [String], DraftPage) throws -> Void) throws {
    for draft in finish(decoder.stores.names).pages { try page(decoder.items.items, decoder.stores.names, draft) }
  }

  private mutating func finish(_ stores: [String]) -> PageCollector.Result {
    let result = collector.finish(storeNames: stores)
    duplicate.add(result.duplicate)
    let repeats = result.reportedRepeats
    repeated.receipts += repeats.receipts
    repeated.lines.add(repeats.lines)
    return result
  }

  /// The draft of the whole file; refused where too many lines were rejected or the balance does not close.
  mutating func draft(_ file: ExportFile, _ decoder: LineDecoder) throws(Problem) -> ExportDraft {
    endSection(decoder.stores.names)
    var draft = ExportDraft(
      file: file.name, format: plan.format, settings: plan.settings, sha256: file.sha256(), header: plan.header,
      tax: plan.tax, kind: plan.kind)
    draft.byteCount = file.byteCount
    draft.items = decoder.items.items
    draft.stores = decoder.stores.names
    draft.sections = sections
    draft.rejections = decoder.rejections
    draft.repeatedReceipts = repeated.lines
    draft.balance = decoder.finishedBalance
    draft.balance.counted.lines -= duplicate.lines
    draft.balance.counted.amount.add(-duplicate.amount.value)
    draft.balance.duplicate = duplicate
    draft.warnings = plan.warnings + sentences(decoder)
    try check(draft, file)
    return draft
  }

  private func check(_ draft: ExportDraft, _ file: ExportFile) throws(Problem) {
    let balance = draft.balance
    if options.maxRejects.isExceeded(rejected: balance.rejected.lines, read: balance.read.lines) {
      throw tooManyRejects(draft, file)
    }
    if balance.overflowed {
      throw Problem(
        .refused, what: "The sum of the amounts is too large to be counted exactly.", place: file.path,
        rule: "sums are whole minor units within 64 bits", mend: "Look for mis-keyed amounts, or split the export.")
    }
    guard balance.isBalanced else {
      throw Problem(
        .refused, what: "The lines of this file do not add up: read is not counted + excluded + duplicate + rejected.",
        place: file.path, rule: "every line is accounted for", mend: "Please report this with the file's shape.")
    }
  }

  private func tooManyRejects(_ draft: ExportDraft, _ file: ExportFile) -> Problem {
    let first = draft.rejections.first
    return Problem(
      .refused,
      what: "\(draft.balance.rejected.lines) of \(draft.balance.read.lines) lines cannot be read"
        + (first.map { "; the first: \($0.reason)." } ?? "."),
      place: Place(
        file: file.path, line: first?.line, column: first.flatMap { $0.column.isEmpty ? nil : $0.column },
        text: first.flatMap { cell($0) }
      ).description,
      rule: "--max-rejects \(options.maxRejects.description)",
      mend: "See `commonspend inspect \(file.name)`; correct the export, name its format with --as, or raise --max-rejects.")
  }

  private func cell(_ rejection: Rejection) -> String? {
    guard let index = plan.header.firstIndex(of: rejection.column), index < rejection.cells.count else { return nil }
    return rejection.cells[index]
  }

  private func sentences(_ decoder: LineDecoder) -> [String] {
    var sentences: [String] = []
    let counts = decoder.warnings
    let money = plan.currency
    if counts.rounded.lines > 0 {
      sentences.append(
        "\(counts.rounded.lines) amounts have more decimals than \(money.code) and were rounded once, half to even"
          + " (together \(money.text(counts.rounded.amount.value)) after rounding).")
    }
    if counts.unreadableExcluded > 0 {
      sentences.append("\(counts.unreadableExcluded) excluded lines have no readable amount; they add 0 to the balance.")
    }
    if counts.unreadableRejected > 0 {
      sentences.append("\(counts.unreadableRejected) rejected lines have no readable amount; they add 0 to the balance.")
    }
    if counts.unreadableCosts > 0 {
      sentences.append("\(counts.unreadableCosts) lines have a cost that cannot be read; their cost is unknown.")
    }
    if decoder.text.switched {
      sentences.append("The file is not UTF-8; its text was read as \(decoder.text.encoding.rawValue).")
    }
    if repeated.receipts > 0 {
      sentences.append(
        "\(repeated.receipts) receipts hold the same lines in two places (\(money.text(repeated.lines.amount.value))"
          + " a second time). They were counted; look whether the export repeats them.")
    }
    return sentences + truncationSentence(decoder.balance.read.lines)
  }

  /// Tills and spreadsheets cut an export at these row counts without saying so.
  private func truncationSentence(_ lines: Int) -> [String] {
    let cuts = [10_000, 65_535, 65_536, 1_048_575, 1_048_576]
    guard cuts.contains(lines) else { return [] }
    return ["The export has exactly \(lines) lines: some programs cut an export there. Check that it is whole."]
  }
}
