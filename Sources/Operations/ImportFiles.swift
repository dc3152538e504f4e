// `import`: each export is read, compared with what is stored, and landed as a whole or not at all.
public import Ingestion
public import SpendModel
internal import Storage

/// Long work tells how far it is.
public typealias OnProgress = @Sendable (ReadingProgress) -> Void

/// What is to be imported, and how.
public struct ImportRequest: Sendable {
  /// Paths, in order.
  public var files: [String]
  /// The clock, ISO 8601.
  public var importedAt: String
  /// `--as`
  public var format: String?
  /// `--set`
  public var settings: [String: String] = [:]
  /// `--max-rejects`; nil: 1 % of the records.
  public var maxRejects: RejectLimit?
  /// `--on-conflict`; nil: the workspace's.
  public var onConflict: ConflictPolicy?
  /// Whether nothing is stored.
  public var dryRun = false
  /// Threads that read an export; what lands does not depend on them.
  public var threads = 1

  /// A request with the defaults.
  public init(files: [String], importedAt: String) {
    self.files = files
    self.importedAt = importedAt
  }

  /// `--max-rejects N|P%`
  public static func rejectLimit(_ text: String?) throws(Problem) -> RejectLimit? {
    guard let text else { return nil }
    if let lines = Int(text), lines >= 0 { return .lines(lines) }
    if let share = Percent.share(text), let permille = share.scaled(decimals: 3) { return .permille(Int(permille)) }
    throw Problem(
      .wrongUse, what: "The limit of rejected lines cannot be \(text).", place: "--max-rejects \(text)",
      rule: "a number of lines, or a percentage", mend: "Write --max-rejects 20 or --max-rejects 2%.")
  }

  /// `--on-conflict`
  public static func conflictPolicy(_ text: String) throws(Problem) -> ConflictPolicy {
    if let policy = ConflictPolicy(rawValue: text) { return policy }
    throw Problem(
      .wrongUse, what: "A conflict cannot be resolved by \(text).", place: "--on-conflict \(text)",
      rule: ConflictPolicy.allCases.map(\.rawValue).joined(separator: ", "), mend: "Write one of them.")
  }
}

/// Imports files one after the other; `report` gets each outcome as soon as it is known.
public func importFiles(
  _ request: ImportRequest, in workspace: Workspace, progress: (String) -> OnProgress?,
  report: (ImportOutcome) -> Void
) throws -> ExitStatus {
  let importer = try FileImporter(request, workspace)
  var tally = OutcomeTally()
  for file in request.files {
    let outcome = try importer.outcome(of: file, progress: progress(file))
    tally.add(outcome)
    report(outcome)
  }
  return tally.status
}

/// Turns the outcomes of several files into one exit status.
struct OutcomeTally {
  private var landed = 0
  private var refused = 0
  private var needsLook = false
  private var environment = false

  mutating func add(_ outcome: ImportOutcome) {
    if outcome.problem == nil { landed += 1 } else { refused += 1 }
    if outcome.problem?.kind == .environment { environment = true }
    needsLook = needsLook || outcome.needsLook
  }

  var status: ExitStatus {
    if refused > 0 { return landed > 0 ? .mustLook : environment ? .environment : .refused }
    return needsLook ? .mustLook : .done
  }
}

/// Imports single files into an open database.
struct FileImporter {
  private let request: ImportRequest
  private let workspace: Workspace
  private let database: SpendDatabase
  /// Of the workspace's tables, which are read beside everything that comes before the first line of an export.
  private let derivation: BackgroundValue<Derivation>
  private let formats: [ExportFormat]
  private let controls: ControlReview?

  init(_ request: ImportRequest, _ workspace: Workspace) throws {
    self.request = request
    self.workspace = workspace
    let derivation = BackgroundValue { try Derivation(workspace) }
    self.derivation = derivation
    do {
      formats = try workspace.catalogue.formats()
      controls = try ControlReview(workspace)
      let context = workspace.configuration.readingContext(request.format, request.settings)
      _ = try Recogniser(formats: formats, context: context)
      // Neither a trial run nor wrong tables must leave a database behind.
      if !workspace.hasDatabase { _ = try derivation.value() }
      let mode: SpendDatabase.Mode = request.dryRun && !workspace.hasDatabase ? .memory : .create
      database = try SpendDatabase(path: workspace.databasePath, mode: mode)
    } catch {
      // What is wrong with the tables is told first.
      _ = try derivation.value()
      throw error
    }
  }

