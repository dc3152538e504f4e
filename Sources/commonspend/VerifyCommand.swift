// `commonspend verify`: recomputes what the database holds.
import ArgumentParser
import Operations

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Recomputes every page and balance; --digest prints the content's SHA-256.",
    discussion: "Examples:\n  commonspend verify\n  commonspend verify --digest")

  @Flag(help: "Prints the SHA-256 of the sorted lines: the same sales give the same digest.")
  var digest = false

  @Flag(help: "Prints one JSON object.")
  var json = false

  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    let result = try verifyDatabase(digest: digest, in: try options.open())
    Terminal.standardOutput(json ? result.jsonText + "\n" : result.sentences)
    if result.status != ExitStatus.done { throw result.status }
  }
}
