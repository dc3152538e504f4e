// Follows a ReadingPlan record by record: each record becomes a sale line, a line left out by a named rule, or a
// rejection. Nothing is allocated for a line that is like its neighbours.
internal import Delimited
internal import SpendModel

/// Decodes blocks of one export. Each thread has its own; what they number and count is put together by DraftAssembly.
struct LineDecoder {
  let plan: ReadingPlan
  private let bindings: Bindings
  private let header: HeaderTexts
  /// Whether equal records have to be told from different ones.
  private let wantsFingerprints: Bool
  private let rejectionLimit: Int
  private let hasNotices: Bool
  private let notices: NoticeCounter
  private let nulls: NullTexts
  private let moments: MomentReader
  private let cells: CellReader
  private let rules: RuleBook
  private var candidates: RuleCandidates
  private var receiptCells: RememberedCells
  private var momentCells: RememberedCells
  /// What the remembered cells mean; nil until a line asks.
  private var moment: Moment?
  private var store: Int32?
  /// Whether the run knows the receipt, and the store and day, that the remembered cells mean.
  private var isPlaced = (receipt: false, day: false)
  private var receiptKey: [UInt8] = []
  private var run = RunBuilder()
  private var stores = NameTable<String>()
  /// Items that this decoder has met.
  private var itemCount: Int32 = 0
  /// Those of them that it met in this block.
  private var newItems: [Item] = []
  private let itemCells: ItemCells
  private let itemLookahead: ItemLookahead
  private var storeKeys = ByteInterner()
  /// By number of `storeKeys`.
  private var storeNumbers: [Int32] = []
  private var text: TextDecoder
  /// Whether texts of the last block may have been decoded wrongly.
  private var mustForget = false
  private var tally: ReadingTally

  init(plan: ReadingPlan, options: ReadingOptions) {
    self.plan = plan
    bindings = Bindings(plan: plan)
    header = HeaderTexts(plan)
    wantsFingerprints = options.removesDuplicates && bindings.line != nil
    rejectionLimit = options.maxRejects.keptRejections
    nulls = NullTexts(plan.nulls)
    itemCells = ItemCells(bindings, nulls)
    itemLookahead = ItemLookahead(itemCells)
    moments = MomentReader(plan: plan, nulls: nulls)
    cells = CellReader(plan: plan, nulls: nulls)
    notices = NoticeCounter(plan: plan, nulls: nulls)
    hasNotices = !plan.notices.isEmpty
    rules = RuleBook(plan: plan, shared: Set(bindings.receiptColumns + bindings.momentColumns))
    candidates = rules.candidatesWithoutReceipt
    receiptCells = RememberedCells(columns: bindings.receiptColumns)
    momentCells = RememberedCells(columns: bindings.momentColumns)
    text = TextDecoder(encoding: plan.encoding, fallback: plan.fallbackEncoding)
    tally = ReadingTally(plan)
  }

  /// Decodes the records from `first` on. `text` says how text is decoded, `isCertain` whether that is what all blocks
  /// before this one leave; if not, a block with text other than ASCII is provisional.
  mutating func decode(
    _ records: RecordBatch, from first: Int, text: TextDecoder, isCertain: Bool, into block: inout DecodedBlock
  ) {
    begin(text)
    block.removeAll()
    let knownStores = stores.values.count
    var index = first
    while index < records.count {
      let part = records.part(from: index, count: min(Lookahead.lines, records.count - index))
      lookAhead(part)
      for turn in 0..<part.count where !appendLikeTheOneBefore(part, turn, to: &block.batch) {
        decode(part, turn, into: &block)
      }
      tally.read.lines += part.count
      index += part.count
    }
    run.end(&block.batch)
    block.newItems = newItems
    newItems.removeAll(keepingCapacity: true)
    block.newStores = Array(stores.values[knownStores...])
    block.tally = tally
    block.text = self.text
    block.isProvisional = !isCertain && self.text.metOtherBytes
    mustForget = block.isProvisional
    // What is remembered stands in this block.
    forget()
  }

