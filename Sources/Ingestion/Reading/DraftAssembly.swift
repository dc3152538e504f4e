// Puts the parts of one reading together: sections of pages, the balance, and the sentences a person should read.
internal import Delimited
internal import SpendModel

/// What is gathered while an export is read, block by block in the order of the file. It gives stores and items their
/// numbers in the order of their first line, so that nothing depends on which thread decoded a block.
struct DraftAssembly {
  private let plan: ReadingPlan
  private let options: ReadingOptions
  private var collector: PageCollector
  private var stores = NameTable<String>()
  private var items = NameTable<Item>()
  /// By decoder: the numbers here of its stores and items.
  private var storeNumbers: [[Int32]]
  private var itemNumbers: [[Int32]]
  /// By decoder: whether its item numbers are those of the file.
  private var isSame: [Bool]
  private var tally: ReadingTally
  private var sections: [[DraftPage]] = []
  private var duplicate = LineTally()
  private var repeated: (receipts: Int, lines: LineTally) = (0, LineTally())
  /// Whether the next run follows the last one directly.
  private var continues = false
  /// How text is decoded from here on.
  private(set) var text: TextDecoder

  /// For blocks of so many decoders.
  init(plan: ReadingPlan, options: ReadingOptions, decoders: Int) {
    self.plan = plan
    self.options = options
    collector = PageCollector(
      kind: plan.kind, numbersLines: options.removesDuplicates && plan.columns[.line] != nil)
    storeNumbers = Array(repeating: [], count: decoders)
    itemNumbers = Array(repeating: [], count: decoders)
    isSame = Array(repeating: true, count: decoders)
    tally = ReadingTally(plan)
    text = TextDecoder(encoding: plan.encoding, fallback: plan.fallbackEncoding)
  }

  // MARK: - Blocks

  /// Gathers a block's lines.
  mutating func take(_ block: inout DecodedBlock, of decoder: Int) {
    number(&block, of: decoder)
    var begun = 0
    for end in block.sectionEnds {
      collect(block.batch, begun..<end)
      endSection()
      begun = end
    }
    collect(block.batch, begun..<block.batch.runs.count)
  }

  /// Hands a block's lines on instead of gathering them.
  mutating func pass(_ block: inout DecodedBlock, of decoder: Int, to receive: (StreamedLines) throws -> Void) throws {
    number(&block, of: decoder)
    for group in StreamedLines.groups(block.batch, items: items.values, stores: stores.values) { try receive(group) }
  }

  /// Forgets what a decoder numbered: its texts were decoded before it was known how.
  mutating func forget(_ decoder: Int) {
    storeNumbers[decoder] = []
    itemNumbers[decoder] = []
    isSame[decoder] = true
  }

  /// From here on text is decoded as it was at the end of this block.
  mutating func settle(_ block: DecodedBlock) { text = block.text }

  /// Replaces the decoder's numbers by those of the file.
  private mutating func number(_ block: inout DecodedBlock, of decoder: Int) {
    for store in block.newStores { storeNumbers[decoder].append(stores.number(of: store)) }
    for item in block.newItems {
      let number = items.number(of: item)
      if number != itemNumbers[decoder].count { isSame[decoder] = false }
      itemNumbers[decoder].append(number)
    }
    for index in block.batch.runs.indices {
      block.batch.runs[index].store = storeNumbers[decoder][Int(block.batch.runs[index].store)]
    }
    let numbers = itemNumbers[decoder]
    // Of a lone decoder both count alike.
    if !isSame[decoder] {
      block.batch.lines.withUnsafeMutableBufferPointer { lines in
        for index in lines.indices { lines[index].item = numbers[Int(lines[index].item)] }
      }
    }
    tally.add(block.tally, stores: storeNumbers[decoder], keeping: options.maxRejects.keptRejections)
  }

  private mutating func collect(_ batch: SaleLineBatch, _ runs: Range<Int>) {
    guard !runs.isEmpty else { return }
    collector.add(batch, runs: runs, continues: continues)
    continues = true
  }

