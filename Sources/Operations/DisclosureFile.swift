// generative-disclosure.yaml: the small file in which a company says where its limits, its books and its commons are
// published. It is the company's own word: evidence of grade 1, never verified by itself.
internal import DataFiles
internal import SpendModel

/// What a company discloses, each with its link.
struct DisclosureFile {
  /// One statement as evidence.
  struct Statement {
    var criterion: String
    var level: Int
    var link: String
    var documentDate: Day
    var line: Int?
  }

  private static let keys = [
    "disclosure", "company", "website", "published", "maximumWage", "maximumProfit", "openAccounts", "commons",
    "governance",
    "customers",
  ]
  let company: String
  let published: Day
  private(set) var statements: [Statement] = []
  /// Worth knowing, no errors.
  private(set) var remarks: [String] = []

  init(text: String, path: String) throws(Problem) {
    let root = try DataFile(text: text, name: path).root
    let keys = try root.mapping(DisclosureFile.keys)
    func required(_ key: String) throws(Problem) -> DataNode {
      if let node = keys[key], !node.isNull { return node }
      throw Problem(
        .refused, what: "The key \(key) is missing.", place: path,
        rule: "a disclosure has disclosure, company, published",
        mend: "Add it; `commonspend disclosure schema` prints the whole shape.")
    }
    let version = try required("disclosure")
    guard try version.string() == "1" else {
      throw version.problem("This version of the shape is not known.", rule: "disclosure: 1", mend: "Write 1.")
    }
    company = try required("company").string()
    published = try DisclosureFile.day(required("published"))
    try readLimit(
      keys["maximumWage"], "maximum-wage", ["definition", "ratio", "actualRatio", "link", "date"], "ratio",
      "actualRatio")
    try readLimit(
      keys["maximumProfit"], "maximum-profit", ["definition", "percent", "actualPercent", "link", "date"], "percent",
      "actualPercent")
    try readSimple(keys["openAccounts"], "open-accounting", ["link", "date"])
    try readCommons(keys["commons"])
    try readSimple(keys["governance"], "ownership", ["purpose", "link", "date"])
    try readSimple(keys["customers"], "customer-acceptance", ["link", "date"])
    guard !statements.isEmpty else {
      throw Problem(
        .refused, what: "The file discloses nothing.", place: path,
        rule: "at least one of maximumWage, maximumProfit, openAccounts, commons, governance, customers",
        mend: "Add what the company publishes, with its link.")
    }
  }

  // MARK: - Statements

  private mutating func add(_ criterion: String, level: Int, _ node: DataNode, _ keys: [String: DataNode])
    throws(Problem)
  {
    let date = try keys["date"].map(DisclosureFile.day) ?? published
    guard date <= published else {
      throw node.problem(
        "The document is younger than the file.", rule: "date is not after published",
        mend: "Correct date or published.")
    }
    statements.append(
      Statement(
        criterion: criterion, level: level, link: try DisclosureFile.link(node, keys), documentDate: date,
        line: node.line))
  }

  private mutating func readSimple(_ node: DataNode?, _ criterion: String, _ allowed: [String]) throws(Problem) {
    guard let node, !node.isNull else { return }
    try add(criterion, level: 1, node, node.mapping(allowed))
  }

  /// A limit in the company's own words; with the limit and the actual figure as numbers, and the one within the other,
  /// it is level 2.
  private mutating func readLimit(
    _ node: DataNode?, _ criterion: String, _ allowed: [String], _ limitKey: String, _ actualKey: String
  ) throws(Problem) {
    guard let node, !node.isNull else { return }
    let keys = try node.mapping(allowed)
    guard let definition = keys["definition"], try !definition.string().isEmpty else {
      throw node.problem(
        "The limit has no definition.", rule: "each company sets its own limit, and says what it means",
        mend: "Add definition: one sentence.")
    }
    let limit = try keys[limitKey].map(DisclosureFile.number)
    let actual = try keys[actualKey].map(DisclosureFile.number)
    guard let limit, let actual else { return try add(criterion, level: 1, node, keys) }
    if actual > limit { remarks.append("\(criterion): the actual figure lies above the company's own limit.") }
    try add(criterion, level: actual <= limit ? 2 : 1, node, keys)
  }