  /// Looks at the next lines column by column: a loop of one kind of work keeps the processor busy with many lines.
  private func lookAhead(_ records: RecordBatch) {
    // The numbers are read while the memory of the items is on its way.
    itemLookahead.prefetch(records)
    cells.readAhead(records)
    if hasNotices { notices.readAhead(records) }
    itemLookahead.find(count: records.count)
  }

  private mutating func begin(_ text: TextDecoder) {
    if mustForget {
      stores = NameTable()
      itemCount = 0
      storeKeys = ByteInterner()
      storeNumbers = []
      itemLookahead.removeAll()
    }
    self.text = text
    tally = ReadingTally(plan)
    forget()
  }

  // MARK: - One record

  /// Adds a line that differs from the one before in nothing but its item and plain numbers, as most do; false where
  /// more than that may differ, and nothing was added.
  @inline(__always)
  private mutating func appendLikeTheOneBefore(
    _ records: RecordBatch, _ turn: Int, to batch: inout SaleLineBatch
  ) -> Bool {
    let record = records[turn]
    guard isPlaced.day, record.cellCount == plan.header.count, !hasNotices, bindings.currency == nil,
      receiptCells.match(record), momentCells.match(record),
      rules.exclusion(record, of: candidates, width: record.cellCount) == nil,
      let numbers = cells.plainNumbers(turn), let item = itemLookahead.item(turn)
    else { return false }
    add(record, numbers, item, to: &batch)
    return true
  }

  /// Any record.
  @inline(never)
  private mutating func decode(_ records: RecordBatch, _ turn: Int, into block: inout DecodedBlock) {
    let record = records[turn]
    if plan.repeatedHeaderBeginsExport, header.equal(record) {
      tally.repeatedHeaders += 1
      run.end(&block.batch)
      block.sectionEnds.append(block.batch.runs.count)
    } else {
      decode(record, turn, at: records.line(of: turn), into: &block.batch)
    }
  }

  private mutating func decode(_ record: Record, _ turn: Int, at line: Int, into batch: inout SaleLineBatch) {
    let width = fit(record)
    let rule: Int?
    if record.cellCount >= plan.header.count {
      meet(record, width)
      rule = rules.exclusion(record, of: candidates, width: width.cells)
    } else {
      forget()
      rule = rules.exclusionFromScratch(record, width: width.cells)
    }
    if let rule { return exclude(record, turn, rule, into: &batch) }
    do throws(CellFault) {
      guard width.fits else { throw .ragged(record.cellCount, expected: plan.header.count) }
      try append(record, turn, to: &batch)
    } catch {
      reject(record, turn, at: line, error)
    }
  }

  /// Compares the cells that a receipt's lines share with those of the record before.
  private mutating func meet(_ record: Record, _ width: RecordWidth) {
    let sameReceipt = receiptCells.match(record)
    let sameMoment = momentCells.match(record)
    if sameReceipt && sameMoment { return }
    if !sameReceipt {
      receiptCells.remember(record)
      store = nil
      isPlaced = (receipt: false, day: false)
    }
    if !sameMoment {
      momentCells.remember(record)
      moment = nil
      isPlaced.day = false
    }
    rules.find(&candidates, for: record, width: width.cells)
  }

  private mutating func forget() {
    receiptCells.forget()
    momentCells.forget()
    moment = nil
    store = nil
    isPlaced = (receipt: false, day: false)
  }

  private mutating func append(_ record: Record, _ turn: Int, to batch: inout SaleLineBatch) throws(CellFault) {
    if !isPlaced.day { try place(record) }
    let numbers = try cells.numbers(record, turn, &tally.warnings)
    if let currency = bindings.currency { try cells.checkCurrency(record, currency) }
    add(record, numbers, try item(record, turn), to: &batch)
    if hasNotices { notices.take(record, turn, into: &tally.notices) }
  }

