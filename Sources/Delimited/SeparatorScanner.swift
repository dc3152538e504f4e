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
  private let delimiter: UInt8
  private let newline: UInt8
  private let quote: UInt8
  private let hasQuote: Bool
  private let usesBackslash: Bool
  private let stripe = Stripe()

  init(_ dialect: Dialect) {
    delimiter = dialect.delimiter
    newline = dialect.newlineByte
    quote = dialect.quote ?? 0
    hasQuote = dialect.quote != nil
    usesBackslash = dialect.escape == .backslash
  }

  /// Requires `base` to have `end` readable bytes, and `sink` to have room for as many separators and records.
  mutating func scan(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, into sink: inout SeparatorSink
  ) {
    var position = start
    while position &+ 64 <= end {
      let words = min((end &- position) / 64, Stripe.words)
      scanStripe(base, position, words, &sink)
      position &+= words &* 64
    }
    if position < end { scanBytes(base, position, end, &sink) }
  }

  // MARK: - Words

  private mutating func scanStripe(
    _ base: UnsafePointer<UInt8>, _ position: Int, _ words: Int, _ sink: inout SeparatorSink
  ) {
    stripe.mark(base + position, words, delimiter: delimiter, newline: newline)
    if hasQuote { commonspend_masks(base + position, words, quote, stripe.quotes) }
    if usesBackslash { commonspend_masks(base + position, words, 0x5C, stripe.escapes) }
    var first = 0
    while first < words {
      let end = hasQuote || usesBackslash ? endOfPlainWords(first, words) : words
      if !hasQuote, end > first { state = stripe.separators[end - 1] >> 63 == 1 ? .cellStart : .unquoted }
      sink.separators(
        stripe.separators + first, newlines: stripe.newlines + first, words: end - first, at: position + first * 64)
      if end < words { scanBytes(base, position + end * 64, position + end * 64 + 64, &sink) }
      first = end + 1
    }
  }

  /// Takes the separators inside quotes away, from the word `first` on; the first word that needs the exact machine, or
  /// `words`. No branch says whether a word has quotes: that could not be guessed.
  private mutating func endOfPlainWords(_ first: Int, _ words: Int) -> Int {
    if state.rawValue >= State.escapeInQuoted.rawValue { return first }
    var carriedInside: UInt64 = state == .quoted ? .max : 0
    // Whether a quote at the word's first byte may open a cell, or is the second of two.
    var carriedStart: UInt64 = state == .cellStart || state == .quoteInQuoted ? 1 : 0
    var word = first
    while word < words {
      if usesBackslash, stripe.escapes[word] != 0 { break }
      let quotes = hasQuote ? stripe.quotes[word] : 0
      let inside = prefixXor(quotes) ^ carriedInside
      let separators = stripe.separators[word] & ~inside
      let starts = separators | quotes
      let misplaced = quotes & inside & ~(starts &<< 1 | carriedStart)
      guard misplaced | stripe.newlines[word] & inside == 0 else { break }
      stripe.separators[word] = separators
      carriedInside = UInt64(bitPattern: Int64(bitPattern: inside) &>> 63)
      carriedStart = starts &>> 63
      word &+= 1
    }
    // After a closing quote the machine goes on as at a cell's start.
    state = carriedInside != 0 ? .quoted : carriedStart == 1 ? .cellStart : .unquoted
    return word
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

  // MARK: - Bytes

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
}

/// The masks of one stripe of a block; memory of its own, small enough to stay in the processor's first cache.
private final class Stripe {
  static let words = SeparatorSink.stripeBytes / 64

  let separators, newlines, quotes, escapes: UnsafeMutablePointer<UInt64>

  init() {
    separators = .allocate(capacity: 4 * Stripe.words)
    separators.initialize(repeating: 0, count: 4 * Stripe.words)
    newlines = separators + Stripe.words
    quotes = newlines + Stripe.words
    escapes = quotes + Stripe.words
  }

  deinit { separators.deallocate() }

  /// Marks the delimiters and line ends of at most `Stripe.words` words, quoted or not.
  func mark(_ bytes: UnsafePointer<UInt8>, _ words: Int, delimiter: UInt8, newline: UInt8) {
    commonspend_masks(bytes, words, delimiter, separators)
    commonspend_masks(bytes, words, newline, newlines)
    for word in 0..<words { separators[word] |= newlines[word] }
  }
}
