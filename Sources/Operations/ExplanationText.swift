// An explanation in plain words.
internal import SpendModel

extension Explanation {
  /// For people.
  public var sentences: String {
    let name = tables.name(of: supplier)
    var parts = [
      "\(name == supplier ? supplier : "\(name) (\(supplier))") on \(day.isoText): \(standing.words).\n" + why
    ]
    if !rows.isEmpty { parts.append(aligned([["criterion", "state", "resting on"]] + rows)) }
    parts.append(
      section(
        "Ended, and not renewed", ended.map { "\(title($0.evidence.criterion)): \(source($0.evidence)), \(ending($0))" }
      ))
    parts.append(
      section(
        "Shown, and never counted", notCounted.map { "ratings.csv line \($0.row.line), \($0.row.criterion): \($0.why)" }
      ))
    parts.append(missingText)
    parts.append(
      section("What ends when", expiring.map { "\($0.day.isoText)  \(title($0.what)); from then on \($0.then.words)" }))
    if !history.isEmpty { parts.append("Over time\n" + indented(aligned(historyRows))) }
    return PrintableText.visible(parts.filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : title + "\n" + lines.map { "  \($0)\n" }.joined()
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  \($0)\n" }.joined()
  }

  private func title(_ criterion: String) -> String {
    book.method.criterion(criterion)?.title.english ?? book.method.flags.first { $0.id == criterion }?.title.english
      ?? criterion
  }

  // MARK: - Why

  private var why: String {
    let method = "Method \(book.method.id) version \(book.method.version): \(book.method.title).\n"
    switch standing {
    case .distributor: return method + "A distributor rates nobody: what is known only by its distributor is unrated.\n"
    case .underReview: return method + "Its rating is being reviewed" + judgedText + ".\n"
    case .noRating:
      return method
        + (carrying.isEmpty
          ? book.method.source == .evidence
            ? "Nothing has been proved of it by this day.\n" : "No judgement of it holds on this day.\n"
          : "What is known is not enough for a class: \(gates)\n")
    case .expired: return method + "Its last rating has ended: " + endReason + ".\n"
    default: break
    }
    if credit.method != book.method.id {
      return method + "Its evidence gives no class, so the co-op's own judgement counts" + judgedText + ".\n"
    }
    let owner =
      credit.inheritedFrom.map {
        "It has no rating of its own; it takes that of \(tables.name(of: $0)), which owns it.\n"
      } ?? ""
    let isJudged = book.method.source != .evidence
    return method + owner + (isJudged ? "The co-op's own judgement counts\(judgedText).\n" : "\(gates)\n")
  }

  private var gates: String {
    let verdict = verdict
    let rule = book.method.classRules[verdict.rule]
    var text =
      "Of \(verdict.met + verdict.failed + verdict.open) gates: \(verdict.met) met, \(verdict.failed) assessed and not met, "
      + "\(verdict.open) not assessed"
    if let score = verdict.score { text += "; the score is \(score.text) of 100" }
    let raised = book.raisedFlags(of: subject, on: day).sorted()
    if !raised.isEmpty { text += "; flags that stand: \(raised.joined(separator: ", "))" }
    let words = rule.conditions.isEmpty ? "no other rule applies" : rule.conditions.map(\.text).joined(separator: ", ")
    return text + ". Rule: \(words)."
  }

  private var judgedText: String {
    guard let rating = judgement else { return "" }
    var text = " (ratings.csv line \(rating.line)"
    if !rating.source.isEmpty { text += ", \(rating.source)" }
    if let recorded = rating.recordedAt { text += ", recorded \(recorded.isoText)" }
    return text + ")"
  }

  private var endReason: String {
    let reasons = ended.map { "\(title($0.evidence.criterion)) \(ending($0))" }
    if !reasons.isEmpty { return reasons.joined(separator: "; ") }
    let end = history.last { $0.from <= day && $0.standing == .expired }?.from ?? day
    return "it counted until \(end.adding(days: -1).isoText)"
  }

  private func ending(_ stretch: EvidenceStretch) -> String {
    let last = stretch.to.map { $0.adding(days: -1).isoText } ?? ""
    switch stretch.end {
    case .takeover: return "ended on \(stretch.to?.isoText ?? "") because the company was taken over"
    case .months where stretch.to == stretch.from: return "never counted: the document was too old"
    case .months: return "counted until \(last), as long as the method lets it"
    case .asWritten, .open, .superseded: return "counted until \(last)"
    }
  }

  // MARK: - Tables

  /// One row for every criterion and standing flag; none where judgements alone are read.
  private var rows: [[String]] {
    guard book.method.source == .evidence, standing != .distributor else { return [] }
    let states = book.states(of: subject, on: day)
    var rows: [[String]] = []
    for (criterion, state) in zip(book.method.criteria, states) {
      let stretch = carrying.first { $0.evidence.criterion == criterion.id }
      rows.append([criterion.title.english, Explanation.words(state), stretch.map(resting) ?? ""])
    }
    for flag in book.method.flags {
      guard let stretch = carrying.first(where: { $0.evidence.criterion == flag.id && $0.evidence.isMet }) else {
        continue
      }
      rows.append([flag.title.english, "stands", resting(stretch)])
    }
    return rows
  }

  private static func words(_ state: CriterionState) -> String {
    switch state {
    case .unknown: "not assessed"
    case .proved(let level): "proved, level \(level)"
    case .notMet(let level): "not met from level \(level)"
    }
  }

  private func resting(_ stretch: EvidenceStretch) -> String {
    let last = stretch.to.map { "; counts until \($0.adding(days: -1).isoText)" } ?? ""
    return source(stretch.evidence) + last
  }

  private func source(_ evidence: Evidence) -> String {
    var parts = ["ratings.csv line \(evidence.line)"]
    if !evidence.source.isEmpty { parts.append(evidence.source) }
    if !evidence.publisher.isEmpty { parts.append(evidence.publisher) }
    if let date = evidence.documentDate { parts.append("of \(date.isoText)") }
    parts.append("grade \(evidence.effectiveGrade)")
    return parts.joined(separator: ", ")
  }

  private var missingText: String {
    guard let missing else { return "" }
    return section(
      "Missing for \(missing.goal.rawValue)",
      missing.proofs.map { proof in
        let asks = book.method.criterion(proof.criterion).map { " " + $0.levels[proof.level - 1].english } ?? ""
        let grade = book.method.gradeNeeded(level: proof.level).map { $0 > 1 ? " (evidence of grade \($0))" : "" } ?? ""
        return "\(title(proof.criterion)), level \(proof.level):\(asks)\(grade)"
      })
  }

  private var historyRows: [[String]] {
    [["from", "to", "class", "method", "ratings.csv"]]
      + history.map { step in
        let isRated = step.standing.spendClass != .unrated
        return [
          step.from == Timeline.always ? "–" : step.from.isoText, step.to?.isoText ?? "–", step.standing.words,
          isRated ? step.method + (step.inheritedFrom.map { " of \($0)" } ?? "") : "",
          step.lines.isEmpty ? "" : "line " + step.lines.map(String.init).joined(separator: ", "),
        ]
      }
  }
}