  /// Ends a section: what follows is compared with it like a new export.
  private mutating func endSection() {
    let result = collector.finish(storeNames: stores.values)
    duplicate.add(result.duplicate)
    let repeats = result.reportedRepeats
    repeated.receipts += repeats.receipts
    repeated.lines.add(repeats.lines)
    if !result.pages.isEmpty { sections.append(result.pages) }
    continues = false
  }

  // MARK: - The draft

  /// The draft of the whole file; refused where too many lines were rejected or the balance does not close.
  mutating func draft(_ file: ExportFile) throws(Problem) -> ExportDraft {
    endSection()
    var draft = ExportDraft(
      file: file.name, format: plan.format, settings: plan.settings, sha256: file.sha256(), header: plan.header,
      tax: plan.tax, kind: plan.kind)
    draft.byteCount = file.byteCount
    draft.items = items.values
    draft.stores = stores.values
    draft.sections = sections
    draft.rejections = tally.rejections
    draft.repeatedReceipts = repeated.lines
    draft.balance = tally.balance(plan.exclusions)
    draft.ruleTotals = tally.excludedDays.totals(stores: stores.values, rules: plan.exclusions)
    draft.balance.counted.lines -= duplicate.lines
    draft.balance.counted.amount.add(-duplicate.amount.value)
    draft.balance.duplicate = duplicate
    draft.warnings = plan.warnings + sentences() + NoticeCounter.sentences(plan, tally.notices)
    try check(draft, file)
    return draft
  }

  private func check(_ draft: ExportDraft, _ file: ExportFile) throws(Problem) {
    let balance = draft.balance
    if let line = tally.otherHeader {
      throw Problem(
        .refused, what: "Another table begins here, with other columns.",
        place: Place(file: file.path, line: line).description, rule: "a file holds one table of sale lines",
        mend: "Export the tables apart, or cut the file at this line.")
    }
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
      mend:
        "See `commonspend inspect \(file.name)`; correct the export, name its format with --as, or raise --max-rejects."
    )
  }

  private func cell(_ rejection: Rejection) -> String? {
    guard let index = plan.header.firstIndex(of: rejection.column), index < rejection.cells.count else { return nil }
    return rejection.cells[index]
  }

  private func sentences() -> [String] {
    var sentences: [String] = []
    let counts = tally.warnings
    let money = plan.currency
    if counts.rounded.lines > 0 {
      sentences.append(
        DraftAssembly.counted(counts.rounded.lines, "amount has", "amounts have")
          + " more decimals than \(money.code), rounded once, half to even"
          + " (together \(money.text(counts.rounded.amount.value)) after rounding).")
    }
    if counts.unreadableExcluded > 0 {
      sentences.append(
        DraftAssembly.counted(counts.unreadableExcluded, "excluded line has", "excluded lines have")
          + " no readable amount; that adds 0 to the balance.")
    }
    if counts.unreadableRejected > 0 {
      sentences.append(Rejection.withoutAmount(counts.unreadableRejected))
    }
    if counts.unreadableCosts > 0 {
      sentences.append(
        DraftAssembly.counted(counts.unreadableCosts, "line has", "lines have")
          + " a cost that cannot be read; there it is unknown.")
    }
    if text.switched {
      sentences.append("The file is not UTF-8; its text was read as \(text.encoding.rawValue).")
    }
    if repeated.receipts > 0 {
      sentences.append(
        DraftAssembly.counted(repeated.receipts, "receipt holds", "receipts hold")
          + " the same lines in two places (\(money.text(repeated.lines.amount.value)) a second time), counted as they"
          + " stand; look whether the export repeats them.")
    }
    return sentences + truncationSentence(tally.read.lines)
  }

  private static func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) " + (count == 1 ? one : many)
  }

  /// Tills and spreadsheets cut an export at these row counts without saying so.
  private func truncationSentence(_ lines: Int) -> [String] {
    let cuts = [10_000, 65_535, 65_536, 1_048_575, 1_048_576]
    guard cuts.contains(lines) else { return [] }
    return ["The export has exactly \(lines) lines: some programs cut an export there. Check that it is whole."]
  }
}
