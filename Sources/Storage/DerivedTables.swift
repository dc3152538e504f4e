// The relational tables for people with SQL: products, credits and monthly spend, refreshed with each import. Reports
// never read them.
internal import GRDB
public import SpendModel

/// Writes derived tables inside the transaction of an import.
public struct DerivedTables {
  let db: Database
  /// The stored items, where the transaction has read them.
  var items: BareItems?

  /// The pages as they are in this transaction.
  public var pages: any PageSource { StoredPages(db: db, known: items) }

  /// Whether the import at hand is the first that there ever was: every page is its own.
  public var holdOneImport: Bool { get throws { try ImportLedger(db: db).count == 1 } }

  /// The digest from which a table was made.
  public func digest(of name: String) throws -> String? {
    try String.fetchOne(db, sql: "SELECT digest FROM derived WHERE name = ?", arguments: [name])
  }

  /// Notes from what a table was made.
  public func setDigest(_ digest: String, of name: String) throws {
    try db.execute(sql: "INSERT OR REPLACE INTO derived VALUES (?, ?)", arguments: [name, digest])
  }

  /// Replaces the sums of some months (nil: of all).
  public func replaceMonthlySpend(from first: String?, to last: String?, by spend: MonthlySpend) throws {
    if let first, let last {
      let places = "monthly_place WHERE month BETWEEN ?1 AND ?2"
      try db.execute(
        sql: "DELETE FROM monthly_sum WHERE place_id IN (SELECT id FROM \(places))", arguments: [first, last])
      try db.execute(sql: "DELETE FROM \(places)", arguments: [first, last])
    } else {
      for table in ["monthly_sum", "monthly_place", "monthly_cell"] { try db.execute(sql: "DELETE FROM \(table)") }
    }
    try MonthlyRows(db).write(spend)
  }

  /// Replaces the products and the credits.
  public func replaceTables(products: [Product], credits: [Credit]) throws {
    try db.execute(sql: "DELETE FROM product")
    try db.execute(sql: "DELETE FROM credit")
    let writer = try RowsWriter<Product>(db, into: "product", columns: 9) { row, values in
      for text in [row.code, row.supplierID, row.description, row.department, row.category, row.brand] {
        values.bind(text)
      }
      values.bind(row.cost)
      values.bind(row.validity.from?.isoText)
      values.bind(row.validity.to?.isoText)
    }
    try writer.write(products)
    let credit = try db.cachedStatement(sql: "INSERT INTO credit VALUES (?, ?, ?, ?, ?, ?)")
    for row in credits {
      try credit.execute(arguments: [
        row.method, row.supplierID, row.from.isoText, row.to?.isoText, row.standing.spendClass.rawValue,
        row.score.map { $0.low.twelfths / 12 },
      ])
    }
  }
}

extension SpendDatabase {
  /// The digest from which a derived table was made; nil where it was never made.
  public func derivedDigest(of name: String) throws(Problem) -> String? {
    try reading { try DerivedTables(db: $0).digest(of: name) }
  }
}
