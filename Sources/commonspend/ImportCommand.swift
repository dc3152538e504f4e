// `commonspend import FILE...`: takes exports in, each in its own transaction.
import ArgumentParser
import Operations
import SpendModel

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Takes exports in, each as a whole or not at all.",
    discussion: """
      Examples:
        commonspend import exports/2026-10.csv
        commonspend import exports/*.csv --json
        commonspend import odd.csv --as generic --set dateOrder=dmy --dry-run
      """)

  @Argument(help: "Exports, in the order in which they are to be taken.")
  var files: [String]

  @OptionGroup var reading: SettingOptions
  @OptionGroup var options: WorkspaceOptions

  @Option(help: "What happens to a receipt that is stored with other content: refuse, keep or replace.")
  var onConflict: String?

  @Flag(help: "Reads and compares everything, and stores nothing.")
  var dryRun = false

  @Flag(help: "Prints one JSON object per file.")
  var json = false

  func run() throws {
    guard !files.isEmpty else { throw ValidationError("Name at least one export.") }
    let workspace = try options.open()
    var request = ImportRequest(files: files, importedAt: try options.clock())
    request.format = reading.format
    request.threads = reading.threadCount
    request.settings = try reading.pairs()
    request.maxRejects = try ImportRequest.rejectLimit(reading.maxRejects)
    request.onConflict = try onConflict.map(ImportRequest.conflictPolicy)
    request.dryRun = dryRun
    let status = try importFiles(request, in: workspace, progress: { ProgressBar.callback($0) }) { outcome in
      Terminal.standardOutput(json ? outcome.jsonText + "\n" : outcome.sentences)
    }
    if status != .done { throw status }
  }
}
