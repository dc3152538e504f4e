// Decodes a file of Catalogue/Methods, or of a workspace's catalogue/methods/, into a rating method. The language is
// closed: what it cannot say is refused (docs/reference/methods.md).
internal import DataFiles
internal import Ingestion
internal import SpendModel

struct MethodReader {
  private static let keys = [
    "id", "version", "title", "question", "reads", "inheritance", "longest", "grades", "recognition", "criteria",
    "flags",
    "classes", "possible",
  ]
  private let keys: [String: DataNode]
  private let file: DataText

  init(_ file: DataText) throws(Problem) {
    self.file = file
    keys = try DataFile(text: file.text, name: file.path).root.mapping(MethodReader.keys)
  }

  /// The method.
  static func method(_ file: DataText) throws(Problem) -> RatingMethod { try MethodReader(file).method() }

  private func method() throws(Problem) -> RatingMethod {
    let reads = try required("reads").choice(RatingMethod.Source.allCases.map(\.rawValue))
    var method = RatingMethod(
      id: try required("id").string(), version: try number(required("version"), 1...1_000_000),
      digest: ContentDigest.hexText(of: Array(file.text.utf8)), title: try required("title").string(),
      question: try keys["question"]?.string() ?? "", source: reads == "evidence" ? .evidence : .judgements)
    method.inheritsFromParent = try keys["inheritance"]?.choice(["parent", "none"]) == "parent"
    if let node = keys["recognition"] { method.recognition = try recognition(node) }
    guard method.source == .evidence else { return method }
    if let node = keys["longest"] { method.longestMonths = try number(node, 1...600) }
    if let node = keys["grades"] { method.gradeCaps = try grades(node) }
    for node in try required("criteria").list() { method.criteria.append(try criterion(node)) }
    for node in try keys["flags"]?.list() ?? [] { method.flags.append(try flag(node)) }
    try refuseRepeats(method)
    method.classRules = try classRules(required("classes"), method)
    method.possibleWhen = try conditions(required("possible"), method)
    return method
  }

  private func required(_ key: String) throws(Problem) -> DataNode {
    if let node = keys[key] { return node }
    throw Problem(
      .refused, what: "The key \(key) is missing.", place: file.path,
      rule: "a method has id, version, title, reads; one that reads evidence also criteria, classes, possible",
      mend: "Add it; docs/reference/methods.md describes it.")
  }

  private func number(_ node: DataNode, _ range: ClosedRange<Int>) throws(Problem) -> Int {
    let value = try node.int()
    guard range.contains(value) else {
      throw node.problem(
        "This number is out of range.", rule: "\(range.lowerBound) to \(range.upperBound)", mend: "Write one within it."
      )
    }
    return value
  }

  // MARK: - Criteria and flags

  private func criterion(_ node: DataNode) throws(Problem) -> Criterion {
    let keys = try node.mapping(["id", "title", "weight", "gate", "months", "levels"])
    guard let id = keys["id"], let title = keys["title"], let months = keys["months"], let levels = keys["levels"]
    else {
      throw node.problem(
        "A criterion needs id, title, months and levels.", rule: "criteria", mend: "Add what is missing.")
    }
    var texts: [Translated] = []
    for level in try levels.list() { texts.append(try translated(level)) }
    guard (1...4).contains(texts.count) else {
      throw levels.problem(
        "A criterion has 1 to 4 levels.", rule: "levels 1 to 4", mend: "Write one text for each level.")
    }
    var spans: [Int] = []
    for span in months.isList ? try months.list() : [months] { spans.append(try number(span, 1...600)) }
    var criterion = Criterion(id: try id.string(), title: try translated(title), levels: texts, months: spans)
    if let weight = keys["weight"] { criterion.weight = try number(weight, 0...100) }
    if let gate = keys["gate"] { criterion.gate = try number(gate, 1...texts.count) }
    return criterion
  }

  private func flag(_ node: DataNode) throws(Problem) -> RatingFlag {
    let keys = try node.mapping(["id", "title", "months"])
    guard let id = keys["id"], let months = keys["months"] else {
      throw node.problem("A flag needs id and months.", rule: "flags", mend: "Add what is missing.")
    }
    let name = try id.string()
    return RatingFlag(
      id: name, title: try keys["title"].map(translated) ?? Translated(name), months: try number(months, 1...600))
  }

