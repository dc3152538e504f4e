// `commonspend init DIR`: a workspace with commented files.
import ArgumentParser
import Operations

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Makes a workspace: a folder with commented files to fill in.",
    discussion: "Example:\n  commonspend init our-coop --currency EUR")

  @Argument(help: "The folder to make.")
  var folder: String

  @Option(help: ArgumentHelp("ISO 4217 code of the tills' currency.", valueName: "code"))
  var currency: String

  @Flag(help: "Prints one JSON object instead of sentences.")
  var json = false

  func run() throws {
    let result = try initWorkspace(folder: folder, currency: currency)
    Terminal.standardOutput(json ? result.jsonText : result.sentences)
  }
}
