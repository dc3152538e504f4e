// Reads one row of ratings.csv in its long shape. Bad evidence is refused with its place and its mend; what stays but
// does not count is remarked upon.
internal import DataFiles
internal import SpendModel

/// What evidence may speak of: the criteria of all methods with their highest levels, and their flags.
struct EvidenceVocabulary: Sendable {
  let levels: [String: Int]

  init(_ methods: [RatingMethod]) {
    var levels: [String: Int] = [:]
    for method in methods {
      for criterion in method.criteria { levels[criterion.id] = max(levels[criterion.id] ?? 0, criterion.levels.count) }
      for flag in method.flags { levels[flag.id] = 1 }
    }
    self.levels = levels
  }
}

struct EvidenceRow {
  let file: TableFile
  let row: TableRow
  let vocabulary: EvidenceVocabulary

  /// The evidence; nil where it is refused.
  func evidence(_ findings: inout Findings) -> Evidence? {
    let before = findings.problems.count
    var evidence = Evidence()
    evidence.supplierID = row["supplier_id"]
    evidence.criterion = row["criterion"]
    evidence.source = row["source"]
    evidence.publisher = row["publisher"]
    evidence.proposer = row["proposer"]
    evidence.verifier = row["verifier"]
    evidence.line = row.line
    evidence.validity = file.validity(row, &findings)
    evidence.documentDate = file.day(row, "document_date", &findings)
    evidence.recordedAt = file.day(row, "recorded_at", &findings)
    evidence.isMet = isMet(&findings)
    evidence.grade = number(
      "grade", 0...3, ifEmpty: 1, "0 said, 1 published, 2 checked by a second person, 3 a register", &findings)
    evidence.level = level(&findings)
    addContradictions(evidence, &findings)
    guard findings.problems.count == before else { return nil }
    addRemarks(evidence, &findings)
    return evidence
  }

  private func refuse(_ column: String, _ what: String, rule: String, mend: String, _ findings: inout Findings) {
    findings.problems.append(file.problem(row, column, what, rule: rule, mend: mend))
  }

  private func isMet(_ findings: inout Findings) -> Bool {
    switch row["met"].lowercased() {
    case "yes": return true
    case "no": return false
    default:
      refuse("met", "This is neither yes nor no.", rule: "met is yes or no", mend: "Write one of them.", &findings)
      return false
    }
  }

  private func number(
    _ column: String, _ range: ClosedRange<Int>, ifEmpty: Int, _ rule: String, _ findings: inout Findings
  ) -> Int {
    let text = row[column]
    if text.isEmpty { return ifEmpty }
    if let value = Int(text), range.contains(value) { return value }
    refuse(
      column, "There is no such \(column).", rule: rule,
      mend: "Write a whole number from \(range.lowerBound) to \(range.upperBound), or leave it empty for \(ifEmpty).",
      &findings)
    return ifEmpty
  }

  private func level(_ findings: inout Findings) -> Int {
    let criterion = row["criterion"]
    guard let highest = vocabulary.levels[criterion] else {
      let known = vocabulary.levels.keys.sorted()
      refuse(
        "criterion", "No method knows this criterion.", rule: "criteria: \(known.joined(separator: ", "))",
        mend: nearest(criterion, in: known).map { "Did you mean \($0)?" } ?? "Write one of them.", &findings)
      return 1
    }
    return number("level", 1...highest, ifEmpty: 1, "\(criterion) has the levels 1 to \(highest)", &findings)
  }

  private func addContradictions(_ evidence: Evidence, _ findings: inout Findings) {
    if evidence.isMet, evidence.grade > 0, evidence.source.isEmpty {
      refuse(
        "source", "The evidence has no source.", rule: "proof or zero: evidence can be looked up",
        mend: "Write where it is published; what was only said has grade 0.", &findings)
    }
    if let from = evidence.validity.from, let document = evidence.documentDate, document > from {
      refuse(
        "document_date", "The evidence is to count before its document's day.",
        rule: "evidence counts from its document's day or its publication on, whichever is later",
        mend: "Write valid_from \(document.isoText) or later.", &findings)
    }
    if let from = evidence.validity.from, let to = evidence.validity.to, to <= from {
      refuse(
        "valid_to", "The evidence ends before it begins.", rule: "valid_to is the first day that no longer counts",
        mend: "Correct valid_from or valid_to.", &findings)
    }
    if !evidence.proposer.isEmpty, Evidence.isSamePerson(evidence.proposer, evidence.verifier) {
      refuse(
        "verifier", "The verifier is the proposer.", rule: "two persons stand behind checked evidence",
        mend: "Let somebody else check it, or leave verifier empty.", &findings)
    }
  }

  private func addRemarks(_ evidence: Evidence, _ findings: inout Findings) {
    if let reason = evidence.whyNotCounted {
      findings.remarks.append(
        file.problem(
          row, "criterion", "The evidence does not count: \(reason).", rule: "proof or zero",
          mend: evidence.isMet
            ? "Find where it is published." : "Complete the row; until then the criterion is not assessed."))
    } else if evidence.grade == 2, !evidence.hasTwoPeople {
      findings.remarks.append(
        file.problem(
          row, "grade", "The evidence counts as grade 1: nobody else has checked it.",
          rule: "grade 2 needs a proposer and another verifier", mend: "Write both names."))
    }
  }
}
