// What became of one file, as sentences and as the JSON of the contract.
internal import Rendering
internal import Reporting
public import SpendModel
internal import Storage

/// The outcome of importing one file.
public struct ImportOutcome: Sendable {
  /// Why nothing landed; nil where it did.
  public let problem: Problem?
  private let file: String
  private let state: String
  private let landing: Landing?
  private let currency: Currency

  init(landing: Landing, file: String, currency: Currency) {
    problem = landing.problem
    self.file = file
    state = landing.state.rawValue
    self.landing = landing
    self.currency = currency
  }

  init(refused problem: Problem, file: String, currency: Currency) {
    self.problem = problem
    self.file = file
    state = "refused"
    landing = nil
    self.currency = currency
  }

  init(record: ImportRecord, currency: Currency) {
    problem = nil
    file = record.landing.file
    state = record.state
    landing = record.landing
    self.currency = currency
  }

  /// Rejected lines, a kept or replaced conflict, or a repeated receipt.
  var needsLook: Bool {
    guard let landing, problem == nil, landing.state != .alreadyImported else { return false }
    return landing.balance.rejected.lines > 0 || landing.conflicts.kept + landing.conflicts.replaced > 0
      || landing.repeatedLines > 0
  }

  /// Whether this run landed the file.
  var isDone: Bool { landing?.state == .imported }

  /// Facts for a log.
  var logFacts: [(key: String, value: String)] {
    guard let landing else { return [] }
    let balance = landing.balance
    return [
      ("format", landing.format), ("import", landing.importID.map(String.init) ?? ""),
      ("read", "\(balance.read.lines)"),
      ("counted", "\(balance.counted.lines)"), ("duplicate", "\(balance.duplicate.lines)"),
      ("rejected", "\(balance.rejected.lines)"), ("amount", currency.text(balance.counted.amount.value)),
    ]
  }

  /// Lines that entered the figures, now or before.
  var countedLines: Int { problem == nil ? landing?.balance.counted.lines ?? 0 : 0 }

  // MARK: - JSON

  /// One line of JSON, docs/reference/import-json.md.
  public var jsonText: String { json.text }

  var json: JSONText {
    .object([
      ("file", .string(file)), ("format", .optional(landing?.format)),
      ("import", landing?.importID.map { .int($0) } ?? .null),
      ("sha256", .optional(landing?.sha256)), ("state", .string(state)),
      ("from", .optional(landing?.days?.lowerBound.isoText)), ("to", .optional(landing?.days?.upperBound.isoText)),
      ("stores", .array((landing?.stores ?? []).map { .string($0) })),
      ("receipts", compared { .int($0.receipts) }), ("lines", lines), ("amount", amounts), ("excluded", excluded),
      ("conflicts", conflicts), ("unmatched", compared { tally($0.unmatched) }),
      ("warnings", .array((landing?.warnings ?? []).map { .string($0) })),
      ("problem", problem.map(ProblemText.json) ?? .null),
    ])
  }

  /// A figure that the comparison with what is stored gives: a conflict has none.
  private func compared(_ value: (Landing) -> JSONText) -> JSONText {
    guard let landing, landing.state != .conflict else { return .null }
    return value(landing)
  }

  private struct Part {
    let name: String
    let tally: (ImportBalance) -> LineTally
    /// Whether reading alone gives it, so that a conflict has it too.
    let isRead: Bool
  }

  private var parts: [Part] {
    [
      Part(name: "read", tally: \.read, isRead: true), Part(name: "counted", tally: \.counted, isRead: false),
      Part(name: "excluded", tally: \.excludedTotal, isRead: true),
      Part(name: "duplicate", tally: \.duplicate, isRead: false),
      Part(name: "rejected", tally: \.rejected, isRead: true),
    ]
  }

  private func figure(_ part: Part, _ value: (LineTally) -> JSONText) -> JSONText {
    guard let landing, part.isRead || landing.state != .conflict else { return .null }
    return value(part.tally(landing.balance))
  }

  private var lines: JSONText {
    .object(parts.map { part in (part.name, figure(part) { .int($0.lines) }) })
  }

  private var amounts: JSONText {
    .object([("currency", .string(currency.code))] + parts.map { part in (part.name, figure(part, money)) })
  }

