// Which column of a foreign export is the line's amount. Many exports repeat the receipt's total on each of its lines, under
// a name that elsewhere means the line's; counted, it would count once for every line. Asked after recognition.
internal import DataFiles
internal import Delimited
internal import SpendModel

/// Looks at the amounts of a sample receipt by receipt.
struct LineAmount {
  private let match: FormatMatch
  private let path: String
  private let lines: [SampleRecord.Cells]
  private let receipts: [[SampleRecord.Cells]]
  private static let sampleRecords = 4000
  private static let roles: [Role] = [.amount, .amountWithTax, .amountWithoutTax]

  init(_ match: FormatMatch, _ sample: FileSample, path: String) {
    self.match = match
    self.path = path
    let records = sample.records(match.dialect, skipsBlank: match.skipsBlank, limit: LineAmount.sampleRecords)
    lines = records.dropFirst(match.dataStart).map(\.cells).filter { $0.count >= match.header.count }
    receipts = LineAmount.receipts(match, lines)
  }

  /// The sample's records by receipt, those with several lines.
  private static func receipts(_ match: FormatMatch, _ records: [SampleRecord.Cells]) -> [[SampleRecord.Cells]] {
    guard let receipt = match.columns[.receipt] else { return [] }
    let key = [receipt] + [Role.day, .businessDay, .store, .register].compactMap { match.columns[$0] }
    var groups: [[ArraySlice<UInt8>]: [SampleRecord.Cells]] = [:]
    for cells in records where !cells[receipt].isEmpty {
      groups[key.map { cells[$0] }, default: []].append(cells)
    }
    return groups.values.filter { $0.count > 1 }
  }

  /// The match with the columns that are no line's amount taken out, and what a person should know about it.
  func settled() throws(Problem) -> FormatMatch {
    var result = match
    var left: [String] = []
    for role in LineAmount.roles {
      let candidates = role == .amount ? match.amountCandidates : [match.columns[role]].compactMap(\.self)
      let fitting = candidates.filter { !isReceiptTotal($0) }
      left += candidates.filter { !fitting.contains($0) }.map { match.header[$0] }
      result.columns[role] = fitting.first
    }
    if !left.isEmpty { result.warnings.append(sentence(left)) }
    result.ignored += left
    if let tax = match.columns[.tax], isRate(tax, of: LineAmount.roles.compactMap { result.columns[$0] }.first) {
      result.columns[.tax] = nil
      result.ignored.append(match.header[tax])
      result.warnings.append("\(match.header[tax]) holds rates, no amounts of tax. It is not read.")
    }
    if LineAmount.roles.allSatisfy({ result.columns[$0] == nil }) { try price(&result, left) }
    return result
  }

  /// The amount is made from price and quantity, unless there is a discount that nobody can tell how to take off.
  private func price(_ result: inout FormatMatch, _ left: [String]) throws(Problem) {
    guard result.columns[.unitPrice] != nil, result.columns[.quantity] != nil else { throw onlyTotals(left) }
    let bound = Set(result.columns.values)
    let discounts = (match.format.columns[.discount] ?? []).map(FoldedText.fold)
    let unknown = match.header.indices.first { column in
      let name = HeaderName.fold(match.header[column])
      return !bound.contains(column) && discounts.contains { name.hasPrefix($0 + " ") }
    }
    if let unknown { throw unknownDiscount(match.header[unknown]) }
    let less = result.columns[.discount].map { ", less \(match.header[$0])" } ?? ""
    result.warnings.append("No column holds the lines' amounts; they are price times quantity\(less).")
  }

  private func unknownDiscount(_ name: String) -> Problem {
    Problem(
      .refused, what: "No column holds the lines' amounts, and what \(name) takes off cannot be told.",
      place: Place(file: path, line: match.headerLine, column: name).description,
      rule: "an amount is price times quantity only where nothing else changes it",
      mend: "Export the lines' own amounts, or describe the export in a format file.")
  }

  private func sentence(_ names: [String]) -> String {
    "\(names.joined(separator: ", ")) says the same on all lines of a receipt: the receipt's total, not the line's. It is"
      + " not read."
  }

  private func onlyTotals(_ names: [String]) -> Problem {
    Problem(
      .refused, what: "The column \(names.first ?? "") holds the receipt's total on each of its lines.",
      place: Place(file: path, line: match.headerLine, column: names.first).description,
      rule: "an amount is the line's", mend: "Export the lines' own amounts, or name their column in a format file.")
  }

  // MARK: - Evidence

  /// Whether each receipt has one number on all its lines, although its lines are worth different sums.
  private func isReceiptTotal(_ column: Int) -> Bool {
    guard receipts.allSatisfy({ lines in lines.allSatisfy { $0[column] == lines[0][column] } }) else { return false }
    guard let price = match.columns[.unitPrice], let quantity = match.columns[.quantity] else {
      // Two products of one price are nothing strange.
      return telling([.code, .description]).count >= 3
    }
    return telling([.unitPrice, .quantity]).contains { lines in
      lines.contains { !isProduct(of: $0[price], and: $0[quantity], $0[column]) }
    }
  }

  /// Whether the cells are rates: one is more than half of its amount, or all are the same beside different amounts.
  private func isRate(_ tax: Int, of amount: Int?) -> Bool {
    guard let amount else { return false }
    let filled = lines.filter { !$0[tax].isEmpty && $0[tax].contains { (0x31...0x39).contains($0) } }
    if Set(filled.map { $0[tax] }).count == 1, Set(filled.map { $0[amount] }).count > 2 { return true }
    return filled.contains { cells in
      let isMost = [DecimalNotation.point, .comma].compactMap { notation -> Bool? in
        guard let part = value(cells[tax], notation, 2), let whole = value(cells[amount], notation, 2) else {
          return nil
        }
        return part.magnitude * 2 > whole.magnitude
      }
      return !isMost.isEmpty && !isMost.contains(false)
    }
  }

  /// The receipts whose lines differ in one of the columns: equal lines have equal amounts.
  private func telling(_ roles: [Role]) -> [[SampleRecord.Cells]] {
    let columns = roles.compactMap { match.columns[$0] }
    return receipts.filter { lines in columns.contains { column in lines.contains { $0[column] != lines[0][column] } } }
  }

  /// Whether price times quantity is the amount, by one of the two decimal marks; also where one of them cannot be read.
  private func isProduct(
    of price: ArraySlice<UInt8>, and quantity: ArraySlice<UInt8>, _ amount: ArraySlice<UInt8>
  ) -> Bool {
    let products = [DecimalNotation.point, .comma].compactMap { notation -> Bool? in
      guard let unit = value(price, notation, 8), let count = value(quantity, notation, 6),
        let sum = value(amount, notation, 2), let product = CellReader.roundedProduct(unit, count, dropping: 12)
      else { return nil }
      return (product - sum).magnitude <= 1
    }
    return products.isEmpty || products.contains(true)
  }

  private func value(_ cell: ArraySlice<UInt8>, _ notation: DecimalNotation, _ scale: Int) -> Int64? {
    let reading = cell.withUnsafeBufferPointer { DecimalReader(notation: notation).read($0, scale: scale) }
    guard case .value(let value, _) = reading, value.magnitude < 1 << 60 else { return nil }
    return value
  }
}
