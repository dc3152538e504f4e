// What a batch run did, as one line of JSON and an exit status.
internal import Rendering
internal import SpendModel

/// The outcome of a batch run.
public struct SyncResult: Sendable {
  private var imported: [String] = []
  private var looks: [String] = []
  private var refused: [(file: String, problem: Problem)] = []
  var waiting: [String] = []
  var known = 0
  var reports: [String] = []
  var headline: String?
  var failures: [String] = []
  private var tally = OutcomeTally()

  init() {}

  mutating func take(_ outcome: ImportOutcome, _ path: String) {
    tally.add(outcome)
    if let problem = outcome.problem { refused.append((path, problem)) } else { imported.append(path) }
    if outcome.needsLook { looks.append(path) }
  }

  /// The contract's status: a refused file weighs less where something else was done.
  public var status: ExitStatus {
    let status = tally.status
    if status == .done { return failures.isEmpty ? .done : .mustLook }
    return status == .refused && !reports.isEmpty ? .mustLook : status
  }

  /// One line, docs/reference/sync-json.md.
  public var jsonText: String {
    let texts = { (values: [String]) in JSONText.array(values.map { .string($0) }) }
    return JSONText.object([
      ("status", .int(Int(status.rawValue))), ("imported", texts(imported)), ("mustLook", texts(looks)),
      (
        "refused",
        .array(refused.map { .object([("file", .string($0.file)), ("problem", ProblemText.json($0.problem))]) })
      ),
      ("waiting", texts(waiting)), ("alreadyImported", .int(known)), ("reports", texts(reports)),
      ("failures", texts(failures)), ("headline", .optional(headline)),
    ]).text
  }
}
