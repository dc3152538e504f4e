// Stage 1 of the reader: finds the separators of a block, 64 bytes at a time. Words in which a quote stands where only
// a literal one may stand, a line end inside quotes, or a backslash escape go through the exact state machine instead.
internal import CLanes

/// Finds delimiters and line ends outside quotes and hands their positions on.
struct SeparatorScanner {
  /// Where the machine stands between two bytes.
  enum State: UInt8 {
    case cellStart, unquoted, quoted, quoteInQuoted, escapeInQuoted, escapeInUnquoted

    var isInside: Bool { self == .quoted || self == .escapeInQuoted }
  }

  private(set) var state = State.cellStart
  private let delimiter: UInt8
  private let newline: UInt8
  private let quote: UInt8
  private let hasQuote: Bool
  private let usesBackslash: Bool

  init(_ dialect: Dialect) {
    delimiter = dialect.delimiter
    newline = dialect.newlineByte
    quote = dialect.quote ?? 0
    hasQuote = dialect.quote != nil
    usesBackslash = dialect.escape == .backslash
  }

  /// What is done with a separator: (position, isNewline). A plain struct so that the loop inlines it.
  /// Requires `base` to have `end` readable bytes.
  mutating func scan(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, into sink: inout SeparatorSink
  ) {
    // Copies of its own, so that the loop can keep both in registers.
    var scanner = self
    var target = sink
    var position = start
    while position &+ 64 <= end {
      if !scanner.scanWord(base, position, &target) { scanner.scanBytes(base, position, position &+ 64, &target) }
      position &+= 64
    }
    if position < end { scanner.scanBytes(base, position, end, &target) }
    self = scanner
    sink = target
  }

  /// A word of 64 bytes by masks; false where it has to go byte by byte.
  @inline(__always)
  private mutating func scanWord(
    _ base: UnsafePointer<UInt8>, _ position: Int, _ sink: inout SeparatorSink
  ) -> Bool {
    if state.rawValue >= State.escapeInQuoted.rawValue { return false }
    let bytes = base + position
    if usesBackslash, commonspend_equal_bytes(bytes, 0x5C) != 0 { return false }
    let delimiters = commonspend_equal_bytes(bytes, delimiter)
    let newlines = commonspend_equal_bytes(bytes, newline)
    guard hasQuote else {
      sink.separators(delimiters | newlines, newlines: newlines, at: position)
      state = (delimiters | newlines) >> 63 == 1 ? .cellStart : .unquoted
      return true
    }
    let quotes = commonspend_equal_bytes(bytes, quote)
    if quotes == 0 {
      if state == .quoted { return newlines == 0 }
      sink.separators(delimiters | newlines, newlines: newlines, at: position)
      state = (delimiters | newlines) >> 63 == 1 ? .cellStart : .unquoted
      return true
    }
    return scanQuoted(delimiters, newlines, quotes, position, &sink)
  }

  @inline(__always)
  private mutating func scanQuoted(
    _ delimiters: UInt64, _ newlines: UInt64, _ quotes: UInt64, _ position: Int, _ sink: inout SeparatorSink
  ) -> Bool {
    let inside = prefixXor(quotes) ^ (state == .quoted ? UInt64.max : 0)
    let separators = (delimiters | newlines) & ~inside
    let opening = quotes & inside
    let mayPrecede = (separators | quotes) << 1 | (state == .cellStart || state == .quoteInQuoted ? 1 : 0)
    guard opening & ~mayPrecede == 0, newlines & inside == 0 else { return false }
    sink.separators(separators, newlines: newlines, at: position)
    if inside >> 63 == 1 {
      state = .quoted
    } else if separators >> 63 == 1 {
      state = .cellStart
    } else {
      state = quotes >> 63 == 1 ? .quoteInQuoted : .unquoted
    }
    return true
  }

  /// The exact machine, byte by byte.
  private mutating func scanBytes(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ sink: inout SeparatorSink
  ) {
    for position in start..<end {
      let byte = base[position]
      switch state {
      case .escapeInQuoted, .escapeInUnquoted:
        if byte == newline { sink.embeddedNewline() }
        state = state == .escapeInQuoted ? .quoted : .unquoted
      case .quoted:
        if byte == quote {
          state = .quoteInQuoted
        } else if byte == newline {
          sink.embeddedNewline()
        } else if usesBackslash, byte == 0x5C {
          state = .escapeInQuoted
        }
      case .cellStart, .unquoted, .quoteInQuoted: outside(byte, position, &sink)
      }
    }
  }

  @inline(__always)
  private mutating func outside(_ byte: UInt8, _ position: Int, _ sink: inout SeparatorSink) {
    if byte == delimiter {
      sink.separator(at: position)
      state = .cellStart
    } else if byte == newline {
      sink.separator(at: position)
      sink.endRecord(at: position)
      state = .cellStart
    } else if hasQuote, byte == quote, state != .unquoted {
      state = .quoted
    } else if usesBackslash, byte == 0x5C {
      state = .escapeInUnquoted
    } else {
      state = .unquoted
    }
  }

  /// Bit i of the result is the parity of bits 0...i.
  @inline(__always)
  private func prefixXor(_ bits: UInt64) -> UInt64 {
    var result = bits
    result ^= result &<< 1
    result ^= result &<< 2
    result ^= result &<< 4
    result ^= result &<< 8
    result ^= result &<< 16
    result ^= result &<< 32
    return result
  }
}