  /// Adds a line where the run is placed. `numbers` as they are written.
  @inline(__always)
  private mutating func add(
    _ record: Record, _ numbers: LineNumbers, _ item: Int32, to batch: inout SaleLineBatch
  ) {
    let sign = rules.sign(record)
    let amount = sign.applied(to: numbers.amount)
    run.append(
      SaleLine(
        item: item, second: moment?.second ?? -1, quantity: sign.applied(to: numbers.quantity), amount: amount,
        cost: sign.applied(to: numbers.cost), tax: sign.applied(to: numbers.tax)),
      to: &batch)
    if wantsFingerprints { batch.fingerprints.append(Fingerprint(hash64(record.bytes.buffer))) }
    tally.read.amount.add(amount)
    tally.counted.add(amount)
  }

  /// Finds the line's store, day and receipt, and begins a new run where one of them changed.
  private mutating func place(_ record: Record) throws(CellFault) {
    let (number, day) = try storeDay(record)
    if !isPlaced.receipt {
      writeKey(record)
      run.place(receipt: &receiptKey)
    }
    run.place(store: number, day: day)
    isPlaced = (receipt: true, day: true)
  }

  /// The line's store and day, as the remembered cells say or as they are read now.
  private mutating func storeDay(_ record: Record) throws(CellFault) -> (store: Int32, day: Day) {
    let moment = if let moment { moment } else { try moments.moment(record) }
    let store = if let store { store } else { try storeNumber(record) }
    self.moment = moment
    self.store = store
    return (store, moment.day)
  }

  /// register, cashier and number; nothing where the export has no receipts.
  private mutating func writeKey(_ record: Record) {
    receiptKey.removeAll(keepingCapacity: true)
    guard bindings.receipt != nil else { return }
    appendToKey(record, bindings.register)
    receiptKey.append(ReceiptKey.separator)
    appendToKey(record, bindings.cashier)
    receiptKey.append(ReceiptKey.separator)
    appendToKey(record, bindings.receipt)
  }

  private mutating func appendToKey(_ record: Record, _ column: Int?) {
    guard let column, column < record.cellCount else { return }
    receiptKey.append(contentsOf: record.cell(column).trimmed().buffer)
  }

  private mutating func storeNumber(_ record: Record) throws(CellFault) -> Int32 {
    guard let column = bindings.store, let cell = nulls.filled(record, column) else {
      return stores.number(of: plan.defaultStore)
    }
    let hash = hash64(cell.buffer)
    let known = storeKeys.find(cell.buffer, hash: hash)
    if known >= 0 { return storeNumbers[Int(known)] }
    guard let name = text.text(Array(cell.buffer)) else { throw .notText(column) }
    let number = stores.number(of: name)
    _ = storeKeys.insert(cell.buffer, hash: hash)
    storeNumbers.append(number)
    return number
  }

  private mutating func item(_ record: Record, _ turn: Int) throws(CellFault) -> Int32 {
    // A line between may have been the first of its item, after it was looked ahead to.
    if let known = itemLookahead.item(turn) ?? itemLookahead.itemNow(turn) { return known }
    // Cells that are written otherwise may mean the same item: that is for DraftAssembly to find.
    newItems.append(try newItem(record))
    itemLookahead.insert(turn, itemCount)
    itemCount += 1
    return itemCount - 1
  }

  private mutating func newItem(_ record: Record) throws(CellFault) -> Item {
    let description = try textCell(record, bindings.description)
    let written = itemCells.hasCode(record) ? try textCell(record, bindings.code) : description
    if plan.needsProduct, written.isEmpty, let column = bindings.description ?? bindings.code {
      throw .bad(column, "the line names no product")
    }
    return Item(
      code: plan.code.code(in: written), department: try textCell(record, bindings.department),
      supplier: try textCell(record, bindings.supplier), description: description,
      hasCheckDigit: plan.code.hasCheckDigit)
  }

  private mutating func textCell(_ record: Record, _ column: Int?) throws(CellFault) -> String {
    guard let column, let cell = nulls.filled(record, column) else { return "" }
    // Most cells mean the same in every encoding.
    if cell.isASCII, record.isPlain(column) { return String(decoding: cell.buffer, as: UTF8.self) }
    guard let decoded = text.text(record.text(column)) else { throw .notText(column) }
    return decoded.trimmedBlanks
  }

