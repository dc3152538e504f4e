// Adds rows to a table that a person keeps, and changes single cells, without touching anything else: the header gains
// the columns that are missing, new rows come at the end.
internal import DataFiles
internal import Delimited
internal import Ingestion
internal import SpendModel

struct TableLines {
  /// The columns of a table.
  struct Columns {
    var required: [String]
    var optional: [String]

    static let products = Columns(required: ["code", "supplier_id"], optional: ProductTable.optional)
    static let suppliers = Columns(required: ["supplier_id", "name"], optional: SupplierTable.optional)
    static let ratings = Columns(required: RatingTable.required, optional: RatingTable.optional)
  }

  /// A cell to be changed: its row's line in the file, its column, its new text.
  struct Edit {
    var line: Int
    var column: String
    var text: String
  }

  private let path: String
  private let columns: Columns
  private(set) var bytes: [UInt8]
  private let header: PlainTable.Row
  private var names: [String]
  private let delimiter: UInt8

  /// Reads the file; refused where it is no such table in UTF-8.
  init(path: String, _ columns: Columns) throws {
    self.path = path
    self.columns = columns
    let bytes = try FileAccess.read(path, mend: "Copy the one that `commonspend init` writes.")
    guard TextEncoding.isUTF8(bytes, mayBeCut: false) else {
      throw Problem(
        .refused, what: "The file is not UTF-8.", place: path, rule: "text is UTF-8", mend: "Save it as CSV UTF-8.")
    }
    self.bytes = bytes
    for delimiter in Array(",;\t".utf8) {
      guard let first = try TableLines.rows(bytes, delimiter, path).first(where: { !$0.isComment }) else { break }
      let names = TableLines.names(first, columns)
      if columns.required.allSatisfy(names.contains) {
        (header, self.names, self.delimiter) = (first, names, delimiter)
        return
      }
    }
    throw Problem(
      .refused, what: "The table lacks a header with \(columns.required.joined(separator: ", ")).", place: path,
      rule: "rows are added to our own tables, not to a till's list", mend: "Write these names into its first line.")
  }

  private static func rows(_ bytes: [UInt8], _ delimiter: UInt8, _ path: String) throws -> [PlainTable.Row] {
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    return Array(try PlainTable(body, Dialect(delimiter: delimiter), path).rows)
  }

  /// The header's columns by the names of the reference, however they are written.
  private static func names(_ row: PlainTable.Row, _ columns: Columns) -> [String] {
    let known = Dictionary(
      (columns.required + columns.optional).map { (FoldedText.fold($0), $0) }
    ) { first, _ in first }
    return row.cells.map { known[FoldedText.fold($0)] ?? $0 }
  }

  /// Adds rows; each holds texts by column.
  mutating func add(_ rows: [[String: String]]) {
    guard !rows.isEmpty else { return }
    widen((columns.required + columns.optional).filter { name in rows.contains { !($0[name] ?? "").isEmpty } })
    if let last = bytes.last, last != 0x0A { bytes += lineEnd }
    for row in rows {
      bytes += Array(names.map { quoted(row[$0] ?? "") }.joined(separator: mark).utf8) + lineEnd
    }
  }

  /// Changes cells; refused, with nothing changed, where a row cannot be found by its line again.
  mutating func change(_ edits: [Edit]) throws {
    widen(Array(Set(edits.map(\.column))).sorted())
    let before = try TableLines.rows(bytes, delimiter, path)
    let unchanged = bytes
    for edit in edits {
      guard let column = names.firstIndex(of: edit.column) else { continue }
      let (cell, missing) = cellBytes(column, from: lineStart(edit.line))
      let text = String(repeating: mark, count: missing) + quoted(edit.text)
      bytes = bytes[..<cell.lowerBound] + Array(text.utf8) + bytes[cell.upperBound...]
    }
    guard try isChanged(from: before, by: edits) else {
      bytes = unchanged
      throw Problem(
        .refused, what: "The rows of the table cannot be changed one by one.", place: path,
        rule: "CSV, RFC 4180, a row a line",
        mend:
          "Write the cells by hand: \(edits.map { "line \($0.line), \($0.column): \($0.text)" }.joined(separator: "; "))"
      )
    }
  }

  /// Whether the edits, and nothing else, tell the table from what it was: the bytes were cut by hand.
  private func isChanged(from before: [PlainTable.Row], by edits: [Edit]) throws -> Bool {
    let after = try TableLines.rows(bytes, delimiter, path)
    guard before.count == after.count else { return false }
    return zip(before, after).allSatisfy { old, new in
      var expected = old.cells
      for edit in edits where edit.line == old.line {
        guard let column = names.firstIndex(of: edit.column) else { continue }
        while expected.count <= column { expected.append("") }
        expected[column] = edit.text
      }
      return expected == new.cells && old.line == new.line
    }
  }

  /// The bytes of a row's cell; where the row is shorter, its end, and how many delimiters are missing there.
  private func cellBytes(_ column: Int, from start: Int) -> (cell: Range<Int>, missing: Int) {
    var position = start
    for passed in 0... {
      let first = position
      position = cellEnd(from: first)
      if passed == column { return (first..<position, 0) }
      guard position < bytes.count, bytes[position] == delimiter else { return (position..<position, column - passed) }
      position += 1
    }
    return (start..<start, 0)
  }

  private func cellEnd(from start: Int) -> Int {
    var position = start
    var isQuoted = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\""), isQuoted || position == start {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: "\""), position > start, bytes[position - 1] == byte, bytes[start] == byte {
        isQuoted = true
      } else if !isQuoted, byte == delimiter || byte == 0x0A || byte == 0x0D {
        return position
      }
      position += 1
    }
    return position
  }

  private var mark: String { String(decoding: [delimiter], as: UTF8.self) }

  /// The file's own line end: that of its first line.
  private var lineEnd: [UInt8] {
    guard let end = bytes.firstIndex(of: 0x0A), end > 0, bytes[end - 1] == 0x0D else { return [0x0A] }
    return [0x0D, 0x0A]
  }

  /// Writes the wanted columns that are missing behind the header's.
  private mutating func widen(_ wanted: [String]) {
    let missing = wanted.filter { !names.contains($0) }
    guard !missing.isEmpty else { return }
    let start = lineStart(header.line)
    // Bytes, not characters: to Swift CR LF is one character.
    var end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    bytes = bytes[..<end] + Array((mark + missing.joined(separator: mark)).utf8) + bytes[end...]
    names += missing
  }

  /// Where a line begins, from 1.
  private func lineStart(_ line: Int) -> Int {
    var start = bytes.startIndex
    for _ in 1..<max(line, 1) {
      guard let end = bytes[start...].firstIndex(of: 0x0A) else { return bytes.endIndex }
      start = end + 1
    }
    return start
  }

  private func quoted(_ cell: String) -> String {
    let flat = String(cell.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
    guard flat.utf8.contains(where: { $0 == delimiter || $0 == UInt8(ascii: "\"") }) else { return flat }
    return "\"" + flat.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
