// Landing an export, listing imports, taking one back: each one transaction.
internal import GRDB
public import SpendModel

/// The sales of a database as they are inside the transaction of an import.
public struct LandedSales {
  let db: Database
  let items: BareItems

  /// The pages.
  public var pages: any PageSource { StoredPages(db: db, known: items) }

  /// What named rules left out of each store's day of a span.
  public func ruleTotals(in span: DaySpan?) throws -> [RuleTotal] { try RuleTotalRows(db: db).totals(in: span) }
}

extension SpendDatabase {
  /// Lands an export as a whole or not at all. `matchedDays`: when some product carries an item's code. `review` says what
  /// a person should know of what stands in the pages now; its sentences are kept with the import. `derive` refreshes
  /// what is derived from the pages, of the span whose pages changed. Both run in the same transaction.
  public func land(
    _ draft: ExportDraft, onConflict policy: ConflictPolicy, dryRun: Bool, importedAt: String,
    matchedDays: (Item) -> [DaySpan], review: ((LandedSales, DaySpan) throws -> [String])? = nil,
    derive: ((DerivedTables, DaySpan?) throws -> Void)? = nil
  ) throws(Problem) -> Landing {
    try transaction { db in
      let ledger = ImportLedger(db: db)
      if let earlier = try ledger.record(sha256: draft.sha256) {
        return (.rollback, try Self.again(draft, earlier))
      }
      let id = try ledger.open(draft, importedAt: importedAt)
      let matches = draft.items.map(matchedDays)
      let names = try NameTables(db: db, draft: draft)
      var lander = try ExportLander(
        db: db, draft: draft, policy: policy, importID: id, names: names, matchedDays: matches)
      var landing =
        try draft.mends == nil
        ? lander.land() : Mending(db: db, draft: draft, importID: id, names: names).land(matches)
      try Self.check(landing)
      if let days = landing.days, landing.state == .imported, let review {
        landing.warnings += try review(LandedSales(db: db, items: names.items), days.span)
      }
      if landing.state == .conflict || dryRun {
        landing.importID = nil
        if dryRun, landing.state == .imported { landing.state = .dryRun }
        return (.rollback, landing)
      }
      try ledger.close(id, landing, draft.rejections)
      try Seals(db: db).renew(imports: ledger.numbers(touchedBy: id))
      try derive?(DerivedTables(db: db, items: names.items), landing.changedDays?.span)
      return (.commit, landing)
    }
  }

  /// Refreshes what is derived though no page changed.
  public func derive(_ derive: (DerivedTables, DaySpan?) throws -> Void) throws(Problem) {
    try transaction { db in (.commit, try derive(DerivedTables(db: db), nil)) }
  }

  /// The same bytes come again.
  private static func again(_ draft: ExportDraft, _ earlier: ImportRecord) throws -> Landing {
    guard earlier.landing.format == draft.format, earlier.settings == draft.settings else {
      throw Problem(
        .refused,
        what:
          "This file was imported before as \(earlier.landing.format) with other settings (import \(earlier.landing.importID ?? 0)).",
        place: draft.file,
        rule: "then: \(earlier.settings.joined(separator: " ")); now: \(draft.settings.joined(separator: " "))",
        mend: "Undo that import first: commonspend imports undo \(earlier.landing.importID ?? 0)")
    }
    var landing = earlier.landing
    landing.state = .alreadyImported
    return landing
  }

  private static func check(_ landing: Landing) throws {
    guard !landing.balance.overflowed else {
      throw Problem(
        .refused, what: "The sum of the amounts is too large to be counted exactly.", place: landing.file,
        rule: "sums are whole minor units within 64 bits", mend: "Look for mis-keyed amounts, or split the export.")
    }
    guard landing.balance.isBalanced else {
      throw Problem(
        .refused, what: "The lines of this file do not add up: read is not counted + excluded + duplicate + rejected.",
        place: landing.file, rule: "every line is accounted for", mend: "Please report this with the file's shape.")
    }
  }

  /// Whether there ever was an import.
  public var hasImports: Bool { get throws(Problem) { try reading { try ImportLedger(db: $0).count > 0 } } }

  /// Every import, by number.
  public func imports() throws(Problem) -> [ImportRecord] { try reading { try ImportLedger(db: $0).records() } }

  /// One import.
  public func importRecord(id: Int) throws(Problem) -> ImportRecord? {
    try reading { try ImportLedger(db: $0).record(id: id) }
  }

  /// The live import of some bytes.
  public func importRecord(sha256: String) throws(Problem) -> ImportRecord? {
    try reading { try ImportLedger(db: $0).record(sha256: sha256) }
  }

  /// The live import of a file, where there is one about which the same was said; the file is digested only where some
  /// import had its size.
  public func importRecord(
    byteCount: Int64, asked: [String], digest: () throws -> String
  ) throws(Problem) -> ImportRecord? {
    guard try reading({ try ImportLedger(db: $0).hasImport(byteCount: byteCount, asked: asked) }) else { return nil }
    return try reading { try ImportLedger(db: $0).record(sha256: digest()) }
  }

  /// The state of the last import of each digest: `imported` or `undone`.
  public func digestStates() throws(Problem) -> [String: String] {
    try reading { db in
      let rows = try Row.fetchAll(db, sql: "SELECT sha256, state FROM import ORDER BY id")
      return try Dictionary(rows.map { try ($0.get(0) as String, $0.get(1) as String) }) { _, last in last }
    }
  }

  /// Rejected lines of one import or of all.
  public func rejects(importID: Int?) throws(Problem) -> [RejectRecord] {
    try reading { try ImportLedger(db: $0).rejects(importID: importID) }
  }

  /// Restores the content before an import; refused while later imports rest on it.
  public func undo(
    importID: Int, derive: ((DerivedTables, DaySpan?) throws -> Void)? = nil
  ) throws(Problem) -> ImportRecord {
    try transaction { db in
      let record = try Undoing(db: db, importID: importID).undo()
      try Seals(db: db).renew(imports: ImportLedger(db: db).numbers(touchedBy: Int64(importID)))
      try derive?(DerivedTables(db: db), record.landing.days?.span)
      return (.commit, record)
    }
  }
}
