// The database of a workspace: opening, configuring, and the one place where SQLite's failures become problems.
// Storage is the only module that imports GRDB and SQLite.
internal import CSQLite
internal import GRDB
public import SpendModel

/// An open database.
public final class SpendDatabase: Sendable {
  /// How it is opened.
  public enum Mode: Sendable {
    /// Reads and writes; makes the file where there is none.
    case create
    /// Reads only, beside a writer.
    case read
    /// In memory, for one-shot work.
    case memory
  }

  let queue: DatabaseQueue
  private let path: String

  /// Opens the database of a workspace.
  public init(path: String, mode: Mode) throws(Problem) {
    self.path = path
    do {
      queue = try SpendDatabase.open(path, mode)
      try queue.read { db in try SpendDatabase.checkOwner(db, path) }
      if mode != .read { try SpendDatabase.migrate(queue, path) }
    } catch {
      throw SpendDatabase.problem(error, path)
    }
  }

  private static func open(_ path: String, _ mode: Mode) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(0.2)
    configuration.readonly = mode == .read
    configuration.prepareDatabase { db in
      if let handle = db.sqliteConnection {
        _ = commonspend_sqlite3_db_config_flag(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
        _ = commonspend_sqlite3_db_config_flag(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
      }
      // FULL, not NORMAL: with NORMAL a finished import can be lost when the machine loses power.
      if mode == .create { try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL") }
    }
    if mode == .memory { return try DatabaseQueue(configuration: configuration) }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// "CSPD"; another program's file is refused.
  static let applicationID = 0x4353_5044

  private static func checkOwner(_ db: Database, _ path: String) throws {
    let id = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    guard id == applicationID || (id == 0 && tables == 0) else {
      throw Problem(
        .damaged, what: "This database was made by another program.", place: path, rule: "a commonspend database",
        mend: "Name the workspace's own database, or move this file away.")
    }
    if try Schema.migrator.hasBeenSuperseded(db) {
      throw Problem(
        .damaged, what: "This database was made by a newer commonspend.", place: path, rule: "schema \(Schema.version)",
        mend: "Update commonspend.")
    }
  }

  private static func migrate(_ queue: DatabaseQueue, _ path: String) throws {
    if try queue.read({ try Schema.migrator.hasCompletedMigrations($0) }) { return }
    try queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA application_id = \(applicationID)") }
    try Schema.migrator.migrate(queue)
  }

  // MARK: - Failures

  /// Runs a read, with its failures as problems.
  func reading<T>(_ body: (Database) throws -> T) throws(Problem) -> T {
    do { return try queue.read(body) } catch { throw SpendDatabase.problem(error, path) }
  }

  /// Runs one transaction. It commits when the body says so, and is as if it never was otherwise.
  func transaction<T>(_ body: (Database) throws -> (Database.TransactionCompletion, T)) throws(Problem) -> T {
    do {
      return try queue.writeWithoutTransaction { db in
        var result: T?
        try db.inTransaction(.immediate) {
          let (completion, value) = try body(db)
          result = value
          return completion
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
        return result
      }
    } catch {
      throw SpendDatabase.problem(error, path)
    }
  }

  static func problem(_ error: any Error, _ path: String) -> Problem {
    if let problem = error as? Problem { return problem }
    guard let error = error as? DatabaseError else {
      return Problem(
        .environment, what: "The database cannot be used: \(error).", place: path, rule: "SQLite refused it",
        mend: "Check the folder, its permissions and the disk.")
    }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return Problem(
        .busy, what: "Another commonspend is writing to this workspace.", place: path, rule: "one writer at a time",
        mend: "Try again when it is done.")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      return Problem(
        .damaged, what: "The database is damaged or no database: \(error.message ?? "").", place: path,
        rule: "SQLite's own structure", mend: "Restore a backup, or move the file away and import the exports again.")
    case .SQLITE_FULL:
      return Problem(
        .environment, what: "The disk is full. Nothing was changed.", place: path,
        rule: "an import needs room for its pages and its log", mend: "Free some space and try again.")
    default:
      return Problem(
        .environment, what: "The database cannot be used: \(error.message ?? "\(error.resultCode)"). Nothing was changed.",
        place: path, rule: "SQLite refused it", mend: "Check the folder, its permissions and the disk.")
    }
  }
}
