// The write-ahead log beside a database: nothing stays behind a command that only reads, and nothing is taken from
// under another.
import Foundation
import SpendModel
import Storage
import Testing

struct LogFilesTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "commonspend-\(UUID().uuidString)")
  private var path: String { folder.appending(path: "t.db").path }

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  private var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  private func make() throws {
    let database = try SpendDatabase(path: path, mode: .create)
    try database.take(draft("a", [bananas]))
  }

  private func read() throws -> Int { try SpendDatabase(path: path, mode: .read).imports().count }

  private func count() throws -> Int {
    var rows = 0
    try SQLReader(path: path).run("SELECT * FROM lines", columns: { _ in }, row: { _ in rows += 1 })
    return rows
  }

  @Test("A writer and a reader that are done leave the database alone in its folder")
  func alone() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try make()
    #expect(names == ["t.db"])
    #expect(try read() == 1)
    #expect(names == ["t.db"])
    #expect(try count() > 0)
    #expect(names == ["t.db"])
    #expect(try SpendDatabase(path: path, mode: .readAnyVersion).verify().isEmpty)
    #expect(names == ["t.db"])
  }

  @Test("A reader that is done takes nothing from another one, nor from a writer")
  func beside() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try make()
    let other = try SpendDatabase(path: path, mode: .read)
    #expect(try other.imports().count == 1)
    #expect(try read() == 1)
    #expect(names == ["t.db", "t.db-shm", "t.db-wal"])
    let writer = try SpendDatabase(path: path, mode: .create)
    try writer.take(draft("b", [milk]))
    #expect(try read() == 2)
    #expect(try other.imports().count == 2)
    #expect(try count() > 0)
    #expect(names == ["t.db", "t.db-shm", "t.db-wal"])
  }
}
