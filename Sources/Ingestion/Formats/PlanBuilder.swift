// Turns a match into a ReadingPlan: tax, signs, rules, and what has to be decided from the cells themselves.
internal import DataFiles
internal import Delimited
internal import SpendModel

struct PlanBuilder {
  let match: FormatMatch
  let sample: FileSample
  let context: ReadingContext
  let file: ExportFile
  private var path: String { file.path }

  init(match: FormatMatch, sample: FileSample, context: ReadingContext, file: ExportFile) {
    self.match = match
    self.sample = sample
    self.context = context
    self.file = file
  }

  func plan() throws -> ReadingPlan {
    let (amount, tax, taxWarnings) = try amountSource()
    var plan = ReadingPlan(
      format: match.format.id, evidence: match.evidence, dialect: match.dialect, skipsBlank: match.skipsBlank,
      encoding: sample.encoding,
      fallbackEncoding: sample.fallback, recordsBeforeData: match.dataStart, header: match.header,
      headerCells: match.headerCells, columns: match.columns, repeatedHeaderBeginsExport: match.hasHeader,
      nulls: match.format.nulls.map { Array($0.utf8) },
      exclusions: unitsRow() + rules(match.format.exclusions) + totals + [blankRow],
      negations: rules(match.format.negations).map(\.tests), returns: rules(match.format.returns).map(\.tests),
      needsProduct: match.format.isGeneric, amount: amount,
      amountsAreMinorUnits: match.format.amountsAreMinorUnits, notations: [:], dayOrder: .ymd, code: CodeReading(),
      kind: kind, tax: tax, defaultStore: context.settings["store"] ?? context.defaultStore, currency: context.currency,
      settings: [], warnings: match.warnings + taxWarnings)
    plan.code.hasCheckDigit = match.format.checkDigitsPresent
    plan.code.openRingMark = match.format.openRingMark.map { Array($0.utf8) }
    plan.timeZone = context.timeZone
    plan.day = try everyDay()
    plan.code.isBracketed = match.format.codeIsBracketed
    plan.carryDown = carryDown
    plan.notices = match.format.notices.compactMap { notice in
      column(named: notice.column).map { Notice(column: $0, says: notice.says) }
    }
    if context.settings["store"] != nil { plan.columns[.store] = nil }
    var questions = try CellQuestions(match: match, plan: plan, context: context, file: file)
    try questions.ask(sample)
    plan.dayOrder = try questions.dayOrder()
    plan.notations = try questions.notations()
    if let warning = questions.dayOrderWarning { plan.warnings.append(warning) }
    plan.settings = settings(plan)
    if plan.columns[.quantity] == nil {
      plan.warnings.append("The export has no quantity column; every line counts as 1.")
    }
    if match.format.isGeneric { plan.judge(ForeignTable(match, plan, sample)) }
    return plan
  }

  /// What `--set day=2026-02-13` says of a file without a column of days.
  private func everyDay() throws(Problem) -> Day? {
    guard let text = context.settings["day"] else { return nil }
    guard let day = Day(isoText: text) else {
      throw Problem(
        .wrongUse, what: "The setting day cannot be \(text).", place: "--set day=\(text)", rule: "a day, 2026-02-13",
        mend: "Write the day of the sales.")
    }
    guard let column = match.columns[.businessDay] ?? match.columns[.day] else { return day }
    throw Problem(
      .wrongUse, what: "The file has a column of days.",
      place: Place(file: path, line: match.headerLine, column: match.header[column]).description,
      rule: "--set day=\(text) is for files without one", mend: "Leave it out.")
  }

  private var kind: SalePage.Kind {
    switch match.format.gives {
    case .receipts: .receipts
    case .dayTotals: .dayTotals
    case .byReceiptColumn: match.columns[.receipt] == nil ? .dayTotals : .receipts
    }
  }

