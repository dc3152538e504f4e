// Rows of ratings.csv in its short shape: dated judgements.
internal import SpendModel

struct RatingTable {
  static let optional = ["score", "valid_to", "source", "recorded_at"]
  let file: TableFile

  func ratings(_ findings: inout Findings) -> [Rating] {
    var ratings: [Rating] = []
    for row in file.rows {
      if let rating = rating(row, &findings) { ratings.append(rating) }
    }
    for clash in Credit.judged(ratings).clashes {
      findings.add(clash, "supplier \(clash.second.supplierID)", in: file.path, line: \.line)
    }
    return ratings
  }

  private func rating(_ row: TableRow, _ findings: inout Findings) -> Rating? {
    var rating = Rating()
    rating.supplierID = row["supplier_id"]
    rating.validity = file.validity(row, &findings)
    rating.source = row["source"]
    rating.recordedAt = file.day(row, "recorded_at", &findings)
    rating.line = row.line
    rating.score = score(row, &findings)
    guard !rating.supplierID.isEmpty else {
      findings.problems.append(
        file.problem(
          row, "supplier_id", "The rating names no supplier.", rule: "a rating belongs to a supplier",
          mend: "Write the supplier's id."))
      return nil
    }
    guard rating.validity.from != nil || !row["valid_from"].isEmpty else {
      findings.problems.append(
        file.problem(
          row, "valid_from", "The rating has no first day.", rule: "a rating counts from a day on",
          mend: "Write the day from which it holds."))
      return nil
    }
    guard let spendClass = SpendClass(rawValue: row["class"]) else {
      findings.problems.append(
        file.problem(
          row, "class", "There is no such class.", rule: SpendClass.allCases.map(\.rawValue).joined(separator: ", "),
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
      file.problem(row, "score", "This is no score.", rule: "a whole number, 0 to 100", mend: "Write one, or leave it empty."))
    return nil
  }
}
