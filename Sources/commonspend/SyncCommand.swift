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
      Safe to repeat at any point; a run that overlaps another ends at once with status 4. Prints one JSON line; what it
      does is logged to standard error, one line an event.

      Examples:
        commonspend sync --workspace our-coop
        commonspend sync --fail-stale 2 --fail-coverage --fail-below 25% --log-format json
      """)

  @OptionGroup var options: WorkspaceOptions

  @Option(help: ArgumentHelp("Files that changed within so many seconds wait for the next run.", valueName: "seconds"))
  var settle: Int = 60

  @Option(help: ArgumentHelp("Status 1 where the last complete month's proved share is below.", valueName: "share%"))
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
    var request = SyncRequest(importedAt: try options.clock(), now: try options.seconds())
    request.settle = Int64(settle)
    request.failBelow = failBelow
    request.failStale = failStale
    request.failCoverage = failCoverage
    let logger = LogLines.logger(logFormat, clock: try options.clock())
    let result = try syncExports(request, in: try options.open()) { event in
      let facts = Logger.Metadata(uniqueKeysWithValues: event.facts.map { ($0.key, .string($0.value)) })
      logger.log(level: event.isWarning ? .warning : .info, "\(event.name)", metadata: facts)
    }
    Terminal.standardOutput(result.jsonText + "\n")
    if result.status != ExitStatus.done { throw result.status }
  }
}
