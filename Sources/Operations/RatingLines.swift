// Adds rows to ratings.csv without touching what a person wrote: the header gains the columns that are missing, the rows
// come at the end.
internal import DataFiles
internal import Delimited
internal import Ingestion
internal import SpendModel

struct RatingLines {
  private let path: String
  private let bytes: [UInt8]
  private let header: PlainTable.Row
  private let delimiter: UInt8

  /// Reads the file; refused where it is no rating table in UTF-8.
  init(path: String) throws {
    self.path = path
    let bytes = try FileAccess.read(path, mend: "Copy the one that `commonspend init` writes.")
    guard TextEncoding.isUTF8(bytes, mayBeCut: false) else {
      throw Problem(.refused, what: "The file is not UTF-8.", place: path, rule: "text is UTF-8", mend: "Save it as CSV UTF-8.")
    }
    self.bytes = bytes
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    for delimiter in Array(",;\t".utf8) {
      let first = try PlainTable.records(body, Dialect(delimiter: delimiter), path).first { !$0.isComment }
      if let first, RatingTable.required.allSatisfy({ RatingLines.names(first).contains($0) }) {
        header = first
        self.delimiter = delimiter
        return
      }
    }
    throw Problem(
      .refused, what: "The table lacks a header with \(RatingTable.required.joined(separator: ", ")).", place: path,
      rule: "columns of ratings.csv", mend: "Write these names into its first line.")
  }

  /// The header's columns by the names of the reference, however they are written.
  private static func names(_ row: PlainTable.Row) -> [String] {
    let known = Dictionary((RatingTable.required + RatingTable.optional).map { (FoldedText.fold($0), $0) }) { first, _ in first }
    return row.cells.map { known[FoldedText.fold($0)] ?? $0 }
  }

  /// The whole file with the rows added; each row holds texts by column.
  func adding(_ rows: [[String: String]]) -> [UInt8] {
    var names = RatingLines.names(header)
    let wanted = RatingTable.required + RatingTable.optional
    let missing = wanted.filter { name in !names.contains(name) && rows.contains { !($0[name] ?? "").isEmpty } }
    names += missing
    var result = missing.isEmpty ? bytes : widened(missing)
    if let last = result.last, last != 0x0A { result += lineEnd }
    for row in rows {
      result += Array(names.map { quoted(row[$0] ?? "") }.joined(separator: mark).utf8) + lineEnd
    }
    return result
  }

  private var mark: String { String(decoding: [delimiter], as: UTF8.self) }

  /// The file's own line end: that of its first line.
  private var lineEnd: [UInt8] {
    guard let end = bytes.firstIndex(of: 0x0A), end > 0, bytes[end - 1] == 0x0D else { return [0x0A] }
    return [0x0D, 0x0A]
  }

  /// The header's line with further names behind it. Bytes, not characters: to Swift CR LF is one character.
  private func widened(_ missing: [String]) -> [UInt8] {
    var start = bytes.startIndex
    for _ in 1..<max(header.line, 1) {
      guard let end = bytes[start...].firstIndex(of: 0x0A) else { return bytes }
      start = end + 1
    }
    var end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return bytes[..<end] + Array((mark + missing.joined(separator: mark)).utf8) + bytes[end...]
  }

  private func quoted(_ cell: String) -> String {
    let flat = String(cell.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
    guard flat.utf8.contains(where: { $0 == delimiter || $0 == UInt8(ascii: "\"") }) else { return flat }
    return "\"" + flat.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
