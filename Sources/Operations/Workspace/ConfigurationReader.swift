// Decodes commonspend.yaml key by key; an unknown key is refused with its line and the nearest known one.
internal import DataFiles
internal import Ingestion
internal import Reporting
internal import SpendModel

extension Configuration {
  static let keys = [
    "name", "currency", "locale", "store", "basis", "tax", "method", "fiscalYearStart", "timeZone", "minimumCoverage",
    "onConflict", "variableCodes", "scope", "targets", "reports",
  ]

  /// Decodes the text of commonspend.yaml; `path` is shown in messages.
  init(text: String, path: String) throws(Problem) {
    let keys = try DataFile(text: text, name: path).root.mapping(Configuration.keys)
    guard let node = keys["currency"] else {
      throw Problem(
        .refused, what: "The key currency is missing.", place: path, rule: "one currency a workspace",
        mend: "Add a line such as `currency: EUR`.")
    }
    self.init(currency: try Configuration.currency(node))
    try readWords(keys)
    try readTime(keys)
    scope = try Configuration.scope(keys["scope"])
    for node in try keys["targets"]?.list() ?? [] { targets.append(try TargetReader(calendar: calendar).target(node)) }
    for node in try keys["reports"]?.list() ?? [] { reports.append(try Configuration.report(node)) }
  }

  private static func currency(_ node: DataNode) throws(Problem) -> Currency {
    let code = try node.string()
    guard let currency = Currency(code: code) else {
      throw node.problem(
        "There is no currency \(code).", rule: "ISO 4217 codes",
        mend: nearest(code, in: Currency.codes).map { "Did you mean \($0)?" } ?? "Write a code such as USD.")
    }
    return currency
  }

  private mutating func readWords(_ keys: [String: DataNode]) throws(Problem) {
    name = try keys["name"]?.string() ?? ""
    locale = try keys["locale"]?.string() ?? locale
    store = try keys["store"]?.string() ?? store
    method = try keys["method"]?.string() ?? method
    if let node = keys["basis"] { basis = Basis(rawValue: try node.choice(Basis.allCases.map(\.rawValue))) ?? .sales }
    if let node = keys["tax"] { tax = try node.choice(["excluded", "included"]) }
    if let node = keys["onConflict"] {
      onConflict = ConflictPolicy(rawValue: try node.choice(ConflictPolicy.allCases.map(\.rawValue))) ?? .refuse
    }
    if let node = keys["variableCodes"], !node.isNull { variableCodes = try node.string() }
    if let node = keys["minimumCoverage"], !node.isNull { minimumCoverage = try Percent.share(node) }
  }

  private mutating func readTime(_ keys: [String: DataNode]) throws(Problem) {
    if let node = keys["timeZone"], !node.isNull {
      let name = try node.string()
      guard isTimeZone(name) else {
        throw node.problem(
          "The system knows no time zone \(name).", rule: "IANA names", mend: "Write a name such as America/Santiago.")
      }
      timeZone = name
    }
    guard let node = keys["fiscalYearStart"] else { return }
    let parts = try node.string().split(separator: "-").map { Int($0) }
    guard parts.count == 2, let month = parts[0], let day = parts[1], (1...12).contains(month), (1...28).contains(day)
    else {
      throw node.problem(
        "This is no day on which a year can begin.", rule: "MM-DD, day 1 to 28", mend: "Write a day such as 07-01.")
    }
    fiscalYearStart = (month, day)
  }

  private static func scope(_ node: DataNode?) throws(Problem) -> ScopeRules {
    guard let node, !node.isNull else { return ScopeRules() }
    let keys = try node.mapping(["excludeDepartments", "excludeCodes"])
    return ScopeRules(
      departments: try keys["excludeDepartments"]?.strings() ?? [], codes: try keys["excludeCodes"]?.strings() ?? [])
  }

  private static func report(_ node: DataNode) throws(Problem) -> ReportSetting {
    let keys = try node.mapping(["report", "output", "file"])
    guard let report = try keys["report"]?.string(), let file = try keys["file"]?.string() else {
      throw node.problem(
        "A report needs its name and a file.", rule: "reports: report, output, file",
        mend: "Write - { report: share, output: html, file: reports/share.html }.")
    }
    return ReportSetting(report: report, output: try keys["output"]?.string() ?? "html", file: file)
  }
}

/// Percentages as exact ratios: `27.5%` is 275 of 1000.
enum Percent {
  static func share(_ node: DataNode) throws(Problem) -> Share {
    guard let share = share(try node.string()) else {
      throw node.problem("This is no percentage.", rule: "0% to 100%", mend: "Write a percentage such as 30%.")
    }
    return share
  }

  static func share(_ text: String) -> Share? {
    guard text.hasSuffix("%") else { return nil }
    let number = text.dropLast().trimmingPrefix { $0 == " " }
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 6 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let value = Int64(parts.joined())
    else { return nil }
    let whole = (0..<(parts.count == 2 ? parts[1].utf8.count : 0)).reduce(Int64(100)) { product, _ in product * 10 }
    return value <= whole ? Share(part: value, whole: whole) : nil
  }
}
