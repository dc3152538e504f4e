// Tries one format on a sample: under each dialect it allows, by header names or by the shape of headerless records.
internal import DataFiles
internal import Delimited
internal import SpendModel

struct MatchFinder {
  let sample: FileSample
  let context: ReadingContext
  let path: String
  static let headerSearchDepth = 20
  static let sampleRecords = 60

  /// The match, or nil where the format does not fit.
  func match(_ format: ExportFormat) throws(Problem) -> FormatMatch? {
    for dialect in try dialects(format) {
      let records = sample.records(dialect, limit: MatchFinder.sampleRecords)
      if let match = try byHeader(format, dialect, records) { return match }
      if let match = try byShape(format, dialect, records) { return match }
    }
    return nil
  }

  // MARK: - Dialects

  private func dialects(_ format: ExportFormat) throws(Problem) -> [Dialect] {
    let newline: Dialect.Newline =
      sample.bytes.contains(0x0A) || !sample.bytes.contains(0x0D) ? .lf : .cr
    let quote = try setting("quote", or: format.quote)
    let escape = try self.escape(format)
    let delimiters: [UInt8]
    if let set = try setting("delimiter", or: nil) {
      delimiters = [set]
    } else {
      delimiters = declaredSeparator.map { [$0] } ?? format.delimiters ?? Array(",;\t|".utf8)
    }
    return delimiters.map { Dialect(delimiter: $0, quote: quote, escape: escape, newline: newline) }
  }

  /// The dialect under which most records have the same number of cells, more than one.
  func steadiestDialect() throws(Problem) -> Dialect {
    let quote = try setting("quote", or: UInt8(ascii: "\""))
    let delimiters = try setting("delimiter", or: declaredSeparator).map { [$0] } ?? Array(",;\t|".utf8)
    let dialects = delimiters.map { Dialect(delimiter: $0, quote: quote) }
    func steadiness(_ dialect: Dialect) -> Int {
      let widths = sample.records(dialect, limit: 1000).map(\.cells.count).filter { $0 > 1 }
      return Dictionary(grouping: widths, by: \.self).values.map(\.count).max() ?? 0
    }
    return dialects.max { steadiness($0) < steadiness($1) } ?? Dialect()
  }

  private func setting(_ key: String, or other: UInt8?) throws(Problem) -> UInt8? {
    guard let text = context.settings[key] else { return other }
    if key == "quote", text == "none" { return nil }
    guard let byte = FormatReader.byte(text) else { throw badSetting(key, text, "one ASCII character, or tab") }
    return byte
  }

  private func escape(_ format: ExportFormat) throws(Problem) -> Dialect.Escape {
    guard let text = context.settings["escape"] else { return format.escape }
    guard let escape = Dialect.Escape(rawValue: text) else { throw badSetting("escape", text, "doubled or backslash") }
    return escape
  }

  private func badSetting(_ key: String, _ text: String, _ expected: String) -> Problem {
    Problem(
      .wrongUse, what: "The setting \(key) cannot be \(text).", place: "--set \(key)=\(text)",
      rule: "\(key) is \(expected)", mend: "Write --set \(key)=… with \(expected).")
  }

  /// Spreadsheets take `sep=;` in the first line for the delimiter.
  private var declaredSeparator: UInt8? {
    sample.bytes.starts(with: Array("sep=".utf8)) && sample.bytes.count > 5 && sample.bytes[5] <= 0x0D
      ? sample.bytes[4] : nil
  }

  // MARK: - By header

  private func byHeader(
    _ format: ExportFormat, _ dialect: Dialect, _ records: [SampleRecord]
  ) throws(Problem) -> FormatMatch? {
    guard !format.headerNames.isEmpty || format.isGeneric else { return nil }
    for (index, record) in records.prefix(MatchFinder.headerSearchDepth).enumerated() where record.cells.count > 1 {
      let folded = record.folded(sample.encoding)
      guard fits(format, folded) else { continue }
      let columns = try bind(format, folded, record)
      guard !format.isGeneric || isEnough(columns) else { continue }
      let names = record.texts(sample.encoding).map(\.trimmedBlanks)
      return FormatMatch(
        format: format, dialect: dialect, header: names, hasHeader: true, dataStart: index + 1, columns: columns,
        evidence: evidence(format, line: record.line))
    }
    return nil
  }

  private func fits(_ format: ExportFormat, _ folded: [String]) -> Bool {
    format.headerNames.allSatisfy { name in alternatives(name).contains { folded.contains($0) } }
      && format.absentNames.allSatisfy { !folded.contains(FoldedText.fold($0)) }
  }

  /// `Date|Fecha` in a format file means either.
  private func alternatives(_ name: String) -> [String] { name.split(separator: "|").map { FoldedText.fold(String($0)) } }

