// `commonspend match`: what no product and no supplier matches, and writing what a person accepted.
import ArgumentParser
import Operations
import SpendModel

struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Lists sold codes and supplier names that nothing matches, and writes accepted ones.",
    discussion: """
      Each comes with candidates and why. Nothing is taken by itself: fill the column accept with yes (the candidate),
      product CODE or supplier ID, and write the file back.

      Examples:
        commonspend match
        commonspend match --output csv > matches.csv
        commonspend match --write matches.csv
      """)

  enum Output: String, ExpressibleByArgument, CaseIterable {
    case text, csv, json
  }

  @Option(help: "How the list is printed.")
  var output = Output.text

  @Option(help: ArgumentHelp("Adds what this file accepts to products.csv and suppliers.csv.", valueName: "file"))
  var write: String?

  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    let workspace = try options.open()
    if let write {
      guard output != .csv else { throw ValidationError("--write prints text or json, not csv.") }
      let written = try writeMatches(write, in: workspace)
      return Terminal.standardOutput(output == .json ? written.jsonText : written.sentences)
    }
    let list = try listMatches(in: workspace)
    switch output {
    case .text: Terminal.standardOutput(list.sentences)
    case .csv: Terminal.standardOutput(list.csv)
    case .json: Terminal.standardOutput(list.jsonText)
    }
  }
}
