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
  private var waiting: [Row] = []
  private static var together: Int { 32 }

  /// `bind` binds all `columns` cells of a row, in the order of the table.
  init(_ db: Database, into table: String, columns: Int, _ bind: @escaping (Row, inout Cells) -> Void) throws {
    let row = "(" + Array(repeating: "?", count: columns).joined(separator: ", ") + ")"
    let rows = Array(repeating: row, count: RowsWriter.together).joined(separator: ", ")
    many = try RowWriter(db, "INSERT INTO \(table) VALUES \(rows)")
    one = try RowWriter(db, "INSERT INTO \(table) VALUES \(row)")
    self.bind = bind
  }

  /// Adds a row; it is stored at once or with a later one.
  func add(_ row: Row) throws {
    waiting.append(row)
    guard waiting.count == RowsWriter.together else { return }
    var cells = Cells(writer: many)
    for row in waiting { bind(row, &cells) }
    try many.write()
    waiting.removeAll(keepingCapacity: true)
  }

  /// Stores the rows that wait.
  func finish() throws {
    for row in waiting {
      var cells = Cells(writer: one)
      bind(row, &cells)
      try one.write()
    }
    waiting.removeAll()
  }
}
