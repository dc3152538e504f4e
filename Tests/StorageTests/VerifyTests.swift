// A damaged file is found: every flipped bit either changes nothing that a figure rests on, or `verify` says so.
import Foundation
import SpendModel
import Storage
import Testing

struct DamageTests {
  let folder = FileManager.default.temporaryDirectory.appending(path: "commonspend-\(UUID().uuidString)")
  var path: String { folder.appending(path: "t.db").path }

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  /// A database file with two imports and a rejected line, closed.
  private func makeFile() throws -> Data {
    do {
      let database = try SpendDatabase(path: path, mode: .create)
      var first = draft("a", [bananas, milk], rejections: [unreadable])
      var tender = LineTally()
      tender.add(-540)
      first.balance.excluded["tender"] = tender
      first.balance.read.add(tender)
      first.ruleTotals = [
        RuleTotal(store: "1", day: Day(isoText: "2026-03-01") ?? Day(number: 0), rule: "tender", tally: tender)
      ]
      try database.take(first)
      try database.take(
        draft("b", [TestReceipt(number: "9", lines: [("0020", 1, 250)], day: "2026-03-02", store: "2")]))
    }
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }

  /// Everything a figure rests on.
  private func facts(_ database: SpendDatabase) throws -> [String] {
    try database.content + (try database.ruleTotals(in: nil).map { "\($0)" })
      + (try database.imports().map { "\($0.landing.balance)\($0.state)\($0.landing.sha256)" })
      + (try database.rejects(importID: nil).map { "\($0)" })
      + (try database.imports().map { "\($0.settings)\($0.importedAt)\($0.landing.file)\($0.landing.warnings)" })
  }

  /// Nil where the damage was noticed, else the facts.
  private func factsUnlessNoticed() -> [String]? {
    guard let database = try? SpendDatabase(path: path, mode: .read), let findings = try? database.verify(),
      findings.isEmpty
    else { return nil }
    return try? facts(database)
  }

  @Test("A flipped bit that changes a fact is found")
  func flips() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let whole = try makeFile()
    let before = try facts(SpendDatabase(path: path, mode: .read))
    var state: UInt64 = 42
    var noticed = 0
    for _ in 0..<400 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var bytes = whole
      bytes[Int(state >> 33) % bytes.count] ^= 1 << UInt8(state >> 29 & 7)
      try bytes.write(to: URL(fileURLWithPath: path))
      guard let after = factsUnlessNoticed() else {
        noticed += 1
        continue
      }
      #expect(after == before)
    }
    #expect(noticed > 0)
  }

  @Test("A cut file, a file of another program and a folder are refused without a crash")
  func strangers() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let whole = try makeFile()
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path))
    #expect(factsUnlessNoticed() == nil)
    try Data("This is a letter, not a database, and long enough to be one of its pages.".utf8).write(
      to: URL(fileURLWithPath: path))
    let problem = #expect(throws: Problem.self) { try SpendDatabase(path: path, mode: .read) }
    #expect(problem?.kind == .damaged)
    #expect(throws: Problem.self) { try SpendDatabase(path: folder.path, mode: .create) }
    let pipe = folder.appending(path: "pipe").path
    #expect(mkfifo(pipe, 0o600) == 0)
    for mode in [SpendDatabase.Mode.create, .read] {
      #expect(throws: Problem.self) { try SpendDatabase(path: pipe, mode: mode) }
    }
  }

  @Test("A backup holds what the database holds, and never overwrites")
  func backup() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try makeFile()
    let database = try SpendDatabase(path: path, mode: .read)
    let copy = folder.appending(path: "copy.db").path
    try database.backup(to: copy)
    #expect(try facts(SpendDatabase(path: copy, mode: .read)) == (try facts(database)))
    #expect(throws: Problem.self) { try database.backup(to: copy) }
    #expect(try database.health().lines == 4)
  }

  @Test("A file without tables is a database into which nothing was imported yet")
  func blank() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(try SpendDatabase(path: path, mode: .read).imports().isEmpty)
  }
}
