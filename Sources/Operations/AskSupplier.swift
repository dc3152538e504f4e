// `ask SUPPLIER`: the questionnaire that a supplier gets: what is missing, how to publish it, and what depends on it.
internal import Rendering
internal import Reporting
public import SpendModel

/// A questionnaire as Markdown in `en` or `es`.
public func askSupplier(
  _ supplier: String, language: String, on day: Day, method: String? = nil, in workspace: Workspace
) throws -> String {
  guard let texts = QuestionnaireTexts.all[language] else {
    throw Problem(
      .wrongUse, what: "There is no questionnaire in \(language).", place: "ask --language \(language)",
      rule: "languages: \(QuestionnaireTexts.all.keys.sorted().joined(separator: ", "))", mend: "Write one of them.")
  }
  let id = try QueryBuilder.method(named: method, workspace.configuration, try workspace.catalogue.methods())
  let tables = try workspace.tables(method: id)
  guard tables.method.source == .evidence else {
    throw Problem(
      .wrongUse, what: "The method \(id) reads no evidence, so there is nothing to ask for.",
      place: "ask --method \(id)",
      rule: "a method that reads evidence", mend: "Add --method seed-2017.")
  }
  let row = try tables.supplier(meant: supplier, command: "ask")
  let book = tables.book
  let spend = try SupplierSpend(workspace, tables.assortment(book.credits))
  let explanation = Explanation(tables: tables, book: book, supplier: row.id, day: day)
  return Questionnaire(
    explanation: explanation, spend: spend, configuration: workspace.configuration, language: language, texts: texts
  ).markdown
}

/// One questionnaire.
struct Questionnaire {
  let explanation: Explanation
  let spend: SupplierSpend
  let configuration: Configuration
  let language: String
  let texts: QuestionnaireTexts

  private var method: RatingMethod { explanation.book.method }
  private var name: String { explanation.tables.name(of: explanation.supplier) }
  /// The workspace's own numbers where it speaks this language, else those of the language's own country.
  private var style: NumberStyle? {
    let own = NumberStyle(locale: configuration.locale)
    return own?.language == language
      ? own : NumberStyle(locale: "\(language)-\(language == "en" ? "US" : language.uppercased())")
  }

  private func money(_ amount: Int64) -> String {
    style?.money(amount, configuration.currency) ?? configuration.currency.text(amount)
  }

  /// `27.4`, without the sign; nil where there is no share.
  private func percent(_ share: Share) -> String? {
    share.percentText().map { style?.number($0) ?? $0 }
  }

  private var ownName: String { configuration.name.isEmpty ? texts.ourCoop : configuration.name }

  var markdown: String {
    let parts = ["# " + filled(texts.title), greeting, standing, proved, missing, publish, file, closing]
    return PrintableText.visible(parts.filter { !$0.isEmpty }.joined(separator: "\n\n")) + "\n"
  }

  private func filled(_ text: String, _ more: [String: String] = [:]) -> String {
    var text = text
    let values = ["supplier": name, "coop": ownName, "method": "\(method.id) v\(method.version)"].merging(more) { $1 }
    for (key, value) in values.sorted(by: { $0.key < $1.key }) {
      text = text.split(separator: "{\(key)}", omittingEmptySubsequences: false).joined(
        separator: Questionnaire.escaped(value))
    }
    return text
  }

  /// Text from files must not become Markdown.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars where scalar.value >= 0x20 {
      if "\\`*_<>[]#|".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  // MARK: - Parts

  private var greeting: String {
    guard let days = spend.days, let share = percent(spend.share(of: explanation.supplier)),
      let amount = spend.bySupplier[explanation.supplier], amount > 0
    else { return filled(texts.greetingWithoutSpend) }
    return filled(
      texts.greeting,
      [
        "amount": money(amount), "share": share,
        "from": days.first.isoText, "to": days.last.isoText,
      ])
  }

  private var standing: String {
    let word = texts.classes[explanation.standing.spendClass] ?? explanation.standing.spendClass.rawValue
    return filled(texts.standing, ["class": word, "day": explanation.day.isoText])
  }

  private var proved: String {
    let lines = explanation.carrying.filter(\.evidence.isMet).compactMap { stretch -> String? in
      guard let criterion = method.criterion(stretch.evidence.criterion) else { return nil }
      let until = stretch.to.map { filled(texts.until, ["day": $0.adding(days: -1).isoText]) } ?? ""
      return "* \(criterion.title.text(language)): \(Questionnaire.escaped(stretch.evidence.source))\(until)"
    }
    return lines.isEmpty ? "" : "## \(texts.provedHeading)\n\n" + lines.joined(separator: "\n")
  }

  /// What leads to the class generative; where a flag bars the way, that is said instead.
  private var missing: String {
    let states = explanation.book.states(of: explanation.supplier, on: explanation.day)
    let raised = explanation.book.raisedFlags(of: explanation.supplier, on: explanation.day)
    guard let proofs = method.missingProofs(for: .generative, from: states, raised: raised) else {
      return "## \(texts.missingHeading)\n\n" + texts.barred
    }
    guard !proofs.isEmpty else { return "## \(texts.missingHeading)\n\n" + texts.nothingMissing }
    let lines = proofs.enumerated().map { number, proof in question(number + 1, proof, states) }
    return "## \(texts.missingHeading)\n\n" + texts.missingIntroduction + "\n\n" + lines.joined(separator: "\n\n")
  }

  private func question(_ number: Int, _ proof: MissingProof, _ states: [CriterionState]) -> String {
    guard let index = method.criteria.firstIndex(where: { $0.id == proof.criterion }) else { return "" }
    let criterion = method.criteria[index]
    var first = 1
    if case .proved(let level) = states[index] { first = level + 1 }
    let asks = (first...max(first, proof.level)).map { level in
      "   - [ ] \(texts.level) \(level): \(criterion.levels[level - 1].text(language))"
        + ((method.gradeNeeded(level: level) ?? 0) > 1 ? " " + texts.checked : "")
    }
    return "\(number). **\(criterion.title.text(language))**\n" + asks.joined(separator: "\n")
      + "\n   - \(texts.link): "
  }

  private var publish: String { "## \(texts.publishHeading)\n\n" + texts.publishSteps }

  private var file: String { "```yaml\n" + DisclosureFile.example(company: name) + "```" }

  private var closing: String {
    let amount = spend.possible[explanation.supplier] ?? 0
    guard amount > 0, let share = percent(Share(part: amount, whole: spend.total)) else { return filled(texts.closing) }
    return filled(texts.depends, ["share": share]) + "\n\n" + filled(texts.closing)
  }
}
