// A database that version 1 made is upgraded by the first command that writes: it holds the same sales, the same ledger
// and the same seals, and it is as good as one that was made now.
import Foundation
import SpendModel
import Storage
import Testing

struct UpgradeTests {
  /// Made by version 1: a correction, an overlap with duplicates, a replaced receipt and an undone import.
  private static let fixture = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/version-1.db")
  let path = FileManager.default.temporaryDirectory.appending(path: "upgrade-\(UUID().uuidString).db").path

  init() throws { try FileManager.default.copyItem(atPath: Self.fixture.path, toPath: path) }

  private func remove() {
    for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
  }

  @Test("Until a command writes, a version 1 database is refused with the mend")
  func refused() throws {
    defer { remove() }
    let problem = #expect(throws: Problem.self) { try SpendDatabase(path: path, mode: .read) }
    #expect(problem?.kind == .refused)
    #expect(problem?.mend.contains("it upgrades the database") == true)
  }

  @Test("An upgrade keeps every sale, every import and every seal, and is done once")
  func upgraded() throws {
    defer { remove() }
    let lines = try SpendDatabase(path: path, mode: .create).content
    #expect(lines.count == 7)
    #expect(lines.contains { $0.hasPrefix("1\t2026-01-07\t1\t7\t4\t31\t1000000\t450\t") })
    for mode in [SpendDatabase.Mode.read, .create] {
      let database = try SpendDatabase(path: path, mode: mode)
      #expect(try database.verify().isEmpty)
      #expect(try database.content == lines)
      #expect(try database.imports().map(\.state) == ["imported", "imported", "imported", "imported", "undone"])
      #expect(try database.health().schemaVersion == "3")
      #expect(try database.ruleTotals(in: nil).isEmpty)
      #expect(try database.importsWithoutRuleTotals() == [1, 3, 4])
    }
  }

  @Test("An upgrade empties what is derived, so that the next import makes it anew")
  func derivedAgain() throws {
    defer { remove() }
    #expect(try SpendDatabase(path: path, mode: .readAnyVersion).derivedDigest(of: "monthly_spend") != nil)
    let database = try SpendDatabase(path: path, mode: .create)
    #expect(try database.derivedDigest(of: "monthly_spend") == nil)
    var months: [[SQLValue]] = []
    try SQLReader(path: path).run("SELECT * FROM monthly_spend", columns: { _ in }, row: { months.append($0) })
    #expect(months.isEmpty)
  }

  @Test("A database can be verified and copied before it is upgraded, and the copy is upgraded like it")
  func copied() throws {
    defer { remove() }
    let copy = path + ".copy"
    defer { try? FileManager.default.removeItem(atPath: copy) }
    let old = try SpendDatabase(path: path, mode: .readAnyVersion)
    #expect(try old.verify().isEmpty)
    try old.backup(to: copy)
    #expect(try SpendDatabase(path: copy, mode: .readAnyVersion).verify().isEmpty)
    #expect(throws: Problem.self) { try SpendDatabase(path: copy, mode: .read) }
    #expect(try SpendDatabase(path: copy, mode: .create).content == SpendDatabase(path: path, mode: .create).content)
  }

  @Test("What version 1 landed can be undone, replaced and added to after the upgrade")
  func used() throws {
    defer { remove() }
    let database = try SpendDatabase(path: path, mode: .create)
    let before = try database.content
    try database.take(draft("new", [bananas]))
    _ = try database.undo(importID: 6)
    #expect(try database.content == before)
    for id in [4, 3, 2, 1] { _ = try database.undo(importID: id) }
    #expect(try database.content.isEmpty)
    #expect(try database.verify().isEmpty)
  }

  @Test("A bit that flipped before the upgrade is found before and after it")
  func damaged() throws {
    defer { remove() }
    var bytes = try Data(contentsOf: URL(filePath: path))
    // The name of a file in the ledger: SQLite itself does not notice.
    let range = try #require(bytes.range(of: Data("exports/a.csv".utf8)))
    bytes[range.lowerBound] ^= 1
    try bytes.write(to: URL(filePath: path))
    for mode in [SpendDatabase.Mode.readAnyVersion, .create] {
      let database = try SpendDatabase(path: path, mode: mode)
      #expect(try database.verify().map(\.what) == ["The record of import 1 is damaged."])
    }
  }
}
