// `commonspend ask SUPPLIER`: the questionnaire that a supplier gets.
import ArgumentParser
import Operations

struct AskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Writes the questionnaire that a supplier gets, as Markdown.",
    discussion: """
      Examples:
        commonspend ask S0001
        commonspend ask S0001 --language es --file preguntas.md
      """)

  @Argument(help: "supplier_id, name or alias.")
  var supplier: String

  @Option(help: "en or es.")
  var language = "en"

  @Option(help: "The rating method; default: the workspace's.")
  var method: String?

  @Option(help: ArgumentHelp("Writes to a file instead of the terminal.", valueName: "path"))
  var file: String?

  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    let text = try askSupplier(
      supplier, language: language, on: try Clock.today(options.now), method: method, in: try options.open())
    guard let file else { return Terminal.standardOutput(text) }
    try writeWhole(Array(text.utf8), to: file)
  }
}
