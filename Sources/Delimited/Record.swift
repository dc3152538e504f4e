// One record and its cells, as offsets into the reader's buffer.

/// A borrowed record; valid until the next batch is asked for.
@frozen public struct Record {
  @usableFromInline let base: UnsafePointer<UInt8>
  /// Positions of the separators that end the cells, from the buffer's start; that at -1 stands before the first cell.
  @usableFromInline let separators: UnsafePointer<UInt32>
  @usableFromInline let start: Int
  @usableFromInline let end: Int
  /// Number of cells, at least 1.
  public let cellCount: Int
  @usableFromInline let quote: UInt8
  @usableFromInline let hasQuote: Bool
  @usableFromInline let usesBackslash: Bool

  @inlinable init(
    base: UnsafePointer<UInt8>, separators: UnsafePointer<UInt32>, start: Int, end: Int, cellCount: Int,
    dialect: Dialect
  ) {
    self.base = base
    self.separators = separators
    self.start = start
    self.end = end
    self.cellCount = cellCount
    quote = dialect.quote ?? 0
    hasQuote = dialect.quote != nil
    usesBackslash = dialect.escape == .backslash
  }

  /// The whole record without its line end.
  @inlinable public var bytes: Bytes { Bytes(base: base + start, count: end &- start) }

  /// The cell as written, with its quotes. Requires `column < cellCount`.
  @inlinable @inline(__always) public func raw(_ column: Int) -> Bytes {
    raw(column, through: column)
  }

  /// The bytes from the start of one cell to the end of another, with the separators between them. Requires
  /// `first <= last` and `last < cellCount`.
  @inlinable @inline(__always) public func raw(_ first: Int, through last: Int) -> Bytes {
    precondition(first >= 0 && first <= last && last < cellCount)
    let from = Int(separators[first &- 1] &+ 1)
    let to = last == cellCount &- 1 ? end : Int(separators[last])
    return Bytes(base: base + from, count: to &- from)
  }

  /// The cell without its outer quotes; escapes are not undone. Requires `column < cellCount`.
  @inlinable @inline(__always) public func cell(_ column: Int) -> Bytes {
    hasQuote ? raw(column).without(quote) : raw(column)
  }

  /// Whether `cell` gives all of the cell's text: nothing in it is escaped.
  @inlinable public func isPlain(_ column: Int) -> Bool {
    let raw = raw(column)
    // Quotes mean something only in a cell that begins with one.
    guard usesBackslash || hasQuote && raw.count > 0 && raw[0] == quote else { return true }
    let cell = cell(column)
    for byte in cell.buffer where byte == quote && hasQuote || byte == 0x5C && usesBackslash { return false }
    return true
  }

  /// The cell's bytes with quotes and escapes undone. Allocates: not for inner loops.
  public func text(_ column: Int) -> [UInt8] {
    Record.unescaped(raw(column).buffer, quote: hasQuote ? quote : nil, usesBackslash: usesBackslash)
  }

  static func unescaped(_ raw: UnsafeBufferPointer<UInt8>, quote: UInt8?, usesBackslash: Bool) -> [UInt8] {
    let backslash = UInt8(ascii: "\\")
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var index = 0
    var inside = false
    if let quote, raw.first == quote {
      inside = true
      index = 1
    }
    if usesBackslash, raw.count == 2, raw[0] == backslash, raw[1] == UInt8(ascii: "N") { return Array(raw) }
    while index < raw.count {
      let byte = raw[index]
      if usesBackslash, byte == backslash, index + 1 < raw.count {
        result.append(raw[index + 1])
        index += 2
      } else if inside, byte == quote {
        if index + 1 < raw.count, raw[index + 1] == quote {
          result.append(byte)
          index += 2
        } else {
          inside = false
          index += 1
        }
      } else {
        result.append(byte)
        index += 1
      }
    }
    return result
  }
}

