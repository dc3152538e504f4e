// `commonspend analyze FILE...`: exports in, the share report out, no database.
import ArgumentParser
import Operations

struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze", abstract: "The share report straight from exports, without a database.",
    discussion: """
      Example:
        commonspend analyze till.csv --products products.csv --suppliers suppliers.csv --ratings ratings.csv \\
          --currency EUR --period quarter
      """)

  @Argument(help: "Exports.")
  var files: [String]

  @Option(help: ArgumentHelp("Which product comes from which supplier.", valueName: "file"))
  var products: String

  @Option(help: ArgumentHelp("The suppliers.", valueName: "file"))
  var suppliers: String

  @Option(help: ArgumentHelp("What the suppliers proved.", valueName: "file"))
  var ratings: String

  @Option(help: ArgumentHelp("ISO 4217 code, where there is no configuration.", valueName: "code"))
  var currency: String?

  @Option(help: ArgumentHelp("A commonspend.yaml to follow.", valueName: "file"))
  var config: String?

  @Flag(name: .customLong("no-dedup"), help: "Counts every line, also one that was written twice.")
  var noDedup = false

  @OptionGroup var reading: SettingOptions
  @OptionGroup var choices: ReportOptions

  @Option(help: ArgumentHelp("Fixes the clock.", valueName: "iso"))
  var now: String?

  func run() throws {
    guard !files.isEmpty else { throw ValidationError("Name at least one export.") }
    var request = AnalyzeRequest(
      files: files, products: products, suppliers: suppliers, ratings: ratings,
      report: try choices.request(colour: Terminal.outputHasColour, now: try Clock.text(now)))
    request.currency = currency
    request.config = config
    request.removesDuplicates = !noDedup
    request.format = reading.format
    request.threads = reading.threadCount
    request.settings = try reading.pairs()
    request.maxRejects = try ImportRequest.rejectLimit(reading.maxRejects)
    let result = try analyzeExports(request, catalogue: builtInFiles, progress: { ProgressBar.callback($0) })
    for warning in result.warnings { Terminal.standardError(warning) }
    try choices.deliver(result.report)
    if result.status != ExitStatus.done { throw result.status }
  }
}
