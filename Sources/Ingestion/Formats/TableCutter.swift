// Cuts any delimited text into records and mends stray quotes on the way: what the dialect detector scores and what
// `inspect --records` prints. Imports use the strict RecordReader; on a well-formed text the two agree.
internal import Delimited

/// A dialect as it was detected: there may be no delimiter (one column), and a blank may follow each delimiter.
struct TableDialect: Hashable, Sendable {
  var delimiter: UInt8?
  var quote: UInt8?
  var escape = Dialect.Escape.doubled
  var skipsBlank = false

  init(delimiter: UInt8?, quote: UInt8? = 0x22, escape: Dialect.Escape = .doubled, skipsBlank: Bool = false) {
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
    self.skipsBlank = skipsBlank
  }
}

/// A record with what was odd about it.
struct CutRecord {
  var cells: [[UInt8]] = []
  /// Physical line, from 1.
  var line = 1
  /// Whether a blank line stands before it.
  var followsBlank = false
  /// Cells in quotes.
  var quoted: Set<Int> = []
  /// Quotes that neither open, close nor are escaped.
  var strayQuotes = 0

  /// Cells that hold something besides blanks.
  var filledCount: Int { cells.count(where: { cell in cell.contains { $0 != 0x20 && $0 != 0x09 } }) }
}

/// Cuts records out of a buffer, one after the other.
struct TableCutter {
  private let dialect: TableDialect
  /// Most records have this many cells; a record of another width with an odd quote is cut again without that quote.
  var expectedWidth: Int?
  private(set) var line = 1
  /// Quotes that were never closed. A hostile file must not make each of them search to the end.
  private var unclosed = 0
  private static let mostUnclosed = 64
  private static let mostCells = 4000

  init(_ dialect: TableDialect) { self.dialect = dialect }

  /// How an odd quote is understood when a record is cut again.
  private enum Repair {
    /// `""` before a delimiter is a quote that stands too much, and the end of the cell.
    case closesEarly
    /// The quote at this position opens no cell.
    case literal(Int)
    /// The quote at this position, which a delimiter follows, does not close its cell.
    case continues(Int)
  }

  private struct Attempt {
    var record = CutRecord()
    var next = 0
    var lines = 0
    /// Opening quotes of cells with line ends or stray quotes inside.
    var suspects: [Int] = []
    /// Quotes that close a cell.
    var closers: [Int] = []
  }

  /// The record at `start` and where the next one begins; nil where the buffer ends before the record does, or at the
  /// end. `isEnd`: no bytes follow the buffer.
  mutating func record(_ bytes: [UInt8], from start: Int, isEnd: Bool) -> (record: CutRecord, next: Int)? {
    bytes.withUnsafeBufferPointer { buffer in
      var position = start
      var blanks = 0
      while position < buffer.count, let end = newlineEnd(buffer, position, isEnd) {
        position = end
        blanks += 1
      }
      guard position < buffer.count, var attempt = attempt(buffer, position, isEnd, nil) else { return nil }
      if let better = repaired(buffer, position, isEnd, attempt) { attempt = better }
      attempt.record.line = line + blanks
      attempt.record.followsBlank = blanks > 0
      line += blanks + attempt.lines
      return (attempt.record, attempt.next)
    }
  }

  private mutating func repaired(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ isEnd: Bool, _ first: Attempt
  ) -> Attempt? {
    guard let expectedWidth else { return nil }
    if first.record.cells.count > expectedWidth, let joined = joined(bytes, start, isEnd, first, expectedWidth) {
      return joined
    }
    guard !first.suspects.isEmpty else { return nil }
    let fits = first.record.cells.count == expectedWidth
    // A stray quote and a line end in one record: two records may have become one of the right width by chance.
    guard !fits || (first.record.strayQuotes > 0 && first.lines > 1) else { return nil }
    var best: Attempt?
    for repair in [Repair.closesEarly] + first.suspects.prefix(8).map({ .literal($0) }) {
      guard let other = attempt(bytes, start, isEnd, repair), other.record.cells.count == expectedWidth else {
        continue
      }
      guard !fits || other.lines < first.lines else { continue }
      if best.map({ other.record.strayQuotes < $0.record.strayQuotes }) ?? true { best = other }
    }
    return best
  }

  /// A record that is too wide because a cell holds a quote before a delimiter: `"Cheese", aged"`. Then one quote is odd;
  /// two cells that are joined by mistake have two.
  private mutating func joined(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ isEnd: Bool, _ first: Attempt, _ width: Int
  ) -> Attempt? {
    for closer in first.closers.prefix(8) {
      guard let other = attempt(bytes, start, isEnd, .continues(closer)), other.record.cells.count == width,
        other.record.strayQuotes == first.record.strayQuotes + 1, other.lines == first.lines
      else { continue }
      return other
    }
    return nil
  }

  // MARK: - One record

  private mutating func attempt(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ isEnd: Bool, _ repair: Repair?
  ) -> Attempt? {
    var attempt = Attempt()
    var position = start
    while true {
      if dialect.skipsBlank { while position < bytes.count, bytes[position] == 0x20 { position += 1 } }
      guard let end = cell(bytes, position, isEnd, repair, &attempt) else { return nil }
      position = end
      if attempt.record.cells.count > TableCutter.mostCells {
        // Past every limit: whoever asked refuses the record, so it need not be cut to its end.
        attempt.next = position
        return attempt
      }
      if position == bytes.count {
        guard isEnd else { return nil }
        attempt.next = position
        return attempt
      }
      if bytes[position] == dialect.delimiter {
        position += 1
      } else {
        guard let next = newlineEnd(bytes, position, isEnd) else { return nil }
        attempt.next = next
        attempt.lines += 1
        return attempt
      }
    }
  }

