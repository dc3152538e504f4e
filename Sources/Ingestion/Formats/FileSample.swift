// The first bytes of an export, turned into text once: what recognition looks at.
internal import DataFiles
public import Delimited
public import SpendModel

/// The start of a file with its encoding decided.
struct FileSample {
  var encoding: TextEncoding
  /// Taken later, if the file turns out not to be UTF-8 and was plain ASCII here.
  var fallback: TextEncoding?
  /// UTF-8 or single bytes, without a byte order mark.
  var bytes: [UInt8]
  var isWholeFile: Bool
  static let size = 1 << 20

  init(_ file: ExportFile, setting: String?) throws {
    let raw = try [UInt8](unsafeUninitializedCapacity: FileSample.size) { buffer, count in
      while count < FileSample.size {
        let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
        let got = try file.fill(rest)
        if got == 0 { break }
        count += got
      }
    }
    isWholeFile = raw.count < FileSample.size
    guard !raw.isEmpty else {
      throw Problem(
        .refused, what: "The file is empty.", place: file.path, rule: "an export has a header and lines",
        mend: "Export it again.")
    }
    (encoding, fallback) = try FileSample.decide(raw, isWholeFile, setting, file.path)
    bytes = try FileSample.decoded(raw, encoding, file.path)
  }

  private static func decide(
    _ raw: [UInt8], _ isWhole: Bool, _ setting: String?, _ path: String
  ) throws(Problem) -> (TextEncoding, TextEncoding?) {
    if let setting {
      guard let encoding = TextEncoding(label: setting) else {
        throw Problem(
          .wrongUse, what: "The encoding \(setting) is not known.", place: path, rule: "--set encoding=\(setting)",
          mend: "One of \(TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      return (encoding, nil)
    }
    if let mark = EncodingDecider.foreignMark(raw) {
      throw Problem(
        .refused, what: "The file begins with \(mark).", place: path,
        rule: TextEncoding.allCases.map(\.rawValue).joined(separator: ", "), mend: "Export it again as UTF-8.")
    }
    return EncodingDecider.of(raw, isWhole: isWhole)
  }

  private static func decoded(_ raw: [UInt8], _ encoding: TextEncoding, _ path: String) throws -> [UInt8] {
    var offset = 0
    let transcoder = Transcoder(encoding: encoding) { buffer in
      // An even number of bytes at a time; the sample may cut a UTF-16 unit, the file does not.
      let count = min(buffer.count & ~1, (raw.count & ~1) - offset)
      buffer.copyBytes(from: raw[offset..<offset + max(0, count)])
      offset += max(0, count)
      return max(0, count)
    }
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    do {
      while case let count = try buffer.withUnsafeMutableBytes({ try transcoder.fill($0) }), count > 0 {
        result += buffer[..<count]
      }
    } catch let fault as TextFault {
      throw fault.problem(in: path)
    }
    if raw.count % 2 == 1, encoding != .utf16le, encoding != .utf16be, let last = raw.last { result.append(last) }
    return result
  }

  /// The records of the sample under a dialect; the last one is left out where the sample may cut it.
  func records(_ dialect: Dialect, skipsBlank: Bool = false, limit: Int) -> [SampleRecord] {
    // A fault here is one that the reading itself will meet and name.
    cut(dialect, skipsBlank, limit).records
  }

  /// Calls the body with each record under a dialect as it stands, but for one that the sample may cut. Ends at a
  /// fault, which the reading itself will meet and name.
  func forEachRecord(_ dialect: Dialect, skipsBlank: Bool, _ body: (Record) -> Void) {
    let bytes = skipsBlank ? BlankSkipper(dialect).skipped(bytes) : bytes
    var offset = 0
    var hasEnded = false
    var reader = RecordReader(dialect: dialect) { buffer in
      let count = min(buffer.count, bytes.count - offset)
      buffer.copyBytes(from: bytes[offset..<offset + count])
      offset += count
      hasEnded = count == 0
      return count
    }
    while let batch = try? reader.nextBatch() {
      // What is handed out when no more bytes come is the record that no line end closes.
      if hasEnded, !isWholeFile { return }
      for index in 0..<batch.count { body(batch[index]) }
    }
  }

  /// The limit that the sample breaks, where it does.
  func brokenLimit(_ dialect: Dialect) -> RecordFault? {
    switch cut(dialect, false, .max) {
    case (_, .quoteNeverEnds): nil
    case (_, let fault?): fault
    case (let records, nil):
      records.count == 1 && !isWholeFile ? .recordTooLong(line: records[0].line, limit: FileSample.size) : nil
    }
  }

  private func cut(
    _ dialect: Dialect, _ skipsBlank: Bool, _ limit: Int
  ) -> (records: [SampleRecord], fault: RecordFault?) {
    let bytes = skipsBlank ? BlankSkipper(dialect).skipped(bytes) : bytes
    var offset = 0
    var reader = RecordReader(dialect: dialect, chunkBytes: 1 << 16) { buffer in
      let count = min(buffer.count, bytes.count - offset)
      buffer.copyBytes(from: bytes[offset..<offset + count])
      offset += count
      return count
    }
    var table = PackedTable()
    var fault: RecordFault?
    do {
      while table.count < limit, let batch = try reader.nextBatch() {
        table.append(batch, limit: limit - table.count, trimmed: false)
      }
    } catch {
      // The records before the fault are whole.
      fault = error as? RecordFault
    }
    let mayBeCut = fault == nil && !isWholeFile && offset == bytes.count && table.count < limit && table.count > 1
    let shared = SampleRecord.Table(table)
    return ((0..<table.count - (mayBeCut ? 1 : 0)).map { SampleRecord(table: shared, row: $0) }, fault)
  }
}

/// A record of the sample, unescaped.
struct SampleRecord {
  /// What the records of one cut share.
  fileprivate final class Table: Sendable {
    let cells: PackedTable

    init(_ cells: PackedTable) { self.cells = cells }
  }

  /// The cells of a record.
  struct Cells: RandomAccessCollection {
    fileprivate let table: Table
    fileprivate let row: Int

    var startIndex: Int { 0 }
    var endIndex: Int { table.cells.cellCount(of: row) }
    subscript(column: Int) -> ArraySlice<UInt8> { table.cells.utf8(row, column) }
  }

  let cells: Cells

  fileprivate init(table: Table, row: Int) { cells = Cells(table: table, row: row) }

  /// Its physical line, from 1.
  var line: Int { cells.table.cells.line(of: cells.row) }

  /// The cells as text for comparing names.
  func folded(_ encoding: TextEncoding) -> [String] { texts(encoding).map(FoldedText.fold) }

  func texts(_ encoding: TextEncoding) -> [String] { cells.map(encoding.shownText) }
}

extension TextEncoding {
  /// The text of a cell, whatever bytes it has.
  func shownText(_ cell: some Sequence<UInt8>) -> String {
    decode(cell) ?? TextEncoding.windows1252.decode(cell) ?? ""
  }
}

extension TextFault {
  /// As a refusal of the file.
  func problem(in path: String) -> Problem {
    switch self {
    case .oddByteCount(let position):
      Problem(
        .refused, what: "The UTF-16 text ends in the middle of a character, at byte \(position).", place: path,
        rule: "UTF-16", mend: "Export it again; this file was cut.")
    case .loneSurrogate(let position):
      Problem(
        .refused, what: "Half a UTF-16 character stands at byte \(position).", place: path, rule: "UTF-16",
        mend: "Export it again, or name another encoding: --set encoding=…")
    case .nul(let position):
      Problem(
        .refused, what: "A NUL byte stands at byte \(position): this is no text.", place: path,
        rule: "an export is text", mend: "Export it as CSV; a spreadsheet or a picture cannot be read.")
    }
  }
}

extension RecordFault {
  /// As a refusal of the file.
  public func problem(in path: String) -> Problem {
    switch self {
    case .recordTooLong(let line, let limit):
      Problem(
        .refused, what: "The line is longer than \(limit) bytes.", place: Place(file: path, line: line).description,
        rule: "largest record: \(limit) bytes", mend: "Look for a quote that is never closed.")
    case .fieldTooLong(let line, let column, let limit):
      Problem(
        .refused, what: "The cell is longer than \(limit) bytes.",
        place: Place(file: path, line: line, column: "\(column)").description, rule: "largest cell: \(limit) bytes",
        mend: "Look for a quote that is never closed.")
    case .tooManyColumns(let line, let limit):
      Problem(
        .refused, what: "The line has more than \(limit) cells.", place: Place(file: path, line: line).description,
        rule: "most columns: \(limit)", mend: "Check the delimiter: --set delimiter=;")
    case .quoteNeverEnds(let line):
      Problem(
        .refused, what: "A quoted cell begins here and never ends.", place: Place(file: path, line: line).description,
        rule: "a quoted cell ends with a quote", mend: "Close the quote, or say that there are none: --set quote=none")
    }
  }
}