  private var excluded: JSONText {
    guard let landing else { return .null }
    return .array(
      landing.balance.excluded.sorted { $0.key < $1.key }.map { rule, tally in
        .object([("rule", .string(rule)), ("lines", .int(tally.lines)), ("amount", money(tally))])
      })
  }

  private var conflicts: JSONText {
    guard let landing else { return .null }
    return .object([
      ("receipts", .int(landing.conflicts.receipts)), ("kept", .int(landing.conflicts.kept)),
      ("replaced", .int(landing.conflicts.replaced)),
    ])
  }

  private func tally(_ tally: LineTally) -> JSONText {
    .object([("lines", .int(tally.lines)), ("amount", money(tally))])
  }
  private func money(_ tally: LineTally) -> JSONText { .number(currency.text(tally.amount.value)) }

  // MARK: - Sentences

  /// For people: what happened, the balance, what to look at.
  public var sentences: String {
    let file = PrintableText.line(file)
    if let problem { return "\(file): \(state)\n" + ProblemText.lines(problem).indented + "\n" }
    guard let landing else { return "\(file): \(state)\n" }
    var lines = [headline(landing)]
    if landing.state != .alreadyImported { lines += balance(landing) + resolved(landing.conflicts) }
    lines += landing.warnings.map { "  ! " + PrintableText.line($0) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func headline(_ landing: Landing) -> String {
    var text = "\(PrintableText.line(file)): \(state) as \(landing.format)"
    if let id = landing.importID { text += " (import \(id))" }
    if let days = landing.days { text += ", \(days.lowerBound.isoText) to \(days.upperBound.isoText)" }
    if landing.stores.count > 6 {
      text += ", \(landing.stores.count) stores"
    } else if !landing.stores.isEmpty {
      text += ", store \(PrintableText.line(landing.stores.joined(separator: ", ")))"
    }
    let unit = landing.kind == .receipts ? "receipt" : landing.stores.count == 1 ? "day" : "store-day"
    return landing.receipts > 0 ? text + ", \(Counted.text(landing.receipts, unit))" : text
  }

  private func resolved(_ conflicts: (receipts: Int, kept: Int, replaced: Int)) -> [String] {
    var lines: [String] = []
    if conflicts.kept > 0 {
      lines.append("  ! \(Counted.text(conflicts.kept, "receipt")) came with other content: what was stored is kept.")
    }
    if conflicts.replaced > 0 {
      lines.append("  ! \(Counted.text(conflicts.replaced, "receipt")) came with other content: what came now counts.")
    }
    return lines
  }

  private func balance(_ landing: Landing) -> [String] {
    var rows: [(String, LineTally)] = []
    for part in parts {
      let tally = part.tally(landing.balance)
      if part.name == "read" || part.name == "counted" || tally.lines > 0 { rows.append((part.name, tally)) }
      if part.name == "excluded" {
        rows += landing.balance.excluded.sorted { $0.key < $1.key }.map { ("  " + $0.key, $0.value) }
      }
    }
    if landing.unmatched.lines > 0 { rows.append(("unmatched, of the counted", landing.unmatched)) }
    let cells = rows.map { ($0.0, MoneyText.grouped($0.1.lines), MoneyText.grouped($0.1.amount.value, currency)) }
    let widths = (cells.map(\.0.count).max() ?? 0, cells.map(\.1.count).max() ?? 0, cells.map(\.2.count).max() ?? 0)
    return cells.map { name, lines, amount in
      "  " + name.padded(to: widths.0) + "  " + lines.leftPadded(to: widths.1)
        + (lines == "1" ? " line   " : " lines  ")
        + amount.leftPadded(to: widths.2) + " \(currency.code)"
    }
  }
}

/// A number with its noun, `1 receipt`, `2,000 receipts`.
enum Counted {
  static func text(_ count: Int, _ noun: String) -> String {
    MoneyText.grouped(count) + " " + noun + (count == 1 ? "" : "s")
  }
}

extension String {
  /// Every line two blanks further in.
  var indented: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
  }

  func padded(to width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
  func leftPadded(to width: Int) -> String { String(repeating: " ", count: Swift.max(0, width - count)) + self }
}
