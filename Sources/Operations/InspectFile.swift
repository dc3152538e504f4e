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
  let table: InspectedTable
  let plan: ReadingPlan?
  let draft: ExportDraft?
  let problem: Problem?
  let file: String
  /// A format file to start from, where no named format fits.
  let formatFile: String?

  /// Refused where the file could not be imported.
  public var status: ExitStatus { problem.map { ExitStatus($0.kind) } ?? .done }

  private var columns: [(role: String, column: String)] {
    guard let plan else { return [] }
    return plan.columns.sorted { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }
      .map { ($0.key.rawValue, plan.header[$0.value]) }
  }

  private var decimalMark: String? {
    guard let plan, let column = plan.amount.column, let mark = plan.notations[column]?.mark, mark != 0 else {
      return nil
    }
    return String(decoding: [mark], as: UTF8.self)
  }

  private var planFacts: [(String, String?)] {
    guard let plan else { return [("format", nil)] }
    return [
      ("format", plan.format), ("evidence", plan.evidence), ("dateOrder", plan.dayOrder.rawValue),
      ("decimal", decimalMark), ("tax", plan.tax), ("gives", plan.kind == .receipts ? "receipts" : "day totals"),
    ]
  }

  private var facts: [(String, String?)] { table.facts + planFacts }

  private var headerPlace: [String] { ["  header", table.headerLine.map { "line \($0)" } ?? "none"] }

  /// For people.
  public var sentences: String {
    var text =
      PrintableText.line(file) + "\n"
      + aligned([headerPlace] + facts.map { ["  " + $0.0, $0.1?.nameOfBlank ?? "none"] })
    if !columns.isEmpty { text += "  columns\n" + aligned(columns.map { ["    " + $0.role, "<- " + $0.column] }) }
    if !table.firstRows.isEmpty {
      text +=
        "  first lines\n"
        + table.firstRows.map { "    " + PrintableText.line($0.joined(separator: " | ")) + "\n" }.joined()
    }
    if let draft { text += balance(draft) }
    text += table.oddities.map { "  ! " + PrintableText.line($0) + "\n" }.joined()
    if let problem { text += ProblemText.lines(problem).indented + "\n" }
    // Not indented: the lines are to be copied as they are.
    if let formatFile { text += "\nA format file to start from:\n\n" + PrintableText.visible(formatFile) }
    return text
  }

  private func balance(_ draft: ExportDraft) -> String {
    let balance = draft.balance
    return "  \(Counted.text(balance.read.lines, "line")): \(MoneyText.grouped(balance.counted.lines)) would count, "
      + "\(MoneyText.grouped(balance.excludedTotal.lines)) are left out by rule, \(MoneyText.grouped(balance.duplicate.lines))"
      + " are duplicates, \(MoneyText.grouped(balance.rejected.lines)) would be rejected\n"
      + draft.rejections.prefix(10).map {
        "  ! line \($0.line)" + ($0.column.isEmpty ? "" : ", column \(PrintableText.line($0.column))")
          + ": \(PrintableText.line($0.reason))\n"
      }.joined()
      + draft.warnings.map { "  ! " + PrintableText.line($0) + "\n" }.joined()
  }

  /// docs/reference/inspect.md
  public var jsonText: String {
    var pairs: [(String, JSONText)] = [("file", .string(file))] + facts.map { ($0.0, .optional($0.1)) }
    pairs += [
      ("headerLine", table.headerLine.map { .int($0) } ?? .null),
      ("header", table.header.map { .array($0.map { .string($0) }) } ?? .null),
      ("columns", .object(columns.map { ($0.role, .string($0.column)) })),
      ("firstLines", .array(table.firstRows.map { .array($0.map { .string($0) }) })),
      ("oddities", .array(table.oddities.map { .string($0) })),
    ]
    if let draft { pairs += balancePairs(draft) }
    pairs += [("problem", problem.map(ProblemText.json) ?? .null), ("formatFile", .optional(formatFile))]
    return JSONText.object(pairs).text
  }

  private func balancePairs(_ draft: ExportDraft) -> [(String, JSONText)] {
    let balance = draft.balance
    return [
      (
        "lines",
        .object([
          ("read", .int(balance.read.lines)), ("counted", .int(balance.counted.lines)),
          ("excluded", .int(balance.excludedTotal.lines)), ("duplicate", .int(balance.duplicate.lines)),
          ("rejected", .int(balance.rejected.lines)),
        ])
      ), ("rejections", .array(draft.rejections.prefix(100).map(json))),
      ("warnings", .array(draft.warnings.map { .string($0) })),
    ]
  }

  private func json(_ rejection: Rejection) -> JSONText {
    .object([
      ("line", .int(rejection.line)), ("column", .string(rejection.column)), ("reason", .string(rejection.reason)),
    ])
  }
}

