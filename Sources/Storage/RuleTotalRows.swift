// Rows of the table `excluded_day`: what named rules left out of each store's day, import by import, and what that comes
// to where several imports tell of the same day.
internal import GRDB
public import SpendModel

/// How much of a store's day an import told again.
enum Retelling: Int64, Comparable {
  /// Receipts that were not stored: its excluded lines come on top.
  case nothing = 0
  /// Some that were stored, or excluded lines alone: which of them were there before nobody can say.
  case part = 1
  /// All that were stored: what it excludes stands for the whole day.
  case whole = 2

  static func < (left: Retelling, right: Retelling) -> Bool { left.rawValue < right.rawValue }
}

struct RuleTotalRows {
  let db: Database

  /// Keeps the totals of one import.
  func write(_ totals: [RuleTotal], of importID: Int64, stores: [String: Int64], retold: [StoreDayKey: Retelling])
    throws
  {
    let writer = try RowWriter(db, "INSERT INTO excluded_day VALUES (?, ?, ?, ?, ?, ?, ?)")
    for total in totals {
      guard let store = stores[total.store] else { continue }
      writer.bind(1, importID)
      writer.bind(2, store)
      writer.bind(3, Int64(total.day.number))
      writer.bind(4, total.rule)
      writer.bind(5, Int64(total.tally.lines))
      writer.bind(6, total.tally.amount.value)
      writer.bind(7, (retold[StoreDayKey(store: store, day: total.day)] ?? .part).rawValue)
      try writer.write()
    }
  }

  /// What rules left out of each store's day, by store name, day and rule.
  func totals(in span: DaySpan?) throws -> [RuleTotal] {
    var result: [RuleTotal] = []
    var day = ToldDay()
    for row in try rows(in: span) {
      if row.store != day.store || row.day != day.day {
        result += day.totals
        day = ToldDay(store: row.store, day: row.day)
      }
      day.tell(row)
    }
    return result + day.totals
  }

  private func rows(in span: DaySpan?) throws -> [ToldRow] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT store.name, day, import_id, retells, rule, lines, amount FROM excluded_day
        JOIN store ON store.id = store_id WHERE day >= ? AND day < ? ORDER BY store.name, day, import_id, rule
        """,
      arguments: [Int64(span?.first.number ?? .min), span.map { Int64($0.end.number) } ?? Int64.max]
    ).map { row in
      guard let retelling = Retelling(rawValue: try row.get(3)) else { throw PageDamage.notAPage }
      return try ToldRow(
        store: row.get(0), day: Day(number: row.get(1)), importID: row.get(2), retelling: retelling, rule: row.get(4),
        tally: ImportLedger.tally(lines: row.get(5), amount: row.get(6)))
    }
  }
}

/// A store's day by the store's number.
struct StoreDayKey: Hashable {
  var store: Int64
  var day: Day
}

private struct ToldRow {
  var store: String
  var day: Day
  var importID: Int64
  var retelling: Retelling
  var rule: String
  var tally: LineTally
}

/// One store's day while the rows of its imports come, in the order of the imports.
private struct ToldDay {
  var store = ""
  var day = Day(number: 0)
  private var byRule: [String: LineTally] = [:]
  private var lastImport: Int64 = -1

  init(store: String = "", day: Day = Day(number: 0)) {
    self.store = store
    self.day = day
  }

  mutating func tell(_ row: ToldRow) {
    if row.retelling == .whole, row.importID != lastImport { byRule = [:] }
    lastImport = row.importID
    let known = byRule[row.rule] ?? LineTally()
    switch row.retelling {
    case .nothing: byRule[row.rule, default: LineTally()].add(row.tally)
    case .part: byRule[row.rule] = row.tally.lines < known.lines ? known : row.tally
    case .whole: byRule[row.rule] = row.tally
    }
  }

  var totals: [RuleTotal] {
    byRule.sorted { $0.key < $1.key }.map { RuleTotal(store: store, day: day, rule: $0, tally: $1) }
  }
}

extension SpendDatabase {
  /// What named rules left out of each store's day, by store name, day and rule. Days of imports that were landed before
  /// this was kept have none: see `importsWithoutRuleTotals`.
  public func ruleTotals(in span: DaySpan?) throws(Problem) -> [RuleTotal] {
    try reading { try RuleTotalRows(db: $0).totals(in: span) }
  }

  /// Live imports of which rules left something out, and of which it is not known on what days.
  public func importsWithoutRuleTotals() throws(Problem) -> [Int] {
    try reading { db in
      try Int.fetchAll(
        db,
        sql: """
          SELECT DISTINCT import_id FROM import_exclusion JOIN import ON import.id = import_id
          WHERE state = 'imported' AND import_exclusion.lines > 0
            AND import_id <= (SELECT last_import FROM upgrade WHERE schema = '2') ORDER BY import_id
          """)
    }
  }
}
