// `commonspend disclosure`: the small file in which a company publishes where its proofs stand.
import ArgumentParser
import Foundation
import Operations

struct DisclosureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disclosure", abstract: "Checks a company's generative-disclosure.yaml, and proposes it as evidence.",
    discussion: """
      Examples:
        commonspend disclosure check generative-disclosure.yaml
        commonspend disclosure add generative-disclosure.yaml --supplier S0001 --proposer Ann
        commonspend disclosure schema > generative-disclosure.schema.json
      """,
    subcommands: [Check.self, Add.self, Schema.self])

  /// The bytes of a file, or of standard input for `-`.
  static func bytes(_ file: String) throws -> [UInt8] {
    guard file == "-" else { return try fileBytes(file) }
    return Array(FileHandle.standardInput.readDataToEndOfFile())
  }

  static func shown(_ file: String) -> String { file == "-" ? "standard input" : file }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Checks a company's file; - reads standard input.")
    @Argument(help: "The file, or -.") var file: String
    @Flag(help: "Prints one JSON object.") var json = false

    func run() throws {
      let report = try checkDisclosure(text: try DisclosureCommand.bytes(file), path: DisclosureCommand.shown(file))
      Terminal.standardOutput(json ? report.jsonText : report.sentences)
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Adds what a company's file says to ratings.csv, as evidence of grade 1 that nobody has verified.")
    @Argument(help: "The file, or -.") var file: String
    @Option(help: ArgumentHelp("supplier_id, name or alias.", valueName: "supplier")) var supplier: String
    @Option(help: ArgumentHelp("Who brings it.", valueName: "name")) var proposer = ""
    @Flag(help: "Shows the rows and writes nothing.") var dryRun = false
    @Flag(help: "Prints one JSON object.") var json = false
    @OptionGroup var options: WorkspaceOptions

    func run() throws {
      var request = DisclosureRequest(
        text: try DisclosureCommand.bytes(file), path: DisclosureCommand.shown(file), supplier: supplier,
        proposer: proposer,
        recordedAt: try Clock.today(options.now))
      request.dryRun = dryRun
      let report = try addDisclosure(request, in: try options.open())
      Terminal.standardOutput(json ? report.jsonText : report.sentences)
    }
  }

  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "schema", abstract: "Prints the JSON Schema of a company's file.")
    func run() throws { Terminal.standardOutput(disclosureSchema) }
  }
}
