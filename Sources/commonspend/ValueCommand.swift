// `commonspend value KIND`: reads single values from standard input, one a line, as the importer would.
import ArgumentParser
import Operations

struct ValueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "value", abstract: "Reads decimals, days or codes from standard input as an import would.",
    discussion: "Example:\n  echo '1.234,50' | commonspend value decimal --decimal , --group . --json")

  @Argument(help: "decimal, day or code.")
  var kind: String

  /// Somebody's value in the place of a line of standard input.
  @Argument(help: .hidden)
  var surplus: [String] = []

  @Option(help: ArgumentHelp("The decimal mark.", valueName: "mark"))
  var decimal: String?

  @Option(help: ArgumentHelp("The thousands mark.", valueName: "mark"))
  var group: String?

  @Option(help: "dmy, mdy or ymd.")
  var order: String?

  @Option(help: ArgumentHelp("How many digits a code must have: 13 for EAN-13.", valueName: "count"))
  var digits: Int?

  @Option(
    help: ArgumentHelp(
      "The country whose codes with a price or weight are taken apart: DE, or the id of a file in catalogue/codes/.",
      valueName: "country"))
  var variableCodes: String?

  @Option(help: ArgumentHelp("The folder whose catalogue/codes/ is read too.", valueName: "dir"))
  var workspace = "."

  @Flag(help: "Prints one JSON object a line (the only output there is).")
  var json = false

  func validate() throws {
    guard let value = surplus.first else { return }
    throw ValidationError(
      "Values come from standard input, one a line: echo '\(value)' | commonspend value \(kind)")
  }

  func run() throws {
    var options = ValueReader.Options()
    options.decimal = decimal
    options.group = group
    options.order = order
    options.digits = digits
    options.variableCodes = variableCodes
    options.folder = workspace
    let reader = try ValueReader(kind: kind, options: options, catalogue: builtInFiles)
    while let line = readLine(strippingNewline: true) { Terminal.standardOutput(reader.jsonText(line) + "\n") }
  }
}
