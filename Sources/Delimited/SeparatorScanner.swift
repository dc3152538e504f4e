// Stage 1 of the reader: finds the separators of a block, a stripe of 64-byte words at a time. Words in which a quote
// stands where only a literal one may stand, a line end inside quotes, or a backslash escape go through the exact state
// machine instead.
internal import CLanes

/// Finds delimiters and line ends outside quotes and hands their positions on.
struct SeparatorScanner {
  /// Where the machine stands between two bytes.
  enum State: UInt8 {
    case cellStart, unquoted, quoted, quoteInQuoted, escapeInQuoted, escapeInUnquoted

    var isInside: Bool { self == .quoted || self == .escapeInQuoted }
  }

  private(set) var state = State.cellStart
  private let finder: SeparatorFinder
  private let marks: commonspend_marks

  /// `processor`: what may be used of it; for tests.
  init(_ dialect: Dialect, processor: Int32 = commonspend_processor()) {
    finder = SeparatorFinder(dialect, processor: processor)
    marks = finder.marks
  }

  /// Requires `base` to have `end` readable bytes, and `sink` to have room for as many separators and records.
  mutating func scan(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, into sink: inout SeparatorSink
  ) {
    var position = start
    while position &+ 64 <= end {
      let words = min((end &- position) / 64, SeparatorSink.stripeBytes / 64)
      let plain = scanPlainWords(base, position, words, &sink)
      position &+= plain &* 64
      if plain < words {
        scanBytes(base, position, position &+ 64, &sink)
        position &+= 64
      }
    }
    if position < end { scanBytes(base, position, end, &sink) }
  }

  // MARK: - Words

  /// Scans words up to the first that needs the exact machine; returns how many.
  private mutating func scanPlainWords(
    _ base: UnsafePointer<UInt8>, _ position: Int, _ words: Int, _ sink: inout SeparatorSink
  ) -> Int {
    if state.rawValue >= State.escapeInQuoted.rawValue { return 0 }
    var place = SeparatorFinder.Place(
      isInside: state == .quoted, mayQuote: state == .cellStart || state == .quoteInQuoted)
    let count = sink.find(finder, base + position, words, at: position, &place)
    // After a closing quote the machine goes on as at a cell's start.
    state = place.isInside ? .quoted : place.mayQuote ? .cellStart : .unquoted
    return count
  }

  // MARK: - Bytes

  /// The exact machine, byte by byte.
  private mutating func scanBytes(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ sink: inout SeparatorSink
  ) {
    for position in start..<end {
      let byte = base[position]
      switch state {
      case .escapeInQuoted, .escapeInUnquoted:
        if byte == marks.newline { sink.embeddedNewline() }
        state = state == .escapeInQuoted ? .quoted : .unquoted
      case .quoted:
        if byte == marks.quote {
          state = .quoteInQuoted
        } else if byte == marks.newline {
          sink.embeddedNewline()
        } else if marks.has_escape, byte == marks.escape {
          state = .escapeInQuoted
        }
      case .cellStart, .unquoted, .quoteInQuoted: outside(byte, position, &sink)
      }
    }
  }

  @inline(__always)
  private mutating func outside(_ byte: UInt8, _ position: Int, _ sink: inout SeparatorSink) {
    if byte == marks.delimiter {
      sink.separator(at: position)
      state = .cellStart
    } else if byte == marks.newline {
      sink.separator(at: position)
      sink.endRecord(at: position)
      state = .cellStart
    } else if marks.has_quote, byte == marks.quote, state != .unquoted {
      state = .quoted
    } else if marks.has_escape, byte == marks.escape {
      state = .escapeInUnquoted
    } else {
      state = .unquoted
    }
  }
}

/// Finds separators with what the processor has for it.
struct SeparatorFinder {
  /// Where the finder stands between two words.
  struct Place {
    var isInside: Bool
    /// Whether a quote at the next byte opens a cell or is the second of two.
    var mayQuote: Bool
  }

  let marks: commonspend_marks
  private let processor: Int32

  init(_ dialect: Dialect, processor: Int32) {
    self.processor = processor
    marks = commonspend_marks(
      delimiter: dialect.delimiter, newline: dialect.newlineByte, quote: dialect.quote ?? 0, escape: 0x5C,
      has_quote: dialect.quote != nil, has_escape: dialect.escape == .backslash)
  }

  /// Looks through words, up to the first that only the exact machine can tell about. The first byte's number is
  /// `position`; `separators` and `recordEnds` have room for as many as there are bytes, and a group more.
  func find(
    _ bytes: UnsafePointer<UInt8>, _ words: Int, at position: Int, _ place: inout Place,
    separators: UnsafeMutablePointer<UInt32>, recordEnds: UnsafeMutablePointer<UInt32>
  ) -> (words: Int, separators: Int, records: Int) {
    var state = commonspend_finder(
      position: UInt32(truncatingIfNeeded: position), inside: place.isInside ? .max : 0,
      may_quote: place.mayQuote ? 1 : 0, separators: separators, separator_count: 0, record_ends: recordEnds,
      record_count: 0)
    let found = commonspend_find(processor, bytes, words, marks, &state)
    place = Place(isInside: state.inside != 0, mayQuote: state.may_quote != 0)
    return (found, state.separator_count, state.record_count)
  }
}
