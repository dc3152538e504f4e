// Adds rows to ratings.csv without touching what a person wrote: the header gains the columns that are missing, the rows
// come at the end.
internal import Delimited
internal import Ingestion
internal import SpendModel

struct RatingLines {
  private let path: String
  private let text: String
  private let header: PlainTable.Row
  private let delimiter: UInt8

  /// Reads the file; refused where it is no rating table in UTF-8.
  init(path: String) throws {
    self.path = path
    let bytes = try FileAccess.read(path, mend: "Copy the one that `commonspend init` writes.")
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Problem(.refused, what: "The file is not UTF-8.", place: path, rule: "text is UTF-8", mend: "Save it as CSV UTF-8.")
    }
    self.text = text
    for delimiter in Array(",;\t".utf8) {
      let first = try PlainTable.records(Array(text.utf8), Dialect(delimiter: delimiter), path).first { !$0.isComment }
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

  private static func names(_ row: PlainTable.Row) -> [String] {
    row.cells.map { cell in String(cell.unicodeScalars.filter { $0.value != 0xFEFF }).lowercased() }
  }

  /// The whole file with the rows added; each row holds texts by column.
  func adding(_ rows: [[String: String]]) -> [UInt8] {
    var names = RatingLines.names(header)
    let wanted = RatingTable.required + RatingTable.optional
    let missing = wanted.filter { name in !names.contains(name) && rows.contains { !($0[name] ?? "").isEmpty } }
    names += missing
    var result = missing.isEmpty ? text : widened(missing)
    if !result.isEmpty, !result.hasSuffix("\n"), !result.hasSuffix("\r\n") { result += "\n" }
    for row in rows {
      result += names.map { quoted(row[$0] ?? "") }.joined(separator: mark) + "\n"
    }
    return Array(result.utf8)
  }

  private var mark: String { String(decoding: [delimiter], as: UTF8.self) }

  /// The header's line with further names behind it.
  private func widened(_ missing: [String]) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let index = header.line - 1
    guard lines.indices.contains(index) else { return text }
    let hasReturn = lines[index].hasSuffix("\r")
    lines[index] = (hasReturn ? String(lines[index].dropLast()) : lines[index]) + mark + missing.joined(separator: mark)
      + (hasReturn ? "\r" : "")
    return lines.joined(separator: "\n")
  }

  private func quoted(_ cell: String) -> String {
    let flat = String(cell.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
    guard flat.utf8.contains(where: { $0 == delimiter || $0 == UInt8(ascii: "\"") }) else { return flat }
    return "\"" + flat.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
