// `published`: the publications of a workspace; `published verify`: each recomputed from what is known now, the restated
// figures beside the published ones, with the reasons.
internal import Rendering
internal import Reporting
internal import SpendModel
internal import Storage

/// Every publication, by name. A person must look where one is changed or gone.
public func listPublished(in workspace: Workspace) throws -> (listing: Listing, status: ExitStatus) {
  let entries = try PublishedIndex(workspace).entries
  let rows = entries.map(cells)
  let header = ["name", "published", "report", "from", "to", "method", "state"]
  let listing = Listing(
    table: rows.isEmpty ? "Nothing was published yet.\n" : aligned([header] + rows.map { $0.map { $0 ?? "–" } }),
    jsonText: zip(entries, rows).map { entry, row in
      JSONText.object(
        zip(header, row).map { ($0, .optional($1)) }
          + [("headline", .optional(entry.file?.table["headline"]?.textValue))]
      ).text + "\n"
    }.joined())
  return (listing, entries.allSatisfy { $0.state == .published } ? .done : .mustLook)
}

/// Of a file that is not as it was written only what the database knows is told.
private func cells(_ entry: PublishedEntry) -> [String?] {
  let file = entry.state == .published ? entry.file : nil
  let scope = file?.table["scope"]
  let moment = file?.moment ?? entry.indexed?.publishedAt
  return [
    entry.name, moment.map { String($0.prefix(10)) }, file?.report ?? entry.indexed?.report,
    scope?["from"]?.textValue, scope?["to"]?.textValue, file?.table["method"]?.textValue, entry.state.rawValue,
  ]
}

/// What a recomputation found.
public struct PublishedVerification: Sendable {
  private let comparisons: [PublishedComparison]

  init(_ comparisons: [PublishedComparison]) { self.comparisons = comparisons }

  /// A person must look where a figure was restated.
  public var status: ExitStatus { comparisons.allSatisfy(\.isSame) ? .done : .mustLook }

  /// For people.
  public var sentences: String {
    comparisons.isEmpty ? "Nothing was published yet.\n" : comparisons.map(\.sentences).joined(separator: "\n")
  }

  /// One JSON object a publication.
  public var jsonText: String { comparisons.map { $0.json.text + "\n" }.joined() }
}

/// Recomputes one publication, or all.
public func verifyPublished(_ name: String?, in workspace: Workspace) throws -> PublishedVerification {
  let index = try PublishedIndex(workspace)
  try index.check(name, in: workspace)
  let names = name.map { [$0] } ?? index.entries.map(\.name)
  return PublishedVerification(
    try names.map { name in
      let file = try PublishedFile(name: name, in: workspace)
      var run = try ReportRun(file.report, file.request, in: workspace)
      let document = JSONRenderer(run.wording).document(try run.table(in: workspace))
      let inputs = try PublishedInputs.current(in: workspace, method: file.request.method ?? "")
      return PublishedComparison(file, document, inputs)
    })
}

/// A publication beside its recomputation.
struct PublishedComparison: Sendable {
  /// A row whose figures differ.
  struct Restated: Sendable {
    var row: String
    var column: String
    var published: String
    var restated: String
  }

  let name: String
  let moment: String
  /// Cells that differ.
  let restated: [Restated]
  /// Rows that only one of them has.
  let otherRows: Int
  /// What changed since.
  let reasons: [String]

  var isSame: Bool { restated.isEmpty && otherRows == 0 }

  init(_ file: PublishedFile, _ now: JSONText, _ inputs: PublishedInputs) {
    name = file.name
    moment = file.moment
    let before = PublishedComparison.rows(file.table)
    let after = PublishedComparison.rows(now)
    restated = before.flatMap { row in
      after.first { $0.key == row.key }.map { PublishedComparison.differences(row.key, row.cells, $0.cells) } ?? []
    }
    let keys = Set(before.map(\.key)).symmetricDifference(after.map(\.key))
    otherRows = keys.count
    reasons = PublishedComparison.reasons(file.inputs, inputs)
  }

  /// Rows by the texts in them: period, store, supplier.
  private static func rows(_ table: JSONText) -> [(key: String, cells: [(String, JSONText)])] {
    ((table["rows"]?.elements ?? []) + [table["totals"] ?? .null]).enumerated().map { index, row in
      guard case .object(let cells) = row else { return ("", []) }
      let texts = cells.filter { !$0.0.hasSuffix("Name") }.compactMap(\.1.textValue)
      let isTotal = index == table["rows"]?.elements.count
      return (isTotal ? "Total" : texts.joined(separator: " "), cells)
    }
  }

  private static func differences(
    _ row: String, _ before: [(String, JSONText)], _ after: [(String, JSONText)]
  ) -> [Restated] {
    before.compactMap { column, value in
      let now = after.first { $0.0 == column }?.1 ?? .null
      return value.text == now.text
        ? nil : Restated(row: row, column: column, published: value.text, restated: now.text)
    }
  }

  private static func reasons(_ before: PublishedInputs, _ now: PublishedInputs) -> [String] {
    var reasons: [String] = []
    let added = now.imports.filter { before.imports[$0.key] == nil }.values.sorted()
    let gone = before.imports.filter { now.imports[$0.key] == nil }.values.sorted()
    if !added.isEmpty { reasons.append("imported since: \(added.joined(separator: ", "))") }
    if !gone.isEmpty { reasons.append("undone since: \(gone.joined(separator: ", "))") }
    for file in Set(before.files.keys).union(now.files.keys).sorted() where before.files[file] != now.files[file] {
      reasons.append("\(file) changed")
    }
    if before.method != now.method { reasons.append("the method's file changed") }
    return reasons
  }

  var sentences: String {
    guard !isSame else { return "\(name), published \(moment.prefix(10)): the same figures today.\n" }
    var text = "\(name), published \(moment.prefix(10)): restated.\n"
    let shown = restated.filter { $0.column.hasSuffix("Share") || $0.column == "total" || $0.column == "coverage" }
    let cells = (shown.isEmpty ? restated : shown).map { [$0.row, $0.column, $0.published, $0.restated] }
    text += aligned([["row", "figure", "published", "restated"]] + cells, right: [2, 3])
    if otherRows > 0 {
      text += "\(Counted.text(otherRows, "row")) \(otherRows == 1 ? "stands" : "stand") in one of them only.\n"
    }
    return text + "Why: " + (reasons.isEmpty ? "another version of commonspend" : reasons.joined(separator: "; "))
      + ".\n"
  }

  var json: JSONText {
    .object([
      ("published", .string(name)), ("at", .string(moment)), ("state", .string(isSame ? "same" : "restated")),
      (
        "restated",
        .array(
          restated.map {
            .object([
              ("row", .string($0.row)), ("column", .string($0.column)),
              ("published", JSONReader.value($0.published) ?? .null),
              ("restated", JSONReader.value($0.restated) ?? .null),
            ])
          })
      ),
      ("otherRows", .int(otherRows)), ("reasons", .array(reasons.map { .string($0) })),
    ])
  }
}