  /// What was decided and what a person set. A mark, a store or a tax stands here only where it was needed or said:
  /// corrected lines are read with these settings again.
  private func settings(_ plan: ReadingPlan) -> [String] {
    var settings = [
      "dateOrder=\(plan.dayOrder.rawValue)", "delimiter=\(String(decoding: [plan.dialect.delimiter], as: UTF8.self))",
      "encoding=\(plan.encoding.rawValue)",
    ]
    if plan.columns[.store] == nil { settings.append("store=\(plan.defaultStore)") }
    for key in ["escape", "quote", "tax"] {
      if let value = context.settings[key] { settings.append("\(key)=\(value)") }
    }
    if let day = plan.day { settings.append("day=\(day.isoText)") }
    if !match.ignored.isEmpty { settings.append("ignore=" + match.ignored.joined(separator: "|")) }
    if let column = plan.amount.column, let notation = plan.notations[column], notation.mark != 0 {
      settings.append("decimal=\(String(decoding: [notation.mark], as: UTF8.self))")
    }
    return settings.sorted()
  }

  // MARK: - Rules

  /// A rule on a column that this export lacks can never hold and is left out.
  private func rules(_ rules: [ExportFormat.Rule]) -> [Exclusion] {
    rules.compactMap { rule in
      var tests: [CellTest] = []
      for (target, value) in rule.tests {
        let column: Int? =
          switch target {
          case .name(let name): column(named: name)
          case .role(let role): match.columns[role]
          case .position(let position): position
          }
        guard let column else { return nil }
        tests.append(CellTest(column: column, match: test(value)))
      }
      return Exclusion(rule: rule.name, cancels: rule.cancels, tests: tests)
    }
  }

  private func column(named names: String) -> Int? { match.column(named: names) }

  private var carryDown: CarriedColumns? {
    guard let carryDown = match.format.carryDown else { return nil }
    let first = carryDown.first.compactMap(column)
    let columns = carryDown.columns.compactMap(column)
    return first.isEmpty || columns.isEmpty ? nil : CarriedColumns(first: first, columns: Array(Set(columns)).sorted())
  }

  /// A row below the header that gives units (`kg`, `USD`, `dd/mm/aaaa`) where a day, a quantity and an amount should
  /// stand: the rule `units`. It is known by its own cells.
  private func unitsRow() -> [Exclusion] {
    guard match.hasHeader, let dayColumn = match.columns[.businessDay] ?? match.columns[.day] else { return [] }
    let records = sample.records(match.dialect, skipsBlank: match.skipsBlank, limit: match.dataStart + 2)
    guard records.count == match.dataStart + 2, records[match.dataStart].cells.count >= match.header.count else {
      return []
    }
    let row = records[match.dataStart].cells.prefix(match.header.count).map { Array($0) }
    let valueColumns = [dayColumn] + ([.quantity] + CellQuestions.moneyRoles).compactMap { match.columns[$0] }
    let hasDigit = { (cell: ArraySlice<UInt8>) in cell.contains { $0 >= 0x30 && $0 <= 0x39 } }
    let isTotal = CommonRules.totals.contains(FoldedText.fold(String(decoding: row[dayColumn], as: UTF8.self)))
    guard !isTotal, valueColumns.allSatisfy({ !hasDigit(row[$0][...]) }),
      valueColumns.contains(where: { !row[$0].isEmpty }),
      dayColumn < records[match.dataStart + 1].cells.count, hasDigit(records[match.dataStart + 1].cells[dayColumn])
    else { return [] }
    let nulls = match.format.nulls.map { Array($0.utf8) }
    guard !row.contains(where: { nulls.contains($0) }) else { return [] }
    let tests = row.enumerated().filter { !$1.isEmpty }.map { CellTest(column: $0, match: .oneOf([$1.trimmedASCII])) }
    return [Exclusion(rule: "units", cancels: false, tests: tests)]
  }

  /// A row of delimiters only; the first filled cell ends the test.
  private var blankRow: Exclusion {
    Exclusion(
      rule: "blank", cancels: false, tests: match.header.indices.map { CellTest(column: $0, match: .blank) })
  }

  private var totals: [Exclusion] {
    match.format.hasTotals ? CommonRules.rows(match.columns, width: match.header.count) : []
  }

