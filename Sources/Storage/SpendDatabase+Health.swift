// Copies of the database, and what can be told of it without opening a single sale.
internal import Foundation
internal import GRDB
public import SpendModel

/// The state of a database.
public struct DatabaseHealth: Sendable {
  /// Version of the SQLite library.
  public var sqliteVersion: String
  /// Version of the tables.
  public var schemaVersion: String
  /// `wal`
  public var journalMode: String
  /// 2 is FULL.
  public var synchronous: Int
  /// Bytes of all database pages.
  public var byteCount: Int64
  /// Store-days.
  public var pages: Int
  /// Lines.
  public var lines: Int
  /// Live imports.
  public var imports: Int
  /// First and last day and days without a sale between them, by store; weekdays on which a store never sells are no gap.
  public var stores: [(store: String, days: ClosedRange<Day>, missing: [Day])]
}

extension SpendDatabase {
  /// Copies the whole database into a new file, as it is at one moment, while others may read and write.
  public func backup(to path: String) throws(Problem) {
    let partial = path + ".part"
    do {
      let copy = try DatabaseQueue(path: partial)
      try queue.backup(to: copy)
      try copy.close()
      try SpendDatabase.putInPlace(partial, path)
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      throw SpendDatabase.problem(error, path)
    }
  }

  /// Synced before it gets its name: a copy that has a name is whole.
  private static func putInPlace(_ partial: String, _ path: String) throws {
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: partial))
    try handle.synchronize()
    try handle.close()
    try FileManager.default.moveItem(atPath: partial, toPath: path)
  }

  /// See `DatabaseHealth`.
  public func health() throws(Problem) -> DatabaseHealth {
    try reading { db in
      DatabaseHealth(
        sqliteVersion: try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? "", schemaVersion: Schema.version,
        journalMode: try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? "",
        synchronous: try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? 0,
        byteCount: try Int64.fetchOne(db, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
          ?? 0,
        pages: try Int.fetchOne(db, sql: "SELECT count(*) FROM page") ?? 0,
        lines: try Int.fetchOne(db, sql: "SELECT coalesce(sum(lines), 0) FROM page") ?? 0,
        imports: try Int.fetchOne(db, sql: "SELECT count(*) FROM import WHERE state = 'imported'") ?? 0,
        stores: try SpendDatabase.storeDays(db))
    }
  }

  private static func storeDays(_ db: Database) throws -> [(store: String, days: ClosedRange<Day>, missing: [Day])] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT store.name, page.day FROM page JOIN store ON store.id = store_id ORDER BY store.name, page.day")
    let days = try Dictionary(grouping: rows) { try $0.get(0) as String }
      .mapValues { try $0.map { try Day(number: $0.get(1)) } }
    return days.sorted { $0.key < $1.key }.compactMap { store, days in
      guard let first = days.first, let last = days.last else { return nil }
      let sold = Set(days)
      let weekdays = Set(days.map(\.isoWeekday))
      let missing = (first.number...last.number).map { Day(number: $0) }
        .filter { !sold.contains($0) && weekdays.contains($0.isoWeekday) }
      return (store, first...last, missing)
    }
  }
}
