// `ratings merge`: rating tables of several co-ops in one, each row with where it comes from. Newest evidence, then the
// highest grade, then the own table; everything that is left out or shortened is listed.
public import DataFiles
internal import Delimited
internal import Rendering
internal import SpendModel

/// A merged table and what had to be decided for it.
public struct MergeResult: Sendable {
  /// The table as CSV.
  public let table: [UInt8]
  /// What had to be decided, one sentence each.
  public let conflicts: [String]
  /// One JSON object: counts and conflicts.
  public let jsonText: String
  /// A person must look where something had to be decided.
  public var status: ExitStatus { conflicts.isEmpty ? .done : .mustLook }
}

/// Merges rating tables; the first is one's own. `ownFirst` keeps one's own row wherever two differ.
public func mergeRatings(files: [String], ownFirst: Bool, folder: String, catalogue: [DataText]) throws -> MergeResult {
  guard files.count > 1 else {
    throw Problem(
      .wrongUse, what: "One table cannot be merged.", place: "ratings merge \(files.joined(separator: " "))",
      rule: "two tables or more", mend: "Name one's own table first, then the others.")
  }
  let methods = try LoadedCatalogue(builtIn: catalogue, folder: folder).methods()
  var rows: [MergeRow] = []
  for (number, file) in files.enumerated() {
    var findings = Findings()
    let table = try TableFile(
      path: file, required: RatingTable.required, optional: RatingTable.optional, findings: &findings)
    let read = RatingTable(file: table, vocabulary: EvidenceVocabulary(methods)).rows(&findings)
    try findings.throwFirst()
    rows += read.ratings.map { MergeRow(.judgement($0), table: number, file: file) }
    rows += read.evidence.map { MergeRow(.evidence($0), table: number, file: file) }
  }
  var merge = RatingMerge(ownFirst: ownFirst)
  merge.run(rows)
  return merge.result
}

/// A row of either shape, and where it stands.
struct MergeRow {
  enum Content {
    case judgement(Rating)
    case evidence(Evidence)
  }

  var content: Content
  /// 0 is one's own.
  let table: Int
  /// `theirs.csv line 7`, and further places that say the same.
  var origins: [String]

  init(_ content: Content, table: Int, file: String) {
    self.content = content
    self.table = table
    origins = []
    origins = ["\(file) line \(line)"]
  }

  var line: Int {
    switch content {
    case .judgement(let row): row.line
    case .evidence(let row): row.line
    }
  }

  var supplier: String {
    switch content {
    case .judgement(let row): row.supplierID
    case .evidence(let row): row.supplierID
    }
  }

  /// Empty for a judgement.
  var criterion: String {
    if case .evidence(let row) = content { row.criterion } else { "" }
  }

  /// What was only said lies beside the evidence, and never competes with it.
  var isClaim: Bool {
    if case .evidence(let row) = content { row.grade == 0 } else { false }
  }

  var validity: Validity {
    get {
      switch content {
      case .judgement(let row): row.validity
      case .evidence(let row): row.validity
      }
    }
    set {
      switch content {
      case .judgement(var row):
        row.validity = newValue
        content = .judgement(row)
      case .evidence(var row):
        row.validity = newValue
        content = .evidence(row)
      }
    }
  }

  var recordedAt: Day? {
    switch content {
    case .judgement(let row): row.recordedAt
    case .evidence(let row): row.recordedAt
    }
  }

  /// Newest document, then the highest grade, then the newest recording.
  var rank: (document: Day, grade: Int, recorded: Day) {
    let recorded = recordedAt ?? Timeline.always
    guard case .evidence(let row) = content else { return (Timeline.always, 0, recorded) }
    return (row.documentDate ?? Timeline.always, row.effectiveGrade, recorded)
  }

  /// Whether two rows say the same, apart from when it was written down.
  func says(sameAs other: MergeRow) -> Bool {
    switch (content, other.content) {
    case (.judgement(let left), .judgement(var right)):
      (right.line, right.recordedAt) = (left.line, left.recordedAt)
      return left == right
    case (.evidence(let left), .evidence(var right)):
      (right.line, right.recordedAt) = (left.line, left.recordedAt)
      return left == right
    default: return false
    }
  }
}

private struct RatingMerge {
  private struct Key: Hashable {
    var supplier: String
    var criterion: String
    var isClaim: Bool
  }

  let ownFirst: Bool
  private var kept: [MergeRow] = []
  private var conflicts: [String] = []

  init(ownFirst: Bool) { self.ownFirst = ownFirst }

