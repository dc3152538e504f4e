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
  private(set) var spanCount = 0
  /// First byte of the unfinished record.
  private(set) var recordStart = 0
  /// Physical line on which the unfinished record began.
  private(set) var recordLine = 1
  private var line = 1
  private var firstSeparator = 0
  private let trimsCarriageReturn: Bool

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
    firstSeparator = 1
  }

  func deallocate() {
    separators.deallocate()
    spans.deallocate()
    recordEnds.deallocate()
  }

  /// Cells of the unfinished record that have ended.
  var openCellCount: Int { separatorCount - firstSeparator }

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
    for index in 0..<found.records {
      let last = known &+ Int(recordEnds[index])
      endRecord(at: Int(separators[last]), separators: last &+ 1)
    }
    return found.words
  }

  /// A line end inside quotes.
  mutating func embeddedNewline() { line += 1 }

  /// The record ends at the last separator that was told.
  mutating func endRecord(at position: Int) { endRecord(at: position, separators: separatorCount) }

  /// The record ends at a separator, the last of `count`. A record without bytes is a blank line and leaves no span.
  @inline(__always) private mutating func endRecord(at position: Int, separators count: Int) {
    var end = position
    if trimsCarriageReturn, end > recordStart, base[end &- 1] == 0x0D { end &-= 1 }
    if end > recordStart {
      spans[spanCount] = RecordSpan(
        start: UInt32(truncatingIfNeeded: recordStart), end: UInt32(truncatingIfNeeded: end),
        firstSeparator: UInt32(truncatingIfNeeded: firstSeparator),
        cellCount: UInt32(truncatingIfNeeded: count &- firstSeparator), line: recordLine)
      spanCount &+= 1
    }
    firstSeparator = count
    recordStart = position &+ 1
    line &+= 1
    recordLine = line
  }

  /// Begins again in a buffer that starts with the carried record.
  mutating func begin(with carry: RecordCarry, base: UnsafePointer<UInt8>) {
    self.base = base
    separatorBeforeBuffer()
    spanCount = 0
    recordStart = 0
    recordLine = carry.recordLine
    line = carry.line
    reserve(carry.separators.count)
    for separator in carry.separators { self.separator(at: Int(separator)) }
  }

  /// The buffer has grown.
  mutating func moved(to base: UnsafePointer<UInt8>) { self.base = base }

  /// The unfinished record, whose bytes are given.
  func carry(_ bytes: UnsafeRawBufferPointer) -> RecordCarry {
    let open = UnsafeBufferPointer(start: separators + firstSeparator, count: openCellCount)
    // Only where a record is unfinished are there open cells, so `recordStart` lies in the buffer then.
    return RecordCarry(
      bytes: Array(bytes), separators: open.map { $0 - UInt32(truncatingIfNeeded: recordStart) },
      recordLine: recordLine, line: line)
  }
}
