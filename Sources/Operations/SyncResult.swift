// What a batch run did, as one line of JSON and an exit status.
internal import Rendering
public import SpendModel

/// The outcome of a batch run.
public struct SyncResult: Sendable {
  private var imported: [String] = []
  private var looks: [String] = []
  private var refused: [(file: String, problem: Problem)] = []
  var waiting: [String] = []
  var known = 0
  var reports: [String] = []
  var unwritten: [(file: String, problem: Problem)] = []
  var headline: String?
  var failures: [String] = []
  /// What ended the run before it was through; nil where nothing did.
  public internal(set) var problem: Problem?

  init() {}

  /// A run that ended before it began.
  public init(ended problem: Problem) { self.problem = problem }

  mutating func take(_ outcome: ImportOutcome, _ path: String) {
    if let problem = outcome.problem { refused.append((path, problem)) } else { imported.append(path) }
    if outcome.needsLook { looks.append(path) }
  }

  /// The contract's status. What went wrong beside something that was done is for a person to look at; busy and damaged
  /// say what they are in any case.
  public var status: ExitStatus {
    let problems = [problem].compactMap(\.self) + (refused + unwritten).map(\.problem)
    if let problem, problem.kind == .busy || problem.kind == .damaged { return ExitStatus(problem.kind) }
    if problems.isEmpty { return looks.isEmpty && failures.isEmpty ? .done : .mustLook }
    if !imported.isEmpty || !reports.isEmpty { return .mustLook }
    return problems.contains { $0.kind == .environment } ? .environment : .refused
  }

  /// One line, docs/reference/sync-json.md.
  public var jsonText: String {
    let texts = { (values: [String]) in JSONText.array(values.map { .string($0) }) }
    return JSONText.object([
      ("status", .int(Int(status.rawValue))), ("imported", texts(imported)), ("mustLook", texts(looks)),
      ("refused", SyncResult.json(refused)), ("waiting", texts(waiting)), ("alreadyImported", .int(known)),
      ("reports", texts(reports)), ("failures", texts(failures)), ("headline", .optional(headline)),
      ("unwritten", SyncResult.json(unwritten)), ("problem", problem.map(ProblemText.json) ?? .null),
    ]).text
  }

  private static func json(_ problems: [(file: String, problem: Problem)]) -> JSONText {
    .array(problems.map { .object([("file", .string($0.file)), ("problem", ProblemText.json($0.problem))]) })
  }
}