  mutating func run(_ rows: [MergeRow]) {
    let groups = Dictionary(grouping: rows) { Key(supplier: $0.supplier, criterion: $0.criterion, isClaim: $0.isClaim) }
    let keys = groups.keys.sorted {
      ($0.supplier, $0.criterion, $0.isClaim ? 1 : 0) < ($1.supplier, $1.criterion, $1.isClaim ? 1 : 0)
    }
    for key in keys {
      let days = Dictionary(grouping: groups[key] ?? []) { $0.validity.from ?? Timeline.always }
      var settled: [MergeRow] = []
      for day in days.keys.sorted() { settled += oneTable(days[day] ?? [], key) }
      kept += key.isClaim ? settled : withoutOverlap(settled, key)
    }
  }

  private func name(_ key: Key) -> String { key.supplier + (key.criterion.isEmpty ? "" : ", \(key.criterion)") }

  /// Of the tables that speak of one day, the best one's rows; rows that others share with it name all their places.
  private mutating func oneTable(_ rows: [MergeRow], _ key: Key) -> [MergeRow] {
    guard let best = rows.max(by: { precedes($1, $0) }) else { return [] }
    var chosen = rows.filter { $0.table == best.table }
    for row in rows where row.table != best.table {
      if let same = chosen.firstIndex(where: { $0.says(sameAs: row) }) {
        chosen[same].origins += row.origins
      } else {
        conflicts.append(
          "\(name(key)), \(row.validity.from?.isoText ?? ""): \(best.origins[0]) is kept, \(row.origins[0]) is left out "
            + "(\(reason(best, over: row))).")
      }
    }
    return chosen
  }

  private func precedes(_ left: MergeRow, _ right: MergeRow) -> Bool {
    if ownFirst, (left.table == 0) != (right.table == 0) { return left.table == 0 }
    if left.rank != right.rank { return left.rank > right.rank }
    return (left.table, left.line) < (right.table, right.line)
  }

  private func reason(_ left: MergeRow, over right: MergeRow) -> String {
    if ownFirst, left.table == 0 { return "the own table comes first" }
    if left.rank.document != right.rank.document { return "newer document" }
    if left.rank.grade != right.rank.grade { return "higher grade" }
    if left.rank.recorded != right.rank.recorded { return "recorded later" }
    return left.table == 0 ? "equal, the own table decides" : "equal, the earlier table decides"
  }

  /// A row that would end behind the next one's first day ends on that day.
  private mutating func withoutOverlap(_ rows: [MergeRow], _ key: Key) -> [MergeRow] {
    var rows = rows
    for index in rows.indices {
      let from = rows[index].validity.from ?? Timeline.always
      guard let end = rows[index].validity.to,
        let next = rows.first(where: { ($0.validity.from ?? Timeline.always) > from })?.validity.from, end > next
      else { continue }
      rows[index].validity.to = next
      conflicts.append(
        "\(name(key)): \(rows[index].origins[0]) ended on \(end.isoText); it ends on \(next.isoText), where "
          + "the next row begins.")
    }
    return rows
  }

  // MARK: - Result

  private static let columns = [
    "supplier_id", "criterion", "met", "level", "valid_from", "valid_to", "source", "publisher", "document_date",
    "grade",
    "proposer", "verifier", "class", "score", "recorded_at", "origin",
  ]

  var result: MergeResult {
    var writer = RecordWriter(formulaSafe: false)
    for column in RatingMerge.columns { writer.text(column) }
    writer.endRow()
    for row in kept {
      for cell in RatingMerge.cells(row) { writer.text(cell) }
      writer.endRow()
    }
    return MergeResult(
      table: writer.bytes, conflicts: conflicts,
      jsonText: JSONText.object([
        ("rows", .int(kept.count)), ("conflicts", .array(conflicts.map { .string($0) })),
      ]).text + "\n")
  }

  private static func cells(_ row: MergeRow) -> [String] {
    let validity = [row.validity.from?.isoText ?? "", row.validity.to?.isoText ?? ""]
    let end = [row.recordedAt?.isoText ?? "", row.origins.joined(separator: " | ")]
    switch row.content {
    case .judgement(let rating):
      return [rating.supplierID, "", "", ""] + validity + [rating.source, "", "", "", "", ""]
        + [rating.spendClass?.rawValue ?? "", rating.score.map(String.init) ?? ""] + end
    case .evidence(let evidence):
      return [evidence.supplierID, evidence.criterion, evidence.isMet ? "yes" : "no", String(evidence.level)] + validity
        + [evidence.source, evidence.publisher, evidence.documentDate?.isoText ?? "", String(evidence.grade)]
        + [evidence.proposer, evidence.verifier, "", ""] + end
    }
  }
}
