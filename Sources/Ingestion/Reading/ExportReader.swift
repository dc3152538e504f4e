// The import of one file, up to the draft that is stored: recognise, decode line by line, gather pages, balance.
internal import Delimited
public import SpendModel

/// How a file is read, apart from its format.
public struct ReadingOptions: Sendable {
  /// Past this many rejected lines the file is refused.
  public var maxRejects: RejectLimit = .permille(10)
  /// Whether a numbered line that was written twice counts once.
  public var removesDuplicates = true
  /// Whether the SHA-256 of the file is wanted.
  public var digests = true
  /// Called with bytes read and bytes in all.
  public var progress: (@Sendable (Int64, Int64) -> Void)?

  /// The defaults of the command line.
  public init() {}
}

/// `--max-rejects N|P%`.
public enum RejectLimit: Hashable, Sendable {
  /// A number of lines.
  case lines(Int)
  /// Thousandths of the records read.
  case permille(Int)

  /// Whether so many rejected lines of so many records are too many.
  public func isExceeded(rejected: Int, read: Int) -> Bool {
    switch self {
    case .lines(let limit): rejected > limit
    case .permille(let limit): rejected * 1000 > read * limit
    }
  }

  var keptRejections: Int {
    switch self {
    case .lines(let limit): limit
    case .permille: 100_000
    }
  }

  /// As a person writes it.
  public var description: String {
    switch self {
    case .lines(let limit): "\(limit)"
    case .permille(let limit): ExactDecimal.shortText(Int64(limit), scale: 1) + "%"
    }
  }
}

/// Reads exports with the formats of a catalogue.
public struct ExportReader: Sendable {
  private let recogniser: Recogniser
  private let options: ReadingOptions

  /// A reader for the given recogniser.
  public init(recogniser: Recogniser, options: ReadingOptions = ReadingOptions()) {
    self.recogniser = recogniser
    self.options = options
  }

  /// Reads a whole export into a draft.
  public func draft(of path: String) throws -> ExportDraft {
    try draft(of: ExportFile(path: path, digested: options.digests))
  }

  /// Reads a whole export that is open, or held in memory, into a draft.
  public func draft(of file: ExportFile) throws -> ExportDraft {
    try read(file) { _, _ in }
  }

  /// Reads a whole export and hands store-days on while it reads, instead of keeping them: memory does not grow with
  /// the file. For figures that count every line, because a store-day may come in several pages.
  public func stream(
    _ path: String, page: (_ items: [Item], _ stores: [String], DraftPage) throws -> Void
  ) throws -> ExportDraft {
    try read(ExportFile(path: path, digested: options.digests)) { assembly, decoder in
      guard assembly.openLines > StreamLimits.openLines else { return }
      try assembly.handOver(decoder, page)
    } last: { assembly, decoder in
      try assembly.handOver(decoder, page)
    }
  }

  private enum StreamLimits {
    static let openLines = 1 << 17
  }

  private typealias Step = (inout DraftAssembly, LineDecoder) throws -> Void

  private func read(
    _ file: ExportFile, afterBatch: Step, last: Step = { _, _ in }
  ) throws -> ExportDraft {
    let plan = try recogniser.plan(for: file)
    var decoder = LineDecoder(plan: plan, rejectionLimit: options.maxRejects.keptRejections)
    var assembly = DraftAssembly(plan: plan, options: options)
    var notices = NoticeCounter(plan: plan)
    do {
      try decode(file, plan, &decoder, &assembly, &notices, afterBatch)
    } catch let fault as RecordFault {
      throw fault.problem(in: file.path)
    } catch let fault as TextFault {
      throw fault.problem(in: file.path)
    }
    try last(&assembly, decoder)
    var draft = try assembly.draft(file, decoder)
    draft.warnings += notices.sentences
    return draft
  }

  private func decode(
    _ file: ExportFile, _ plan: ReadingPlan, _ decoder: inout LineDecoder, _ assembly: inout DraftAssembly,
    _ notices: inout NoticeCounter, _ afterBatch: Step
  ) throws {
    var reader = RecordReader(dialect: plan.dialect, fill: plan.source(file))
    var batch = SaleLineBatch()
    var toSkip = plan.recordsBeforeData
    let hasNotices = !plan.notices.isEmpty
    while let records = try reader.nextBatch() {
      batch.removeAll()
      var begun = 0
      let first = min(toSkip, records.count)
      toSkip -= first
      for index in first..<records.count {
        let outcome = decoder.decode(records[index], at: records.line(of: index), into: &batch)
        if hasNotices, outcome == .line { notices.take(records[index]) }
        guard outcome == .repeatedHeader else { continue }
        decoder.endBatch(&batch)
        assembly.take(batch, runs: begun..<batch.runs.count)
        assembly.endSection(decoder.stores.names)
        begun = batch.runs.count
      }
      decoder.endBatch(&batch)
      assembly.take(batch, runs: begun..<batch.runs.count)
      try afterBatch(&assembly, decoder)
      options.progress?(file.bytesRead, file.byteCount)
    }
  }
}
