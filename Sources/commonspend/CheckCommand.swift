// `commonspend check`: validates every file of the workspace.
import ArgumentParser
import Operations

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Validates every file of the workspace and says how to mend it.",
    discussion: "Example:\n  commonspend check --workspace our-coop")

  @OptionGroup var options: WorkspaceOptions

  @Flag(help: "Prints one JSON object.")
  var json = false

  func run() throws {
    let result = try checkWorkspace(folder: options.workspace, catalogue: builtInFiles)
    Terminal.standardOutput(json ? result.jsonText + "\n" : result.sentences)
    if result.status != ExitStatus.done { throw result.status }
  }
}
