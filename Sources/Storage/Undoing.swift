// Takes one import back: its receipts leave their pages, what it replaced comes back, its digest stays as `undone`.
internal import GRDB
internal import SpendModel

struct Undoing {
  let db: Database
  let importID: Int

  func undo() throws -> ImportRecord {
    guard let record = try ImportLedger(db: db).record(id: importID) else {
      throw Problem(
        .wrongUse, what: "There is no import \(importID).", place: "imports undo \(importID)",
        rule: "an import is named by its number", mend: "See `commonspend imports`.")
    }
    guard record.state == "imported" else {
      throw Problem(
        .refused, what: "Import \(importID) is undone already.", place: record.landing.file,
        rule: "an import is undone once", mend: "Nothing to do; `commonspend import` takes the file again.")
    }
    try refuseWhileNeeded(record)
    try MendingUndo(db: db, importID: importID).undo()
    try removeReceipts(record)
    try restoreReplaced()
    for table in ["duplicate_against", "replaced_page", "replaced_lines", "mended_page", "excluded_day"] {
      try db.execute(sql: "DELETE FROM \(table) WHERE import_id = ?", arguments: [importID])
    }
    try db.execute(sql: "UPDATE import SET state = 'undone' WHERE id = ?", arguments: [importID])
    return record
  }

  private func refuseWhileNeeded(_ record: ImportRecord) throws {
    let later = try Row.fetchAll(
      db,
      sql: """
        SELECT id, file FROM import WHERE state = 'imported' AND id IN (
          SELECT import_id FROM duplicate_against WHERE against_id = ?1
          UNION SELECT import_id FROM replaced_lines WHERE replaced_id = ?1
          UNION SELECT id FROM import WHERE mends = ?1) ORDER BY id
        """, arguments: [importID])
    guard !later.isEmpty else { return }
    let names = try later.map { row in "\(try row.get(0) as Int) (\(try row.get(1) as String))" }.joined(
      separator: ", ")
    throw Problem(
      .refused, what: "Later imports rest on this one: \(names).", place: record.landing.file,
      rule:
        "an import can be undone while no later one counted duplicates against it, replaced its receipts or mended it",
      mend: "Undo them first, the latest one first.")
  }

  private func removeReceipts(_ record: ImportRecord) throws {
    guard let days = record.landing.days else { return }
    let pages = try PageRows(db: db)
    let places = try Row.fetchAll(
      db, sql: "SELECT store_id, day FROM page WHERE day BETWEEN ? AND ?",
      arguments: [Int64(days.lowerBound.number), Int64(days.upperBound.number)])
    for row in places {
      let day = Day(number: try row.get(1))
      guard var page = try pages.page(store: try row.get(0), day: day) else { continue }
      let before = page.receipts.count
      page.receipts.removeAll { Int($0.importID) == importID }
      if page.receipts.count != before { try pages.write(page, store: try row.get(0), day: day) }
    }
  }

  private func restoreReplaced() throws {
    let pages = try PageRows(db: db)
    for (store, day, aside) in try SetAsideRows(db: db, table: .replaced).all(of: Int64(importID)) {
      var page = try pages.page(store: store, day: day) ?? SalePage(kind: aside.kind)
      page.receipts += aside.receipts
      try pages.write(page, store: store, day: day)
    }
  }
}
