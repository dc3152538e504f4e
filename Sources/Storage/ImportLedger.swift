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
        INSERT INTO import (file, format, settings, sha256, state, imported_at, tax, header)
        VALUES (?, ?, ?, ?, 'imported', ?, ?, ?)
        """,
      arguments: [
        draft.file, draft.format, Self.json(draft.settings), draft.sha256, importedAt, draft.tax, Self.json(draft.header),
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

  func record(sha256: String) throws -> ImportRecord? {
    try Row.fetchOne(
      db, sql: "SELECT * FROM import WHERE sha256 = ? AND state = 'imported' ORDER BY id DESC", arguments: [sha256]
    ).map(record)
  }

  func record(id: Int) throws -> ImportRecord? {
    try Row.fetchOne(db, sql: "SELECT * FROM import WHERE id = ?", arguments: [id]).map(record)
  }

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
      RejectRecord(
        importID: row["import_id"], file: row["file"], sha256: row["sha256"], header: Self.strings(row["header"]),
        rejection: Rejection(
          line: row["line"], column: row["column_name"], reason: row["reason"], cells: Self.strings(row["cells"]),
          amount: row["amount"]), mendedBy: row["mended_by"])
    }
  }

  private func record(_ row: Row) throws -> ImportRecord {
    var landing = Landing(state: .imported, file: row["file"], format: row["format"], sha256: row["sha256"])
    let id: Int = row["id"]
    landing.importID = id
    if let first = (row["first_day"] as String?).flatMap({ Day(isoText: $0) }),
      let last = (row["last_day"] as String?).flatMap({ Day(isoText: $0) })
    {
      landing.days = first...last
    }
    landing.stores = Self.strings(row["stores"])
    landing.receipts = row["receipts"]
    landing.balance = try balance(row, id)
    landing.conflicts = (row["conflict_receipts"], row["conflict_kept"], row["conflict_replaced"])
    landing.unmatched = Self.tally(row, "unmatched")
    landing.repeatedLines = row["repeated_lines"]
    landing.warnings = Self.strings(row["warnings"])
    return ImportRecord(
      state: row["state"], importedAt: row["imported_at"], settings: Self.strings(row["settings"]), tax: row["tax"],
      landing: landing)
  }

  private func balance(_ row: Row, _ id: Int) throws -> ImportBalance {
    var balance = ImportBalance()
    balance.read = Self.tally(row, "read")
    balance.counted = Self.tally(row, "counted")
    balance.duplicate = Self.tally(row, "duplicate")
    balance.rejected = Self.tally(row, "rejected")
    for row in try Row.fetchAll(
      db, sql: "SELECT rule, lines, amount FROM import_exclusion WHERE import_id = ?", arguments: [id])
    {
      balance.excluded[row[0]] = Self.tally(lines: row[1], amount: row[2])
    }
    return balance
  }

  private static func tally(_ row: Row, _ name: String) -> LineTally {
    tally(lines: row["\(name)_lines"], amount: row["\(name)_amount"])
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
