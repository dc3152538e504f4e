// `disclosure add`: a company's file becomes proposed evidence at the end of ratings.csv. Grade 1, and no verifier: that
// somebody looked is for a person to write.
internal import Rendering
public import SpendModel

/// Whose disclosure it is, and who brings it.
public struct DisclosureRequest: Sendable {
  /// The company's file.
  public var text: [UInt8]
  /// Shown in messages.
  public var path: String
  /// supplier_id, name or alias.
  public var supplier: String
  /// Who brings it; may be empty.
  public var proposer: String
  /// The day of recording.
  public var recordedAt: Day
  /// Shows the rows and writes nothing.
  public var dryRun = false

  /// A request; see the properties.
  public init(text: [UInt8], path: String, supplier: String, proposer: String, recordedAt: Day) {
    self.text = text
    self.path = path
    self.supplier = supplier
    self.proposer = proposer
    self.recordedAt = recordedAt
  }
}

/// Adds what is new to ratings.csv; what stands there already is left out. Nothing is written where a row would clash.
public func addDisclosure(_ request: DisclosureRequest, in workspace: Workspace) throws -> DisclosureReport {
  let file = try DisclosureFile(text: try disclosureText(request.text, request.path), path: request.path)
  guard file.published <= request.recordedAt else {
    throw Problem(
      .refused, what: "The disclosure is published on a day that is still to come.", place: request.path,
      rule: "published \(file.published.isoText), today \(request.recordedAt.isoText)", mend: "Add it on that day.")
  }
  let tables = try workspace.tables()
  let supplier = try tables.supplier(meant: request.supplier, command: "disclosure add --supplier").id
  let proposal = DisclosureProposal(file: file, request: request, supplier: supplier, tables: tables)
  let path = WorkspaceTables.Paths(folder: workspace.folder).ratings
  try proposal.refuseClashes(path)
  if !request.dryRun, !proposal.rows.isEmpty {
    var table = try TableLines(path: path, .ratings)
    table.add(proposal.rows)
    try writeWhole(table.bytes, to: path)
  }
  return proposal.report(path)
}

private struct DisclosureProposal {
  let file: DisclosureFile
  let request: DisclosureRequest
  let supplier: String
  let tables: WorkspaceTables

  private var evidence: [Evidence] {
    file.statements.map { statement in
      var item = Evidence()
      item.supplierID = supplier
      item.criterion = statement.criterion
      item.isMet = true
      item.level = statement.level
      item.source = statement.link
      item.publisher = file.company
      item.documentDate = statement.documentDate
      item.validity.from = file.published
      item.proposer = request.proposer
      item.recordedAt = request.recordedAt
      return item
    }
  }

  /// What ratings.csv does not say yet.
  private var new: [Evidence] {
    evidence.filter { item in
      !tables.evidence.contains {
        $0.supplierID == supplier && $0.criterion == item.criterion && $0.isMet && $0.level == item.level
          && $0.source == item.source && $0.documentDate == item.documentDate
      }
    }
  }

  var rows: [[String: String]] {
    new.map { item in
      [
        "supplier_id": item.supplierID, "criterion": item.criterion, "met": "yes", "level": String(item.level),
        "valid_from": item.validity.from?.isoText ?? "", "source": item.source, "publisher": item.publisher,
        "document_date": item.documentDate?.isoText ?? "", "grade": "1", "proposer": item.proposer,
        "recorded_at": item.recordedAt?.isoText ?? "",
      ]
    }
  }

  func refuseClashes(_ path: String) throws(Problem) {
    for item in new {
      let known = tables.evidence.filter { $0.supplierID == supplier && $0.criterion == item.criterion && $0.grade > 0 }
      let clashes = Timeline.stretches(
        known + [item], validity: \.validity, recordedAt: \.recordedAt, sameContent: Evidence.isSame
      ).clashes
      guard let clash = clashes.first else { continue }
      throw Problem(
        .refused,
        what: "The evidence on \(item.criterion) clashes with line \(max(clash.first.line, clash.second.line)).",
        place: path, rule: "days are half-open, rows of one criterion do not overlap",
        mend:
          "End that line by valid_from of the new one, \(item.validity.from?.isoText ?? ""), or add it on another day.")
    }
  }

  /// A newer row of lower grade replaces a checked one: that must not happen unseen.
  private var remarks: [String] {
    file.remarks
      + new.compactMap { item in
        let newest = tables.evidence.filter {
          $0.supplierID == supplier && $0.criterion == item.criterion && $0.effectiveGrade > 1
        }
        .max { ($0.validity.from ?? Timeline.always) < ($1.validity.from ?? Timeline.always) }
        return newest.map {
          "\(item.criterion): line \($0.line) has grade \($0.effectiveGrade); from \(item.validity.from?.isoText ?? "") on the new row of "
            + "grade 1 counts instead, until somebody verifies it."
        }
      }
  }

  func report(_ path: String) -> DisclosureReport {
    let rows = rows
    let verb = request.dryRun ? "would be" : "were"
    let lines = rows.map { row in
      "  \(row["criterion"] ?? "") level \(row["level"] ?? ""), \(row["source"] ?? ""), document of \(row["document_date"] ?? "")\n"
    }
    let known = file.statements.count - rows.count
    let text =
      "\(rows.count) rows \(verb) added to \(path) for \(supplier), grade 1, not verified; \(known) stood there already.\n"
      + lines.joined() + remarks.map { "note: \($0)\n" }.joined()
    return DisclosureReport(
      sentences: PrintableText.visible(text),
      jsonText: JSONText.object([
        ("supplier", .string(supplier)), ("file", .string(path)), ("added", .int(request.dryRun ? 0 : rows.count)),
        ("known", .int(known)),
        (
          "rows",
          .array(rows.map { row in .object(row.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }) })
        ),
        ("remarks", .array(remarks.map { .string($0) })),
      ]).text + "\n")
  }
}
