// Follows a ReadingPlan record by record: each record becomes a sale line, a line left out by a named rule, or a
// rejection. Nothing is allocated for a line that is like its neighbours.
internal import Delimited
internal import SpendModel

/// Decodes one section after the other of one export.
struct LineDecoder {
  /// What became of a record.
  enum Outcome {
    case line
    case excluded
    case rejected
    case repeatedHeader
  }

  let plan: ReadingPlan
  private(set) var stores = StoreTable()
  private(set) var items = ItemTable()
  private(set) var balance = ImportBalance()
  private(set) var rejections: [Rejection] = []
  private(set) var warnings = DecodingWarnings()
  private(set) var text: TextDecoder
  private var cells: CellReader
  private var run = RunBuilder()
  /// Lines left out so far, by the index of their rule.
  private var excluded: [LineTally]
  private let headerBytes: [[UInt8]]
  private let bindings: Bindings
  private let rejectionLimit: Int

  init(plan: ReadingPlan, rejectionLimit: Int) {
    self.plan = plan
    self.rejectionLimit = rejectionLimit
    text = TextDecoder(encoding: plan.encoding, fallback: plan.fallbackEncoding)
    cells = CellReader(plan: plan)
    excluded = Array(repeating: LineTally(), count: plan.exclusions.count)
    headerBytes = plan.header.map { Array($0.utf8) }
    bindings = Bindings(plan: plan)
  }

  /// Decodes a record into the batch.
  mutating func decode(_ record: Record, at line: Int, into batch: inout SaleLineBatch) -> Outcome {
    balance.read.lines += 1
    if plan.repeatedHeaderBeginsExport, isHeader(record) {
      note("repeated-header", 0)
      return .repeatedHeader
    }
    let width = fit(record)
    if let rule = cells.exclusion(record, width: width) {
      exclude(record, rule, into: &batch)
      return .excluded
    }
    do throws(CellFault) {
      guard width.fits else { throw .ragged(record.cellCount, expected: plan.header.count) }
      let sale = try saleLine(record, at: line)
      run.append(sale, to: &batch)
      balance.read.amount.add(sale.amount)
      balance.counted.add(sale.amount)
      return .line
    } catch {
      reject(record, at: line, error)
      return .rejected
    }
  }

  /// Ends the batch's last run, so that the batch can be handed over.
  mutating func endBatch(_ batch: inout SaleLineBatch) { run.end(&batch) }

  /// The balance with the lines that rules left out.
  var finishedBalance: ImportBalance {
    var result = balance
    for (rule, tally) in zip(plan.exclusions, excluded) where tally.lines > 0 {
      result.excluded[rule.rule, default: LineTally()].add(tally)
    }
    return result
  }

  // MARK: - One record

  private mutating func saleLine(_ record: Record, at line: Int) throws(CellFault) -> SaleLine {
    try placeRun(record)
    let negative = cells.isNegated(record)
    let quantity = try cells.quantity(record)
    let amount = try cells.amount(record, quantity: quantity)
    let cost = cells.cost(record, quantity: quantity, &warnings)
    let tax = cells.optionalMoney(record, bindings.tax)
    if quantity.rounded || amount.rounded { warnings.rounded.add(amount.value) }
    if let currency = bindings.currency { try cells.checkCurrency(record, currency) }
    return SaleLine(
      item: try item(record), second: run.second, quantity: negative ? -quantity.value : quantity.value,
      amount: negative ? -amount.value : amount.value, cost: LineDecoder.signed(cost, negative),
      tax: LineDecoder.signed(tax, negative),
      fingerprint: bindings.line == nil ? 0 : LineDecoder.fingerprint(record), origin: Int64(line))
  }

  /// Finds the line's store, day and receipt, and begins a new run where one of them changed.
  private mutating func placeRun(_ record: Record) throws(CellFault) {
    let moment = try cells.moment(record)
    let store = try storeNumber(record)
    run.place(store: store, moment: moment, record: record, bindings: bindings)
  }

  private mutating func storeNumber(_ record: Record) throws(CellFault) -> Int32 {
    guard let column = bindings.store, let cell = cells.filled(record, column) else {
      return stores.number(named: plan.defaultStore)
    }
    guard let number = stores.number(cell, decoder: &text) else { throw .notText(column) }
    return number
  }

  private mutating func item(_ record: Record) throws(CellFault) -> Int32 {
    let code = bindings.code.flatMap { cells.filled(record, $0) }
    let department = bindings.department.flatMap { cells.filled(record, $0) }
    let supplier = bindings.supplier.flatMap { cells.filled(record, $0) }
    // Without a code the description stands in: it cannot meet a product, but lines of one product stay together.
    let naming = code ?? bindings.description.flatMap { cells.filled(record, $0) }
    let found = items.find(code: naming, department: department, supplier: supplier)
    if found >= 0 { return found }
    return items.add(try newItem(record, hasCode: code != nil))
  }

  private mutating func newItem(_ record: Record, hasCode: Bool) throws(CellFault) -> Item {
    let description = try textCell(record, bindings.description)
    let written = hasCode ? try textCell(record, bindings.code) : description
    return Item(
      code: plan.code.code(in: written), department: try textCell(record, bindings.department),
      supplier: try textCell(record, bindings.supplier), description: description,
      hasCheckDigit: plan.code.hasCheckDigit)
  }

