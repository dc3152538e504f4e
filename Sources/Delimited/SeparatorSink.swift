// Stage 2 of the reader: turns separator positions into spans of whole records. Owned by one RecordBlock.
internal import CLanes

/// Growing arrays of separators and record spans, positions counted from the buffer's start. What stands before a record's
/// first separator is the end of the record before, so that each cell begins behind a separator.
struct SeparatorSink {
  private var base: UnsafePointer<UInt8>
  private(set) var separators: UnsafeMutablePointer<UInt32>
  private(set) var spans: UnsafeMutablePointer<RecordSpan>
  /// Which separators of one stripe end records.
  private let recordEnds: UnsafeMutablePointer<UInt32>
  private var separatorCapacity = 1 << 14
  private var spanCapacity = 1 << 12
  private var separatorCount = 0
  private var open = OpenRecord()
  private let trimsCarriageReturn: Bool

  /// The unfinished record, and what is counted of those before it.
  private struct OpenRecord {
    /// First byte.
    var start = 0
    var firstSeparator = 0
    /// Physical line on which it began.
    var firstLine = 1
    /// Physical line that was reached.
    var line = 1
    var spanCount = 0
    var mostCells = 0
    var mostBytes = 0
  }

  init(trimsCarriageReturn: Bool) {
    self.trimsCarriageReturn = trimsCarriageReturn
    separators = .allocate(capacity: separatorCapacity)
    spans = .allocate(capacity: spanCapacity)
    recordEnds = .allocate(capacity: SeparatorSink.stripeBytes + Int(COMMONSPEND_PLACE_GROUP))
    base = UnsafePointer(UnsafeRawPointer(separators).assumingMemoryBound(to: UInt8.self))
    separatorBeforeBuffer()
  }

  /// The first record begins at 0, so what stands before its first cell stands at -1; adding 1 to that wraps around.
  private mutating func separatorBeforeBuffer() {
    separators[0] = .max
    separatorCount = 1
    open.firstSeparator = 1
  }

  func deallocate() {
    separators.deallocate()
    spans.deallocate()
    recordEnds.deallocate()
  }

  var spanCount: Int { open.spanCount }
  /// First byte of the unfinished record.
  var recordStart: Int { open.start }
  /// Physical line on which the unfinished record began.
  var recordLine: Int { open.firstLine }
  /// Cells of the unfinished record that have ended.
  var openCellCount: Int { separatorCount - open.firstSeparator }
  /// The most cells and the most bytes of a record since `begin`.
  var mostCells: Int { open.mostCells }
  var mostBytes: Int { open.mostBytes }

  /// The most bytes that are looked through at once.
  static let stripeBytes = 64 * 64

  /// Makes room for the separators of `bytes` bytes: each byte can be one, and each can end a record.
  mutating func reserve(_ bytes: Int) {
    // Places are written in groups.
    let needed = separatorCount + bytes + Int(COMMONSPEND_PLACE_GROUP)
    if needed > separatorCapacity {
      separatorCapacity = max(separatorCapacity * 2, needed)
      separators = SeparatorSink.grown(separators, separatorCount, separatorCapacity)
    }
    if spanCount + bytes > spanCapacity {
      spanCapacity = max(spanCapacity * 2, spanCount + bytes)
      spans = SeparatorSink.grown(spans, spanCount, spanCapacity)
    }
  }

  private static func grown<T>(
    _ old: UnsafeMutablePointer<T>, _ count: Int, _ capacity: Int
  ) -> UnsafeMutablePointer<T> {
    let new = UnsafeMutablePointer<T>.allocate(capacity: capacity)
    new.moveInitialize(from: old, count: count)
    old.deallocate()
    return new
  }

  /// A cell ends here. The caller reserved room.
  @inline(__always) mutating func separator(at position: Int) {
    separators[separatorCount] = UInt32(truncatingIfNeeded: position)
    separatorCount &+= 1
  }

  /// Takes over what a finder finds in at most a stripe of words whose first byte has the number `position`; returns how
  /// many words it looked through. The caller reserved room.
  mutating func find(
    _ finder: SeparatorFinder, _ bytes: UnsafePointer<UInt8>, _ words: Int, at position: Int,
    _ place: inout SeparatorFinder.Place
  ) -> Int {
    let known = separatorCount
    let found = finder.find(
      bytes, words, at: position, &place, separators: separators + known, recordEnds: recordEnds)
    separatorCount &+= found.separators
    // A copy, which no write to memory can change, stays in the processor's registers.
    var open = open
    for index in 0..<found.records {
      let last = known &+ Int(recordEnds[index])
      end(&open, at: Int(separators[last]), separators: last &+ 1)
    }
    self.open = open
    return found.words
  }

  /// A line end inside quotes.
  mutating func embeddedNewline() { open.line += 1 }

  /// The record ends at the last separator that was told.
  mutating func endRecord(at position: Int) {
    var open = open
    end(&open, at: position, separators: separatorCount)
    self.open = open
  }

  /// The record ends at a separator, the last of `count`. A record without bytes is a blank line and leaves no span.
  @inline(__always) private func end(_ open: inout OpenRecord, at position: Int, separators count: Int) {
    var end = position
    if trimsCarriageReturn, end > open.start, base[end &- 1] == 0x0D { end &-= 1 }
    if end > open.start {
      let cells = count &- open.firstSeparator
      spans[open.spanCount] = RecordSpan(
        start: UInt32(truncatingIfNeeded: open.start), end: UInt32(truncatingIfNeeded: end),
        firstSeparator: UInt32(truncatingIfNeeded: open.firstSeparator),
        cellCount: UInt32(truncatingIfNeeded: cells), line: open.firstLine)
      open.spanCount &+= 1
      open.mostCells = max(open.mostCells, cells)
      open.mostBytes = max(open.mostBytes, end &- open.start)
    }
    open.firstSeparator = count
    open.start = position &+ 1
    open.line &+= 1
    open.firstLine = open.line
  }

  /// Begins again in a buffer that starts with the carried record.
  mutating func begin(with carry: RecordCarry, base: UnsafePointer<UInt8>) {
    self.base = base
    open = OpenRecord(firstLine: carry.recordLine, line: carry.line)
    separatorBeforeBuffer()
    reserve(carry.separators.count)
    for separator in carry.separators { self.separator(at: Int(separator)) }
  }

  /// The buffer has grown.
  mutating func moved(to base: UnsafePointer<UInt8>) { self.base = base }

  /// The unfinished record, whose bytes are given.
  func carry(_ bytes: UnsafeRawBufferPointer) -> RecordCarry {
    let cells = UnsafeBufferPointer(start: separators + open.firstSeparator, count: openCellCount)
    // Only where a record is unfinished are there open cells, so `recordStart` lies in the buffer then.
    return RecordCarry(
      bytes: Array(bytes), separators: cells.map { $0 - UInt32(truncatingIfNeeded: recordStart) },
      recordLine: recordLine, line: open.line)
  }
}
