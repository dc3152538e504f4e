// Recomputes what the database holds, and hands out the lines whose digest tells whether two databases hold the same.
internal import GRDB
public import SpendModel

/// Something that does not hold.
public struct VerifyFinding: Hashable, Sendable {
  /// What and where.
  public var what: String
  /// Files to import again; empty where they are not known.
  public var files: [String]
}

extension SpendDatabase {
  /// Checks SQLite's structure, every page and every balance; no findings: all holds.
  public func verify() throws(Problem) -> [VerifyFinding] {
    try reading { db in
      var findings: [VerifyFinding] = []
      for message in try String.fetchAll(db, sql: "PRAGMA integrity_check") where message != "ok" {
        findings.append(VerifyFinding(what: "SQLite: \(message)", files: []))
      }
      // What SQLite itself finds damaged cannot be read on without guessing.
      guard findings.isEmpty else { return findings }
      let counted = try Self.verifyPages(db, &findings)
      try Self.verifyImports(db, counted, &findings)
      try Self.verifySeals(db, &findings)
      return findings
    }
  }

  private static func verifyPages(_ db: Database, _ findings: inout [VerifyFinding]) throws -> [Int32: LineTally] {
    var counted: [Int32: LineTally] = [:]
    let names = StoredPages(db: db)
    let storeNames = try StoredPages.storeNames(db)
    let items = try names.items.count
    var broken: [(String, Day)] = []
    try PageRows.forEach(db, nil) { store, day, row in
      let holds = (try? verify(row, items: items, &counted)) ?? false
      if !holds { broken.append((storeNames[store] ?? "\(store)", day)) }
    }
    for (store, day) in broken {
      findings.append(
        VerifyFinding(
          what: "The page of store \(store) on \(day.isoText) is damaged.", files: try files(db, store, day)))
    }
    return counted
  }

  /// Whether one page's checksum, counts and sums hold; adds its lines by import.
  private static func verify(_ row: PageRow, items: Int, _ counted: inout [Int32: LineTally]) throws -> Bool {
    guard PageRows.checksum(row.bytes) == row.checksum else { return false }
    let packed = try PackedPage(row.bytes)
    guard Int64(packed.kind.rawValue) == row.kind else { return false }
    let page = try SalePage(packed: packed)
    let sums = page.sums
    for receipt in page.receipts {
      for line in receipt.lines {
        guard line.item >= 0, Int(line.item) < items else { return false }
        counted[receipt.importID, default: LineTally()].add(line.amount)
      }
    }
    return Int64(page.lineCount) == row.lines && Int64(page.receipts.count) == row.receipts
      && sums.amount.value == row.amount && sums.quantity.value == row.quantity
  }