  // MARK: - Lines that do not count

  /// A wider record fits when its surplus cells are empty: a trailing delimiter makes one.
  @inline(__always)
  private func fit(_ record: Record) -> RecordWidth {
    let expected = plan.header.count
    guard record.cellCount > expected else {
      return RecordWidth(cells: record.cellCount, fits: record.cellCount == expected)
    }
    let surplusIsEmpty = (expected..<record.cellCount).allSatisfy { record.cell($0).count == 0 }
    return RecordWidth(cells: expected, fits: surplusIsEmpty)
  }

  private mutating func exclude(_ record: Record, _ turn: Int, _ rule: Int, into batch: inout SaleLineBatch) {
    let amount = lenientAmount(record, turn)
    if amount == nil { tally.warnings.unreadableExcluded += 1 }
    tally.read.amount.add(amount ?? 0)
    tally.excluded[rule].add(amount ?? 0)
    guard record.cellCount >= plan.header.count else { return }
    do throws(CellFault) {
      let (store, day) = try storeDay(record)
      tally.excludedDays.add(amount ?? 0, store: store, day: day, rule: rule)
      guard plan.exclusions[rule].cancels else { return }
      if !isPlaced.day { try place(record) }
      run.cancel(&batch)
    } catch {
      // A line whose day cannot be read, such as a total at the end, belongs to no day and names no receipt.
    }
  }

  private mutating func lenientAmount(_ record: Record, _ turn: Int) -> Int64? {
    guard let amount = cells.lenientAmount(record, turn) else { return nil }
    return rules.sign(record).applied(to: amount)
  }

  private mutating func reject(_ record: Record, _ turn: Int, at line: Int, _ fault: CellFault) {
    let amount = lenientAmount(record, turn)
    tally.read.amount.add(amount ?? 0)
    tally.rejected.add(amount ?? 0)
    if amount == nil { tally.warnings.unreadableRejected += 1 }
    if header.isAnother(record, at: fault.column), tally.otherHeader == nil { tally.otherHeader = line }
    // Past the limit the file is refused anyway: a binary file must not fill the memory with rejections.
    guard tally.rejections.count <= rejectionLimit else { return }
    tally.rejections.append(
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

/// The header's cells, to tell a repeated header from a line.
private struct HeaderTexts {
  private let cells: [[UInt8]]
  private let dayColumn: Int?

  init(_ plan: ReadingPlan) {
    cells = plan.headerCells
    dayColumn = plan.columns[.businessDay] ?? plan.columns[.day]
  }

  @inline(__always)
  func equal(_ record: Record) -> Bool {
    guard record.cellCount >= cells.count, let first = cells.first, record.cell(0) == first else { return false }
    return cells.indices.allSatisfy { record.text($0) == cells[$0] }
  }

  /// Whether a record that is no line for its cell in this column has the header's own word there: the header of another
  /// table, or of this one with other columns.
  func isAnother(_ record: Record, at column: Int?) -> Bool {
    guard let column, column == dayColumn, column < record.cellCount, column < cells.count else { return false }
    return !cells[column].isEmpty && record.text(column) == cells[column]
  }
}

/// The columns of a plan that every line needs, looked up once.
struct Bindings {
  let store, register, cashier, receipt, line, code, description, department, supplier, currency: Int?
  let personal: Set<Int>
  /// Columns that say to which receipt a line belongs.
  let receiptColumns: [Int]
  /// Columns that say when it was sold.
  let momentColumns: [Int]

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
    currency = plan.columns[.currency]
    personal = Set(plan.columns.filter { $0.key.isPersonal }.values)
    let key = receipt == nil ? [store] : [store, register, cashier, receipt]
    receiptColumns = key.compactMap(\.self)
    momentColumns = [.businessDay, .day, .time].compactMap { plan.columns[$0] }
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
