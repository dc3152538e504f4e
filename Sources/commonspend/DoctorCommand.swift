// `commonspend doctor`: the state of an installation and a workspace, fit for a support mail.
import ArgumentParser
import Operations

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Shows versions, paths, disk, the database's settings and missing days.",
    discussion: """
      It tells nothing of products, amounts, members or people.

      Example:
        commonspend doctor --workspace our-coop
      """)

  @Flag(help: "Prints one JSON object.")
  var json = false

  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    let result = try examine(try options.open(), version: Commonspend.configuration.version)
    Terminal.standardOutput(json ? result.jsonText + "\n" : result.sentences)
    if result.status != ExitStatus.done { throw result.status }
  }
}