  private mutating func textCell(_ record: Record, _ column: Int?) throws(CellFault) -> String {
    guard let column, cells.filled(record, column) != nil else { return "" }
    guard let decoded = text.text(record.text(column)) else { throw .notText(column) }
    return decoded.trimmedBlanks
  }

  private static func signed(_ value: Int64, _ negative: Bool) -> Int64 {
    negative && value != SaleLine.unknown ? -value : value
  }

  private static func fingerprint(_ record: Record) -> UInt64 {
    let bytes = record.bytes
    return hash64(UnsafeBufferPointer(start: bytes.base, count: bytes.count)) | 1
  }

  // MARK: - Lines that do not count

  private func isHeader(_ record: Record) -> Bool {
    guard record.cellCount >= headerBytes.count, let first = headerBytes.first, record.cell(0) == first else {
      return false
    }
    return headerBytes.indices.allSatisfy { record.text($0) == headerBytes[$0] }
  }

  /// A wider record fits when its surplus cells are empty: a trailing delimiter makes one.
  private func fit(_ record: Record) -> RecordWidth {
    let expected = plan.header.count
    guard record.cellCount > expected else {
      return RecordWidth(cells: record.cellCount, fits: record.cellCount == expected)
    }
    let surplusIsEmpty = (expected..<record.cellCount).allSatisfy { record.cell($0).count == 0 }
    return RecordWidth(cells: expected, fits: surplusIsEmpty)
  }

  private mutating func exclude(_ record: Record, _ rule: Int, into batch: inout SaleLineBatch) {
    let amount = cells.lenientAmount(record)
    if amount == nil { warnings.unreadableExcluded += 1 }
    balance.read.amount.add(amount ?? 0)
    excluded[rule].add(amount ?? 0)
    guard plan.exclusions[rule].cancels, record.cellCount >= plan.header.count else { return }
    do throws(CellFault) {
      try placeRun(record)
      run.cancel(&batch)
    } catch {
      // A cancelled line whose day cannot be read names no receipt: there is nothing to compare.
    }
  }

  private mutating func note(_ rule: String, _ amount: Int64) {
    balance.excluded[rule, default: LineTally()].add(amount)
  }

  private mutating func reject(_ record: Record, at line: Int, _ fault: CellFault) {
    let amount = cells.lenientAmount(record)
    balance.read.amount.add(amount ?? 0)
    balance.rejected.add(amount ?? 0)
    if amount == nil { warnings.unreadableRejected += 1 }
    // Past the limit the file is refused anyway: a binary file must not fill the memory with rejections.
    guard rejections.count <= rejectionLimit else { return }
    rejections.append(
      Rejection(
        line: line, column: fault.column.map { plan.header[$0] } ?? "", reason: fault.reason,
        cells: maskedCells(record), amount: amount))
  }

  private mutating func maskedCells(_ record: Record) -> [String] {
    (0..<record.cellCount).map { column in
      if bindings.personal.contains(column) { return record.cell(column).count == 0 ? "" : "***" }
      let bytes = record.text(column)
      return text.text(bytes) ?? String(decoding: bytes, as: UTF8.self)
    }
  }
}

/// How many of a record's cells belong to the table.
struct RecordWidth {
  var cells: Int
  var fits: Bool
}

/// What a person should know about a file's numbers, counted while it is read.
struct DecodingWarnings {
  var rounded = LineTally()
  var unreadableExcluded = 0
  var unreadableRejected = 0
  var unreadableCosts = 0
}

/// The columns of a plan that every line needs, looked up once.
struct Bindings {
  let store, register, cashier, receipt, line, code, description, department, supplier, tax, currency: Int?
  let personal: Set<Int>

  init(plan: ReadingPlan) {
    store = plan.columns[.store]
    register = plan.columns[.register]
    cashier = plan.columns[.cashier]
    receipt = plan.columns[.receipt]
    line = plan.columns[.line]
    code = plan.columns[.code]
    description = plan.columns[.description]
    department = plan.columns[.department]
    supplier = plan.columns[.supplier]
    tax = plan.columns[.tax]
    currency = plan.columns[.currency]
    personal = Set(plan.columns.filter { $0.key.isPersonal }.values)
  }
}

extension CodeReading {
  /// The code in a code cell as exported.
  func code(in written: String) -> String {
    if isBracketed, written.hasPrefix("["), let end = written.firstIndex(of: "]") {
      return String(written[written.index(after: written.startIndex)..<end]).trimmedBlanks
    }
    return openRingCode(written) ?? written
  }

  /// `DP150` of `2.99DP150`; nil where the code is no open ring.
  func openRingCode(_ code: String) -> String? {
    guard let mark = openRingMark else { return nil }
    let bytes = Array(code.utf8)
    guard let start = bytes.indices.dropLast(mark.count - 1).first(where: { bytes[$0...].starts(with: mark) }) else {
      return nil
    }
    let amount = bytes[..<start]
    let department = bytes[(start + mark.count)...]
    guard amount.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }),
      !department.isEmpty, department.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return String(decoding: bytes[start...], as: UTF8.self)
  }
}

extension String {
  /// Without blanks, tabs and no-break spaces at either end.
  var trimmedBlanks: String {
    let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\u{A0}" || $0 == "\u{202F}" }
    var scalars = Substring(self).unicodeScalars
    while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    return String(Substring(scalars))
  }
}
