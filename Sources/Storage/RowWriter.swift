// A prepared statement that is run for many rows, straight on SQLite's interface: binding a row through values costs
// several times as much as storing it.
internal import CSQLite
internal import GRDB

/// Binds and runs one statement again and again.
final class RowWriter {
  private let statement: OpaquePointer?
  private let connection: OpaquePointer?
  /// SQLITE_TRANSIENT: SQLite makes its own copy of a text.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  init(_ db: Database, _ sql: String) throws {
    var prepared: OpaquePointer?
    connection = db.sqliteConnection
    guard sqlite3_prepare_v2(connection, sql, -1, &prepared, nil) == SQLITE_OK else {
      throw DatabaseError(message: String(cString: sqlite3_errmsg(connection)))
    }
    statement = prepared
  }

  deinit { sqlite3_finalize(statement) }

  /// Binds a text; places count from 1.
  func bind(_ place: Int32, _ text: String?) {
    guard var text else {
      sqlite3_bind_null(statement, place)
      return
    }
    _ = text.withUTF8 { bytes in
      // A text of no bytes may have no address, which SQLite would take for NULL.
      bytes.withMemoryRebound(to: CChar.self) { characters in
        if let base = characters.baseAddress {
          sqlite3_bind_text(statement, place, base, Int32(characters.count), RowWriter.copied)
        } else {
          sqlite3_bind_text(statement, place, "", 0, RowWriter.copied)
        }
      }
    }
  }

  /// Binds a number.
  func bind(_ place: Int32, _ number: Int64?) {
    if let number { sqlite3_bind_int64(statement, place, number) } else { sqlite3_bind_null(statement, place) }
  }

  /// Binds bytes that stay where they are until `write` returns.
  func bind(_ place: Int32, borrowing bytes: UnsafeRawBufferPointer) {
    sqlite3_bind_blob(statement, place, bytes.baseAddress, Int32(bytes.count), nil)
  }

  /// Runs the statement with what was bound.
  func write() throws {
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else {
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)))
    }
  }
}
