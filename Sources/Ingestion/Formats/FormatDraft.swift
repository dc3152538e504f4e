// A format file to start from: what `inspect` ends with where no named format fits. It stands beside recognition,
// writes down what the file shows, and leaves to a person, in comments, what it does not say.
internal import DataFiles
internal import Delimited
internal import SpendModel

extension Recogniser {
  /// Whether no named format fits the file, so that it is read by `generic` or not at all.
  public func isForeign(_ export: ExportFile) throws -> Bool {
    let file = try export.rewound(digested: false)
    let sample = try FileSample(file, setting: context.settings["encoding"])
    let finder = try MatchFinder(sample: sample, context: context, path: file.path)
    for format in formats where !format.isGeneric {
      if try finder.match(format) != nil { return false }
    }
    return true
  }

  /// The text of a format file for exports like this one, to be saved under `catalogue/formats/` and edited. It always
  /// decodes; what the file does not say stands in it as a comment.
  public func formatDraft(of export: ExportFile) throws -> String {
    let sight = try tableSight(of: export)
    let aliases = formats.first(where: \.isGeneric)?.columns ?? [:]
    return FormatDraft(sight, name: export.name, aliases: aliases, taken: Set(formats.map(\.id)), context: context).text
  }
}

/// What is known of a foreign export, in the words of the format language.
struct FormatDraft {
  private let sight: TableSight
  private let name: String
  private let id: String
  private let context: ReadingContext
  private let records: [CutRecord]
  /// The names of the header, or `column 1` and so on where there is none.
  private let names: [String]
  private var columns: [Role: Int]
  private var dayIsByCells = false

  init(_ sight: TableSight, name: String, aliases: [Role: [String]], taken: Set<String>, context: ReadingContext) {
    self.sight = sight
    self.name = name
    self.context = context
    id = FormatDraft.id(name, taken)
    records = FormatDraft.records(sight)
    names = sight.hasHeader ? sight.first.map(\.trimmedBlanks) : (0..<sight.width).map { "column \($0 + 1)" }
    columns = FormatDraft.bound(names.map { HeaderName($0, currency: context.currency).folded }, aliases)
    bindDayByCells()
  }

