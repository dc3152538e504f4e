// `commonspend inspect FILE`: how a file is read, and why; changes nothing.
import ArgumentParser
import Operations

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Shows how a file is read, and why; changes nothing.",
    discussion: "Examples:\n  commonspend inspect till.csv\n  commonspend inspect till.csv --records > table.csv\n"
      + "  commonspend inspect till.csv --format-file > catalogue/formats/till.yaml")

  @Argument(help: "The export.")
  var file: String

  @Flag(help: "Prints one JSON object.")
  var json = false

  @Flag(help: "Prints the whole parsed table as CSV, every cell as text.")
  var records = false

  @Flag(help: "Prints a format file for exports like this one, to be edited.")
  var formatFile = false

  @OptionGroup var reading: SettingOptions
  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    var request = InspectRequest(file: file, folder: options.workspace)
    request.format = reading.format
    request.settings = try reading.pairs()
    if records {
      let notes = try inspectRecords(request, catalogue: builtInFiles) { Terminal.standardOutput($0) }
      for note in notes { Terminal.standardError("note: " + note) }
      return
    }
    if formatFile { return Terminal.standardOutput(try inspectFormatFile(request, catalogue: builtInFiles)) }
    let result = try inspectFile(request, catalogue: builtInFiles)
    Terminal.standardOutput(json ? result.jsonText + "\n" : result.sentences)
    if result.status != .done { throw result.status }
  }
}
