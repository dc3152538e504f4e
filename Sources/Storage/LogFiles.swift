// The two files beside a database in use, its write-ahead log and the memory that its users share: who takes them away.
internal import CSQLite
internal import Foundation

enum LogFiles {
  /// SQLite takes both files away when the last connection that may write is closed. A reader makes them where they are
  /// missing, and may not take them away again; so when it is done, a connection that may write is opened and closed in
  /// its place. Never remove them by name: another process may have just begun to use them. A log with something in it
  /// is left to the next writer, and so is everything where this one has no right to write.
  static func tidy(_ path: String) {
    var info = stat()
    guard stat(path + "-wal", &info) == 0, info.st_size == 0, access(path, W_OK) == 0 else { return }
    var handle: OpaquePointer?
    // Without a read the log is not opened, and so not closed.
    if sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil) == SQLITE_OK {
      sqlite3_exec(handle, "PRAGMA schema_version", nil, nil, nil)
    }
    sqlite3_close_v2(handle)
  }
}
