// SQL for people who know it: one SELECT over documented views, on a connection of its own that cannot write
// (docs/reference/schema.md).
internal import CSQLite
public import SpendModel

/// A value of an answer.
public enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  /// Number of bytes; blobs are no answer for people.
  case blob(Int)
}

/// A read-only connection.
public final class SQLReader {
  private let handle: OpaquePointer
  private let path: String

  /// Opens the database beside writers. What is not a read is refused by the file mode, by `query_only` and by an
  /// authorizer: three locks, because any of them alone has had holes.
  public init(path: String) throws(Problem) {
    self.path = path
    var handle: OpaquePointer?
    let status = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
    guard status == SQLITE_OK, let handle else {
      sqlite3_close_v2(handle)
      throw Problem(
        .environment, what: "The database cannot be opened.", place: path, rule: "sql",
        mend: "Import an export first; check the path and its permissions.")
    }
    self.handle = handle
    sqlite3_busy_timeout(handle, 2000)
    _ = commonspend_sqlite3_db_config_flag(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
    _ = commonspend_sqlite3_db_config_flag(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    guard LineTable.register(in: handle) else { throw problem() }
    // The table is made at its first use, which the authorizer would refuse.
    let first = ["SELECT 1 FROM lines LIMIT 0"]
    for sql in first + SQLReader.views + ["PRAGMA query_only = 1"]
    where sqlite3_exec(handle, sql, nil, nil, nil) != SQLITE_OK {
      throw problem()
    }
    sqlite3_set_authorizer(handle, SQLReader.authorize, nil)
  }

  deinit {
    sqlite3_close_v2(handle)
    LogFiles.tidy(path)
  }

  /// Views over the virtual table; they live with the connection, so a new version needs no migration.
  private static let views = [
    """
    CREATE TEMP VIEW daily_product_sales AS
    SELECT store, day, code, min(description) AS description, count(*) AS lines, sum(quantity) AS quantity,
      sum(amount) AS amount FROM lines GROUP BY store, day, code
    """
  ]

  private static let names =
    "lines, daily_product_sales, monthly_spend, credits, products, items, stores, imports, excluded_days, publications"

  private static let authorize:
    @convention(c) (
      UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
      UnsafePointer<CChar>?
    ) -> Int32 = { _, action, _, second, _, _ in
      switch action {
      case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return SQLITE_OK
      // An extension would run code of its own.
      case SQLITE_FUNCTION: return second.map { String(cString: $0) } == "load_extension" ? SQLITE_DENY : SQLITE_OK
      default: return SQLITE_DENY
      }
    }

  /// Runs one statement: the columns' names first, then row by row.
  public func run(
    _ sql: String, columns: ([String]) throws -> Void, row: ([SQLValue]) throws -> Void
  ) throws {
    let statement = try prepare(sql)
    defer { sqlite3_finalize(statement) }
    let count = sqlite3_column_count(statement)
    try columns((0..<count).map { String(cString: sqlite3_column_name(statement, $0)) })
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: try row((0..<count).map { SQLReader.value(statement, $0) })
      case SQLITE_DONE: return
      default: throw problem()
      }
    }
  }

  private func prepare(_ sql: String) throws(Problem) -> OpaquePointer {
    var statement: OpaquePointer?
    var rest = ""
    let status = sql.withCString { start in
      var tail: UnsafePointer<CChar>?
      let status = sqlite3_prepare_v2(handle, start, -1, &statement, &tail)
      rest = tail.map { String(cString: $0) } ?? ""
      return status
    }
    guard status == SQLITE_OK else { throw problem() }
    let isLast = rest.allSatisfy { $0.isWhitespace || $0 == ";" }
    guard let statement, isLast, sqlite3_stmt_readonly(statement) != 0, sqlite3_column_count(statement) > 0 else {
      sqlite3_finalize(statement)
      throw Problem(
        .wrongUse, what: "Here stands one SELECT and nothing else.", place: "sql", rule: "one statement that reads",
        mend: "Write commonspend sql \"SELECT …\".")
    }
    return statement
  }

  private static func value(_ statement: OpaquePointer, _ column: Int32) -> SQLValue {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
    case SQLITE_TEXT: return sqlite3_column_text(statement, column).map { .text(String(cString: $0)) } ?? .null
    case SQLITE_BLOB: return .blob(Int(sqlite3_column_bytes(statement, column)))
    default: return .null
    }
  }

  private func problem() -> Problem {
    let message = String(cString: sqlite3_errmsg(handle))
    switch sqlite3_errcode(handle) {
    case SQLITE_BUSY, SQLITE_LOCKED:
      return Problem(
        .busy, what: "Another commonspend is writing to this workspace.", place: path, rule: "one writer at a time",
        mend: "Try again when it is done.")
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      return Problem(
        .damaged, what: "The database is damaged or no database: \(message).", place: path,
        rule: "SQLite's own structure",
        mend: "Run `commonspend verify`.")
    case SQLITE_AUTH, SQLITE_READONLY:
      return Problem(
        .wrongUse, what: "This would do more than read: \(message).", place: "sql", rule: "sql only reads",
        mend:
          "Write a SELECT over the views: \(SQLReader.names)."
      )
    default:
      return Problem(
        .wrongUse, what: "The SQL cannot be run: \(message).", place: "sql", rule: "SQLite's SQL",
        mend: "Check the names: \(SQLReader.names).")
    }
  }
}
