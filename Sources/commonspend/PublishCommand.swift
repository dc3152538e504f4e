// `commonspend publish NAME` and `commonspend published`: what a board was told, frozen, and compared with today.
import ArgumentParser
import Operations

struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Freezes a report as published/NAME.json, fit for git.",
    discussion: """
      Examples:
        commonspend publish 2026-10
        commonspend publish 2026-Q3-by-store --report share --period quarter --by store
      """)

  @Argument(help: "The publication's name; it becomes a file name.")
  var name: String

  @Option(help: "The report's name.")
  var report = "share"

  @Flag(help: "Prints one JSON object.")
  var json = false

  @OptionGroup var choices: QuestionOptions
  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    let request = try choices.request(now: try options.clock())
    let result = try publishReport(name, report: report, request, in: try options.open())
    Terminal.standardOutput(json ? result.jsonText : result.sentences)
  }
}

struct PublishedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "published", abstract: "Lists what was published; verify recomputes it.",
    discussion: """
      Examples:
        commonspend published
        commonspend published verify 2026-10
      """,
    subcommands: [List.self, Verify.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists every publication.")
    @OptionGroup var options: WorkspaceOptions
    @Flag(help: "Prints one JSON object per publication.") var json = false

    func run() throws {
      let (list, status) = try listPublished(in: try options.open())
      Terminal.standardOutput(json ? list.jsonText : list.table)
      if status != .done { throw status }
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Recomputes publications and shows restated figures beside the published ones.")
    @Argument(help: "The publication's name; without it, all of them.") var name: String?
    @OptionGroup var options: WorkspaceOptions
    @Flag(help: "Prints one JSON object per publication.") var json = false

    func run() throws {
      let result = try verifyPublished(name, in: try options.open())
      Terminal.standardOutput(json ? result.jsonText : result.sentences)
      if result.status != ExitStatus.done { throw result.status }
    }
  }
}