  private static func files(_ db: Database, _ store: String, _ day: Day) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT file FROM import WHERE state = 'imported' AND first_day <= ?1 AND last_day >= ?1
          AND stores LIKE ?2 ORDER BY id
        """, arguments: [day.isoText, "%" + ImportLedger.json([store]).dropFirst().dropLast() + "%"])
  }

  private static func verifyImports(
    _ db: Database, _ counted: [Int32: LineTally], _ findings: inout [VerifyFinding]
  ) throws {
    for record in try ImportLedger(db: db).records() where record.state == "imported" {
      let id = record.landing.importID ?? 0
      if try !record.landing.balance.isBalanced || exceeds(record.landing.balance, id, db) {
        findings.append(
          VerifyFinding(what: "The balance of import \(id) does not close.", files: [record.landing.file]))
      }
      let isMending = try Bool.fetchOne(db, sql: "SELECT mends IS NOT NULL FROM import WHERE id = ?", arguments: [id])
      let replaced = try Row.fetchOne(
        db, sql: "SELECT coalesce(sum(lines), 0), coalesce(sum(amount), 0) FROM replaced_lines WHERE replaced_id = ?",
        arguments: [id])
      let balance = record.landing.balance.counted
      let expectedLines = isMending == true ? 0 : balance.lines - (replaced?[0] ?? 0)
      let expectedAmount = isMending == true ? 0 : balance.amount.value - (replaced?[1] ?? 0)
      let found = counted[Int32(id)] ?? LineTally()
      if found.lines != expectedLines || found.amount.value != expectedAmount {
        findings.append(
          VerifyFinding(
            what:
              "Import \(id) counted \(expectedLines) lines, its pages hold \(found.lines), or their amounts differ.",
            files: [record.landing.file]))
      }
    }
  }

  private static func verifySeals(_ db: Database, _ findings: inout [VerifyFinding]) throws {
    for part in try Seals(db: db).broken() {
      switch part.kind {
      case .importRows:
        let what = "The record of import \(part.number) is damaged."
        findings.append(VerifyFinding(what: what, files: try file(of: part.number, db)))
      case .ruleTotals:
        let what = "What rules left out of the days of import \(part.number) is damaged."
        findings.append(VerifyFinding(what: what, files: try file(of: part.number, db)))
      case .items:
        let what = "Codes or names of items (group \(part.number)) are damaged."
        findings.append(VerifyFinding(what: what, files: []))
      case .publications:
        let what = "The index of publications is damaged; the published files themselves are the truth."
        findings.append(VerifyFinding(what: what, files: []))
      case .stores: findings.append(VerifyFinding(what: "Names of stores or the seals are damaged.", files: []))
      }
    }
  }

  private static func file(of importID: Int64, _ db: Database) throws -> [String] {
    try String.fetchAll(db, sql: "SELECT file FROM import WHERE id = ?", arguments: [importID])
  }

  /// Whether a rule left out more on some days than in all, or as many lines with another amount: every line of the
  /// days is one of the import's.
  private static func exceeds(_ balance: ImportBalance, _ importID: Int, _ db: Database) throws -> Bool {
    guard try db.tableExists("excluded_day") else { return false }
    return try Row.fetchAll(
      db, sql: "SELECT rule, sum(lines), sum(amount) FROM excluded_day WHERE import_id = ? GROUP BY rule",
      arguments: [importID]
    ).contains { row in
      let lines: Int = try row.get(1)
      let amount: Int64 = try row.get(2)
      let whole = balance.excluded[try row.get(0)] ?? LineTally()
      return lines > whole.lines || (lines == whole.lines && amount != whole.amount.value)
    }
  }

  /// Every line as text, by store name and day and then in order of the text: store, day, register, cashier, receipt,
  /// canonical code, quantity, amount, cost, tax, second, parted by tabs. Unknown is empty. No internal numbers.
  public func forEachDigestLine(_ body: (String) -> Void) throws(Problem) {
    try reading { db in
      let stores = try StoredPages.storeNames(db)
      let codes = try StoredPages(db: db).items.map { ProductCode.key($0.code) }
      try PageRows.forEach(db, nil) { store, day, row in
        let page = try SalePage(packed: PackedPage(row.bytes))
        var lines: [String] = []
        for receipt in page.receipts {
          let key = receipt.key.parts
          let head = "\(stores[store] ?? "")\t\(day.isoText)\t\(key.register)\t\(key.cashier)\t\(key.number)\t"
          lines += receipt.lines.map { head + Self.digestText($0, codes) }
        }
        lines.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for line in lines { body(line) }
      }
    }
  }

  private static func digestText(_ line: SaleLine, _ codes: [String]) -> String {
    let optional = { (value: Int64) in value == SaleLine.unknown ? "" : String(value) }
    let code = line.item >= 0 && Int(line.item) < codes.count ? codes[Int(line.item)] : ""
    return "\(code)\t\(line.quantity)\t\(line.amount)\t\(optional(line.cost))\t\(optional(line.tax))\t"
      + (line.second < 0 ? "" : String(line.second))
  }
}