  /// How each digest that was ever imported ended: `imported` or `undone`.
  func knownDigests() throws(Problem) -> [String: String] { try database.digestStates() }

  /// Makes anew what is derived from the pages, where the workspace's files changed since it was made.
  func refreshDerived() throws {
    let derivation = try derivation.value()
    guard try database.hasImports, try !derivation.isFresh(in: database) else { return }
    try database.derive { try derivation.refresh($0, $1) }
  }

  private func recogniser(_ format: String?, _ settings: [String: String]) throws(Problem) -> Recogniser {
    try Recogniser(formats: formats, context: workspace.configuration.readingContext(format, settings))
  }

  /// What became of one file. Problems of the file are part of the outcome; problems of the workspace are thrown.
  func outcome(of file: String, progress: OnProgress?) throws -> ImportOutcome {
    let opened = Result { try open(file, progress: progress) }
    let derivation = try derivation.value()
    let currency = workspace.configuration.currency
    do {
      return ImportOutcome(landing: try landing(of: opened.get(), file, derivation), file: file, currency: currency)
    } catch let problem as Problem where [.refused, .conflict, .environment].contains(problem.kind) {
      return ImportOutcome(refused: problem, file: file, currency: currency)
    }
  }

  /// A file of which no line was read yet.
  private enum OpenedFile {
    case importedBefore(Landing)
    case corrected(CorrectedLines, ReadingOptions)
    case export(RecognisedExport)
  }

  private func open(_ file: String, progress: OnProgress?) throws -> OpenedFile {
    if let earlier = try earlier(file) { return .importedBefore(earlier) }
    var options = ReadingOptions()
    options.maxRejects = request.maxRejects ?? .permille(10)
    options.progress = progress
    options.threads = request.threads
    if let corrected = try CorrectedLines(path: file) { return .corrected(corrected, options) }
    let reader = ExportReader(recogniser: try recogniser(request.format, request.settings), options: options)
    return .export(try reader.recognise(file))
  }

  private func landing(of opened: OpenedFile, _ file: String, _ derivation: Derivation) throws -> Landing {
    var draft: ExportDraft
    switch opened {
    case .importedBefore(let landing): return landing
    case .corrected(let lines, let options):
      draft = try lines.draft { digest in
        try database.importRecord(sha256: digest)
      } reader: { format, settings in
        ExportReader(recogniser: try recogniser(format, settings), options: options)
      }
    case .export(let export): draft = try export.draft()
    }
    draft.file = workspace.name(of: file)
    draft.asked = asked
    return try land(draft, derivation)
  }

  /// `--as` and `--set`, as the ledger keeps them.
  private var asked: [String] {
    (request.format.map { ["as=\($0)"] } ?? []) + request.settings.map { "\($0.key)=\($0.value)" }.sorted()
  }

  /// A file that was imported before, and about which nothing else is said now, need not be read to be known.
  private func earlier(_ file: String) throws -> Landing? {
    let export = try ExportFile(path: file, digested: true)
    let record = try database.importRecord(byteCount: export.byteCount, asked: asked) { try export.packedDigest() }
    guard var landing = record?.landing else { return nil }
    landing.state = .alreadyImported
    return landing
  }

  private func land(_ draft: ExportDraft, _ derivation: Derivation) throws(Problem) -> Landing {
    let early = try earlySpend(draft, derivation)
    return try database.land(
      draft, onConflict: request.onConflict ?? workspace.configuration.onConflict, dryRun: request.dryRun,
      importedAt: request.importedAt, matchedDays: derivation.assortment.matchedDays, review: controls?.warnings,
      derive: { try derivation.refresh($0, $1, early: early) })
  }

  /// The first import of a database is mostly years of sales, and what is derived from them follows from the draft
  /// alone: it is made beside the landing.
  private func earlySpend(
    _ draft: ExportDraft, _ derivation: Derivation
  ) throws(Problem) -> BackgroundValue<MonthlySpend>? {
    guard request.threads > 1, !request.dryRun, let pages = DraftPages(draft), try !database.hasImports else {
      return nil
    }
    return BackgroundValue { try derivation.spend(of: pages) }
  }
}
