// The relational tables for people with SQL: products, credits and monthly spend, refreshed with each import. Reports
// never read them.
internal import GRDB
public import SpendModel

/// One row of `monthly_spend`.
public struct MonthlySpend: Hashable, Sendable {
  /// `2026-10`.
  public var month: String
  /// The store's name.
  public var store: String
  /// Nil where none is known.
  public var department: String?
  /// Supplier id; nil where none is known.
  public var supplier: String?
  /// Class and reason.
  public var standing: Standing
  /// Number of lines.
  public var lines: Int
  /// Minor units.
  public var amount: Int64

  /// A row; see the properties.
  public init(
    month: String, store: String, department: String?, supplier: String?, standing: Standing, lines: Int, amount: Int64
  ) {
    self.month = month
    self.store = store
    self.department = department
    self.supplier = supplier
    self.standing = standing
    self.lines = lines
    self.amount = amount
  }
}

/// Writes derived tables inside the transaction of an import.
public struct DerivedTables {
  let db: Database

  /// The pages as they are in this transaction.
  public var pages: any PageSource { StoredPages(db: db) }

  /// The digest from which a table was made.
  public func digest(of name: String) throws -> String? {
    try String.fetchOne(db, sql: "SELECT digest FROM derived WHERE name = ?", arguments: [name])
  }

  /// Notes from what a table was made.
  public func setDigest(_ digest: String, of name: String) throws {
    try db.execute(sql: "INSERT OR REPLACE INTO derived VALUES (?, ?)", arguments: [name, digest])
  }

  /// Replaces the rows of some months (nil: of all) by those that `produce` hands to its argument.
  public func replaceMonthlySpend(
    from first: String?, to last: String?, _ produce: (_ insert: (MonthlySpend) throws -> Void) throws -> Void
  ) throws {
    // In two statements: one that asked whether there are months would read the whole table.
    if let first, let last {
      try db.execute(sql: "DELETE FROM monthly_spend WHERE month BETWEEN ? AND ?", arguments: [first, last])
    } else {
      try db.execute(sql: "DELETE FROM monthly_spend")
    }
    let writer = try RowsWriter(db, into: "monthly_spend", columns: 8) { (row: MonthlySpend, cells) in
      cells.bind(row.month)
      cells.bind(row.store)
      cells.bind(row.department)
      cells.bind(row.supplier)
      cells.bind(row.standing.spendClass.rawValue)
      cells.bind(row.standing.spendClass == .unrated ? row.standing.column : nil)
      cells.bind(Int64(row.lines))
      cells.bind(row.amount)
    }
    try produce(writer.add)
    try writer.finish()
  }

  /// Replaces the products and the credits.
  public func replaceTables(products: [Product], credits: [Credit]) throws {
    try db.execute(sql: "DELETE FROM product")
    try db.execute(sql: "DELETE FROM credit")
    let writer = try RowsWriter(db, into: "product", columns: 9) { (row: Product, cells) in
      for text in [row.code, row.supplierID, row.description, row.department, row.category, row.brand] {
        cells.bind(text)
      }
      cells.bind(row.cost)
      cells.bind(row.validity.from?.isoText)
      cells.bind(row.validity.to?.isoText)
    }
    for row in products { try writer.add(row) }
    try writer.finish()
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
