// Where the proved share stands after a batch run: the conditions that `sync` can be told to fail on.
internal import Rendering
internal import Reporting
internal import SpendModel
internal import Storage

struct ShareState {
  private let table: ReportTable
  private let wording: Wording
  private let lastSale: Day?
  private let minimumCoverage: Share?

  init(workspace: Workspace) throws {
    var run = try ReportRun("share", ReportRequest(), in: workspace)
    table = try run.table(in: workspace)
    wording = run.wording
    lastSale = try workspace.readDatabase().dayRanges.compactMap { $0?.upperBound }.max()
    minimumCoverage = workspace.configuration.minimumCoverage
  }

  /// The line of truth.
  var headline: String? {
    table.headline.isEmpty ? nil : wording.sentences(table.headline, table.currency)
  }

  /// Every condition that does not hold, as a sentence.
  func failures(_ request: SyncRequest) throws(Problem) -> [String] {
    [try below(request.failBelow), stale(request), coverage(request)].compactMap(\.self)
  }

  private func below(_ text: String?) throws(Problem) -> String? {
    guard let text else { return nil }
    guard let target = Percent.share(text) else {
      throw Problem(
        .wrongUse, what: "The option --fail-below cannot be \(text).", place: "--fail-below \(text)",
        rule: "a percentage",
        mend: "Write --fail-below 25%.")
    }
    guard let share = lastShare("provedShare") else {
      return "no complete month shows a proved share (--fail-below \(text))"
    }
    if share.reaches(target) { return nil }
    return "the proved share of the last complete month, \(share.percentText(decimals: 2) ?? "–") %, is below \(text)"
  }

  private func stale(_ request: SyncRequest) -> String? {
    guard let days = request.failStale else { return nil }
    let today = Day(number: Int32(clamping: request.now / 86_400))
    guard let lastSale else { return "no sale was imported yet (--fail-stale \(days))" }
    let age = Int(today.number - lastSale.number)
    return age > days ? "the newest sale is of \(lastSale.isoText), \(age) days ago (--fail-stale \(days))" : nil
  }

  private func coverage(_ request: SyncRequest) -> String? {
    guard request.failCoverage else { return nil }
    guard let minimumCoverage else { return "commonspend.yaml names no minimumCoverage (--fail-coverage)" }
    guard let share = lastShare("coverage") else { return "no complete month shows a coverage (--fail-coverage)" }
    if share.reaches(minimumCoverage) { return nil }
    return "the coverage of the last complete month, \(share.percentText(decimals: 2) ?? "–") %, is below "
      + "\(minimumCoverage.percentText() ?? "") %"
  }

  /// A share of the last complete month.
  private func lastShare(_ name: String) -> Share? {
    guard let column = table.main.index(of: name), let complete = table.main.index(of: "complete") else { return nil }
    for row in table.main.rows.reversed() where row[complete] == .flag(true) {
      if case .share(let share) = row[column] { return share }
    }
    return nil
  }
}
