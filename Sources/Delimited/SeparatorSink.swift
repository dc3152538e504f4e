// Stage 2 of the reader: turns separator positions into spans of whole records. Owned by one RecordBlock.

/// Growing arrays of separators and record spans, positions counted from the buffer's start.
struct SeparatorSink {
  private var base: UnsafePointer<UInt8>
  private(set) var separators: UnsafeMutablePointer<UInt32>
  private(set) var spans: UnsafeMutablePointer<RecordSpan>
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
    base = UnsafePointer(UnsafeRawPointer(separators).assumingMemoryBound(to: UInt8.self))
  }

  func deallocate() {
    separators.deallocate()
    spans.deallocate()
  }

  /// Cells of the unfinished record that have ended.
  var openCellCount: Int { separatorCount - firstSeparator }

  /// Makes room for the separators of `bytes` bytes: each byte can be one, and each can end a record.
  mutating func reserve(_ bytes: Int) {
    // Eight more, because separators are stored in eights.
    if separatorCount + bytes + 8 > separatorCapacity {
      separatorCapacity = max(separatorCapacity * 2, separatorCount + bytes + 8)
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

  /// Cells end at the bits of `all`, counted from `position`, and records at those of `newlines`, which are among them.
  /// The caller reserved room.
  @inline(__always) mutating func separators(_ all: UInt64, newlines: UInt64, at position: Int) {
    let before = separatorCount
    let after = before &+ all.nonzeroBitCount
    var rest = all
    var place = separators + before
    repeat {
      // Eight at a time, also those that are not there: the number of separators cannot be guessed, eight can.
      for offset in 0..<8 {
        place[offset] = UInt32(truncatingIfNeeded: position &+ rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
      place += 8
    } while rest != 0
    var ends = newlines
    while ends != 0 {
      let bit = ends.trailingZeroBitCount
      // Separators up to the line end: it is one itself.
      separatorCount = before &+ (all & (ends ^ (ends &- 1))).nonzeroBitCount
      endRecord(at: position &+ bit)
      ends &= ends &- 1
    }
    separatorCount = after
  }

  /// A line end inside quotes.
  mutating func embeddedNewline() { line += 1 }

  /// The record ends at its last separator. A record without bytes is a blank line and leaves no span.
  @inline(__always) mutating func endRecord(at position: Int) {
    var end = position
    if trimsCarriageReturn, end > recordStart, base[end &- 1] == 0x0D { end &-= 1 }
    if end > recordStart {
      spans[spanCount] = RecordSpan(
        start: UInt32(truncatingIfNeeded: recordStart), end: UInt32(truncatingIfNeeded: end),
        firstSeparator: UInt32(truncatingIfNeeded: firstSeparator),
        cellCount: UInt32(truncatingIfNeeded: separatorCount &- firstSeparator), line: recordLine)
      spanCount &+= 1
    }
    firstSeparator = separatorCount
    recordStart = position &+ 1
    line &+= 1
    recordLine = line
  }

  /// Begins again in a buffer that starts with the carried record.
  mutating func begin(with carry: RecordCarry, base: UnsafePointer<UInt8>) {
    self.base = base
    separatorCount = 0
    spanCount = 0
    firstSeparator = 0
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
