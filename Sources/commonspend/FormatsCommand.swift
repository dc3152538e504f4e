// `commonspend formats` and `commonspend methods`: what is built in, and where a co-op's own are read from.
import ArgumentParser
import Operations

struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "Lists the formats of exports that are recognised, with their evidence.",
    discussion: "Examples:\n  commonspend formats\n  commonspend formats --workspace our-coop --json")

  @Flag(help: "Prints one JSON object per format.")
  var json = false

  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    let list = try listFormats(folder: options.workspace, catalogue: builtInFiles)
    Terminal.standardOutput(json ? list.jsonText : list.table)
  }
}

struct MethodsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "methods", abstract: "Lists the rating methods, with version and digest.",
    discussion: "Example:\n  commonspend methods")

  @Flag(help: "Prints one JSON object per method.")
  var json = false

  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    let list = try listMethods(folder: options.workspace, catalogue: builtInFiles)
    Terminal.standardOutput(json ? list.jsonText : list.table)
  }
}
