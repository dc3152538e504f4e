// The record reader: bytes in chunks on one side, batches of whole records on the other. It knows no files, keeps a
// chunk and the unfinished record, and allocates nothing for a record.

/// Cuts bytes into records. See `Dialect` for the rules; `PlainRecordReader` is its slow twin.
public struct RecordReader: ~Copyable {
  /// Writes up to the buffer's size and returns how many bytes; 0 at the end.
  public typealias Fill = (UnsafeMutableRawBufferPointer) throws -> Int

  private static let blockBytes = 1 << 16

  private let dialect: Dialect
  private let limits: RecordLimits
  private let chunkBytes: Int
  private let fill: Fill
  private var scanner: SeparatorScanner
  private var sink: SeparatorSink
  private var buffer: UnsafeMutableRawBufferPointer
  /// Bytes in the buffer.
  private var filled = 0
  /// Bytes that were scanned.
  private var scanned = 0
  private var isAtEnd = false

  /// A reader over the bytes that `fill` yields. Lines are counted from `startLine`.
  public init(
    dialect: Dialect, limits: RecordLimits = RecordLimits(), chunkBytes: Int = 2 << 20, startLine: Int = 1,
    fill: @escaping Fill
  ) {
    self.dialect = dialect
    self.limits = limits
    self.chunkBytes = max(1, chunkBytes)
    self.fill = fill
    scanner = SeparatorScanner(dialect)
    sink = SeparatorSink(line: startLine, trimsCarriageReturn: dialect.newline == .lf)
    buffer = .allocate(byteCount: self.chunkBytes, alignment: 64)
  }

  deinit {
    buffer.deallocate()
    sink.deallocate()
  }

  /// The next block's records, or nil at the end. Blank lines are skipped. Throws `RecordFault` or what `fill` throws.
  public mutating func nextBatch() throws -> RecordBatch? {
    sink.dropFinishedRecords()
    while true {
      if scanned < filled {
        scanBlock()
      } else if isAtEnd {
        guard try finish() else { return nil }
      } else {
        try refill()
        continue
      }
      try checkUnfinished()
      if sink.spanCount > 0 { return try batch() }
    }
  }

  private mutating func scanBlock() {
    let end = min(filled, scanned + RecordReader.blockBytes)
    guard let base = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    sink.reserve(end - scanned)
    scanner.scan(base, from: scanned, to: end, into: &sink)
    scanned = end
  }

  /// Ends the last record where the file does not; false when nothing is left.
  private mutating func finish() throws(RecordFault) -> Bool {
    if scanner.state.isInside { throw .quoteNeverEnds(line: openQuoteLine()) }
    guard sink.recordStart < filled else { return false }
    sink.reserve(1)
    sink.separator(at: filled)
    sink.endRecord(at: filled)
    return true
  }

  /// Moves the unfinished record to the front and reads on behind it.
  private mutating func refill() throws {
    let kept = filled - sink.recordStart
    if kept > limits.recordBytes { throw RecordFault.recordTooLong(line: sink.recordLine, limit: limits.recordBytes) }
    let needed = kept + chunkBytes
    let target = needed > buffer.count ? .allocate(byteCount: max(needed, kept * 2), alignment: 64) : buffer
    if kept > 0, let from = buffer.baseAddress { target.baseAddress?.copyMemory(from: from + sink.recordStart, byteCount: kept) }
    if target.baseAddress != buffer.baseAddress {
      buffer.deallocate()
      buffer = target
    }
    if let base = buffer.baseAddress { sink.rebase(onto: UnsafePointer(base.assumingMemoryBound(to: UInt8.self))) }
    filled = kept
    scanned = kept
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer[kept..<min(buffer.count, kept + chunkBytes)])
    let count = try fill(room)
    precondition(count >= 0 && count <= room.count, "fill wrote more than there is room for")
    if count == 0 { isAtEnd = true }
    filled += count
  }

  private func checkUnfinished() throws(RecordFault) {
    if sink.openCellCount > limits.columns { throw .tooManyColumns(line: sink.recordLine, limit: limits.columns) }
  }

  private func batch() throws(RecordFault) -> RecordBatch {
    for index in 0..<sink.spanCount {
      let span = sink.spans[index]
      if span.cellCount > limits.columns { throw .tooManyColumns(line: span.line, limit: limits.columns) }
      let length = Int(span.end - span.start)
      if length > limits.recordBytes { throw .recordTooLong(line: span.line, limit: limits.recordBytes) }
      if length > limits.fieldBytes { try checkFields(span) }
    }
    return RecordBatch(
      base: sink.base, separators: UnsafePointer(sink.separators), spans: UnsafePointer(sink.spans), dialect: dialect,
      count: sink.spanCount)
  }

  private func checkFields(_ span: RecordSpan) throws(RecordFault) {
    var start = span.start
    for cell in 0..<Int(span.cellCount) {
      let separator = sink.separators[Int(span.firstSeparator) + cell]
      if Int(separator) - Int(start) > limits.fieldBytes {
        throw .fieldTooLong(line: span.line, column: cell + 1, limit: limits.fieldBytes)
      }
      start = separator + 1
    }
  }

  /// The line on which the quoted cell began that the file's end cut off.
  private func openQuoteLine() -> Int {
    let rest = UnsafeRawBufferPointer(rebasing: buffer[sink.recordStart..<filled])
    return sink.recordLine + PlainRecordReader.newlinesBeforeOpenQuote(rest, dialect)
  }
}
