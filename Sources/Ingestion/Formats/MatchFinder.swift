// Tries one format on a sample: under each dialect it allows, by header names or by the shape of headerless records.
internal import DataFiles
internal import Delimited
internal import SpendModel

struct MatchFinder {
  let sample: FileSample
  let context: ReadingContext
  let path: String
  /// How the file's bytes look under the settings; formats that leave the dialect open are tried with it first.
  let detected: DetectedDialect
  static let headerSearchDepth = 40
  static let sampleRecords = 60

  init(sample: FileSample, context: ReadingContext, path: String) throws(Problem) {
    self.sample = sample
    self.context = context
    self.path = path
    let stated = try StatedDialect(context)
    if let said = stated.delimiter, let declared = DialectDetector.declaredDelimiter(sample.bytes), said != declared {
      throw MatchFinder.contradiction(said, declared, "--set delimiter", path)
    }
    detected = DialectDetector(sample.bytes, isWhole: sample.isWholeFile, stated: stated).detect()
    self.stated = stated
  }

  private let stated: StatedDialect
  let cache = SampleCache()

  /// The match, or nil where the format does not fit.
  func match(_ format: ExportFormat) throws(Problem) -> FormatMatch? {
    for dialect in dialects(format) {
      let skips = detected.dialect.skipsBlank && dialect.delimiter == detected.dialect.delimiter
      let cut = cache.records(sample, dialect, skipsBlank: skips)
      var match = try byHeader(format, dialect, cut)
      if match == nil { match = try byShape(format, dialect, cut.records) }
      guard var found = match else { continue }
      found.skipsBlank = skips
      return found
    }
    return nil
  }

  // MARK: - Dialects

  /// What the person or the format says holds; what neither says is taken from the bytes.
  private func dialects(_ format: ExportFormat) -> [Dialect] {
    let newline: Dialect.Newline =
      sample.bytes.contains(0x0A) || !sample.bytes.contains(0x0D) ? .lf : .cr
    return delimiters(format).map { delimiter in
      let isDetected = delimiter == detected.dialect.delimiter
      // That there are no quotes is said, never guessed: a quote that is not closed is then refused, not read over.
      let quote: UInt8? = stated.quote ?? format.quote ?? (isDetected ? detected.dialect.quote ?? 0x22 : 0x22)
      let escape = stated.escape ?? format.escape ?? (isDetected ? detected.dialect.escape : .doubled)
      return Dialect(delimiter: delimiter, quote: quote, escape: escape, newline: newline)
    }
  }

  private func delimiters(_ format: ExportFormat) -> [UInt8] {
    if let said = stated.delimiter { return [said] }
    if let declared = DialectDetector.declaredDelimiter(sample.bytes) {
      return format.delimiters.map { $0.contains(declared) ? [declared] : [] } ?? [declared]
    }
    if let fixed = format.delimiters { return fixed }
    let usual = Array(",;\t|".utf8)
    guard let found = detected.dialect.delimiter else { return usual }
    return [found] + usual.filter { $0 != found }
  }

  static func contradiction(_ said: UInt8, _ declared: UInt8, _ who: String, _ path: String) -> Problem {
    let text = { (byte: UInt8) in byte == 0x09 ? "tab" : String(decoding: [byte], as: UTF8.self) }
    return Problem(
      .refused, what: "The file says that its delimiter is \(text(declared)), \(who) says \(text(said)).",
      place: Place(file: path, line: 1, text: "sep=" + text(declared)).description,
      rule: "what a person, a format or the file says of the dialect is never overridden",
      mend: "Leave one of them out: the setting, or the first line of the file.")
  }

  // MARK: - By header

  private func byHeader(
    _ format: ExportFormat, _ dialect: Dialect, _ cut: SampleCache.Cut
  ) throws(Problem) -> FormatMatch? {
    guard !format.headerNames.isEmpty || format.isGeneric else { return nil }
    let records = cut.records
    let wanted = format.headerNames.map(alternatives)
    let unwanted = format.absentNames.map(FoldedText.fold)
    for (index, exact) in cut.folded.enumerated() where exact.count > 1 {
      let record = records[index]
      guard wanted.allSatisfy({ $0.contains(where: exact.contains) }), !unwanted.contains(where: exact.contains) else {
        continue
      }
      let ignored = ignoredNames.compactMap { exact.firstIndex(of: $0) }
      let known = format.isGeneric ? names(record).map(\.folded) : exact
      let folded = known.indices.map { ignored.contains($0) ? "" : known[$0] }
      let columns = try bind(format, folded, record)
      guard !format.isGeneric || isEnough(columns) else { continue }
      try refuseUnknownIgnored(exact, record)
      if format.isGeneric { try refuseForeignMoney(columns, record) }
      let header = trimmed(record.texts(sample.encoding).map(\.trimmedBlanks), records.dropFirst(index + 1))
      var match = FormatMatch(
        format: format, dialect: dialect, header: header, hasHeader: true, dataStart: index + 1, columns: columns,
        evidence: evidence(format, line: record.line), headerLine: record.line)
      match.headerCells = record.cells.prefix(header.count).map { Array($0) }
      match.ignored = ignored.map { match.header[$0] }
      match.amountCandidates = candidates(format, folded, columns)
      return match
    }
    return nil
  }

  /// What `--set ignore=Total|IVA` names, folded.
  private var ignoredNames: [String] {
    (context.settings["ignore"] ?? "").split(separator: "|").map { FoldedText.fold(String($0)) }
  }