  private func bind(
    _ format: ExportFormat, _ folded: [String], _ record: SampleRecord?
  ) throws(Problem) -> [Role: Int] {
    var columns: [Role: Int] = [:]
    var taken: Set<Int> = []
    for role in Role.allCases {
      guard let aliases = format.columns[role] else { continue }
      for alias in aliases.map(FoldedText.fold) {
        let found = folded.indices.filter { folded[$0] == alias && !taken.contains($0) }
        guard let column = found.first else { continue }
        if found.count > 1, format.headerNames.isEmpty || role == .amount { throw twice(alias, record) }
        columns[role] = column
        taken.insert(column)
        break
      }
    }
    return columns
  }

  private func twice(_ alias: String, _ record: SampleRecord?) -> Problem {
    Problem(
      .refused, what: "Two columns are called \(alias).",
      place: Place(file: path, line: record?.line, column: alias).description, rule: "a column is bound by its name",
      mend: "Rename one of them in the export.")
  }

  /// What a foreign export needs at least.
  private func isEnough(_ columns: [Role: Int]) -> Bool {
    let hasAmount =
      columns[.amount] != nil || columns[.amountWithTax] != nil || columns[.amountWithoutTax] != nil
      || (columns[.unitPrice] != nil && columns[.quantity] != nil)
    let hasDay = columns[.day] != nil || columns[.businessDay] != nil
    return hasDay && hasAmount && (columns[.code] != nil || columns[.description] != nil)
  }

  private func evidence(_ format: ExportFormat, line: Int) -> String {
    format.isGeneric
      ? "no named format fits; line \(line) names a day, an amount and a product"
      : "line \(line) is a header with \(format.headerNames.joined(separator: ", "))"
  }

  // MARK: - By shape

  private func byShape(
    _ format: ExportFormat, _ dialect: Dialect, _ records: [SampleRecord]
  ) throws(Problem) -> FormatMatch? {
    for shape in format.shapes {
      let fitting = records.filter { fits(shape, $0) }
      guard !records.isEmpty, fitting.count * 10 >= records.count * 9 else { continue }
      return FormatMatch(
        format: format, dialect: dialect, header: shape.names, hasHeader: false, dataStart: 0,
        columns: try bind(format, shape.names.map(FoldedText.fold), nil),
        evidence: "no header; \(fitting.count) of \(records.count) records have \(shape.names.count) columns with "
          + shape.cells.map(\.name).joined(separator: ", ") + " as expected")
    }
    return nil
  }

  private func fits(_ shape: ExportFormat.Shape, _ record: SampleRecord) -> Bool {
    guard record.cells.count == shape.names.count else { return false }
    return shape.cells.allSatisfy { name, value in
      guard let column = shape.names.firstIndex(of: name) else { return false }
      let text = String(decoding: record.cells[column], as: UTF8.self).trimmedBlanks
      switch value {
      case .oneOf(let texts): return texts.contains(text)
      case .folded(let texts): return texts.contains(FoldedText.fold(text))
      case .prefix(let texts): return texts.contains { text.hasPrefix($0) }
      case .blank: return text.isEmpty
      case .filled: return !text.isEmpty
      }
    }
  }

  // MARK: - Refusals

  func doesNotFit(_ format: ExportFormat) -> Problem {
    let seen = headerSeen
    let missing = format.isGeneric ? "a day, an amount, or a code or description" : missingNames(format, seen).joined(separator: ", ")
    return Problem(
      .refused, what: "The file is no \(format.id) export: it lacks \(missing).",
      place: Place(file: path, line: 1, text: seen.joined(separator: ", ")).description, rule: "--as \(format.id)",
      mend: "Leave --as out to have the format recognised, or see `commonspend inspect`.")
  }

  func nothingFits(_ formats: [ExportFormat]) -> Problem {
    let seen = headerSeen
    let named = formats.filter { !$0.isGeneric && !$0.headerNames.isEmpty }
    let best = named.max { known($0, seen) < known($1, seen) }
    let hint = best.flatMap { known($0, seen) > 1 ? "nearest is \($0.id), which misses \(missingNames($0, seen).joined(separator: ", "))" : nil }
    return Problem(
      .refused, what: "No format fits this file" + (hint.map { ": " + $0 } ?? "") + ".",
      place: Place(file: path, line: 1, text: seen.joined(separator: ", ")).description,
      rule: "a format is recognised by its header or its shape; generic needs a day, an amount, and a code or description",
      mend: "Check that this is the sales export with its header; else describe it in catalogue/formats/ (docs/add-a-pos-format.md).")
  }

  private func known(_ format: ExportFormat, _ seen: [String]) -> Int {
    format.headerNames.count - missingNames(format, seen).count
  }

  private func missingNames(_ format: ExportFormat, _ seen: [String]) -> [String] {
    let folded = seen.map(FoldedText.fold)
    return format.headerNames.filter { name in !alternatives(name).contains { folded.contains($0) } }
  }

  /// The first record under the delimiter that cuts it into the most cells.
  private var headerSeen: [String] {
    let candidates = Array(",;\t|".utf8).compactMap { sample.records(Dialect(delimiter: $0), limit: 1).first }
    return candidates.max { $0.cells.count < $1.cells.count }?.texts(sample.encoding) ?? []
  }
}
