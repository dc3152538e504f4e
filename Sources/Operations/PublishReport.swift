// `publish NAME`: freezes a report as `published/NAME.json`. What is published is never written again.
internal import Rendering
internal import Reporting
internal import SpendModel
internal import Storage

/// What became of a publication.
public struct PublishResult: Sendable {
  /// For people.
  public var sentences: String
  /// One JSON object.
  public var jsonText: String
}

/// Publishes a report under a name. The last day is fixed to the end of the last complete period, so that days to come do
/// not change what was published.
public func publishReport(
  _ name: String, report: String, _ asked: ReportRequest, in workspace: Workspace
) throws -> PublishResult {
  try checkName(name)
  var request = asked
  request.locale = "en-US"
  request.method = asked.method ?? workspace.configuration.method
  var run = try ReportRun(report, request, in: workspace)
  request.basis = run.context.query.basis.rawValue
  try fix(&request, &run, in: workspace)
  run = try ReportRun(report, request, in: workspace)
  let table = try run.table(in: workspace)
  let document = JSONRenderer(run.wording).document(table)
  let inputs = try PublishedInputs.current(in: workspace, method: request.method ?? "")
  let path = PublishedFile.path(name, workspace)
  try PublishedIndex(workspace).check(name, in: workspace)
  let isNew = !FileAccess.exists(path)
  if isNew {
    try FileAccess.makeFolder(PublishedFile.folder(workspace))
    try writeWhole(PublishedFile.bytes(name, at: asked.now, report: report, request, inputs, document), to: path)
  } else {
    try checkSame(name, document, in: workspace)
  }
  try PublishedIndex(workspace).keep(in: workspace)
  return result(isNew ? "published" : "already-published", name, path, document["headline"]?.textValue)
}

private func result(_ state: String, _ name: String, _ path: String, _ headline: String?) -> PublishResult {
  let sentence =
    state == "published" ? "\(name) is published: \(path)\n" : "\(name) was published before, with the same figures.\n"
  return PublishResult(
    sentences: sentence + (headline.map { $0 + "\n" } ?? ""),
    jsonText: JSONText.object([
      ("published", .string(name)), ("state", .string(state)), ("file", .string(path)),
      ("headline", .optional(headline)),
    ]).text + "\n")
}

/// The same figures again change nothing; others are refused.
private func checkSame(_ name: String, _ document: JSONText, in workspace: Workspace) throws {
  let file = try PublishedFile(name: name, in: workspace)
  let path = PublishedFile.path(name, workspace)
  // Notes may have changed: a rejected line of another year is no other figure.
  let isSame = ["rows", "totals"].allSatisfy { file.table[$0]?.text == document[$0]?.text }
  guard isSame else {
    throw Problem(
      .refused, what: "Other figures were published as \(name) on \(file.moment). Nothing was changed.", place: path,
      rule: "published is frozen",
      mend: "Publish under another name; `commonspend published verify \(name)` shows what differs.")
  }
}

/// Names become file names.
private func checkName(_ name: String) throws(Problem) {
  let isFit = name.utf8.allSatisfy { byte in
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || "._-".utf8.contains(byte)
  }
  guard isFit, let first = name.first, first != ".", first != "-", name.utf8.count <= 100 else {
    throw Problem(
      .wrongUse, what: "A publication cannot be named \(name).", place: "publish \(name)",
      rule: "letters a to z, digits, dot, dash and underscore", mend: "Write a name such as 2026-10.")
  }
}

/// Writes the first and the last day into the request.
private func fix(_ request: inout ReportRequest, _ run: inout ReportRun, in workspace: Workspace) throws {
  run.context.frame.dayRanges = try workspace.readDatabase().dayRanges
  guard let span = run.context.completeSpan else {
    throw Problem(
      .refused, what: "There is nothing to publish: no period is complete.", place: "publish",
      rule: "complete periods only",
      mend: "Import the exports of a whole period, or name another --period.")
  }
  request.from = span.first.isoText
  request.to = span.last.isoText
}
