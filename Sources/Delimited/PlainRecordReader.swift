// The slow, obvious twin of RecordReader: one byte at a time, whole cells as arrays. Tests compare the two.

/// Reads a whole text at once.
public enum PlainRecordReader {
  /// A record: its unescaped cells and the physical line on which it begins.
  public struct PlainRecord: Hashable, Sendable {
    /// The cells.
    public var cells: [[UInt8]]
    /// From 1.
    public var line: Int

    /// A record; see the properties.
    public init(cells: [[UInt8]], line: Int) {
      self.cells = cells
      self.line = line
    }
  }

  /// All records of a text, without blank lines.
  public static func records(_ bytes: [UInt8], dialect: Dialect) throws(RecordFault) -> [PlainRecord] {
    var machine = Machine(dialect: dialect)
    for byte in bytes { machine.take(byte) }
    return try machine.end()
  }

  /// How many line ends stand before the quote that never closes.
  static func newlinesBeforeOpenQuote(_ bytes: UnsafeRawBufferPointer, _ dialect: Dialect) -> Int {
    var machine = Machine(dialect: dialect)
    for byte in bytes { machine.take(byte) }
    return machine.quoteLine - 1
  }

  private struct Machine {
    let dialect: Dialect
    var records: [PlainRecord] = []
    /// Cells as written, with quotes and escapes.
    var cells: [[UInt8]] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var justClosed = false
    var escaped = false
    var line = 1
    var recordLine = 1
    var quoteLine = 1

    init(dialect: Dialect) { self.dialect = dialect }

    mutating func take(_ byte: UInt8) {
      if escaped {
        escaped = false
        literal(byte)
      } else if dialect.escape == .backslash, byte == UInt8(ascii: "\\") {
        escaped = true
        justClosed = false
        cell.append(byte)
      } else if isQuoted {
        if byte == dialect.quote {
          isQuoted = false
          justClosed = true
          cell.append(byte)
        } else {
          literal(byte)
        }
      } else {
        outside(byte)
      }
    }

    mutating func outside(_ byte: UInt8) {
      if byte == dialect.quote, cell.isEmpty || justClosed {
        if cell.isEmpty { quoteLine = line }
        isQuoted = true
        justClosed = false
        cell.append(byte)
      } else if byte == dialect.delimiter {
        endCell()
      } else if byte == dialect.newlineByte {
        endRecord()
      } else {
        justClosed = false
        literal(byte)
      }
    }

    mutating func literal(_ byte: UInt8) {
      if byte == dialect.newlineByte { line += 1 }
      cell.append(byte)
    }

    mutating func endCell() {
      cells.append(cell)
      cell = []
      justClosed = false
    }

    mutating func endRecord() {
      if dialect.newline == .lf, cell.last == 0x0D { cell.removeLast() }
      let isBlank = cells.isEmpty && cell.isEmpty
      endCell()
      if !isBlank { records.append(PlainRecord(cells: cells.map(unescaped), line: recordLine)) }
      cells = []
      line += 1
      recordLine = line
    }

    mutating func end() throws(RecordFault) -> [PlainRecord] {
      if isQuoted { throw .quoteNeverEnds(line: quoteLine) }
      if !cells.isEmpty || !cell.isEmpty { endRecord() }
      return records
    }

    func unescaped(_ raw: [UInt8]) -> [UInt8] {
      if dialect.escape == .backslash, raw == Array("\\N".utf8) { return raw }
      var rest = raw[...]
      var result: [UInt8] = []
      var quoted = false
      if let quote = dialect.quote, rest.first == quote {
        quoted = true
        rest = rest.dropFirst()
      }
      while let byte = rest.popFirst() {
        if dialect.escape == .backslash, byte == UInt8(ascii: "\\"), let next = rest.popFirst() {
          result.append(next)
        } else if quoted, byte == dialect.quote {
          if rest.first == byte { result.append(rest.removeFirst()) } else { quoted = false }
        } else {
          result.append(byte)
        }
      }
      return result
    }
  }
}