/// The complete records of one block; valid until the block is read into again.
@frozen public struct RecordBatch {
  @usableFromInline let base: UnsafePointer<UInt8>
  @usableFromInline let separators: UnsafePointer<UInt32>
  @usableFromInline let spans: UnsafePointer<RecordSpan>
  @usableFromInline let dialect: Dialect
  /// Number of records; blank lines are not among them.
  public let count: Int

  @inlinable init(
    base: UnsafePointer<UInt8>, separators: UnsafePointer<UInt32>, spans: UnsafePointer<RecordSpan>, dialect: Dialect,
    count: Int
  ) {
    self.base = base
    self.separators = separators
    self.spans = spans
    self.dialect = dialect
    self.count = count
  }

  /// The record at an index below `count`.
  @inlinable @inline(__always) public subscript(_ index: Int) -> Record {
    precondition(index >= 0 && index < count)
    let span = spans[index]
    return Record(
      base: base, separators: separators + Int(span.firstSeparator), start: Int(span.start), end: Int(span.end),
      cellCount: Int(span.cellCount), dialect: dialect)
  }

  /// Some records that stand one behind the other, as a batch of their own: a loop over all of them checks no index.
  @inlinable public func part(from first: Int, count part: Int) -> RecordBatch {
    precondition(first >= 0 && part >= 0 && first <= count - part)
    return RecordBatch(base: base, separators: separators, spans: spans + first, dialect: dialect, count: part)
  }

  /// The bytes from the start of one cell to the end of another, as `Record.raw` has them; nil where the record has no
  /// such cell. For loops over one column: a record as a whole would be dear to put together. Requires `first <= last`.
  @inlinable @inline(__always) public func raw(_ index: Int, _ first: Int, through last: Int) -> Bytes? {
    precondition(index >= 0 && index < count && first >= 0 && first <= last)
    let cellCount = Int(spans[index].cellCount)
    guard last < cellCount else { return nil }
    let ends = separators + Int(spans[index].firstSeparator)
    let from = Int(ends[first &- 1] &+ 1)
    let to = last == cellCount &- 1 ? Int(spans[index].end) : Int(ends[last])
    return Bytes(base: base + from, count: to &- from)
  }

  /// One cell without its outer quotes; nil where the record has no such cell. See `Record.cell`.
  @inlinable @inline(__always) public func cell(_ index: Int, _ column: Int) -> Bytes? {
    let cell = raw(index, column, through: column)
    guard let quote = dialect.quote else { return cell }
    return cell?.without(quote)
  }

  /// No bytes of the buffer.
  @inlinable public var nothing: Bytes { Bytes(base: base, count: 0) }

  /// The eight bytes of the buffer that end with a cell of these records, as a little-endian number: the cell's last
  /// byte is the highest. Nil where the buffer begins less than eight bytes before.
  @inlinable @inline(__always) public func eightBytes(endingWith cell: Bytes) -> UInt64? {
    guard holds(8, upToEndOf: cell) else { return nil }
    return UInt64(littleEndian: UnsafeRawPointer(cell.base + cell.count - 8).loadUnaligned(as: UInt64.self))
  }

  /// Whether the buffer holds so many bytes up to the end of a cell of these records: they may be read whatever the cell
  /// itself has.
  @inlinable @inline(__always) public func holds(_ count: Int, upToEndOf cell: Bytes) -> Bool {
    cell.base + cell.count - base >= count
  }

  /// The physical line, from 1, on which a record begins. Records may span lines.
  @inlinable public func line(of index: Int) -> Int {
    precondition(index >= 0 && index < count)
    return spans[index].line
  }
}

/// Where a record stands in its block's buffer.
@frozen @usableFromInline struct RecordSpan {
  @usableFromInline var start: UInt32
  @usableFromInline var end: UInt32
  @usableFromInline var firstSeparator: UInt32
  @usableFromInline var cellCount: UInt32
  @usableFromInline var line: Int

  @inlinable init(start: UInt32, end: UInt32, firstSeparator: UInt32, cellCount: UInt32, line: Int) {
    self.start = start
    self.end = end
    self.firstSeparator = firstSeparator
    self.cellCount = cellCount
    self.line = line
  }
}
