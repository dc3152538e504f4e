// An export's whole table as text, unconverted: what `inspect` shows. Off the flow, and not in a hurry: it mends stray
// quotes, where an import would reject the line.
public import Delimited
internal import SpendModel

/// Reads every record of an export as text.
public struct TableReader {
  /// What the text is in.
  public let encoding: TextEncoding
  /// Separates cells; nil where the text is one column.
  public let delimiter: UInt8?
  /// What opens and closes cells; nil where no cell of the sample is quoted.
  public let quote: UInt8?
  /// How a quote is written inside quotes.
  public let escape: Dialect.Escape
  /// Whether a blank belongs to the delimiter.
  public let skipsBlank: Bool
  /// Physical line of the header; nil where the table has none.
  public let headerLine: Int?
  /// The first record's cells: the header, or data where there is none.
  public let firstRecord: [String]
  /// Cells of most records.
  public let width: Int
  private let fallback: TextEncoding?
  private let dialect: TableDialect
  private let firstLine: Int

  /// What was odd about a text, by the line where it was met first.
  public struct Oddities {
    /// Records of another width than the table's.
    public var ragged: (count: Int, line: Int) = (0, 0)
    /// Records with quotes that neither open, close nor are escaped.
    public var strayQuotes: (count: Int, line: Int) = (0, 0)
    /// Cells whose bytes are no text in the file's encoding; they are shown as windows-1252.
    public var undecoded: (count: Int, line: Int) = (0, 0)
    /// Lines above the table and below it.
    public var leftOut: (count: Int, line: Int) = (0, 0)

    mutating func note(_ path: WritableKeyPath<Oddities, (count: Int, line: Int)>, _ line: Int) {
      if self[keyPath: path].count == 0 { self[keyPath: path].line = line }
      self[keyPath: path].count += 1
    }

    /// Sentences for a person.
    public var sentences: [String] {
      var sentences: [String] = []
      let said = { (found: (count: Int, line: Int), one: String, many: String) in
        if found.count == 1 { sentences.append("1 \(one); it stands on line \(found.line).") }
        if found.count > 1 { sentences.append("\(found.count) \(many); the first stands on line \(found.line).") }
      }
      said(ragged, "record is not as wide as the table", "records are not as wide as the table")
      said(strayQuotes, "record has stray quotes", "records have stray quotes")
      said(
        undecoded, "cell is no text in the file's encoding and is shown as windows-1252",
        "cells are no text in the file's encoding and are shown as windows-1252")
      said(leftOut, "line above or below the table is left out", "lines above or below the table are left out")
      return sentences
    }
  }

  /// Reads as the file's format says; a file of no known format is read by the dialect that its bytes show.
  public init(recogniser: Recogniser, file: ExportFile) throws {
    let sight = try recogniser.tableSight(of: file)
    encoding = sight.sample.encoding
    fallback = sight.sample.fallback
    dialect = sight.dialect
    firstLine = sight.firstLine
    width = sight.width
    delimiter = dialect.delimiter
    quote = sight.isQuoted ? dialect.quote : nil
    escape = dialect.escape
    skipsBlank = dialect.skipsBlank
    headerLine = sight.hasHeader ? sight.firstLine : nil
    firstRecord = sight.first
  }

  /// Calls the body with each record's cells, until it says no. Titles above the table and notes below it are left out.
  public func forEachRecord(of file: ExportFile, _ body: ([String]) throws -> Bool) throws -> Oddities {
    let file = try file.rewound(digested: false)
    let source = RecordSource(file: file, encoding: encoding, dialect: dialect, width: width)
    var text = TextDecoder(encoding: encoding, fallback: fallback)
    var oddities = Oddities()
    var held: [CutRecord] = []
    do {
      while let record = try source.next() {
        guard record.line >= firstLine else {
          oddities.note(\.leftOut, record.line)
          continue
        }
        if mayBeFooter(record, after: held), held.count < 100 {
          held.append(record)
          continue
        }
        for record in held + [record] {
          note(record, &oddities)
          guard try body(cells(record, &text, &oddities)) else { return oddities }
        }
        held.removeAll()
      }
      for record in held { oddities.note(\.leftOut, record.line) }
    } catch let fault as RecordFault {
      throw fault.problem(in: file.path)
    } catch let fault as TextFault {
      throw fault.problem(in: file.path)
    }
    return oddities
  }

  private func cells(_ record: CutRecord, _ text: inout TextDecoder, _ oddities: inout Oddities) -> [String] {
    record.cells.map { cell in
      if let text = text.text(cell) { return text }
      oddities.note(\.undecoded, record.line)
      return TextEncoding.windows1252.decode(cell) ?? ""
    }
  }

  private func note(_ record: CutRecord, _ oddities: inout Oddities) {
    if record.cells.count != width { oddities.note(\.ragged, record.line) }
    if record.strayQuotes > 0 { oddities.note(\.strayQuotes, record.line) }
  }

  /// A line of one filled cell, below a blank line or beginning with stars or dashes: a note, if no row follows.
  private func mayBeFooter(_ record: CutRecord, after held: [CutRecord]) -> Bool {
    guard width > 2, record.line > firstLine, record.filledCount <= 1 else { return false }
    let first = record.cells.first?.first
    return !held.isEmpty || record.followsBlank || first == 0x2A || first == 0x2D || first == 0x3D || first == 0x23
  }
}

/// Hands out a file's records one by one, keeping no more than the unfinished one.
private final class RecordSource {
  private let transcoder: Transcoder
  private var cutter: TableCutter
  private var buffer: [UInt8] = []
  private var position = 0
  private var isEnd = false
  private let limits = RecordLimits()

  init(file: ExportFile, encoding: TextEncoding, dialect: TableDialect, width: Int) {
    transcoder = Transcoder(encoding: encoding, source: file.fill)
    cutter = TableCutter(dialect)
    cutter.expectedWidth = width > 1 ? width : nil
  }

  func next() throws -> CutRecord? {
    while true {
      if let (record, next) = cutter.record(buffer, from: position, isEnd: isEnd) {
        position = next
        try check(record)
        return record
      }
      if isEnd { return nil }
      try refill()
    }
  }

  private func check(_ record: CutRecord) throws(RecordFault) {
    if record.cells.count > limits.columns { throw .tooManyColumns(line: record.line, limit: limits.columns) }
    for (column, cell) in record.cells.enumerated() where cell.count > limits.fieldBytes {
      throw .fieldTooLong(line: record.line, column: column + 1, limit: limits.fieldBytes)
    }
  }

  /// Reads as much again as is left over, so that a long record is not cut from its start too often.
  private func refill() throws {
    buffer.removeFirst(position)
    position = 0
    guard buffer.count <= limits.recordBytes else {
      throw RecordFault.recordTooLong(line: cutter.line, limit: limits.recordBytes)
    }
    var chunk = [UInt8](repeating: 0, count: max(1 << 20, buffer.count))
    let count = try chunk.withUnsafeMutableBytes { try transcoder.fill($0) }
    isEnd = count == 0
    buffer.append(contentsOf: chunk[..<count])
  }
}
