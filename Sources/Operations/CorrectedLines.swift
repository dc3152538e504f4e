// Rejected lines that a person corrected and imports again: recognised by the columns that `rejects` writes, and read
// with the format and the settings of the export that they come from.
internal import Delimited
internal import Ingestion
internal import SpendModel
internal import Storage

struct CorrectedLines {
  /// The leading columns of `rejects`; what follows is the export's own table.
  static let columns = ["mends_sha256", "mends_line", "column", "reason", "file"]

  /// They are read at once, so their size is bounded; a tenth of a million lines fit.
  private static let largestFile: Int64 = 32 << 20

  private let path: String
  private let rows: [PlainTable.Row]
  private let bytes: [UInt8]

  /// The corrected lines of a file; nil where the file is no output of `rejects`.
  init?(path: String) throws {
    let start = Array(CorrectedLines.columns.joined(separator: ",").utf8)
    let file = try ExportFile(path: path, digested: false)
    var head = [UInt8](repeating: 0, count: start.count + 3)
    let count = try head.withUnsafeMutableBytes { try file.fill($0) }
    let isMarked = TextEncoding.byteOrderMark(head)?.encoding == .utf8
    guard head[..<count].dropFirst(isMarked ? 3 : 0).starts(with: start) else { return nil }
    self.path = path
    guard file.byteCount <= CorrectedLines.largestFile else {
      throw Problem(
        .refused, what: "The corrected lines take more than \(CorrectedLines.largestFile) bytes.", place: path,
        rule: "largest file of corrected lines: \(CorrectedLines.largestFile) bytes",
        mend: "Correct the lines of one import at a time: commonspend rejects ID")
    }
    bytes = try FileAccess.read(path, mend: "Check the path.")
    let body = isMarked ? Array(bytes.dropFirst(3)) : bytes
    rows = Array(try PlainTable(body, Dialect(), path).rows)
  }

  /// The draft that mends: the lines under their own header, in the settings that were decided for their export.
  func draft(
    of record: (String) throws -> ImportRecord?, reader: (String, [String: String]) throws -> ExportReader
  ) throws -> ExportDraft {
    guard rows.count > 1 else { throw problem("The file holds no corrected line.", line: 1) }
    let digests = Set(rows.dropFirst().map { $0.cells[0] })
    guard digests.count == 1, let digest = digests.first else {
      throw problem("The lines come from \(digests.count) exports.", line: rows[1].line)
    }
    guard let original = try record(digest) else {
      throw problem(
        "The export whose lines these are is not imported (SHA-256 \(digest.prefix(12))…).", line: rows[1].line)
    }
    let lines = try rows.dropFirst().map(mendedLine)
    let export = ExportFile(path: path, content: table)
    var draft = try reader(original.landing.format, settings(original)).draft(of: export)
    draft.sha256 = ContentDigest.hexText(of: bytes)
    draft.byteCount = Int64(bytes.count)
    draft.mends = MendReference(sha256: digest, lines: lines)
    return draft
  }

  private func mendedLine(_ row: PlainTable.Row) throws(Problem) -> Int {
    guard row.cells.count > 1, let line = Int(row.cells[1]) else {
      throw problem("The row does not say which line it mends.", line: row.line)
    }
    return line
  }

  /// The export's own columns as CSV, header first.
  private var table: [UInt8] {
    var writer = RecordWriter(formulaSafe: false)
    for row in rows {
      for cell in row.cells.dropFirst(CorrectedLines.columns.count) { writer.verbatim(cell) }
      writer.endRow()
    }
    return writer.bytes
  }

  /// What was decided for the export still holds; only the bytes are ours now.
  private func settings(_ record: ImportRecord) -> [String: String] {
    var settings: [String: String] = [:]
    for setting in record.settings {
      guard let equals = setting.firstIndex(of: "=") else { continue }
      settings[String(setting[..<equals])] = String(setting[setting.index(after: equals)...])
    }
    settings["encoding"] = "utf-8"
    settings["delimiter"] = ","
    settings["quote"] = "\""
    settings["escape"] = Dialect.Escape.doubled.rawValue
    return settings
  }

  private func problem(_ what: String, line: Int) -> Problem {
    Problem(
      .refused, what: what, place: Place(file: path, line: line).description,
      rule: "a corrected line names the digest and the line that it mends",
      mend: "Start from `commonspend rejects ID` again and change only the wrong cells.")
  }
}
