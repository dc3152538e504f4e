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

  /// The digest from which a table was made.
  public func digest(of name: String) throws -> String? {
    try String.fetchOne(db, sql: "SELECT digest FROM derived WHERE name = ?", arguments: [name])
  }

  /// Notes from what a table was made.
  public func setDigest(_ digest: String, of name: String) throws {
    try db.execute(sql: "INSERT OR REPLACE INTO derived VALUES (?, ?)", arguments: [name, digest])
  }

  /// Replaces the rows of some months (nil: of all).
  public func replaceMonthlySpend(from first: String?, to last: String?, by spend: MonthlySpend) throws {
    // In two statements: one that asked whether there are months would read the whole table.
    if let first, let last {
      try db.execute(sql: "DELETE FROM monthly_spend WHERE month BETWEEN ? AND ?", arguments: [first, last])
    } else {
      try db.execute(sql: "DELETE FROM monthly_spend")
    }
    try MonthlyTexts(spend).withCells { cells in
      let writer = try RowsWriter<MonthlySpend.Row>(db, into: "monthly_spend", columns: 8) { row, values in
        values.bind(borrowing: cells.months[row.month])
        values.bind(borrowing: cells.stores[row.store])
        let cell = cells.cells[row.cell]
        values.bind(borrowing: cell.department)
        values.bind(borrowing: cell.supplier)
        values.bind(borrowing: cell.spendClass)
        values.bind(borrowing: cell.reason)
        values.bind(Int64(row.lines))
        values.bind(row.amount)
      }
      try writer.write(spend.rows)
    }
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