  private static let openLicences = ["CC0", "CC-BY", "CC-BY-SA", "ODBL", "ODC-BY", "PDDL", "CERN-OHL", "OSSI"]

  /// Of several commons the one that says most stands for the criterion.
  private mutating func readCommons(_ node: DataNode?) throws(Problem) {
    guard let node, !node.isNull else { return }
    var found: [Statement] = []
    for item in try node.list() {
      let keys = try item.mapping(["what", "licence", "link", "date"])
      guard keys["what"] != nil else {
        throw item.problem("A common says what it is.", rule: "what, licence, link", mend: "Add what.")
      }
      let licence = try keys["licence"]?.string().uppercased() ?? ""
      let parts = licence.split(separator: "-")
      let isOpen =
        !parts.contains("NC") && !parts.contains("ND") && DisclosureFile.openLicences.contains { licence.hasPrefix($0) }
      try add("common-knowledge", level: isOpen ? 2 : 1, item, keys)
      if let last = statements.popLast() { found.append(last) }
    }
    if let best = found.enumerated().max(by: { ($0.element.level, $1.offset) < ($1.element.level, $0.offset) }) {
      statements.append(best.element)
    }
  }

  // MARK: - Values

  private static func day(_ node: DataNode) throws(Problem) -> Day {
    if let day = Day(isoText: try node.string()) { return day }
    throw node.problem("This is no day.", rule: "YYYY-MM-DD", mend: "Write a day such as 2026-03-01.")
  }

  private static func link(_ node: DataNode, _ keys: [String: DataNode]) throws(Problem) -> String {
    guard let node = keys["link"] else {
      throw node.problem(
        "The link is missing.", rule: "every statement has a link that needs no login", mend: "Add link.")
    }
    let link = try node.string()
    let isLink = ["https://", "http://"].contains { link.hasPrefix($0) && link.utf8.count > $0.utf8.count }
    guard isLink, !link.utf8.contains(where: { $0 <= 0x20 }) else {
      throw node.problem("This is no link.", rule: "http:// or https://", mend: "Write the whole address of the page.")
    }
    return link
  }

  /// A number with up to three decimals, in thousandths.
  private static func number(_ node: DataNode) throws(Problem) -> Int64 {
    let parts = try node.string().split(separator: ".", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy {
      !$0.isEmpty && $0.utf8.count <= 9 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard (1...2).contains(parts.count), isPlain, parts.count == 1 || parts[1].utf8.count <= 3,
      let whole = Int64(parts[0])
    else {
      throw node.problem(
        "This is no number.", rule: "digits, a point, up to 3 decimals", mend: "Write one such as 4.5.")
    }
    let decimals = parts.count == 2 ? String(parts[1]) + String(repeating: "0", count: 3 - parts[1].utf8.count) : "000"
    return whole * 1000 + (Int64(decimals) ?? 0)
  }
}

extension DisclosureFile {
  /// What a company fills in.
  static func example(company: String) -> String {
    let name = company.split(separator: "\"").joined(separator: "'")
    return """
      disclosure: 1
      company: "\(name.split(separator: "\\").joined(separator: "/"))"
      published: 2026-03-01
      maximumWage:
        definition: The highest wage is at most five times the lowest.
        ratio: 5
        actualRatio: 3.8
        link: https://www.example.org/wages
      maximumProfit:
        definition: At most 10 % of the yearly result is paid out to owners.
        percent: 10
        actualPercent: 4
        link: https://www.example.org/profit
      openAccounts:
        date: 2025-12-31
        link: https://www.example.org/accounts-2025
      commons:
        - what: Recipe of our rye bread
          licence: CC-BY-SA-4.0
          link: https://www.example.org/recipes/rye
      governance:
        purpose: Good bread for the region
        link: https://www.example.org/statutes

      """
  }
}
