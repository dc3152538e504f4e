// The database of a workspace: opening, configuring, and the one place where SQLite's failures become problems.
// Storage is the only module that imports GRDB and SQLite.
internal import CSQLite
internal import Foundation
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
    /// Reads only, whatever version made it: to copy and to verify it, which is wanted most of all before an upgrade.
    case readAnyVersion
    /// In memory, for one-shot work.
    case memory

    var isReadOnly: Bool { self == .read || self == .readAnyVersion }
  }

  let queue: DatabaseQueue
  private let path: String
  private let isReader: Bool

  /// Opens the database of a workspace.
  public init(path: String, mode: Mode) throws(Problem) {
    self.path = path
    isReader = mode.isReadOnly
    do {
      queue = try SpendDatabase.opened(path, mode)
    } catch {
      if isReader { LogFiles.tidy(path) }
      throw SpendDatabase.problem(error, path)
    }
  }

  deinit {
    guard isReader else { return }
    try? queue.close()
    LogFiles.tidy(path)
  }

  private static func opened(_ path: String, _ mode: Mode) throws -> DatabaseQueue {
    if mode != .memory { try refuseOddFile(path) }
    if mode == .create { makePrivateFile(path) }
    let queue = try open(path, mode)
    let isBlank = try queue.read { db in try checkOwner(db, path) }
    if mode.isReadOnly {
      // An import that was killed before its first commit leaves a file without tables: nothing was imported yet.
      guard !isBlank else { return try opened(path, .memory) }
      if mode == .read { try refuseOlder(queue, path) }
    } else {
      try migrate(queue, path)
    }
    return queue
  }

  private static func open(_ path: String, _ mode: Mode) throws -> DatabaseQueue {
    if mode == .memory { return try DatabaseQueue(configuration: configuration(mode)) }
    do {
      return try DatabaseQueue(path: path, configuration: configuration(mode))
    } catch let error as DatabaseError where mode.isReadOnly && canBeFrozen(error, path) {
      // A folder that cannot be written has no room for the shared memory that a WAL database needs. Without a WAL
      // file nobody writes, so the file can be read as it stands.
      let text = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
      return try DatabaseQueue(path: "file:\(text)?immutable=1", configuration: configuration(mode))
    }
  }

  private static func configuration(_ mode: Mode) -> Configuration {
    var configuration = Configuration()
    // An import of some seconds is waited for; a longer one is reported as busy.
    configuration.busyMode = .timeout(5)
    configuration.readonly = mode.isReadOnly
    configuration.prepareDatabase { db in
      if let handle = db.sqliteConnection {
        _ = commonspend_sqlite3_db_config_flag(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
        _ = commonspend_sqlite3_db_config_flag(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
      }
      guard mode == .create else { return }
      // Only a new file takes the size of its pages: a store-day fills some, so that four times as large means fewer
      // calls of the system and no larger file (docs/decisions/0008).
      try db.execute(sql: "PRAGMA page_size = 16384")
      // FULL, not NORMAL: with NORMAL a finished import can be lost when the machine loses power.
      try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    }
    return configuration
  }

  private static func canBeFrozen(_ error: DatabaseError, _ path: String) -> Bool {
    guard error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY else { return false }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
    return ((attributes?[.size] as? NSNumber)?.intValue ?? 0) == 0
  }

  /// Opening a pipe would wait for ever.
  private static func refuseOddFile(_ path: String) throws(Problem) {
    var info = stat()
    guard stat(path, &info) == 0, info.st_mode & S_IFMT != S_IFREG else { return }
    throw Problem(
      .environment, what: "This is a folder, a pipe or a device, not a database.", place: path,
      rule: "a database is a regular file", mend: "Name the workspace's own database, or move this away.")
  }

  /// SQLite gives its WAL the mode of the database: sales are not for every user of the machine.
  private static func makePrivateFile(_ path: String) {
    let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o640)
    if descriptor >= 0 { close(descriptor) }
  }

  /// "CSPD"; another program's file is refused.
  static let applicationID = 0x4353_5044

  /// Whether the database has no tables yet; another program's or a newer one is refused.
  private static func checkOwner(_ db: Database, _ path: String) throws -> Bool {
    let id = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    guard id == applicationID || (id == 0 && tables == 0) else {
      throw Problem(
        .damaged, what: "This database was made by another program.", place: path, rule: "a commonspend database",
        mend: "Name the workspace's own database, or move this file away.")
    }
    if try Schema.isSuperseded(db) {
      throw Problem(
        .damaged, what: "This database was made by a newer commonspend.", place: path, rule: "schema \(Schema.version)",
        mend: "Update commonspend.")
    }
    if tables > 0, try Schema.migrator.hasCompletedMigrations(db) { try checkSchema(db, path) }
    return tables == 0
  }

  /// The tables, views and indexes are exactly ours: a view or trigger that somebody slipped in, or a damaged name,
  /// would make every query mean something else.
  private static func checkSchema(_ db: Database, _ path: String) throws {
    let expected = try DatabaseQueue()
    try Schema.migrator.migrate(expected)
    let ours = try expected.read { db in try schemaText(db) }
    guard try schemaText(db) == ours else {
      throw Problem(
        .damaged, what: "The database's tables are not as they were made.", place: path,
        rule: "schema \(Schema.version)",
        mend: "Restore a backup, or move the file away and import the exports again.")
    }
  }

  private static func schemaText(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db, sql: "SELECT coalesce(type || ' ' || name || ' ' || coalesce(sql, ''), '') FROM sqlite_master ORDER BY 1")
  }

  private static func refuseOlder(_ queue: DatabaseQueue, _ path: String) throws {
    if try queue.read({ try Schema.migrator.hasCompletedMigrations($0) }) { return }
    throw Problem(
      .refused, what: "This database was made by an older commonspend and was not upgraded yet.", place: path,
      rule: "schema \(Schema.version)",
      mend: "Run any command that writes, such as an import; it upgrades the database.")
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
    if error is PageDamage || error is RowDecodingError {
      return Problem(
        .damaged, what: "The database is damaged: what a row holds has no meaning.", place: path,
        rule: "rows and pages as they were written",
        mend: "Run `commonspend verify`; it names the exports to import again.")
    }
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
    // Room is needed for the memory that readers and writers share, too: that is a file beside the database.
    case _ where error.isForWantOfRoom:
      return Problem(
        .environment, what: "The disk is full. Nothing was changed.", place: path,
        rule: "an import needs room for its pages and its log", mend: "Free some space and try again.")
    default:
      return Problem(
        .environment,
        what: "The database cannot be used: \(error.message ?? "\(error.resultCode)"). Nothing was changed.",
        place: path, rule: "SQLite refused it", mend: "Check the folder, its permissions and the disk.")
    }
  }
}

extension DatabaseError {
  fileprivate var isForWantOfRoom: Bool {
    resultCode == .SQLITE_FULL || extendedResultCode == .SQLITE_IOERR_SHMSIZE
  }
}
