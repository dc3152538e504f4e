// `commonspend imports`: what was imported; one import in full; taking one back.
import ArgumentParser
import Operations

struct ImportsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imports", abstract: "Lists what was imported, shows one import, or undoes it.",
    discussion: """
      Examples:
        commonspend imports
        commonspend imports show 7
        commonspend imports undo 7
      """,
    subcommands: [List.self, Show.self, Undo.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists every import.")
    @OptionGroup var options: WorkspaceOptions
    @Flag(help: "Prints one JSON object per import.") var json = false

    func run() throws {
      let list = try listImports(in: try options.open())
      Terminal.standardOutput(json ? list.jsonText : list.table)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows one import with its balance.")
    @Argument(help: "The import's number.") var id: Int
    @OptionGroup var options: WorkspaceOptions
    @Flag(help: "Prints one JSON object.") var json = false

    func run() throws {
      let outcome = try showImport(id, in: try options.open())
      Terminal.standardOutput(json ? outcome.jsonText + "\n" : outcome.sentences)
    }
  }

  struct Undo: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "undo", abstract: "Restores the content before an import.")
    @Argument(help: "The import's number.") var id: Int
    @OptionGroup var options: WorkspaceOptions
    @Flag(help: "Prints one JSON object.") var json = false

    func run() throws {
      let result = try undoImport(id, in: try options.open())
      Terminal.standardOutput(json ? result.jsonText + "\n" : result.sentences)
    }
  }
}
