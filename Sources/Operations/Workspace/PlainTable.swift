// A small table as text, cut into rows of trimmed cells: what TableFile binds to columns.
internal import Delimited
internal import Ingestion
internal import SpendModel

/// The rows of a table that is held as a whole.
final class PlainTable: Sendable {
  struct Row {
    fileprivate let table: PlainTable
    /// Its place in the table's cells.
    let index: Int

    var line: Int { table.cells.line(of: index) }
    var count: Int { table.cells.cellCount(of: index) }
    /// All cells, trimmed.
    var cells: [String] { (0..<count).map { cell($0) } }

    /// The trimmed cell of a column; empty where there is none.
    func cell(_ column: Int?) -> String { table.cells.text(index, column) }

    /// The same as bytes.
    func utf8(_ column: Int?) -> ArraySlice<UInt8> { table.cells.utf8(index, column) }

    /// A line that begins with `# ` is for people.
    var isComment: Bool {
      let first = utf8(0)
      return first.first == 0x23 && (first.count == 1 || first[first.startIndex + 1] == 0x20)
    }

    /// Whether the cells from a column on are all empty.
    func isBlank(from column: Int) -> Bool { (column..<count).allSatisfy { utf8($0).isEmpty } }
  }

  let cells: PackedTable

  /// Cuts a text; refused where a quote is never closed. `path`: where it stands.
  init(_ text: [UInt8], _ dialect: Dialect, _ path: String) throws {
    var cells = PackedTable(byteCount: text.count)
    var offset = 0
    var reader = RecordReader(dialect: dialect) { buffer in
      let count = min(buffer.count, text.count - offset)
      buffer.copyBytes(from: text[offset..<offset + count])
      offset += count
      return count
    }
    do {
      while let batch = try reader.nextBatch() { cells.append(batch, trimmed: true) }
    } catch let fault as RecordFault {
      var problem = fault.problem(in: path)
      // How an export is cut can be set; a table is CSV.
      problem.mend = "Correct the line; mostly a quote is never closed."
      throw problem
    }
    self.cells = cells
  }

  /// All rows, blank ones and comments among them.
  var rows: LazyMapSequence<Range<Int>, Row> { (0..<cells.count).lazy.map { Row(table: self, index: $0) } }
}
