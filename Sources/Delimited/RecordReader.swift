// The record reader: bytes in chunks on one side, blocks of whole records on the other. It knows no files, keeps only
// the unfinished record, and allocates nothing for a record.

/// Cuts bytes into records. See `Dialect` for the rules; `PlainRecordReader` is its slow twin.
public struct RecordReader: ~Copyable {
  /// Writes up to the buffer's size and returns how many bytes; 0 at the end.
  public typealias Fill = (UnsafeMutableRawBufferPointer) throws -> Int

  private let dialect: Dialect
  private let limits: RecordLimits
  private let chunkBytes: Int
  private let fill: Fill
  private var scanner: SeparatorScanner
  private var carry: RecordCarry
  private var isAtEnd = false
  private let ownBlock: RecordBlock

  /// A reader over the bytes that `fill` yields. Lines are counted from `startLine`.
  public init(
    dialect: Dialect, limits: RecordLimits = RecordLimits(), chunkBytes: Int = 1 << 16, startLine: Int = 1,
    fill: @escaping Fill
  ) {
    self.dialect = dialect
    self.limits = limits
    self.chunkBytes = max(1, chunkBytes)
    self.fill = fill
    scanner = SeparatorScanner(dialect)
    carry = RecordCarry(recordLine: startLine, line: startLine)
    ownBlock = RecordBlock(dialect: dialect, capacity: 0)
  }

  /// A block that this reader can read into.
  public func makeBlock() -> RecordBlock { RecordBlock(dialect: dialect, capacity: chunkBytes + 4096) }

  /// The next block's records, or nil at the end; valid until the next call.
  public mutating func nextBatch() throws -> RecordBatch? {
    try read(into: ownBlock) ? ownBlock.batch : nil
  }

  /// Reads on until the block holds a record; false at the end. Blank lines are skipped. Throws `RecordFault` or what
  /// `fill` throws.
  public mutating func read(into block: RecordBlock) throws -> Bool {
    block.begin(with: carry)
    while block.sink.spanCount == 0 {
      if isAtEnd {
        guard try finish(block) else { return false }
      } else {
        try refill(block)
      }
      if block.sink.openCellCount > limits.columns {
        throw RecordFault.tooManyColumns(line: block.sink.recordLine, limit: limits.columns)
      }
      // Blank lines alone leave nothing to keep: else a file of newlines would be held as a whole.
      if block.sink.spanCount == 0, block.sink.recordStart > 0 { block.begin(with: block.carry) }
    }
    try check(block)
    carry = block.carry
    return true
  }

  /// Reads one chunk behind the unfinished record and cuts it.
  private mutating func refill(_ block: RecordBlock) throws {
    if block.filled - block.sink.recordStart > limits.recordBytes {
      throw RecordFault.recordTooLong(line: block.sink.recordLine, limit: limits.recordBytes)
    }
    let new = try block.append(chunkBytes, from: fill)
    isAtEnd = new.isEmpty
    block.sink.reserve(new.count)
    scanner.scan(block.bytes, from: new.lowerBound, to: new.upperBound, into: &block.sink)
  }

  /// Ends the last record where the file does not; false when nothing is left.
  private mutating func finish(_ block: RecordBlock) throws(RecordFault) -> Bool {
    if scanner.state.isInside { throw .quoteNeverEnds(line: openQuoteLine(block)) }
    guard block.sink.recordStart < block.filled else { return false }
    block.sink.reserve(1)
    block.sink.separator(at: block.filled)
    block.sink.endRecord(at: block.filled)
    return true
  }

  private func check(_ block: RecordBlock) throws(RecordFault) {
    if block.sink.mostCells <= limits.columns, block.sink.mostBytes <= min(limits.fieldBytes, limits.recordBytes) {
      return
    }
    for index in 0..<block.sink.spanCount {
      let span = block.sink.spans[index]
      if span.cellCount > limits.columns { throw .tooManyColumns(line: span.line, limit: limits.columns) }
      let length = Int(span.end - span.start)
      if length > limits.recordBytes { throw .recordTooLong(line: span.line, limit: limits.recordBytes) }
      if length > limits.fieldBytes { try checkFields(span, block) }
    }
  }

  private func checkFields(_ span: RecordSpan, _ block: RecordBlock) throws(RecordFault) {
    var start = span.start
    for cell in 0..<Int(span.cellCount) {
      let separator = block.sink.separators[Int(span.firstSeparator) + cell]
      if Int(separator) - Int(start) > limits.fieldBytes {
        throw .fieldTooLong(line: span.line, column: cell + 1, limit: limits.fieldBytes)
      }
      start = separator + 1
    }
  }

  /// The line on which the quoted cell began that the file's end cut off.
  private func openQuoteLine(_ block: RecordBlock) -> Int {
    block.sink.recordLine + PlainRecordReader.newlinesBeforeOpenQuote(block.unfinished, dialect)
  }
}
