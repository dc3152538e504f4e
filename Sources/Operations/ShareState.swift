// Where the proved share stands after a batch run: the conditions that `sync` can be told to fail on.
internal import Rendering
internal import Reporting
internal import SpendModel
internal import Storage

struct ShareState {
  private let workspace: Workspace
  private let table: ReportTable
  private let wording: Wording
  private let lastSale: Day?

  init(workspace: Workspace) throws {
    self.workspace = workspace
    var run = try ReportRun("share", ReportRequest(), in: workspace)
    table = try run.table(in: workspace)
    wording = run.wording
    lastSale = try workspace.readDatabase().dayRanges.compactMap { $0?.upperBound }.max()
  }

  /// The line of truth.
  var headline: String? {
    table.headline.isEmpty ? nil : wording.sentences(table.headline, table.currency)
  }

  /// Every condition that does not hold, as a sentence.
  func failures(_ request: SyncRequest) throws -> [String] {
    [try below(request), stale(request), coverage(request)].compactMap(\.self)
  }

  private func below(_ request: SyncRequest) throws -> String? {
    guard let text = request.failBelow else { return nil }
    switch try ShareFloor(text, targets: workspace.configuration.targets) {
    case .share(let share, let text): return below(share, text)
    case .target(let name): return try missed(name)
    }
  }

  private func below(_ floor: Share, _ text: String) -> String? {
    guard let share = lastShare("provedShare") else {
      return "no complete month shows a proved share (--fail-below \(text))"
    }
    if share.reaches(floor) { return nil }
    return "the proved share of the last complete month, \(percent(share, from: floor)), is below \(text)"
  }

  /// A target that does not hold yet cannot be missed.
  private func missed(_ name: String) throws -> String? {
    var run = try ReportRun("targets", ReportRequest(), in: workspace)
    let grid = try run.table(in: workspace).main
    guard let named = grid.index(of: "target"), let state = grid.index(of: "state"),
      let row = grid.rows.first(where: { $0[named] == .text(name) })
    else { return "no complete month shows how the target \(name) stands" }
    switch row[state] {
    case .word("target.proved"), .word("target.notYet"): return nil
    case .word("target.unknown"): return "the target \(name) has no spend to be measured by"
    default: break
    }
    let share = { column in grid.index(of: column).map { row[$0] } }
    guard case .share(let proved)? = share("provedShare"), case .share(let target)? = share("targetShare"),
      case .day(let day)? = share("to")
    else { return "the target \(name) is not proved" }
    return "the target \(name) is not proved: \(percent(proved, from: target)) of \(percent(target, from: proved)) on "
      + day.isoText
  }

  /// As a percentage, with as many decimals as tell it from what it was compared with.
  private func percent(_ share: Share, from other: Share) -> String {
    let decimals = (2...9).first { share.percentText(decimals: $0) != other.percentText(decimals: $0) } ?? 9
    return "\(share.percentText(decimals: decimals) ?? "–") %"
  }

  private func stale(_ request: SyncRequest) -> String? {
    guard let days = request.failStale else { return nil }
    guard let lastSale else { return "no sale was imported yet (--fail-stale \(days))" }
    let age = Int(request.today.number - lastSale.number)
    return age > days ? "the newest sale is of \(lastSale.isoText), \(age) days ago (--fail-stale \(days))" : nil
  }

  private func coverage(_ request: SyncRequest) -> String? {
    guard request.failCoverage else { return nil }
    guard let minimum = workspace.configuration.minimumCoverage else {
      return "commonspend.yaml names no minimumCoverage (--fail-coverage)"
    }
    guard let share = lastShare("coverage") else { return "no complete month shows a coverage (--fail-coverage)" }
    if share.reaches(minimum) { return nil }
    return "the coverage of the last complete month, \(percent(share, from: minimum)), is below "
      + percent(minimum, from: share)
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
