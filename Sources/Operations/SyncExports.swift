// `sync`: the nightly run. Everything new in exports/ is imported, the workspace's reports are written, and one line
// of JSON and an exit status say whether a person must look. Safe to repeat at any point.
internal import Reporting
public import SpendModel
internal import Storage

/// What a batch run is asked.
public struct SyncRequest: Sendable {
  /// The clock, ISO 8601, as it is kept with each import.
  public var importedAt: String
  /// The clock, seconds since 1970.
  public var now: Int64
  /// The day of the clock where the job runs.
  public var today: Day
  /// `--settle`: files that changed within so many seconds wait for the next run.
  public var settle: Int64 = 60
  /// `--fail-below`: a percentage that the proved share of the last complete month must reach, or a target's name.
  public var failBelow: String?
  /// `--fail-stale`: the newest sale may be so many days old.
  public var failStale: Int?
  /// `--fail-coverage`: whether coverage below the workspace's minimum is a failure.
  public var failCoverage = false
  /// Threads that read an export; what lands does not depend on them.
  public var threads = 1

  /// A request with the defaults.
  public init(importedAt: String, now: Int64, today: Day) {
    self.importedAt = importedAt
    self.now = now
    self.today = today
  }
}

/// Something that a log keeps: one line.
public struct SyncEvent: Sendable {
  /// `imported`, `refused`, `report`…
  public var name: String
  /// Whether a person must look.
  public var isWarning: Bool
  /// Facts, by key, in order; never a member's data.
  public var facts: [(key: String, value: String)]
}

/// Runs once; `log` gets every event as it happens. What ends a run early is part of the result, beside all that was
/// done before; only wrong use is thrown, before anything is done.
public func syncExports(
  _ request: SyncRequest, in workspace: Workspace, progress: @escaping (String) -> OnProgress?,
  log: @escaping (SyncEvent) -> Void
) throws -> SyncResult {
  if let text = request.failBelow { _ = try ShareFloor(text, targets: workspace.configuration.targets) }
  var run = SyncRun(request: request, workspace: workspace, progress: progress, log: log)
  do {
    let lock = try WorkspaceLock(database: workspace.databasePath)
    defer { withExtendedLifetime(lock) {} }
    try run.importNew()
    try run.writeReports()
    try run.checkConditions()
  } catch let problem as Problem {
    run.end(problem)
  }
  return run.result
}

private struct SyncRun {
  let request: SyncRequest
  let workspace: Workspace
  let progress: (String) -> OnProgress?
  let log: (SyncEvent) -> Void
  private(set) var result = SyncResult()

  init(
    request: SyncRequest, workspace: Workspace, progress: @escaping (String) -> OnProgress?,
    log: @escaping (SyncEvent) -> Void
  ) {
    self.request = request
    self.workspace = workspace
    self.progress = progress
    self.log = log
  }

  mutating func end(_ problem: Problem) { result.problem = problem }

  // MARK: - Imports

  mutating func importNew() throws {
    let folder = FileAccess.join(workspace.folder, "exports")
    let exports = try ExportFolder(folder, now: request.now, settle: request.settle)
    var asked = ImportRequest(files: [], importedAt: request.importedAt)
    asked.threads = request.threads
    let importer = try FileImporter(asked, workspace)
    var known = try importer.knownDigests()
    for (path, problem) in exports.unusable { refuse(path, problem) }
    for path in exports.files {
      guard let digest = digest(of: path) else { continue }
      if let state = known[digest] {
        result.known += 1
        if state == "undone" { note("skipped", false, [("file", path), ("why", "it was undone")]) }
        continue
      }
      guard !exports.waiting.contains(path) else {
        result.waiting.append(path)
        note("waiting", false, [("file", path)])
        continue
      }
      let outcome = try importer.outcome(of: path, progress: progress(path))
      if outcome.problem == nil { known[digest] = "imported" }
      take(outcome, path)
    }
    try importer.refreshDerived()
  }

  /// Nil where the file cannot be read, or vanished since it was listed.
  private mutating func digest(of path: String) -> String? {
    do {
      return try ExportFolder.digest(of: path)
    } catch let problem as Problem where problem.kind == .environment {
      refuse(path, problem)
    } catch {
      note("vanished", true, [("file", path)])
    }
    return nil
  }

  private mutating func refuse(_ path: String, _ problem: Problem) {
    take(ImportOutcome(refused: problem, file: path, currency: workspace.configuration.currency), path)
  }

  private mutating func take(_ outcome: ImportOutcome, _ path: String) {
    result.take(outcome, path)
    if let problem = outcome.problem {
      note("refused", true, [("file", path)] + problem.logFacts)
    } else {
      note(outcome.isDone ? "imported" : "already imported", outcome.needsLook, [("file", path)] + outcome.logFacts)
    }
  }

  // MARK: - Reports

  mutating func writeReports() throws {
    for setting in workspace.configuration.reports {
      let path = FileAccess.join(workspace.folder, setting.file)
      do {
        try write(setting, to: path)
        result.reports.append(path)
        note("report", false, [("file", path), ("report", setting.report)])
      } catch let problem as Problem where problem.kind != .damaged && problem.kind != .busy {
        result.unwritten.append((path, problem))
        note("report not written", true, [("file", path), ("report", setting.report)] + problem.logFacts)
      }
    }
  }

  private func write(_ setting: ReportSetting, to path: String) throws {
    let bytes = try runReport(setting.report, ReportRequest(output: setting.output), in: workspace)
    if let slash = path.lastIndex(of: "/") { try FileAccess.makeFolder(String(path[..<slash])) }
    try writeWhole(bytes, to: path)
  }

  // MARK: - Conditions

  mutating func checkConditions() throws {
    let state = try ShareState(workspace: workspace)
    result.headline = state.headline
    for failure in try state.failures(request) {
      result.failures.append(failure)
      note("condition", true, [("failed", failure)])
    }
  }

  private func note(_ name: String, _ isWarning: Bool, _ facts: [(key: String, value: String)]) {
    log(SyncEvent(name: name, isWarning: isWarning, facts: facts))
  }
}
