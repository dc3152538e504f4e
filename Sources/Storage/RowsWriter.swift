// Many rows of one table, several with each run of a statement: running one costs more than storing a short row.
internal import GRDB

/// Writes rows of one table.
final class RowsWriter<Row> {
  /// The cells of the rows that one run of the statement stores.
  struct Cells {
    fileprivate let writer: RowWriter
    fileprivate var place: Int32 = 0

    /// The next cell.
    mutating func bind(_ text: String?) {
      place += 1
      writer.bind(place, text)
    }

    /// The next cell.
    mutating func bind(_ number: Int64?) {
      place += 1
      writer.bind(place, number)
    }
  }

  private let many: RowWriter
  private let one: RowWriter
  private let bind: (Row, inout Cells) -> Void
  private static var together: Int { 32 }

  /// `bind` binds all `columns` cells of a row, in the order of the table.
  init(_ db: Database, into table: String, columns: Int, _ bind: @escaping (Row, inout Cells) -> Void) throws {
    let row = "(" + Array(repeating: "?", count: columns).joined(separator: ", ") + ")"
    let rows = Array(repeating: row, count: RowsWriter.together).joined(separator: ", ")
    many = try RowWriter(db, "INSERT INTO \(table) VALUES \(rows)")
    one = try RowWriter(db, "INSERT INTO \(table) VALUES \(row)")
    self.bind = bind
  }

  /// Stores rows.
  func write(_ rows: [Row]) throws {
    let full = rows.count - rows.count % RowsWriter.together
    for first in stride(from: 0, to: full, by: RowsWriter.together) {
      try run(many, rows[first..<first + RowsWriter.together])
    }
    for row in full..<rows.count { try run(one, rows[row...row]) }
  }

  private func run(_ writer: RowWriter, _ rows: ArraySlice<Row>) throws {
    var cells = Cells(writer: writer)
    for row in rows { bind(row, &cells) }
    try writer.write()
  }
}
