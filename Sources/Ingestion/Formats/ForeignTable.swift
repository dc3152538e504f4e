// What a person should know before the lines of a foreign export count: `generic` cannot know what its program means by a
// status, nor that a name is no product's.
internal import Delimited
internal import SpendModel

/// Looks at the sample of a file that `generic` reads.
struct ForeignTable {
  private let match: FormatMatch
  private let plan: ReadingPlan
  private let above: [SampleRecord]
  private let records: [SampleRecord]
  private let encoding: TextEncoding
  private static let sampleRecords = 2000
  private static let mostValues = 8

  init(_ match: FormatMatch, _ plan: ReadingPlan, _ sample: FileSample) {
    self.match = match
    self.plan = plan
    encoding = sample.encoding
    let all = sample.records(match.dialect, skipsBlank: match.skipsBlank, limit: ForeignTable.sampleRecords)
    above = Array(all.prefix(max(0, match.dataStart - 1)))
    records = Array(all.dropFirst(match.dataStart))
  }

  /// Sentences; none for a plain table.
  var warnings: [String] { tableAbove + statuses + oddSigns }

  /// Lines above the header that are no titles: their cells hold values.
  private var tableAbove: [String] {
    let lines = above.filter { record in
      record.cells.count > 2 && record.cells.count(where: { CellKind.of(Array($0)).isValue }) > 1
    }
    guard let first = lines.first, let header = match.headerLine else { return [] }
    return [
      "Above the header on line \(header) stands another table, from line \(first.line) on; it is not read."
    ]
  }

  /// What the columns say that the format's rules look at, where a rule does not answer it.
  private var statuses: [String] {
    let watched = Set((match.format.exclusions + match.format.returns).flatMap { $0.tests.compactMap(column) })
    return watched.sorted().compactMap { column in
      var counts: [String: Int] = [:]
      for record in records where column < record.cells.count && !isAnswered(record) {
        counts[encoding.decode(record.cells[column])?.trimmedBlanks ?? "", default: 0] += 1
      }
      counts[""] = nil
      guard counts.count > 1 else { return nil }
      let values = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(ForeignTable.mostValues).map(\.key)
      return "Lines count whatever their \(match.header[column]) says: \(values.joined(separator: ", "))"
        + (counts.count > values.count ? " …" : "") + ". A format file can leave some of them out."
    }
  }

  private func column(_ test: (target: ExportFormat.Target, value: ExportFormat.Value)) -> Int? {
    guard case .name(let names) = test.target else { return nil }
    return match.column(named: names)
  }

  /// Whether a rule leaves the record out or turns its sign.
  private func isAnswered(_ record: SampleRecord) -> Bool {
    (plan.exclusions.map(\.tests) + plan.returns).contains { tests in
      tests.allSatisfy { test in
        guard test.column < record.cells.count else { return false }
        let cell = record.cells[test.column]
        switch test.match {
        case .oneOf(let texts): return texts.contains(cell.filter { $0 != 0x20 })
        case .foldedOneOf(let texts): return texts.contains(folded(cell))
        case .foldedWords(let texts):
          let folded = folded(cell)
          return texts.contains { folded == $0 || folded.hasPrefix($0 + " ") }
        case .prefix(let texts): return texts.contains { cell.filter { $0 != 0x20 }.starts(with: $0) }
        case .blank: return cell.allSatisfy { $0 == 0x20 }
        case .filled: return !cell.allSatisfy { $0 == 0x20 }
        }
      }
    }
  }

  private func folded(_ cell: ArraySlice<UInt8>) -> String { FoldedText.fold(encoding.decode(cell) ?? "") }

  /// Lines whose quantity is negative and whose amount is not: nobody can tell whether they are returns.
  private var oddSigns: [String] {
    guard let quantity = match.columns[.quantity], let amount = plan.amount.column else { return [] }
    let found = records.first { record in
      guard record.cells.count >= match.header.count else { return false }
      let hasMinus = { (cell: ArraySlice<UInt8>) in cell.contains(0x2D) || cell.contains(0x28) || cell.contains(0xE2) }
      let isSomething = record.cells[amount].contains { (0x31...0x39).contains($0) }
      return record.cells[quantity].first == 0x2D && isSomething && !hasMinus(record.cells[amount])
        && !isAnswered(record)
    }
    guard let found else { return [] }
    return [
      "Some lines have a negative quantity beside an amount without a sign, the first on line \(found.line); the amount"
        + " counts as it is written."
    ]
  }

  // MARK: - Sums among the lines

  /// Lines of a day whose name begins like a sum's and that have no code: `TOTAL 2026-02-13`. Left out as `total` where
  /// each is the sum of the lines since the one before; else a person must hear of them.
  var sums: (rule: Exclusion?, warnings: [String]) {
    guard let name = match.columns[.description] else { return (nil, []) }
    let whole = records.filter { $0.cells.count >= match.header.count }
    guard whole.contains(where: { isNamedLikeSum($0, name) }) else { return (nil, []) }
    let lines = whole.filter { !isAnswered($0) }
    let isNamed = lines.map { isNamedLikeSum($0, name) }
    guard let first = isNamed.firstIndex(of: true) else { return (nil, []) }
    let tests = [CellTest(column: name, match: .foldedWords(CommonRules.totals))]
    let code = match.columns[.code].map { [CellTest(column: $0, match: .blank)] } ?? []
    if areSums(lines, isNamed) { return (Exclusion(rule: "total", cancels: false, tests: code + tests), []) }
    let text = encoding.decode(lines[first].cells[name]) ?? ""
    return (
      nil,
      [
        "Some lines are named like sums, the first on line \(lines[first].line) (\(text)); they are counted. If they are"
          + " sums, leave them out with a format file."
      ]
    )
  }

  private func isNamedLikeSum(_ record: SampleRecord, _ name: Int) -> Bool {
    if let code = match.columns[.code], !record.cells[code].allSatisfy({ $0 == 0x20 }) { return false }
    let folded = folded(record.cells[name])
    return CommonRules.totals.contains { folded.hasPrefix($0 + " ") }
  }

  private func areSums(_ lines: [SampleRecord], _ isNamed: [Bool]) -> Bool {
    guard let column = plan.amount.column, let notation = plan.notations[column] else { return false }
    let reader = DecimalReader(notation: notation)
    var sum = ExactSum()
    for (record, isNamed) in zip(lines, isNamed) {
      let reading = record.cells[column].withUnsafeBufferPointer { reader.read($0, scale: plan.currency.decimals) }
      guard case .value(let amount, _) = reading else { return false }
      if isNamed, sum.overflowed || amount != sum.value { return false }
      if isNamed { sum = ExactSum() } else { sum.add(amount) }
    }
    return true
  }
}