  private func test(_ value: ExportFormat.Value) -> CellTest.Match {
    switch value {
    case .oneOf(let texts): .oneOf(texts.flatMap(bytes))
    case .folded(let texts): .foldedOneOf(texts)
    case .words(let texts): .foldedWords(texts)
    case .prefix(let texts): .prefix(texts.flatMap(bytes))
    case .blank: .blank
    case .filled: .filled
    }
  }

  /// How a text stands in the file: as UTF-8, and where the file is or may be in single bytes, also as those.
  private func bytes(_ text: String) -> [[UInt8]] {
    let other = (sample.fallback ?? sample.encoding).encode(text)
    return [Array(text.utf8)] + (other.map { $0 == Array(text.utf8) ? [] : [$0] } ?? [])
  }

  // MARK: - Amount and tax

  /// Where the amount comes from, the tax it then has, and what a person should know about it.
  private func amountSource() throws(Problem) -> (AmountSource, String, [String]) {
    let wanted = context.tax
    let columns = match.columns
    if wanted == "included", let column = columns[.amountWithTax] { return (.column(column), wanted, []) }
    if wanted == "excluded", let column = columns[.amountWithoutTax] { return (.column(column), wanted, []) }
    if let column = columns[.amount] { return try brought(.column(column), column, try stated(match.format.tax)) }
    if let column = columns[.amountWithTax] { return try brought(.column(column), column, .included) }
    if let column = columns[.amountWithoutTax] { return try brought(.column(column), column, .excluded) }
    guard let price = columns[.unitPrice], let quantity = columns[.quantity] else {
      throw Problem(
        .refused, what: "The file has no amount column.", place: path, rule: "format \(match.format.id)",
        mend: "Export it with the lines' amounts.")
    }
    let priced = AmountSource.priced(unitPrice: price, quantity: quantity, discount: columns[.discount])
    return try brought(priced, nil, try stated(match.format.tax))
  }

  private func stated(_ basis: ExportFormat.TaxBasis) throws(Problem) -> ExportFormat.TaxBasis {
    guard let text = context.settings["tax"] else { return basis }
    guard let set = ExportFormat.TaxBasis(rawValue: text), set != .unknown else {
      throw Problem(
        .wrongUse, what: "The setting tax cannot be \(text).", place: "--set tax=\(text)",
        rule: "tax is excluded or included", mend: "Write --set tax=excluded or --set tax=included.")
    }
    return set
  }

  /// Brings amounts of a known or unknown basis to the workspace's.
  private func brought(
    _ source: AmountSource, _ column: Int?, _ basis: ExportFormat.TaxBasis
  ) throws(Problem) -> (AmountSource, String, [String]) {
    if basis == .unknown {
      return (
        source, ExportFormat.TaxBasis.unknown.rawValue,
        [
          "The export does not say whether its amounts include tax; they were taken as tax \(context.tax). Say it with --set tax=…"
        ]
      )
    }
    if basis.rawValue == context.tax { return (source, context.tax, []) }
    if let column, let tax = match.columns[.tax] {
      return (basis == .excluded ? .plusTax(column, tax: tax) : .minusTax(column, tax: tax), context.tax, [])
    }
    throw Problem(
      .refused,
      what: "The amounts of this export are with tax \(basis.rawValue), the workspace's figures are \(context.tax).",
      place: path, rule: "tax: \(context.tax) in commonspend.yaml; format \(match.format.id): \(basis.rawValue)",
      mend: "If you know better, say what the amounts are: --set tax=\(context.tax).")
  }
}

extension ReadingPlan {
  /// Takes over what a foreign table shows.
  fileprivate mutating func judge(_ table: ForeignTable) {
    let sums = table.sums
    exclusions += [sums.rule].compactMap(\.self)
    warnings += table.warnings + sums.warnings
  }
}

extension [UInt8] {
  /// Without blanks and tabs at either end, as cells are compared.
  fileprivate var trimmedASCII: [UInt8] {
    withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return [] }
      return Array(Bytes(base: base, count: buffer.count).trimmed().buffer)
    }
  }
}
