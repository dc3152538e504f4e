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
    subcommands: [Expiring.self])

  struct Expiring: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists evidence and judgements that end soon, the earliest first.",
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
}