  private func refuseUnknownIgnored(_ folded: [String], _ record: SampleRecord) throws(Problem) {
    guard let name = ignoredNames.first(where: { !folded.contains($0) }) else { return }
    throw Problem(
      .wrongUse, what: "There is no column \(name).", place: Place(file: path, line: record.line).description,
      rule: "--set ignore=\(context.settings["ignore"] ?? "")",
      mend: nearest(name, in: record.texts(sample.encoding)).map { "Did you mean \($0)?" } ?? "Leave it out.")
  }

  /// The names of a header as `generic` compares them.
  func names(_ record: SampleRecord) -> [HeaderName] {
    record.texts(sample.encoding).map { HeaderName($0, currency: context.currency) }
  }

  /// Every column with a name that may be the line's amount, but for those that are something else.
  private func candidates(_ format: ExportFormat, _ folded: [String], _ columns: [Role: Int]) -> [Int] {
    let others = Set(columns.filter { $0.key != .amount }.values)
    let found = (format.columns[.amount] ?? []).map(FoldedText.fold).flatMap { alias in
      folded.indices.filter { folded[$0] == alias && !others.contains($0) }
    }
    return found.enumerated().filter { !found[..<$0].contains($1) }.map(\.element)
  }

  /// A column whose name says another currency than the workspace's is never read as the workspace's money.
  private func refuseForeignMoney(_ columns: [Role: Int], _ record: SampleRecord) throws(Problem) {
    let names = names(record)
    for role in CellQuestions.moneyRoles {
      guard let column = columns[role], let codes = names[column].currencies, !codes.contains(context.currency.code)
      else {
        continue
      }
      throw Problem(
        .refused, what: "The amounts are in another currency than \(context.currency.code).",
        place: Place(file: path, line: record.line, column: record.texts(sample.encoding)[column].trimmedBlanks)
          .description,
        rule: "currency: \(context.currency.code) in commonspend.yaml; nothing is converted",
        mend: "Import it into a workspace of its own currency.")
    }
  }

  /// Without the nameless columns that delimiters at the ends of the lines make: where no line has a cell in them, or
  /// where some lines lack them and most do not use them.
  private func trimmed(_ names: [String], _ records: ArraySlice<SampleRecord>) -> [String] {
    let named = names.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? names.count
    let users = records.count(where: { $0.cells.count > named && $0.cells[named...].contains { !$0.isEmpty } })
    let isLacked = records.contains { $0.cells.count < names.count }
    return users == 0 || (isLacked && users * 2 < records.count) ? Array(names.prefix(named)) : names
  }

  /// `Date|Fecha` in a format file means either.
  func alternatives(_ name: String) -> [String] {
    name.split(separator: "|").map { FoldedText.fold(String($0)) }
  }

  func bind(
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
    let hasDay = columns[.day] != nil || columns[.businessDay] != nil || context.settings["day"] != nil
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
      case .words(let texts):
        let folded = FoldedText.fold(text)
        return texts.contains { folded == $0 || folded.hasPrefix($0 + " ") }
      case .prefix(let texts): return texts.contains { text.hasPrefix($0) }
      case .blank: return text.isEmpty
      case .filled: return !text.isEmpty
      }
    }
  }

  /// How the file looks whether or not a format fits it.
  var sight: TableSight {
    let layout = layout(detected.dialect)
    let first = layout.first.map { sample.encoding.shownText($0) }
    return TableSight(
      sample: sample, dialect: detected.dialect, isQuoted: detected.isQuoted, firstLine: layout.firstLine,
      width: layout.width, hasHeader: layout.hasHeader, first: first)
  }

  private func layout(_ dialect: TableDialect) -> TableLayout {
    let bytes = Array(sample.bytes.prefix(DialectDetector.sampleBytes))
    let isWhole = sample.isWholeFile && bytes.count == sample.bytes.count
    let rough = TableCutter.records(bytes, dialect, isWhole: isWhole, limit: DialectDetector.sampleRecords)
    // Once the width is known, a record that a stray quote spoils is cut right.
    let records = TableCutter.records(
      bytes, dialect, isWhole: isWhole, limit: DialectDetector.sampleRecords,
      expectedWidth: DialectDetector.modalWidth(rough).width)
    return TableLayout(records, isDeclared: DialectDetector.declaredDelimiter(sample.bytes) != nil)
  }

  /// How the file looks to the format that fits it.
  func sight(_ match: FormatMatch) -> TableSight {
    var sight = sight
    let dialect = TableDialect(
      delimiter: match.dialect.delimiter, quote: match.dialect.quote, escape: match.dialect.escape,
      skipsBlank: match.skipsBlank)
    if dialect.delimiter != sight.dialect.delimiter || dialect.quote != sight.dialect.quote { sight.isQuoted = true }
    sight.dialect = dialect
    sight.width = layout(dialect).width
    sight.hasHeader = match.hasHeader
    if let line = match.headerLine { sight.firstLine = line } else { sight.firstLine = 1 }
    if match.hasHeader { sight.first = match.header }
    return sight
  }
}

/// The sample's first records under each dialect that was tried: a dozen formats ask for the same few.
final class SampleCache {
  struct Cut {
    var records: [SampleRecord]
    /// The names of the records in which a header may stand.
    var folded: [[String]]
  }

  private struct Key: Hashable {
    var dialect: Dialect
    var skipsBlank: Bool
  }

  private var cuts: [Key: Cut] = [:]

  func records(_ sample: FileSample, _ dialect: Dialect, skipsBlank: Bool) -> Cut {
    let key = Key(dialect: dialect, skipsBlank: skipsBlank)
    if let cut = cuts[key] { return cut }
    let records = sample.records(dialect, skipsBlank: skipsBlank, limit: MatchFinder.sampleRecords)
    let cut = Cut(
      records: records, folded: records.prefix(MatchFinder.headerSearchDepth).map { $0.folded(sample.encoding) })
    cuts[key] = cut
    return cut
  }
}
