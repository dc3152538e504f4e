// `commonspend backup FILE`: a consistent copy of the database, also while an import is at work.
import ArgumentParser
import Operations

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copies the database consistently, also while an import is at work.",
    discussion: """
      Restoring is a copy back: put the file in the place of commonspend.db, with no commonspend.db-wal beside it.

      Example:
        commonspend backup /srv/backup/our-coop-2026-11-05.db
      """)

  @Argument(help: "The file to write; it must not be there yet.")
  var file: String

  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    try backupDatabase(to: file, in: try options.open())
    Terminal.standardOutput("The database was copied to \(PrintableText.line(file)) and the copy was verified.\n")
  }
}