  private func translated(_ node: DataNode) throws(Problem) -> Translated {
    guard node.isMapping else { return Translated(try node.string()) }
    var others: [String: String] = [:]
    var english: String?
    for (language, text) in try node.entries() {
      if language == "en" { english = try text.string() } else { others[language] = try text.string() }
    }
    guard let english else {
      throw node.problem("The English text is missing.", rule: "texts by language, en first", mend: "Add en.")
    }
    return Translated(english, others: others)
  }

  private func refuseRepeats(_ method: RatingMethod) throws(Problem) {
    var seen: Set<String> = []
    for id in method.criteria.map(\.id) + method.flags.map(\.id) where !seen.insert(id).inserted {
      throw Problem(
        .refused, what: "The id \(id) is given twice.", place: file.path,
        rule: "criteria and flags have ids of their own",
        mend: "Give one of them another id.")
    }
    let weight = method.criteria.reduce(0) { $0 + $1.weight }
    guard weight == 0 || weight == 100 else {
      throw Problem(
        .refused, what: "The weights add up to \(weight).", place: file.path,
        rule: "weights add up to 100, or are left out",
        mend: "Change the weights of the criteria.")
    }
  }

  private func grades(_ node: DataNode) throws(Problem) -> [Int] {
    var caps: [Int] = []
    for item in try node.list() { caps.append(try number(item, 0...4)) }
    guard caps.count == 4, caps == caps.sorted() else {
      throw node.problem(
        "Here stand four rising levels.", rule: "the highest level that grade 0, 1, 2, 3 proves",
        mend: "Write [0, 2, 3, 4].")
    }
    return caps
  }

  private func recognition(_ node: DataNode) throws(Problem) -> [SpendClass: Int] {
    let keys = try node.mapping(SpendClass.allCases.map(\.rawValue))
    var result: [SpendClass: Int] = [:]
    for spendClass in SpendClass.allCases {
      guard let node = keys[spendClass.rawValue] else { continue }
      let text = try node.string()
      guard text.hasSuffix("%"), let percent = Int(text.dropLast()), (0...100).contains(percent) else {
        throw node.problem("This is no whole percentage.", rule: "0% to 100%", mend: "Write one such as 50%.")
      }
      result[spendClass] = percent
    }
    return result
  }

  // MARK: - Rules

  private func classRules(_ node: DataNode, _ method: RatingMethod) throws(Problem) -> [ClassRule] {
    var rules: [ClassRule] = []
    for item in try node.list() {
      let keys = try item.mapping(["class", "when"])
      guard let name = try keys["class"]?.choice(SpendClass.allCases.map(\.rawValue)),
        let spendClass = SpendClass(rawValue: name)
      else { throw item.problem("A rule needs its class.", rule: "classes: class, when", mend: "Add class.") }
      rules.append(
        ClassRule(
          spendClass: spendClass,
          conditions: try keys["when"].map { node throws(Problem) in try conditions(node, method) } ?? []))
    }
    // Only a last rule without conditions makes the partition complete; before it, one would hide the rules behind it.
    guard let last = rules.last, last.conditions.isEmpty, rules.dropLast().allSatisfy({ !$0.conditions.isEmpty }) else {
      throw node.problem(
        "The last rule, and no other, must apply always.", rule: "every supplier falls into exactly one class",
        mend: "End with - { class: unrated }.")
    }
    return rules
  }

  private func conditions(_ node: DataNode, _ method: RatingMethod) throws(Problem) -> [RuleCondition] {
    var result: [RuleCondition] = []
    for item in node.isList ? try node.list() : [node] { result.append(try condition(item, method)) }
    return result
  }

  private func condition(_ node: DataNode, _ method: RatingMethod) throws(Problem) -> RuleCondition {
    let words = try node.string().split(separator: " ").map(String.init)
    let flags = method.flags.map(\.id)
    if words.count == 1, flags.contains(words[0]) { return .flag(words[0], stands: true) }
    if words.count == 2, words[0] == "not", flags.contains(words[1]) { return .flag(words[1], stands: false) }
    if words.count == 3, let quantity = RuleCondition.Quantity(rawValue: words[0]),
      let comparison = RuleCondition.Comparison(rawValue: words[1]), let value = Int(words[2]),
      (0...1000).contains(value)
    {
      return .number(quantity, comparison, value)
    }
    throw node.problem(
      "This is no condition.",
      rule: "met, failed, open, low or high, then >=, <=, >, < or =, then a whole number; or a flag, or not and a flag"
        + (flags.isEmpty ? "" : " (\(flags.joined(separator: ", ")))"),
      mend: "Write one such as met >= 2.")
  }
}
