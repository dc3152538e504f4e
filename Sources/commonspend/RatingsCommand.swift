// `commonspend ratings`: what ends soon, and tables of several co-ops in one.
import ArgumentParser
import Operations
import SpendModel

struct RatingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ratings", abstract: "Lists ratings that end soon, and merges rating tables of several co-ops.",
    discussion: """
      Examples:
        commonspend ratings expiring --within 90d
        commonspend ratings merge ratings.csv theirs.csv > merged.csv
      """,
    subcommands: [Expiring.self, Merge.self])

  struct Expiring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "expiring", abstract: "Lists evidence and judgements that end soon, the earliest first.",
      discussion: "Example:\n  commonspend ratings expiring --within 90d")

    @Option(help: ArgumentHelp("How far to look: 90d, 12w or 3m.", valueName: "span"))
    var within = "90d"

    @OptionGroup var rating: RatingOptions
    @OptionGroup var options: WorkspaceOptions

    @Flag(help: "Prints one JSON object for each.")
    var json = false

    func run() throws {
      guard let count = days(within: within) else {
        throw ValidationError("--within takes days, weeks or months such as 90d, 12w or 3m, not \(within).")
      }
      let list = try expiringRatings(
        within: count, after: try Clock.today(options.now), method: rating.method, knownOn: try rating.knownOn(),
        in: try options.open())
      Terminal.standardOutput(json ? list.jsonText : list.table)
    }
  }

  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge",
      abstract: "Merges rating tables of several co-ops: newest evidence, highest grade, then the own table.",
      discussion: """
        The merged table goes to standard output, what had to be decided to standard error; then the exit status is 1.

        Example:
          commonspend ratings merge ratings.csv theirs.csv > merged.csv
        """)

    @Argument(help: "Rating tables; one's own comes first.")
    var files: [String]

    @Flag(help: "Keeps one's own row wherever two differ.")
    var own = false

    @Option(help: ArgumentHelp("Writes the table to a file instead of the terminal.", valueName: "path"))
    var file: String?

    @Flag(help: "Prints counts and conflicts as one JSON object on standard error.")
    var json = false

    @OptionGroup var options: WorkspaceOptions

    func run() throws {
      let result = try mergeRatings(files: files, ownFirst: own, folder: options.workspace, catalogue: builtInFiles)
      if json { Terminal.standardError(result.jsonText) } else { result.conflicts.forEach(Terminal.standardError) }
      if let file { try writeWhole(result.table, to: file) } else { Terminal.standardOutput(result.table) }
      if result.status != .done { throw result.status }
    }
  }
}
