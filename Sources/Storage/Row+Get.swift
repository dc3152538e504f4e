// Columns of a row, read so that a damaged file is an error. GRDB's own subscripts stop the program where a column is
// missing or holds another type than the table was made with.
internal import GRDB

extension Row {
  func get<T: DatabaseValueConvertible & StatementColumnConvertible>(_ name: String) throws -> T {
    try decode(T.self, forColumn: name)
  }

  func get<T: DatabaseValueConvertible & StatementColumnConvertible>(_ index: Int) throws -> T {
    try decode(T.self, atIndex: index)
  }
}
