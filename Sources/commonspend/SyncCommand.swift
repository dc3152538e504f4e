// `commonspend sync`: the nightly run.
import ArgumentParser
import Foundation
import Logging
import Operations
import SpendModel

struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Batch: imports everything new in exports/, then writes the workspace's reports.",
    discussion: """
      Safe to repeat at any point; a run that overlaps another ends at once with status 4. Prints one JSON line, however
      it ends; what it does is logged to standard error, one line an event.

      Examples:
        commonspend sync --workspace our-coop
        commonspend sync --fail-stale 2 --fail-coverage --fail-below 25% --log-format json
        commonspend sync --fail-below 'Board 2027'
      """)

  @OptionGroup var options: WorkspaceOptions

  @Option(help: ArgumentHelp("Files that changed within so many seconds wait for the next run.", valueName: "seconds"))
  var settle: Int = 60

  @Option(
    help: ArgumentHelp(
      "Status 1 where the last complete month's proved share is below a percentage, or a target is not proved.",
      valueName: "share%|target"))
  var failBelow: String?

  @Option(help: ArgumentHelp("Status 1 where the newest sale is more days old.", valueName: "days"))
  var failStale: Int?

  @Flag(help: "Status 1 where the last complete month's coverage is below minimumCoverage.")
  var failCoverage = false

  @Option(help: "How log lines are written: text or json.")
  var logFormat = LogFormat.text

  @Flag(help: "Prints one JSON object (the only output there is).")
  var json = false

  func run() throws {
    guard settle >= 0, failStale ?? 0 >= 0 else { throw ValidationError("Seconds and days are not negative.") }
    let logger = LogLines.logger(logFormat, clock: try options.runningClock())
    let result = try outcome(logger)
    if let problem = result.problem { show(problem, logger) }
    Terminal.standardOutput(result.jsonText + "\n")
    if result.status != ExitStatus.done { throw result.status }
  }

  private func outcome(_ logger: Logger) throws -> SyncResult {
    let request = try request()
    // A bar would stand between lines that a program reads.
    let progress = { (file: String) in logFormat == .text ? ProgressBar.callback(file) : nil }
    do {
      return try syncExports(request, in: try options.open(), progress: progress) { event in
        logger.log(level: event.isWarning ? .warning : .info, "\(event.name)", metadata: metadata(event.facts))
      }
    } catch let problem as Problem where problem.kind != .wrongUse {
      return SyncResult(ended: problem)
    }
  }

  private func request() throws -> SyncRequest {
    var request = SyncRequest(
      importedAt: try options.clock(), now: try options.seconds(), today: try options.today())
    request.settle = Int64(settle)
    request.failBelow = failBelow
    request.failStale = failStale
    request.failCoverage = failCoverage
    request.threads = Cores.usable
    return request
  }

  /// What ends a run stands in the log as an event, or, for a person, as its four parts.
  private func show(_ problem: Problem, _ logger: Logger) {
    guard logFormat == .json else { return Terminal.standardError(ProblemText.lines(problem)) }
    logger.error("ended", metadata: metadata(problem.logFacts))
  }

  private func metadata(_ facts: [(key: String, value: String)]) -> Logger.Metadata {
    Logger.Metadata(facts.map { ($0.key, .string($0.value)) }) { first, _ in first }
  }
}