  /// The file's name without accents, ending and numbers (`Ventas_2026-03.csv` is `ventas`); not the id of another format.
  private static func id(_ name: String, _ taken: Set<String>) -> String {
    let words = FoldedText.fold(String(name.prefix { $0 != "." })).utf8
      .split { !(0x61...0x7A).contains($0) && !(0x30...0x39).contains($0) }
      .map { String(decoding: $0, as: UTF8.self) }
      .filter { !$0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    var id = String(words.joined(separator: "-").prefix(40))
    if id.isEmpty { id = "our-till" }
    while taken.contains(id) { id = "our-" + id }
    return id
  }

  /// The records of data in the sample.
  private static func records(_ sight: TableSight) -> [CutRecord] {
    let bytes = Array(sight.sample.bytes.prefix(DialectDetector.sampleBytes))
    let isWhole = sight.sample.isWholeFile && bytes.count == sight.sample.bytes.count
    return TableCutter.records(
      bytes, sight.dialect, isWhole: isWhole, limit: DialectDetector.sampleRecords, expectedWidth: sight.width
    ).filter {
      $0.cells.count == sight.width && (sight.hasHeader ? $0.line > sight.firstLine : $0.line >= sight.firstLine)
    }
  }

  /// As `generic` binds, but a name that stands twice is left to a person.
  private static func bound(_ folded: [String], _ aliases: [Role: [String]]) -> [Role: Int] {
    var columns: [Role: Int] = [:]
    for role in Role.allCases {
      for alias in (aliases[role] ?? []).map(FoldedText.fold) {
        let found = folded.indices.filter { folded[$0] == alias }
        guard found.count == 1, !columns.values.contains(found[0]) else { continue }
        columns[role] = found[0]
        break
      }
    }
    return columns
  }

  private mutating func bindDayByCells() {
    guard !has(.day), !has(.businessDay) else { return }
    let dates = free { $0 == .date }
    guard dates.count == 1 else { return }
    columns[.day] = dates[0]
    dayIsByCells = true
  }

  private func has(_ role: Role) -> Bool { columns[role] != nil }

  private func cells(_ column: Int) -> [[UInt8]] {
    records.compactMap { column < $0.cells.count ? $0.cells[column] : nil }
  }

  /// Columns without a role, nearly all of whose filled cells are of a kind.
  private func free(_ isWanted: (CellKind) -> Bool) -> [Int] {
    names.indices.filter { column in
      guard !columns.values.contains(column) else { return false }
      let kinds = cells(column).prefix(200).map(CellKind.of).filter { $0 != .empty }
      return !kinds.isEmpty && kinds.count(where: isWanted) * 10 >= kinds.count * 8
    }
  }

  // MARK: - Text

  /// The whole file.
  var text: String {
    let lines =
      [
        "# A format file to start from. Save it as catalogue/formats/\(id).yaml, edit it, and look at the export again",
        "# with `commonspend inspect`. Every key: docs/reference/format-language.md",
        "id: \(id)", "title: \(YAMLText.scalar("Exports like " + name))", "evidence: real file",
        "gives: byReceiptColumn  # receipts where the receipt column is there, else one row per product and day",
      ] + recognition + dialect + ["columns:"] + boundLines + openLines + unusedLines + [
        dayLine, decimalLine, taxLine, "totals: true  # rows of totals and notes below the table are left out",
        "# Lines that are no sale: exclude: [ { rule: tender, when: { COLUMN: [VALUE] } } ]",
      ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static let mostNames = 60

  private var recognition: [String] {
    guard sight.hasHeader else {
      let filled = names.indices.filter { column in
        !records.isEmpty && records.allSatisfy { column < $0.cells.count && CellKind.of($0.cells[column]) != .empty }
      }
      return [
        "# The file has no header: its columns are numbered. Say what some cells hold, so that no other file fits.",
        "recognise:", "  shapes:", "    - names: [\(list(names))]",
        "      cells: { \(filled.prefix(8).map { "\(YAMLText.scalar(names[$0])): filled" }.joined(separator: ", ")) }",
      ]
    }
    // A bar would part two spellings.
    let said = names.filter { !FoldedText.fold($0).isEmpty && !$0.contains("|") }
    return [
      "recognise:  # names that must all be there; take out those that other exports of this till lack",
      "  header: [\(list(Array(said.prefix(FormatDraft.mostNames))))]",
    ]
  }

  private func list(_ names: [String]) -> String { names.map(YAMLText.scalar).joined(separator: ", ") }

  private var dialect: [String] {
    var parts: [String] = []
    if let delimiter = sight.dialect.delimiter {
      parts.append(
        "delimiter: " + (delimiter == 0x09 ? "tab" : YAMLText.quoted(String(decoding: [delimiter], as: UTF8.self))))
    }
    if sight.isQuoted, let quote = sight.dialect.quote {
      parts.append("quote: " + YAMLText.quoted(String(decoding: [quote], as: UTF8.self)))
    }
    if sight.dialect.escape == .backslash { parts.append("escape: backslash") }
    return parts.isEmpty ? [] : ["dialect: { \(parts.joined(separator: ", ")) }"]
  }

  private var boundLines: [String] {
    Role.allCases.compactMap { role in
      guard let column = columns[role] else { return nil }
      let note = role == .day && dayIsByCells ? "  # by its cells" : role.isPersonal ? "  # never kept" : ""
      return "  \(role.rawValue): \(YAMLText.scalar(names[column]))\(note)"
    }
  }

  /// A commented line for each role that matters and has no column.
  private var openLines: [String] {
    let hasAmount = has(.amount) || has(.amountWithTax) || has(.amountWithoutTax) || (has(.unitPrice) && has(.quantity))
    var lines: [String] = []
    func ask(_ role: Role, _ question: String, _ hint: String = "") {
      lines.append("  # \(role.rawValue): ???  <- \(question)\(hint)")
    }
    if !has(.day), !has(.businessDay) {
      ask(.day, "which column is the day of the sale?", stands("Days", free { $0 == .date }))
    }
    if !hasAmount { ask(.amount, "which column is the line's amount?", stands("Numbers", free { $0 == .number })) }
    if !has(.code) { ask(.code, "which column is the product's code?") }
    if !has(.description) { ask(.description, "which column is the product's name?") }
    if !has(.receipt) { ask(.receipt, "which column numbers the receipts? Without it the lines are day totals.") }
    if !has(.quantity) { ask(.quantity, "which column is the quantity? Without it each line counts as 1.") }
    return lines
  }

  private func stands(_ what: String, _ columns: [Int]) -> String {
    columns.isEmpty ? "" : " \(what) stand in: \(list(columns.prefix(8).map { names[$0] }))"
  }

  private var unusedLines: [String] {
    let free = names.indices.filter { column in !columns.values.contains(column) && !names[column].isEmpty }
    return free.isEmpty ? [] : ["  # not used: \(list(free.prefix(FormatDraft.mostNames).map { names[$0] }))"]
  }

  // MARK: - What the cells say

  private var dayLine: String {
    if let set = context.settings["dateOrder"].flatMap(DayOrder.init(rawValue:)) {
      return "day: { order: \(set.rawValue) }"
    }
    var decider = DayOrderDecider()
    if let column = columns[.businessDay] ?? columns[.day] {
      for cell in cells(column) { cell.withUnsafeBufferPointer { decider.add($0) } }
    }
    switch decider.verdict {
    case .decided(let order): return "day: { order: \(order.rawValue) }"
    case .undecidable: return "day: { order: decide }  # dmy or mdy? No day that was looked at is over 12"
    case .conflict: return "day: { order: decide }  # dmy or mdy? Some days fit one only, some the other"
    case .none: return "day: { order: decide }  # dmy, mdy, ymd, or decide from the cells"
    }
  }

  private var decimalLine: String {
    if let set = context.settings["decimal"], set == "." || set == "," { return "numbers: { decimal: \"\(set)\" }" }
    let open = "numbers: { decimal: decide }  # \".\" or \",\", or decide for each column from its cells"
    guard CellQuestions.moneyRoles.contains(where: has) else { return open }
    var marks: Set<UInt8> = []
    for role in [.quantity] + CellQuestions.moneyRoles {
      guard let column = columns[role] else { continue }
      var decider = NotationDecider(currencyDecimals: role == .quantity ? nil : context.currency.decimals)
      for cell in cells(column) { cell.withUnsafeBufferPointer { decider.add($0) } }
      switch decider.verdict {
      case .decided(let notation): marks.insert(notation.mark)
      case .open, .undecidable: break
      case .conflict: return open
      }
    }
    guard marks.count == 1, let mark = marks.first, mark != 0 else { return open }
    return "numbers: { decimal: \"\(String(decoding: [mark], as: UTF8.self))\" }"
  }

  private var taxLine: String {
    let set = context.settings["tax"].flatMap(ExportFormat.TaxBasis.init(rawValue:)) ?? .unknown
    return "tax: \(set.rawValue)" + (set == .unknown ? "  # write excluded or included: what the amounts are" : "")
  }
}

/// Texts as YAML scalars that read back as the same text.
enum YAMLText {
  private static let reserved: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]

  /// Plain where that is safe, also in a flow list; else in double quotes.
  static func scalar(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, first.properties.isAlphabetic, scalars.last != " ",
      scalars.allSatisfy({
        $0.properties.isAlphabetic || (0x30...0x39).contains($0.value) || " _.-/º".unicodeScalars.contains($0)
      }),
      !reserved.contains(text.lowercased())
    else { return quoted(text) }
    return text
  }

  /// In double quotes, with nothing in it that could move a cursor or end a line.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
        let digits = String(scalar.value, radix: 16)
        result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      default:
        if scalar == "\"" || scalar == "\\" { result += "\\" }
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
