// `analyze`: exports in, the share report out, without a workspace and without a database on disk.
public import DataFiles
public import Ingestion
internal import Rendering
internal import Reporting
internal import SpendModel
internal import Storage

/// What is to be analysed.
public struct AnalyzeRequest: Sendable {
  /// Exports.
  public var files: [String]
  /// products.csv, wherever it stands.
  public var products: String
  /// suppliers.csv, wherever it stands.
  public var suppliers: String
  /// ratings.csv, wherever it stands.
  public var ratings: String
  /// The report.
  public var report: ReportRequest
  /// `--currency`
  public var currency: String?
  /// `--config`
  public var config: String?
  /// Whether a line that was written twice counts once.
  public var removesDuplicates = true
  /// `--as`
  public var format: String?
  /// `--set`
  public var settings: [String: String] = [:]
  /// `--max-rejects`
  public var maxRejects: RejectLimit?
  /// Threads that read an export; the report does not depend on them.
  public var threads = 1

  /// A request with the defaults.
  public init(files: [String], products: String, suppliers: String, ratings: String, report: ReportRequest) {
    self.files = files
    self.products = products
    self.suppliers = suppliers
    self.ratings = ratings
    self.report = report
  }
}

/// A report and what a person should know beside it.
public struct AnalyzeResult: Sendable {
  /// The report as bytes.
  public var report: [UInt8]
  /// Sentences for standard error.
  public var warnings: [String]
  /// How it ended.
  public var status: ExitStatus
}

/// Analyses exports.
public func analyzeExports(
  _ request: AnalyzeRequest, catalogue: [DataText], progress: (String) -> OnProgress?
) throws -> AnalyzeResult {
  let configuration = try analysisConfiguration(request)
  let loaded = try LoadedCatalogue(builtIn: catalogue, folder: ".")
  var run = try ReportRun("share", request.report, configuration, loaded) { method in
    try analysisTables(request, configuration, loaded, method)
  }
  var analysis = Analysis(
    recogniser: try Recogniser(
      formats: try loaded.formats(),
      context: configuration.readingContext(request.format, request.settings)),
    request: request, fold: try run.folds(), policy: configuration.onConflict)
  try analysis.run(progress)
  run.context.frame.dayRanges = analysis.dayRanges
  run.context.frame.notes += receiptDiscountNotes(analysis.balances)
  return AnalyzeResult(
    report: try run.renderer.render(try run.table(analysis.fold)), warnings: analysis.warnings,
    status: analysis.needsLook ? .mustLook : .done)
}

private func analysisTables(
  _ request: AnalyzeRequest, _ configuration: Configuration, _ catalogue: LoadedCatalogue, _ method: String
) throws -> WorkspaceTables {
  let paths = WorkspaceTables.Paths(products: request.products, suppliers: request.suppliers, ratings: request.ratings)
  for path in paths.all where !FileAccess.exists(path) {
    throw Problem(.refused, what: "There is no such file.", place: path, rule: "analyze", mend: "Check the path.")
  }
  let variableCodes = try catalogue.codeLayout(
    configuration.variableCodes, askedIn: request.config ?? "commonspend.yaml")
  let tables = try WorkspaceTables(
    paths, currency: configuration.currency, variableCodes: variableCodes, methods: try catalogue.methods(),
    method: method, knownOn: request.report.knownOn)
  try tables.findings.throwFirst()
  return tables
}

private func analysisConfiguration(_ request: AnalyzeRequest) throws(Problem) -> Configuration {
  if let path = request.config { return try Workspace.configuration(at: path) }
  if let code = request.currency {
    guard let currency = Currency(code: code) else {
      throw Problem(
        .wrongUse, what: "There is no currency \(code).", place: "--currency \(code)", rule: "ISO 4217 codes",
        mend: nearest(code, in: Currency.codes).map { "Did you mean \($0)?" } ?? "Write a code such as USD.")
    }
    return Configuration(currency: currency)
  }
  guard FileAccess.exists("commonspend.yaml") else {
    throw Problem(
      .wrongUse, what: "The currency is not known.", place: "analyze",
      rule: "--currency, --config, or a commonspend.yaml in the current folder", mend: "Add --currency USD.")
  }
  return try Workspace.configuration(at: "commonspend.yaml")
}

