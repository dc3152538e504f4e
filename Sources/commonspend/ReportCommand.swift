// `commonspend report [NAME]`: a question answered from the imported lines.
import ArgumentParser
import Operations

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Answers a question; without a name, lists the questions.",
    discussion: """
      Examples:
        commonspend report
        commonspend report share --period quarter --by store
        commonspend report share --from 2026-01 --where department=Produce --output csv --file share.csv
      """)

  @Argument(help: "The report's name.")
  var name: String?

  @OptionGroup var choices: ReportOptions
  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    let workspace = try options.open()
    let request = try choices.request(colour: Terminal.outputHasColour, now: try options.clock())
    guard let name else { return Terminal.standardOutput(try listReports(request, in: workspace)) }
    try choices.deliver(try runReport(name, request, in: workspace))
  }
}

/// What is asked, whatever the output.
struct QuestionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("First day, month, quarter or year shown: 2026-03, 2026-Q1, 2026.", valueName: "when"))
  var from: String?

  @Option(help: ArgumentHelp("Last day, month, quarter or year shown.", valueName: "when"))
  var to: String?

  @Option(help: "day, week, month, quarter, year, fiscal-year or trailing-12.")
  var period: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Splits by store, department, category, supplier or product.", valueName: "column"))
  var by: [String] = []

  @Option(
    name: .customLong("where"), parsing: .singleValue,
    help: ArgumentHelp("Keeps what matches, store=2.", valueName: "column=value"))
  var filters: [String] = []

  @OptionGroup var rating: RatingOptions

  @Option(help: "sales or cost; default: the workspace's.")
  var basis: String?

  @Option(
    help: ArgumentHelp(
      "Compares each period with the previous one or the same one a year before: previous or year-before.",
      valueName: "which"))
  var against: String?

  @Option(
    name: .customLong("switch"), help: ArgumentHelp("The part that opportunities would switch.", valueName: "percent"))
  var switched: String?

  func request(now: String) throws -> ReportRequest {
    var request = ReportRequest()
    request.from = from
    request.to = to
    request.period = period
    request.by = by
    request.filters = filters
    request.method = rating.method
    request.knownOn = try rating.knownOn()
    request.basis = basis
    request.against = against
    request.switched = switched
    request.now = now
    return request
  }
}

/// What is asked, and how it is written.
struct ReportOptions: ParsableArguments {
  @OptionGroup var question: QuestionOptions

  @Option(help: ArgumentHelp("Language and numbers: en-US, es-CL, fr-FR; default: the workspace's.", valueName: "id"))
  var locale: String?

  @Option(help: "text, csv, json, markdown, html or xlsx.")
  var output = "text"

  @Option(help: ArgumentHelp("Writes to a file instead of the terminal.", valueName: "path"))
  var file: String?

  func request(colour: Bool, now: String) throws -> ReportRequest {
    var request = try question.request(now: now)
    request.output = output
    request.colour = colour && file == nil
    request.width = file == nil ? Terminal.outputWidth : nil
    request.locale = locale
    return request
  }

  func deliver(_ bytes: [UInt8]) throws {
    guard let file else { return Terminal.standardOutput(bytes) }
    try writeWhole(bytes, to: file)
  }
}
