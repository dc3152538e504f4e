// Rows of ratings.csv: the short shape is a dated judgement, the long one a piece of evidence. A file may hold both.
internal import SpendModel

struct RatingTable {
  static let required = ["supplier_id", "valid_from"]
  static let optional = [
    "class", "score", "criterion", "met", "level", "source", "publisher", "document_date", "valid_to", "grade",
    "proposer",
    "verifier", "recorded_at", "origin",
  ]
  let file: TableFile
  /// What evidence may speak of.
  let vocabulary: EvidenceVocabulary

  /// Judgements and evidence; what is wrong goes into the findings.
  func rows(_ findings: inout Findings) -> (ratings: [Rating], evidence: [Evidence]) {
    var ratings: [Rating] = []
    var evidence: [Evidence] = []
    guard file.knownColumns.contains("class") || file.knownColumns.contains("criterion") else {
      findings.problems.append(headerProblem)
      return ([], [])
    }
    for row in file.rows {
      guard isPlaced(row, &findings) else { continue }
      if row["criterion"].isEmpty {
        if let rating = rating(row, &findings) { ratings.append(rating) }
      } else if row["class"].isEmpty {
        let reader = EvidenceRow(file: file, row: row, vocabulary: vocabulary)
        if let item = reader.evidence(&findings) { evidence.append(item) }
      } else {
        findings.problems.append(
          file.problem(
            row, "criterion", "The row has a class and a criterion.",
            rule: "a row is a judgement or a piece of evidence",
            mend: "Make two rows of it, one with the class and one with the criterion."))
      }
    }
    for clash in CreditBook.clashes(ratings) {
      findings.add(clash, "supplier \(clash.second.supplierID)", in: file.path, line: \.line)
    }
    addClashes(evidence, &findings)
    return (ratings, evidence)
  }

  private var headerProblem: Problem {
    Problem(
      .refused, what: "The table lacks a header with supplier_id, class, valid_from.",
      place: Place(file: file.path, line: 1).description,
      rule: "columns: \((RatingTable.required + RatingTable.optional).joined(separator: ","))",
      mend: "Write these names into its first line; evidence has criterion and met instead of class.")
  }

  private func isPlaced(_ row: TableRow, _ findings: inout Findings) -> Bool {
    if row["supplier_id"].isEmpty {
      findings.problems.append(
        file.problem(
          row, "supplier_id", "The rating names no supplier.", rule: "a rating belongs to a supplier",
          mend: "Write the supplier's id."))
      return false
    }
    if row["valid_from"].isEmpty {
      findings.problems.append(
        file.problem(
          row, "valid_from", "The rating has no first day.", rule: "a rating counts from a day on",
          mend: "Write the day from which it holds."))
      return false
    }
    return true
  }

  private func rating(_ row: TableRow, _ findings: inout Findings) -> Rating? {
    var rating = Rating()
    rating.supplierID = row["supplier_id"]
    rating.validity = file.validity(row, &findings)
    rating.source = row["source"]
    rating.recordedAt = file.day(row, "recorded_at", &findings)
    rating.line = row.line
    rating.score = score(row, &findings)
    guard let spendClass = SpendClass(rawValue: row["class"]) else {
      let isEmpty = row["class"].isEmpty
      findings.problems.append(
        file.problem(
          row, "class", isEmpty ? "The row has neither a class nor a criterion." : "There is no such class.",
          rule: SpendClass.allCases.map(\.rawValue).joined(separator: ", "),
          mend: "Write one of them; unrated means under review."))
      return nil
    }
    rating.spendClass = spendClass
    return rating
  }

  private func score(_ row: TableRow, _ findings: inout Findings) -> Int? {
    let text = row["score"]
    if text.isEmpty { return nil }
    if let score = Int(text), (0...100).contains(score) { return score }
    findings.problems.append(
      file.problem(
        row, "score", "This is no score.", rule: "a whole number, 0 to 100", mend: "Write one, or leave it empty."))
    return nil
  }

  /// What was only said is no evidence, so it clashes with none.
  private func addClashes(_ evidence: [Evidence], _ findings: inout Findings) {
    struct Key: Hashable {
      var supplier: String
      var criterion: String
    }
    let groups = Dictionary(grouping: evidence.filter { $0.grade > 0 }) {
      Key(supplier: $0.supplierID, criterion: $0.criterion)
    }
    for (key, rows) in groups.sorted(by: { ($0.key.supplier, $0.key.criterion) < ($1.key.supplier, $1.key.criterion) })
    {
      let clashes = Timeline.stretches(
        rows, validity: \.validity, recordedAt: \.recordedAt, sameContent: Evidence.isSame
      ).clashes
      for clash in clashes {
        findings.add(clash, "supplier \(key.supplier), criterion \(key.criterion)", in: file.path, line: \.line)
      }
    }
  }
}
