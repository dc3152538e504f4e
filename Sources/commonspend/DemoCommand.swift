// `commonspend demo [DIR]`: the sample co-op, imported and reported.
import ArgumentParser
import Operations

struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Writes a fictional co-op's two years, imports them and reports the share.",
    discussion: "Examples:\n  commonspend demo\n  commonspend demo my-demo --output html --file share.html")

  @Argument(help: "The folder to write; default: commonspend-demo.")
  var folder = "commonspend-demo"

  @OptionGroup var choices: ReportOptions

  func run() throws {
    let result = try runDemo(
      folder: folder, report: try choices.request(colour: Terminal.outputHasColour, now: try Clock.text(nil)),
      catalogue: builtInFiles,
      progress: { ProgressBar.callback($0) }
    ) { Terminal.standardError($0) }
    try choices.deliver(result)
  }
}
