// Takes corrected lines out of the receipts that they had joined, and makes them rejected lines again.
internal import GRDB
internal import SpendModel

struct MendingUndo {
  let db: Database
  let importID: Int

  /// Does nothing for an import that mends none.
  func undo() throws {
    guard let original = try Int.fetchOne(db, sql: "SELECT mends FROM import WHERE id = ?", arguments: [importID])
    else {
      return
    }
    var counted: Int64 = 0
    for (store, day, added) in try SetAsideRows(db: db, table: .mended).all(of: Int64(importID)) {
      counted += added.sums.amount.value
      try remove(added, store: store, day: day)
    }
    let freed = try Row.fetchOne(
      db, sql: "SELECT count(*), coalesce(sum(amount), 0) FROM reject WHERE mended_by = ?", arguments: [importID])
    let lines: Int = freed?[0] ?? 0
    let amount: Int64 = freed?[1] ?? 0
    try ImportLedger(db: db).moveRejected(lines: -lines, amount: -amount, countedAs: -counted, of: original)
    try db.execute(sql: "UPDATE reject SET mended_by = NULL WHERE mended_by = ?", arguments: [importID])
  }

  private func remove(_ added: SalePage, store: Int64, day: Day) throws {
    let rows = try PageRows(db: db)
    guard var page = try rows.page(store: store, day: day) else { return }
    for receipt in added.receipts {
      guard let index = page.receipts.firstIndex(where: { $0.key == receipt.key }) else { continue }
      // Mended lines were appended: equal lines of the export itself stand before them.
      for line in receipt.lines.reversed() {
        if let last = page.receipts[index].lines.lastIndex(of: line) { page.receipts[index].lines.remove(at: last) }
      }
    }
    page.receipts.removeAll(where: \.lines.isEmpty)
    try rows.write(page, store: store, day: day)
  }
}
