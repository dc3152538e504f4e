// An explanation in its documented machine shape (docs/reference/ratings.md).
internal import Rendering
internal import SpendModel

extension Explanation {
  /// One JSON object.
  public var jsonText: String {
    let isDated = credit.from != Timeline.always
    return JSONText.object([
      ("supplier", .string(supplier)), ("name", .string(tables.name(of: supplier))), ("on", .string(day.isoText)),
      (
        "method",
        .object([
          ("id", .string(book.method.id)), ("version", .int(book.method.version)),
          ("sha256", .string(book.method.digest)),
        ])
      ),
      ("class", .string(standing.spendClass.rawValue)), ("reason", .optional(standing.reason)),
      ("creditMethod", .optional(standing.spendClass == .unrated ? nil : credit.method)),
      ("since", .optional(isDated ? credit.from.isoText : nil)), ("until", .optional(credit.to?.isoText)),
      ("score", Explanation.json(credit.score)), ("inheritedFrom", .optional(credit.inheritedFrom)),
      ("couldBeProved", .bool(standing == .distributor || credit.couldBeProved)), ("gates", gatesJSON),
      ("lines", .array(credit.lines.map { .int($0) })), ("criteria", criteriaJSON),
      ("flags", .array(book.raisedFlags(of: subject, on: day).sorted().map { .string($0) })),
      ("ended", .array(ended.map(Explanation.json))),
      (
        "notCounted",
        .array(
          notCounted.map {
            .object([("line", .int($0.row.line)), ("criterion", .string($0.row.criterion)), ("why", .string($0.why))])
          })
      ),
      ("missing", missingJSON),
      (
        "expires",
        .array(
          expiring.map {
            .object([
              ("day", .string($0.day.isoText)), ("criterion", .string($0.what)),
              ("class", .string($0.then.spendClass.rawValue)),
              ("reason", .optional($0.then.reason)),
            ])
          })
      ),
      ("history", .array(history.map(Explanation.json))),
    ]).text
  }

  static func json(_ score: ScoreInterval?) -> JSONText {
    guard let score else { return .null }
    return .object([("low", .number(score.low.text)), ("high", .number(score.high.text))])
  }

  private var gatesJSON: JSONText {
    guard book.method.source == .evidence else { return .null }
    let verdict = verdict
    return .object([
      ("met", .int(verdict.met)), ("failed", .int(verdict.failed)), ("open", .int(verdict.open)),
      ("rule", .array(book.method.classRules[verdict.rule].conditions.map { .string($0.text) })),
    ])
  }

  private var criteriaJSON: JSONText {
    .array(
      zip(book.method.criteria, book.states(of: subject, on: day)).map { criterion, state in
        var pairs: [(String, JSONText)] = [("criterion", .string(criterion.id))]
        switch state {
        case .unknown: pairs += [("state", .string("unknown")), ("level", .null)]
        case .proved(let level): pairs += [("state", .string("proved")), ("level", .int(level))]
        case .notMet(let level): pairs += [("state", .string("not-met")), ("level", .int(level))]
        }
        let stretch = carrying.first { $0.evidence.criterion == criterion.id }
        return .object(pairs + [("evidence", stretch.map(Explanation.json) ?? .null)])
      })
  }

  private static func json(_ stretch: EvidenceStretch) -> JSONText {
    let row = stretch.evidence
    let text = { (text: String) in JSONText.optional(text.isEmpty ? nil : text) }
    return .object([
      ("line", .int(row.line)), ("criterion", .string(row.criterion)), ("met", .bool(row.isMet)),
      ("level", .int(row.level)),
      ("source", text(row.source)), ("publisher", text(row.publisher)),
      ("documentDate", .optional(row.documentDate?.isoText)),
      ("grade", .int(row.effectiveGrade)), ("from", .string(stretch.from.isoText)),
      ("to", .optional(stretch.to?.isoText)),
      ("end", .string(word(stretch.end))),
    ])
  }

  private static func word(_ end: EvidenceStretch.End) -> String {
    switch end {
    case .open: "open"
    case .superseded: "superseded"
    case .asWritten: "valid_to"
    case .months: "months"
    case .takeover: "takeover"
    }
  }

  private var missingJSON: JSONText {
    guard let missing else { return .null }
    return .object([
      ("class", .string(missing.goal.rawValue)),
      (
        "proofs",
        .array(
          missing.proofs.map { proof in
            let criterion = book.method.criterion(proof.criterion)
            return .object([
              ("criterion", .string(proof.criterion)), ("level", .int(proof.level)),
              ("asks", .optional(criterion?.levels[proof.level - 1].english)),
            ])
          })
      ),
    ])
  }

  private static func json(_ step: Credit) -> JSONText {
    .object([
      ("from", .optional(step.from == Timeline.always ? nil : step.from.isoText)), ("to", .optional(step.to?.isoText)),
      ("class", .string(step.standing.spendClass.rawValue)), ("reason", .optional(step.standing.reason)),
      ("method", .optional(step.standing.spendClass == .unrated ? nil : step.method)), ("score", json(step.score)),
      ("inheritedFrom", .optional(step.inheritedFrom)), ("lines", .array(step.lines.map { .int($0) })),
    ])
  }
}
