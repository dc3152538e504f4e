// `inspect`: how an export is read, and why; changes nothing and needs no workspace.
public import DataFiles
internal import Delimited
internal import Ingestion
internal import Rendering
internal import Reporting
internal import SpendModel

/// What is to be looked at.
public struct InspectRequest: Sendable {
  /// The export.
  public var file: String
  /// A folder whose commonspend.yaml and catalogue are used where they are there.
  public var folder: String
  /// `--as`
  public var format: String?
  /// `--set`
  public var settings: [String: String] = [:]

  /// A request with the defaults.
  public init(file: String, folder: String) {
    self.file = file
    self.folder = folder
  }
}

/// How a file is read.
public struct InspectResult: Sendable {
  let plan: ReadingPlan
  let draft: ExportDraft?
  let problem: Problem?
  let firstRows: [[String]]
  let file: String

  private var columns: [(role: String, column: String)] {
    plan.columns.sorted { $0.value < $1.value }.map { ($0.key.rawValue, plan.header[$0.value]) }
  }

  private var decimalMark: String {
    guard let column = plan.amount.column, let mark = plan.notations[column]?.mark, mark != 0 else { return "none seen" }
    return String(decoding: [mark], as: UTF8.self)
  }

  private var facts: [(String, String)] {
    [
      ("encoding", plan.encoding.rawValue), ("delimiter", String(decoding: [plan.dialect.delimiter], as: UTF8.self)),
      ("quote", plan.dialect.quote.map { String(decoding: [$0], as: UTF8.self) } ?? "none"),
      ("escape", plan.dialect.escape.rawValue), ("header", "record \(plan.recordsBeforeData)"),
      ("format", plan.format), ("evidence", plan.evidence), ("dateOrder", plan.dayOrder.rawValue), ("decimal", decimalMark),
      ("tax", plan.tax), ("gives", plan.kind == .receipts ? "receipts" : "day totals"),
    ]
  }

  /// For people.
  public var sentences: String {
    var text = "\(file)\n" + aligned(facts.map { ["  " + $0.0, $0.1.replacingTab] })
    text += "  columns\n" + aligned(columns.map { ["    " + $0.role, "<- " + $0.column] })
    if !firstRows.isEmpty {
      text += "  first lines\n" + firstRows.map { "    " + $0.joined(separator: " | ") + "\n" }.joined()
    }
    if let draft {
      let balance = draft.balance
      text += "  \(MoneyText.grouped(balance.read.lines)) lines: \(MoneyText.grouped(balance.counted.lines)) would count, "
        + "\(MoneyText.grouped(balance.excludedTotal.lines)) are left out by rule, \(MoneyText.grouped(balance.duplicate.lines))"
        + " are duplicates, \(MoneyText.grouped(balance.rejected.lines)) would be rejected\n"
      text += draft.rejections.prefix(10).map { "  ! line \($0.line), column \($0.column): \($0.reason)\n" }.joined()
      text += draft.warnings.map { "  ! \($0)\n" }.joined()
    }
    if let problem { text += ProblemText.lines(problem).indented + "\n" }
    return text
  }

  /// docs/reference/inspect-json.md
  public var jsonText: String {
    var pairs: [(String, JSONText)] = [("file", .string(file))] + facts.map { ($0.0, .string($0.1)) }
    pairs.append(("columns", .object(columns.map { ($0.role, .string($0.column)) })))
    pairs.append(("firstLines", .array(firstRows.map { .array($0.map { .string($0) }) })))
    if let draft {
      let balance = draft.balance
      pairs.append(
        (
          "lines",
          .object([
            ("read", .int(balance.read.lines)), ("counted", .int(balance.counted.lines)),
            ("excluded", .int(balance.excludedTotal.lines)), ("duplicate", .int(balance.duplicate.lines)),
            ("rejected", .int(balance.rejected.lines)),
          ])
        ))
      pairs.append(("rejections", .array(draft.rejections.prefix(100).map(json))))
      pairs.append(("warnings", .array(draft.warnings.map { .string($0) })))
    }
    pairs.append(("problem", problem.map(ProblemText.json) ?? .null))
    return JSONText.object(pairs).text
  }

  private func json(_ rejection: Rejection) -> JSONText {
    .object([
      ("line", .int(rejection.line)), ("column", .string(rejection.column)), ("reason", .string(rejection.reason)),
    ])
  }
}

extension String {
  fileprivate var replacingTab: String { self == "\t" ? "tab" : self }
}

/// Recognises a file and reads it through once, keeping nothing.
public func inspectFile(_ request: InspectRequest, catalogue: [DataText]) throws -> InspectResult {
  let recogniser = try inspectRecogniser(request, catalogue)
  let file = try ExportFile(path: request.file, digested: false)
  let plan = try recogniser.plan(for: file)
  var options = ReadingOptions()
  options.maxRejects = .lines(Int.max)
  options.digests = false
  do {
    let draft = try ExportReader(recogniser: recogniser, options: options).draft(of: file)
    return InspectResult(
      plan: plan, draft: draft, problem: nil, firstRows: try firstRows(plan, request.file), file: request.file)
  } catch let problem as Problem {
    return InspectResult(plan: plan, draft: nil, problem: problem, firstRows: [], file: request.file)
  }
}

private func inspectRecogniser(_ request: InspectRequest, _ catalogue: [DataText]) throws -> Recogniser {
  let path = FileAccess.join(request.folder, "commonspend.yaml")
  // Without a workspace two decimals are assumed: only the wording of a rejected amount depends on it.
  let assumed = Currency(code: "USD").map { Configuration(currency: $0) }
  guard let configuration = FileAccess.exists(path) ? try Workspace.configuration(at: path) : assumed else {
    preconditionFailure("ISO 4217 has USD")
  }
  return try Recogniser(
    formats: try LoadedCatalogue(builtIn: catalogue, folder: request.folder).formats(),
    context: configuration.readingContext(request.format, request.settings))
}

private func firstRows(_ plan: ReadingPlan, _ path: String) throws -> [[String]] {
  var rows: [[String]] = []
  try TableReader(plan: plan).forEachRecord(of: ExportFile(path: path, digested: false)) { cells in
    rows.append(cells)
    return rows.count < 4
  }
  return Array(rows.dropFirst())
}

/// The whole parsed table as CSV, header first, every cell as text.
public func inspectRecords(
  _ request: InspectRequest, catalogue: [DataText], write: ([UInt8]) -> Void
) throws {
  let file = try ExportFile(path: request.file, digested: false)
  let reader = try TableReader(recogniser: try inspectRecogniser(request, catalogue), file: file)
  var writer = RecordWriter(formulaSafe: false)
  try reader.forEachRecord(of: file) { cells in
    for cell in cells { writer.verbatim(cell) }
    writer.endRow()
    if writer.bytes.count > 1 << 16 { write(writer.take()) }
    return true
  }
  write(writer.take())
}
