// The rows of one query, straight on SQLite's interface: for tables that are read as a whole with every import and
// report. A column that holds another type than the table was made with is damage, never a crash.
internal import CSQLite
internal import GRDB

/// Steps through the rows of one query.
final class RowReader {
  private let statement: OpaquePointer?
  private let connection: OpaquePointer?

  init(_ db: Database, _ sql: String) throws {
    var prepared: OpaquePointer?
    connection = db.sqliteConnection
    guard sqlite3_prepare_v2(connection, sql, -1, &prepared, nil) == SQLITE_OK else {
      throw DatabaseError(message: String(cString: sqlite3_errmsg(connection)))
    }
    statement = prepared
  }

  deinit { sqlite3_finalize(statement) }

  /// Goes to the next row; false behind the last.
  func next() throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)))
    }
  }

  /// A number of the row; columns count from 0.
  func number(_ column: Int32) throws -> Int64 {
    guard sqlite3_column_type(statement, column) == SQLITE_INTEGER else { throw damage }
    return sqlite3_column_int64(statement, column)
  }

  /// A text of the row.
  func text(_ column: Int32) throws -> String {
    guard sqlite3_column_type(statement, column) == SQLITE_TEXT, let bytes = sqlite3_column_text(statement, column)
    else { throw damage }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// A text of the row; nil for NULL.
  func optionalText(_ column: Int32) throws -> String? {
    sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : try text(column)
  }

  private var damage: DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a column holds another type than its table was made with")
  }
}
