// `commonspend rejects [ID]`: the rejected lines as CSV, ready to be corrected and imported again.
import ArgumentParser
import Operations

struct RejectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejects", abstract: "Prints the rejected lines as CSV.",
    discussion: """
      Correct the cells and import the file: each line joins its receipt, and its import's balance.

      Example:
        commonspend rejects 7 --output csv > rejects.csv
      """)

  enum Output: String, ExpressibleByArgument, CaseIterable {
    case csv
  }

  @Argument(help: "The import's number; without it, every import's rejected lines.")
  var id: Int?

  @Option(help: "The one output that there is.")
  var output = Output.csv

  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    Terminal.standardOutput(try listRejects(of: id, in: try options.open()))
  }
}