/// The reading of one or several exports into one fold.
private struct Analysis {
  let recogniser: Recogniser
  let request: AnalyzeRequest
  var fold: QuestionFolds
  let policy: ConflictPolicy
  private(set) var warnings: [String] = []
  private(set) var balances: [ImportBalance] = []
  private(set) var needsLook = false
  private var ranges: [String: ClosedRange<Day>] = [:]

  init(recogniser: Recogniser, request: AnalyzeRequest, fold: QuestionFolds, policy: ConflictPolicy) {
    self.recogniser = recogniser
    self.request = request
    self.fold = fold
    self.policy = policy
  }

  var dayRanges: [ClosedRange<Day>?] { ranges.sorted { $0.key < $1.key }.map(\.value) }

  mutating func run(_ progress: (String) -> OnProgress?) throws {
    guard request.removesDuplicates else {
      for file in request.files { try stream(file, progress(file)) }
      return
    }
    guard request.files.count > 1 else { return try foldOne(request.files[0], progress(request.files[0])) }
    try foldSeveral(progress)
  }

  private func reader(_ progress: OnProgress?) -> ExportReader {
    var options = ReadingOptions()
    options.maxRejects = request.maxRejects ?? .permille(10)
    options.removesDuplicates = request.removesDuplicates
    options.digests = request.files.count > 1 && request.removesDuplicates
    options.threads = request.threads
    options.progress = progress
    return ExportReader(recogniser: recogniser, options: options)
  }

  /// Every line counts, so lines are folded while the file is read, and forgotten.
  private mutating func stream(_ file: String, _ progress: OnProgress?) throws {
    let draft = try reader(progress).stream(file) { lines in
      fold.register(lines.items)
      noteDay(lines.day, lines.store)
      try fold.add(lines.lines, ranges: lines.ranges, day: lines.day, store: lines.store)
    }
    note(draft, file)
  }

  /// One export needs no comparison with others, unless it is several exports joined.
  private mutating func foldOne(_ file: String, _ progress: OnProgress?) throws {
    let draft = try reader(progress).draft(of: file)
    guard let pages = DraftPages(draft) else { return try foldStored([(file, draft)]) }
    try add(pages)
    note(draft, file)
  }

  /// Receipts of several exports meet in a database in memory, by the rules of an import.
  private mutating func foldSeveral(_ progress: (String) -> OnProgress?) throws {
    var drafts: [(String, ExportDraft)] = []
    for file in request.files { drafts.append((file, try reader(progress(file)).draft(of: file))) }
    try foldStored(drafts)
  }

  private mutating func foldStored(_ drafts: [(String, ExportDraft)]) throws {
    let database = try SpendDatabase(path: "memory", mode: .memory)
    for (file, draft) in drafts {
      let landing = try database.land(
        draft, onConflict: policy, dryRun: false, importedAt: "", matchedDays: { _ in [] })
      if let problem = landing.problem { throw problem }
      if landing.state == .alreadyImported {
        warnings.append("\(file): the same bytes were read before; they count once.")
        continue
      }
      var landed = draft
      landed.balance = landing.balance
      landed.warnings = landing.warnings
      note(landed, file)
    }
    try add(database)
  }

  private mutating func add(_ pages: any PageSource) throws {
    for (store, range) in zip(try pages.stores, try pages.dayRanges) { ranges[store] = range }
    try fold.add(pages)
  }

  private mutating func noteDay(_ day: Day, _ store: String) {
    ranges[store] = ranges[store].widened(to: day)
  }

  private mutating func note(_ draft: ExportDraft, _ file: String) {
    balances.append(draft.balance)
    warnings += draft.warnings.map { "\(file): \($0)" }
    if draft.balance.rejected.lines > 0 {
      warnings.append(
        "\(file): \(draft.balance.rejected.lines) of \(Counted.text(draft.balance.read.lines, "line")) \(draft.balance.rejected.lines == 1 ? "was" : "were") rejected."
      )
    }
    needsLook = needsLook || draft.balance.rejected.lines > 0 || draft.repeatedReceipts.lines > 0
  }
}