  /// Takes the cell at `start` and returns where its separator stands; nil where more bytes are needed.
  private mutating func cell(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ isEnd: Bool, _ repair: Repair?, _ attempt: inout Attempt
  ) -> Int? {
    if let quote = dialect.quote, start < bytes.count, bytes[start] == quote, !isLiteral(start, repair) {
      switch quotedCell(bytes, start, quote, isEnd, repair) {
      case .cell(let text, let end, let last, let lines, let strays):
        attempt.record.quoted.insert(attempt.record.cells.count)
        attempt.record.cells.append(text)
        attempt.record.strayQuotes += strays
        attempt.closers.append(last)
        attempt.lines += lines
        if lines > 0 || strays > 0 { attempt.suspects.append(start) }
        return end
      case .needsMore: return nil
      case .unclosed:
        unclosed += 1
        attempt.record.strayQuotes += 1
      }
    } else if case .literal(start)? = repair {
      attempt.record.strayQuotes += 1
    }
    return plainCell(bytes, start, &attempt)
  }

  private func isLiteral(_ position: Int, _ repair: Repair?) -> Bool {
    if case .literal(position)? = repair { true } else { false }
  }

  private func continues(_ position: Int, _ repair: Repair?) -> Bool {
    if case .continues(position)? = repair { true } else { false }
  }

  private func plainCell(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ attempt: inout Attempt) -> Int {
    var text: [UInt8] = []
    var position = start
    while position < bytes.count {
      let byte = bytes[position]
      if byte == dialect.delimiter || byte == 0x0A || byte == 0x0D { break }
      if byte == 0x5C, dialect.escape == .backslash, position + 1 < bytes.count, bytes[position + 1] != 0x4E {
        text.append(bytes[position + 1])
        if bytes[position + 1] == 0x0A { attempt.lines += 1 }
        position += 2
        continue
      }
      text.append(byte)
      position += 1
    }
    attempt.record.cells.append(text)
    return position
  }

  private enum Quoted {
    case cell([UInt8], end: Int, last: Int, lines: Int, strays: Int)
    case needsMore
    case unclosed
  }

  private func quotedCell(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ quote: UInt8, _ isEnd: Bool, _ repair: Repair?
  ) -> Quoted {
    var text: [UInt8] = []
    var lines = 0
    var strays = 0
    var position = start + 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x5C, dialect.escape == .backslash, position + 1 < bytes.count {
        text.append(bytes[position + 1])
        position += 2
      } else if byte == quote {
        if position + 1 == bytes.count, !isEnd { return .needsMore }
        if position + 1 < bytes.count, bytes[position + 1] == quote {
          text.append(quote)
          if case .closesEarly? = repair, let end = closing(bytes, position + 1, quote) {
            return .cell(text, end: end, last: position + 1, lines: lines, strays: strays + 1)
          }
          position += 2
        } else if let end = closing(bytes, position, quote), !continues(position, repair) {
          return .cell(text, end: end, last: position, lines: lines, strays: strays)
        } else {
          strays += 1
          text.append(quote)
          position += 1
        }
      } else {
        if byte == 0x0A || (byte == 0x0D && (position + 1 == bytes.count || bytes[position + 1] != 0x0A)) {
          lines += 1
          if unclosed > TableCutter.mostUnclosed { return .unclosed }
        }
        text.append(byte)
        position += 1
      }
    }
    return isEnd ? .unclosed : .needsMore
  }

  /// Where the separator stands, if the quote at `position` ends its cell; blanks may stand between.
  private func closing(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ quote: UInt8) -> Int? {
    var next = position + 1
    while next < bytes.count, bytes[next] == 0x20, dialect.delimiter != 0x20 { next += 1 }
    guard next < bytes.count else { return next }
    return bytes[next] == dialect.delimiter || bytes[next] == 0x0A || bytes[next] == 0x0D ? next : nil
  }

  /// Behind the line end at `position`; nil where there is none, or where its second byte may still come.
  private func newlineEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ isEnd: Bool) -> Int? {
    switch bytes[position] {
    case 0x0A: return position + 1
    case 0x0D:
      guard position + 1 < bytes.count else { return isEnd ? position + 1 : nil }
      return bytes[position + 1] == 0x0A ? position + 2 : position + 1
    default: return nil
    }
  }
}

extension TableCutter {
  /// All records of a text, up to a limit; where the text is only the beginning of a file its last record is left out.
  static func records(
    _ bytes: [UInt8], _ dialect: TableDialect, isWhole: Bool, limit: Int = .max, expectedWidth: Int? = nil
  ) -> [CutRecord] {
    var cutter = TableCutter(dialect)
    cutter.expectedWidth = expectedWidth
    var result: [CutRecord] = []
    var position = 0
    while result.count < limit, let (record, next) = cutter.record(bytes, from: position, isEnd: true) {
      result.append(record)
      position = next
    }
    if !isWhole, position == bytes.count, result.count > 1 { result.removeLast() }
    return result
  }
}
