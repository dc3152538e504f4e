// Rows of the table `import` and what hangs on them: figures, excluded rules, rejected lines.
internal import Foundation
internal import GRDB
public import SpendModel

/// One import as the ledger keeps it.
public struct ImportRecord: Sendable {
  /// `imported` or `undone`.
  public var state: String
  /// When, ISO 8601.
  public var importedAt: String
  /// Format, decisions and settings, `key=value`.
  public var settings: [String]
  /// Tax of the amounts.
  public var tax: String
  /// The figures.
  public var landing: Landing
}

/// One rejected line as it is kept.
public struct RejectRecord: Sendable {
  /// Whose line it is.
  public var importID: Int
  /// The file's name.
  public var file: String
  /// SHA-256 of the export.
  public var sha256: String
  /// The export's header.
  public var header: [String]
  /// The line.
  public var rejection: Rejection
  /// The import that mended it.
  public var mendedBy: Int?
}

struct ImportLedger {
  let db: Database

  func open(_ draft: ExportDraft, importedAt: String) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO import (file, format, settings, sha256, bytes, asked, state, imported_at, tax, header)
        VALUES (?, ?, ?, ?, ?, ?, 'imported', ?, ?, ?)
        """,
      arguments: [
        draft.file, draft.format, Self.json(draft.settings), draft.sha256, draft.byteCount, Self.json(draft.asked),
        importedAt, draft.tax, Self.json(draft.header),
      ])
    return db.lastInsertedRowID
  }

  /// Keeps the figures of a landed import.
  func close(_ id: Int64, _ landing: Landing, _ rejections: [Rejection]) throws {
    let balance = landing.balance
    try db.execute(
      sql: """
        UPDATE import SET first_day = ?, last_day = ?, stores = ?, receipts = ?, read_lines = ?, read_amount = ?,
          counted_lines = ?, counted_amount = ?, duplicate_lines = ?, duplicate_amount = ?, rejected_lines = ?,
          rejected_amount = ?, conflict_receipts = ?, conflict_kept = ?, conflict_replaced = ?, unmatched_lines = ?,
          unmatched_amount = ?, repeated_lines = ?, warnings = ? WHERE id = ?
        """,
      arguments: [
        landing.days?.lowerBound.isoText, landing.days?.upperBound.isoText, Self.json(landing.stores), landing.receipts,
        balance.read.lines, balance.read.amount.value, balance.counted.lines, balance.counted.amount.value,
        balance.duplicate.lines, balance.duplicate.amount.value, balance.rejected.lines, balance.rejected.amount.value,
        landing.conflicts.receipts, landing.conflicts.kept, landing.conflicts.replaced, landing.unmatched.lines,
        landing.unmatched.amount.value, landing.repeatedLines, Self.json(landing.warnings), id,
      ])
    for (rule, tally) in balance.excluded.sorted(by: { $0.key < $1.key }) {
      try db.execute(
        sql: "INSERT INTO import_exclusion VALUES (?, ?, ?, ?)", arguments: [id, rule, tally.lines, tally.amount.value])
    }
    for rejection in rejections {
      try db.execute(
        sql: "INSERT INTO reject VALUES (?, ?, ?, ?, ?, ?, NULL)",
        arguments: [
          id, rejection.line, rejection.column, rejection.reason, Self.json(rejection.cells), rejection.amount,
        ])
    }
  }

  /// Moves lines of an import from rejected to counted; negative numbers move them back.
  func moveRejected(lines: Int, amount: Int64, countedAs counted: Int64, of id: Int) throws {
    try db.execute(
      sql: """
        UPDATE import SET rejected_lines = rejected_lines - ?1, rejected_amount = rejected_amount - ?2,
          counted_lines = counted_lines + ?1, counted_amount = counted_amount + ?3, read_amount = read_amount - ?2 + ?3
        WHERE id = ?4
        """, arguments: [lines, amount, counted, id])
  }

  /// The import itself, and the one whose rejected lines it mends or mended.
  func numbers(touchedBy id: Int64) throws -> [Int64] {
    let mended = try Int64.fetchOne(
      db, sql: "SELECT mends FROM import WHERE id = ? AND mends IS NOT NULL", arguments: [id])
    return [id] + (mended.map { [$0] } ?? [])
  }

  func record(sha256: String) throws -> ImportRecord? {
    try Row.fetchOne(
      db, sql: "SELECT * FROM import WHERE sha256 = ? AND state = 'imported' ORDER BY id DESC", arguments: [sha256]
    ).map(record)
  }

  /// Whether a live import had a file of this size, about which the same was said.
  func hasImport(byteCount: Int64, asked: [String]) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM import WHERE state = 'imported' AND bytes = ? AND asked = ?)",
      arguments: [byteCount, Self.json(asked)]) ?? false
  }

  func record(id: Int) throws -> ImportRecord? {
    try Row.fetchOne(db, sql: "SELECT * FROM import WHERE id = ?", arguments: [id]).map(record)
  }

  /// How many imports there ever were.
  var count: Int { get throws { try Int.fetchOne(db, sql: "SELECT count(*) FROM import") ?? 0 } }

  func records() throws -> [ImportRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM import ORDER BY id").map(record)
  }

  func rejects(importID: Int?) throws -> [RejectRecord] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT reject.*, import.file, import.sha256, import.header FROM reject JOIN import ON import.id = import_id
        WHERE import.state = 'imported' AND (?1 IS NULL OR import_id = ?1) ORDER BY import_id, line
        """, arguments: [importID]
    ).map { row in
      let rejection = try Rejection(
        line: row.get("line"), column: row.get("column_name"), reason: row.get("reason"),
        cells: Self.strings(row.get("cells")), amount: row.get("amount"))
      return try RejectRecord(
        importID: row.get("import_id"), file: row.get("file"), sha256: row.get("sha256"),
        header: Self.strings(row.get("header")), rejection: rejection, mendedBy: row.get("mended_by"))
    }
  }

  private func record(_ row: Row) throws -> ImportRecord {
    var landing = try Landing(
      state: .imported, file: row.get("file"), format: row.get("format"), sha256: row.get("sha256"))
    let id: Int = try row.get("id")
    landing.importID = id
    landing.days = try Self.days(row)
    landing.stores = try Self.strings(row.get("stores"))
    landing.receipts = try row.get("receipts")
    if try holdsDayTotals(row) { landing.kind = .dayTotals }
    landing.balance = try balance(row, id)
    landing.conflicts = try (row.get("conflict_receipts"), row.get("conflict_kept"), row.get("conflict_replaced"))
    landing.unmatched = try Self.tally(row, "unmatched")
    landing.repeatedLines = try row.get("repeated_lines")
    landing.warnings = try warnings(row, id)
    return try ImportRecord(
      state: row.get("state"), importedAt: row.get("imported_at"), settings: Self.strings(row.get("settings")),
      tax: row.get("tax"), landing: landing)
  }

  /// A store-day holds receipts or day totals, never both.
  private func holdsDayTotals(_ row: Row) throws -> Bool {
    guard let days = try Self.days(row) else { return false }
    let stores: String = try row.get("stores")
    return try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM page WHERE kind = ? AND day BETWEEN ? AND ?
          AND store_id IN (SELECT id FROM store WHERE name IN (SELECT value FROM json_each(?))))
        """,
      arguments: [
        Int64(SalePage.Kind.dayTotals.rawValue), Int64(days.lowerBound.number), Int64(days.upperBound.number), stores,
      ]) ?? false
  }

  /// What was said at the import; rejected lines that were mended since are not told of any more.
  private func warnings(_ row: Row, _ id: Int) throws -> [String] {
    let count = "SELECT count(*) FROM reject WHERE import_id = ? AND amount IS NULL"
    let met = try Int.fetchOne(db, sql: count, arguments: [id]) ?? 0
    let open = try Int.fetchOne(db, sql: count + " AND mended_by IS NULL", arguments: [id]) ?? 0
    let said = try Self.strings(row.get("warnings"))
    if open == met { return said }
    return said.compactMap { sentence in
      guard sentence == Rejection.withoutAmount(met) else { return sentence }
      return open == 0 ? nil : Rejection.withoutAmount(open)
    }
  }

  private static func days(_ row: Row) throws -> ClosedRange<Day>? {
    guard let firstText: String = try row.get("first_day"), let lastText: String = try row.get("last_day"),
      let first = Day(isoText: firstText), let last = Day(isoText: lastText), first <= last
    else { return nil }
    return first...last
  }

  private func balance(_ row: Row, _ id: Int) throws -> ImportBalance {
    var balance = ImportBalance()
    balance.read = try Self.tally(row, "read")
    balance.counted = try Self.tally(row, "counted")
    balance.duplicate = try Self.tally(row, "duplicate")
    balance.rejected = try Self.tally(row, "rejected")
    for row in try Row.fetchAll(
      db, sql: "SELECT rule, lines, amount FROM import_exclusion WHERE import_id = ?", arguments: [id])
    {
      balance.excluded[try row.get(0)] = try Self.tally(lines: row.get(1), amount: row.get(2))
    }
    return balance
  }

  private static func tally(_ row: Row, _ name: String) throws -> LineTally {
    try tally(lines: row.get("\(name)_lines"), amount: row.get("\(name)_amount"))
  }

  static func tally(lines: Int, amount: Int64) -> LineTally {
    var sum = ExactSum()
    sum.add(amount)
    return LineTally(lines: lines, amount: sum)
  }

  static func json(_ strings: [String]) -> String {
    (try? String(decoding: JSONEncoder().encode(strings), as: UTF8.self)) ?? "[]"
  }

  static func strings(_ json: String) -> [String] {
    (try? JSONDecoder().decode([String].self, from: Data(json.utf8))) ?? []
  }
}
