// A table that a person keeps (products.csv, suppliers.csv, ratings.csv): its header bound by name, its rows as text
// with their place. Findings are values, so that `check` can list them all.
internal import DataFiles
internal import Delimited
internal import SpendModel

/// What is wrong with a workspace's files, and what is only worth knowing.
struct Findings {
  /// Each stops every command.
  var problems: [Problem] = []
  /// Worth knowing.
  var remarks: [Problem] = []

  /// Ends here where something is wrong.
  func throwFirst() throws(Problem) {
    if let problem = problems.first { throw problem }
  }
}

/// A row of a table.
struct TableRow {
  fileprivate let row: PlainTable.Row
  fileprivate let columns: [String: Int]

  /// Its place in the table's cells.
  var index: Int { row.index }
  var line: Int { row.line }

  /// The trimmed cell of a column; empty where the table lacks it.
  subscript(_ column: String) -> String {
    cell(columns[column])
  }

  /// The trimmed cell of a column by its place; empty where the table lacks it.
  func cell(_ column: Int?) -> String { row.cell(column) }

  /// The same as bytes.
  func utf8(_ column: Int?) -> ArraySlice<UInt8> { row.utf8(column) }
}

struct TableFile {
  let path: String
  /// The rows of data, blank ones and comments left out.
  var rows: LazyMapSequence<[PlainTable.Row], TableRow> {
    dataRows.lazy.map { [columns] in TableRow(row: $0, columns: columns) }
  }
  /// All cells, also those of rows that are left out.
  private(set) var cells = PackedTable()
  /// Columns that are known here, and there.
  var knownColumns: Set<String> { Set(columns.keys) }
  /// Columns that mean nothing here.
  private(set) var extraColumns: [String] = []
  /// Where the known columns stand.
  private(set) var columns: [String: Int] = [:]
  private var dataRows: [PlainTable.Row] = []

  /// The program whose list this is, where it is not our own table.
  private(set) var shape: String?

  /// Reads a table; what is wrong with it goes into `findings`. A list of one of the shapes is taken for the table.
  init(
    path: String, required: [String], optional: [String], shapes: [ProductListShape] = [], findings: inout Findings
  ) throws {
    self.path = path
    let bytes = try FileAccess.read(path, mend: "Make it, or copy the one that `commonspend init` writes.")
    let (text, isLegacy) = TableFile.decoded(bytes)
    if isLegacy {
      findings.remarks.append(
        Problem(
          .refused, what: "The file is not UTF-8; it was read as Windows-1252.", place: path, rule: "text is UTF-8",
          mend: "Save it as CSV UTF-8."))
    }
    let header = (required + optional).joined(separator: ",")
    for delimiter in Array(",;\t".utf8) {
      let table = try PlainTable(text, Dialect(delimiter: delimiter), path)
      guard let start = table.rows.firstIndex(where: { !$0.isComment }) else { break }
      let first = table.rows[start]
      var folded = first.cells.map(FoldedText.fold)
      if !required.allSatisfy({ folded.contains(FoldedText.fold($0)) }) {
        guard let (shape, names) = TableFile.fitting(shapes, folded) else { continue }
        self.shape = shape.title
        findings.remarks.append(shape.remark(first, names, place: Place(file: path, line: first.line).description))
        folded = names
      }
      try bind(first, folded, required + optional, &findings)
      columns = index(folded, required + optional)
      cells = table.cells
      take(table.rows[(start + 1)...], width: first.count, &findings)
      return
    }
    throw Problem(
      .refused, what: "The table lacks a header with \(required.joined(separator: ", ")).",
      place: Place(file: path, line: 1).description, rule: "columns: \(header)",
      mend: "Write these names into its first line.")
  }

  private static func fitting(
    _ shapes: [ProductListShape], _ folded: [String]
  ) -> (shape: ProductListShape, names: [String])? {
    for shape in shapes {
      if let names = shape.renamed(folded) { return (shape, names) }
    }
    return nil
  }

  private static func decoded(_ bytes: [UInt8]) -> (text: [UInt8], isLegacy: Bool) {
    let body = TextEncoding.byteOrderMark(bytes)?.encoding == .utf8 ? Array(bytes.dropFirst(3)) : bytes
    if TextEncoding.isUTF8(body, mayBeCut: false) { return (body, false) }
    return (Array((TextEncoding.windows1252.decode(body) ?? "").utf8), true)
  }

  private mutating func bind(
    _ header: PlainTable.Row, _ folded: [String], _ known: [String], _ findings: inout Findings
  ) throws(Problem) {
    let knownFolded = Set(known.map(FoldedText.fold))
    for (position, name) in folded.enumerated() where knownFolded.contains(name) {
      guard folded.firstIndex(of: name) == position else {
        throw Problem(
          .refused, what: "The column \(header.cells[position]) stands twice.",
          place: Place(file: path, line: header.line).description, rule: "each column once", mend: "Remove one of them."
        )
      }
    }
    extraColumns = zip(header.cells, folded).filter { !knownFolded.contains($0.1) && !$0.1.isEmpty }.map(\.0)
  }

  private func index(_ folded: [String], _ known: [String]) -> [String: Int] {
    var columns: [String: Int] = [:]
    for name in known { columns[name] = folded.firstIndex(of: FoldedText.fold(name)) }
    return columns
  }

  private mutating func take(
    _ records: some Collection<PlainTable.Row>, width: Int, _ findings: inout Findings
  ) {
    dataRows.reserveCapacity(records.count)
    for record in records where !record.isComment && !record.isBlank(from: 0) {
      guard record.count <= width || record.isBlank(from: width) else {
        findings.problems.append(
          Problem(
            .refused, what: "The row has \(record.count) cells, the header has \(width).",
            place: Place(file: path, line: record.line).description, rule: "a row is as wide as its header",
            mend: "Put cells that hold a comma into quotes."))
        continue
      }
      dataRows.append(record)
    }
  }

  /// A problem with one cell.
  func problem(_ row: TableRow, _ column: String, _ what: String, rule: String, mend: String) -> Problem {
    Problem(
      .refused, what: what,
      place: Place(file: path, line: row.line, column: column, text: row[column]).description, rule: rule, mend: mend)
  }

  /// An optional day, YYYY-MM-DD.
  func day(_ row: TableRow, _ column: String, _ findings: inout Findings) -> Day? {
    let text = row[column]
    if text.isEmpty { return nil }
    if let day = Day(isoText: text) { return day }
    findings.problems.append(
      problem(row, column, "This is no day.", rule: "days are YYYY-MM-DD", mend: "Write a day such as 2026-03-01."))
    return nil
  }

  /// The days of a row.
  func validity(_ row: TableRow, _ findings: inout Findings) -> Validity {
    Validity(from: day(row, "valid_from", &findings), to: day(row, "valid_to", &findings))
  }
}

extension String {
  /// Without blanks and tabs at either end.
  var trimmedCell: String {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    guard let first = utf8.first, let last = utf8.last, isBlank(first) || isBlank(last) else { return self }
    var rest = Substring(self).utf8
    while let byte = rest.first, isBlank(byte) { rest.removeFirst() }
    while let byte = rest.last, isBlank(byte) { rest.removeLast() }
    return String(Substring(rest))
  }
}
