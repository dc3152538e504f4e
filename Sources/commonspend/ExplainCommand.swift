// `commonspend explain SUPPLIER`: why a supplier counts as it does on a day.
import ArgumentParser
import Operations

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Says why a supplier counts as it does on a day, and what is missing.",
    discussion: """
      Examples:
        commonspend explain S0001
        commonspend explain 'Riverbend Bakery' --on 2026-03-31 --json
      """)

  @Argument(help: "supplier_id, name or alias.")
  var supplier: String

  @Option(help: ArgumentHelp("The day; default: today.", valueName: "day"))
  var on: String?

  @OptionGroup var rating: RatingOptions
  @OptionGroup var options: WorkspaceOptions

  @Flag(help: "Prints one JSON object.")
  var json = false

  func run() throws {
    let day = try Clock.day("--on", on) ?? Clock.today(options.now)
    let result = try explainSupplier(
      supplier, on: day, method: rating.method, knownOn: try rating.knownOn(), in: try options.open())
    Terminal.standardOutput(json ? result.jsonText + "\n" : result.sentences)
  }
}
