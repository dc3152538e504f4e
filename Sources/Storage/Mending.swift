// Corrected lines come back: each joins its receipt under the import that had rejected it, and moves there from
// rejected to counted.
internal import GRDB
internal import SpendModel

struct Mending {
  let db: Database
  let draft: ExportDraft
  let importID: Int64
  let names: NameTables

  func land(_ matchedDays: [[DaySpan]]) throws -> Landing {
    guard let mends = draft.mends else { throw refusal("The file mends nothing.") }
    guard let original = try ImportLedger(db: db).record(sha256: mends.sha256),
      let originalID = original.landing.importID
    else { throw refusal("The export whose lines these are is not imported (SHA-256 \(mends.sha256.prefix(12))…).") }
    let balance = draft.balance
    guard balance.counted.lines == balance.read.lines, balance.read.lines == mends.lines.count else {
      throw refusal("Some corrected lines still cannot be counted, or a line is mended twice.")
    }
    let freed = try claim(mends, originalID)
    var landing = Landing(state: .imported, file: draft.file, format: draft.format, sha256: draft.sha256)
    landing.kind = draft.kind
    landing.balance = balance
    landing.warnings = draft.warnings
    landing.importID = Int(importID)
    for page in draft.sections.joined() { try join(page, Int32(originalID), &landing, matchedDays) }
    try ImportLedger(db: db).moveRejected(
      lines: freed.lines, amount: freed.amount.value, countedAs: balance.counted.amount.value, of: originalID)
    landing.stores.sort()
    try db.execute(sql: "UPDATE import SET mends = ? WHERE id = ?", arguments: [originalID, importID])
    return landing
  }

  /// Marks the rejected lines as mended; returns their amounts.
  private func claim(_ mends: MendReference, _ originalID: Int) throws -> LineTally {
    var freed = LineTally()
    for line in mends.lines {
      guard
        let row = try Row.fetchOne(
          db, sql: "SELECT amount, mended_by FROM reject WHERE import_id = ? AND line = ?",
          arguments: [originalID, line]),
        (try row.get(1) as Int?) == nil
      else { throw refusal("Line \(line) of import \(originalID) was not rejected, or is mended already.") }
      freed.add((try row.get(0) as Int64?) ?? 0)
      try db.execute(
        sql: "UPDATE reject SET mended_by = ? WHERE import_id = ? AND line = ?",
        arguments: [importID, originalID, line])
    }
    guard !freed.amount.overflowed else { throw refusal("The rejected amounts are too large to be added.") }
    return freed
  }

  private func join(
    _ draftPage: DraftPage, _ originalID: Int32, _ landing: inout Landing, _ matchedDays: [[DaySpan]]
  ) throws {
    let store = names.storeIDs[draftPage.store]
    let rows = try PageRows(db: db)
    var page = try rows.page(store: store, day: draftPage.day) ?? SalePage(kind: draft.kind)
    var added = SalePage(kind: draft.kind)
    let incoming = try draftPage.packed.withUnsafeBytes { try SalePage(packed: PackedPage($0)) }
    for receipt in incoming.receipts {
      for line in receipt.lines where matchedDays[Int(line.item)].leaveOut(draftPage.day) {
        landing.unmatched.add(line.amount)
      }
      let lines = receipt.lines.map { line in
        var line = line
        line.item = names.renumbering.numbers[Int(line.item)]
        return line
      }
      if let index = page.receipts.firstIndex(where: { $0.key == receipt.key }) {
        guard page.receipts[index].importID == originalID else {
          throw refusal("The receipt of a corrected line came from another import.")
        }
        page.receipts[index].lines += lines
      } else {
        page.receipts.append(PageReceipt(key: receipt.key, importID: originalID, lines: lines))
      }
      added.receipts.append(PageReceipt(key: receipt.key, importID: originalID, lines: lines))
      landing.receipts += 1
    }
    landing.note(draftPage.day, store: draft.stores[draftPage.store])
    try SetAsideRows(db: db, table: .mended).append(added, importID: importID, store: store, day: draftPage.day)
    try rows.write(page, store: store, day: draftPage.day)
    landing.noteChange(draftPage.day)
  }

  private func refusal(_ what: String) -> Problem {
    Problem(
      .refused, what: what, place: draft.file, rule: "a corrected line names the digest and the line that it mends",
      mend: "Start from `commonspend rejects` again and change only the wrong cells.")
  }
}