extension String {
  fileprivate var nameOfBlank: String { self == "\t" ? "tab" : self == " " ? "blank" : self }
}

/// What the bytes of a file show, before any format is asked. Cells of members and customers are masked.
struct InspectedTable: Sendable {
  let facts: [(String, String?)]
  let headerLine: Int?
  let header: [String]?
  let firstRows: [[String]]
  let oddities: [String]

  /// Looks at a file; `personal` are the folded header names whose cells are not shown.
  init(_ reader: TableReader, _ file: ExportFile, personal: Set<String>, masked columns: Set<Int>) throws {
    let text = { (byte: UInt8?) in byte.map { String(decoding: [$0], as: UTF8.self) } }
    facts = [
      ("encoding", reader.encoding.rawValue), ("delimiter", text(reader.delimiter)), ("quote", text(reader.quote)),
      ("escape", reader.escape.rawValue),
    ]
    headerLine = reader.headerLine
    header = headerLine == nil ? nil : reader.firstRecord
    var hidden = columns
    for (index, name) in (header ?? []).enumerated() where personal.contains(FoldedText.fold(name)) {
      hidden.insert(index)
    }
    var rows: [[String]] = []
    let found = try reader.forEachRecord(of: file) { cells in
      if rows.count < 4 {
        rows.append(cells.enumerated().map { hidden.contains($0) && !$1.isEmpty ? "***" : $1 })
      }
      return true
    }
    firstRows = Array(headerLine == nil ? rows.prefix(3) : rows.dropFirst())
    oddities = found.sentences
  }
}

/// Recognises a file and reads it through once, keeping nothing. Where no format fits, what its bytes show is told all
/// the same, with the problem.
public func inspectFile(_ request: InspectRequest, catalogue: [DataText]) throws -> InspectResult {
  let recogniser = try inspectRecogniser(request, catalogue)
  let file = try ExportFile(path: request.file, digested: false)
  let reader = try TableReader(recogniser: recogniser, file: file)
  var plan: ReadingPlan?
  var draft: ExportDraft?
  var problem: Problem?
  do {
    plan = try recogniser.plan(for: file)
    var options = ReadingOptions()
    options.maxRejects = .lines(Int.max)
    options.digests = false
    draft = try ExportReader(recogniser: recogniser, options: options).draft(of: file)
  } catch let found as Problem where found.kind == .refused {
    problem = found
  }
  let masked = Set((plan?.columns ?? [:]).filter { $0.key.isPersonal }.values)
  let table = try InspectedTable(reader, file, personal: recogniser.personalNames, masked: masked)
  let formatFile = try recogniser.isForeign(file) ? try recogniser.formatDraft(of: file) : nil
  return InspectResult(
    table: table, plan: plan, draft: draft, problem: problem, file: request.file, formatFile: formatFile)
}

/// A format file for exports like this one, whether or not a format fits it already.
public func inspectFormatFile(_ request: InspectRequest, catalogue: [DataText]) throws -> String {
  let recogniser = try inspectRecogniser(request, catalogue, skippingEmpty: true)
  return try recogniser.formatDraft(of: try ExportFile(path: request.file, digested: false))
}

private func inspectRecogniser(
  _ request: InspectRequest, _ catalogue: [DataText], skippingEmpty: Bool = false
) throws -> Recogniser {
  let path = FileAccess.join(request.folder, "commonspend.yaml")
  // Without a workspace two decimals are assumed: only the wording of a rejected amount depends on it.
  let assumed = Currency(code: "USD").map { Configuration(currency: $0) }
  guard let configuration = FileAccess.exists(path) ? try Workspace.configuration(at: path) : assumed else {
    preconditionFailure("ISO 4217 has USD")
  }
  return try Recogniser(
    formats: try LoadedCatalogue(builtIn: catalogue, folder: request.folder)
      .formats(skippingEmpty: skippingEmpty),
    context: configuration.readingContext(request.format, request.settings))
}

/// The whole parsed table as CSV, header first, every cell as text. Returns what a person should know about it. A file
/// of no bytes has a table of no records.
public func inspectRecords(
  _ request: InspectRequest, catalogue: [DataText], write: ([UInt8]) -> Void
) throws -> [String] {
  let file = try ExportFile(path: request.file, digested: false)
  let recogniser = try inspectRecogniser(request, catalogue)
  guard file.byteCount > 0 else { return ["The file is empty."] }
  let reader = try TableReader(recogniser: recogniser, file: file)
  var writer = RecordWriter(formulaSafe: false)
  let oddities = try reader.forEachRecord(of: file) { cells in
    for cell in cells { writer.verbatim(cell) }
    writer.endRow()
    if writer.bytes.count > 1 << 16 { write(writer.take()) }
    return true
  }
  write(writer.take())
  return oddities.sentences
}
