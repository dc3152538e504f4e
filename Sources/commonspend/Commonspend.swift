// The command line's door: names the subcommands and turns every ending into an exit status of the contract.
import ArgumentParser
import CMemory
import Foundation
import Operations
import SpendModel

@main
struct Commonspend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commonspend",
    abstract: "How much of a co-op's spend goes to companies that proved to develop the commons.",
    discussion: """
      Reads what the tills export, joins it with your products, suppliers and ratings, and reports the proved share.

      Examples:
        commonspend demo                          a fictional co-op, imported and reported
        commonspend init our-coop --currency EUR  a workspace of your own
        commonspend import exports/*.csv          take exports in
        commonspend report share                  the share by month

      Exit status: 0 done, 1 done and a person must look, 2 wrong use, 3 refused, 4 busy, 5 database damaged,
      6 disk or permission.
      """,
    version: "0.1.0",
    subcommands: [
      InitCommand.self, DemoCommand.self, ImportCommand.self, InspectCommand.self, ImportsCommand.self,
      RejectsCommand.self, MatchCommand.self, ReportCommand.self, PublishCommand.self, PublishedCommand.self,
      AnalyzeCommand.self, SQLCommand.self,
      ExportCommand.self, SyncCommand.self, CheckCommand.self,
      VerifyCommand.self, BackupCommand.self, DoctorCommand.self,
      ExplainCommand.self, AskCommand.self, RatingsCommand.self, DisclosureCommand.self, FormatsCommand.self,
      MethodsCommand.self, ValueCommand.self,
    ])

  static func main() {
    signal(SIGPIPE, SIG_DFL)
    // Left alone, glibc would keep what the tables were read with: a sixth of what `analyze` holds at most. Pieces below
    // 2 MiB come and go so often that a new page for each of them would cost more than it saves.
    commonspend_give_back_memory_above(1 << 21)
    let status = run()
    Foundation.exit(status.rawValue)
  }

  private static func run() -> ExitStatus {
    do {
      var command = try parseAsRoot()
      try command.run()
      return .done
    } catch let problem as Problem {
      Terminal.standardError(ProblemText.lines(problem))
      return ExitStatus(problem.kind)
    } catch let status as ExitStatus {
      return status
    } catch {
      return status(of: error)
    }
  }

  /// Of what ArgumentParser throws for the words of a command, and of what no operation has words for.
  private static func status(of error: any Error) -> ExitStatus {
    switch exitCode(for: error) {
    case .success:
      print(fullMessage(for: error))
      return .done
    case .validationFailure:
      // ArgumentParser's 64 becomes the contract's 2.
      Terminal.standardError(fullMessage(for: error))
      return .wrongUse
    default:
      let problem = Problem(unexpected: error)
      Terminal.standardError(ProblemText.lines(problem))
      return ExitStatus(problem.kind)
    }
  }
}
