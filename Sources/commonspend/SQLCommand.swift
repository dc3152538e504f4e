// `commonspend sql "SELECT …"` and `commonspend export lines|rated`: the data itself, for people who know what to do with it.
import ArgumentParser
import Operations

struct SQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "Answers one SELECT over documented views; it can only read.",
    discussion: """
      Views: lines, daily_product_sales, monthly_spend, credits, products, items, stores, imports,
      excluded_days, publications.
      Amounts are whole minor units (cents).

      Examples:
        commonspend sql "SELECT month, class, sum(amount) FROM monthly_spend GROUP BY month, class"
        commonspend sql "SELECT * FROM lines WHERE day = '2026-10-02'" --output csv
      """)

  @Argument(help: "One SELECT.")
  var statement: String

  @Option(help: "text, csv or json (one object a row).")
  var output = "text"

  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    try runSQL(
      statement, output: output, in: try options.open(), write: { Terminal.standardOutput($0) },
      warn: { Terminal.standardError($0) })
  }
}

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Streams every counted line as CSV; rated adds what each line counts as.",
    discussion: """
      Examples:
        commonspend export lines --from 2026-10 > lines.csv
        commonspend export rated --where store=2 > rated.csv
      """)

  @Argument(help: "lines or rated.")
  var what: String

  @OptionGroup var choices: QuestionOptions
  @OptionGroup var options: WorkspaceOptions

  @Option(help: "csv.")
  var output = "csv"

  func run() throws {
    var request = try choices.request(now: try options.clock())
    request.output = output
    try exportLines(what, request, in: try options.open()) { Terminal.standardOutput($0) }
  }
}
