// `commonspend value KIND`: reads single values from standard input, one a line, as the importer would.
import ArgumentParser
import Operations

struct ValueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "value", abstract: "Reads decimals, days or codes from standard input as an import would.",
    discussion: "Example:\n  echo '1.234,50' | commonspend value decimal --decimal , --group . --json")

  @Argument(help: "decimal, day or code.")
  var kind: String

  @Option(help: ArgumentHelp("The decimal mark.", valueName: "mark"))
  var decimal: String?

  @Option(help: ArgumentHelp("The thousands mark.", valueName: "mark"))
  var group: String?

  @Option(help: "dmy, mdy or ymd.")
  var order: String?

  @Flag(help: "Prints one JSON object a line (the only output there is).")
  var json = false

  func run() throws {
    let reader = try ValueReader(kind: kind, decimal: decimal, group: group, order: order)
    while let line = readLine(strippingNewline: true) { Terminal.standardOutput(reader.jsonText(line) + "\n") }
  }
}
