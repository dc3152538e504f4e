// The rows of monthly spend: sums in numbers, with the texts of their places and cells once beside them. Most rows of an
// import are such sums.
internal import GRDB
internal import SpendModel

/// Adds monthly spend to the three tables behind the view `monthly_spend`.
struct MonthlyRows {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// Adds the sums of months of which there are none yet.
  func write(_ spend: MonthlySpend) throws {
    let places = try placeIDs(spend)
    let cells = try cellIDs(spend)
    let writer = try RowsWriter<MonthlySpend.Row>(db, into: "monthly_sum", columns: 4) { row, values in
      values.bind(places[row.place])
      values.bind(cells[row.cell])
      values.bind(Int64(row.lines))
      values.bind(row.amount)
    }
    try writer.write(spend.rows)
  }

  /// Adds the places; their numbers.
  private func placeIDs(_ spend: MonthlySpend) throws -> [Int64] {
    let insert = try db.cachedStatement(sql: "INSERT INTO monthly_place (month, store) VALUES (?, ?)")
    return try spend.places.map { place in
      try insert.execute(arguments: [place.month, place.store])
      return db.lastInsertedRowID
    }
  }

  /// Adds the cells that are new; the numbers of all, in the order of `spend.cells`.
  private func cellIDs(_ spend: MonthlySpend) throws -> [Int64] {
    var known: [MonthlyCellTexts: Int64] = [:]
    let rows = try RowReader(db, "SELECT id, department, supplier, class, reason FROM monthly_cell")
    while try rows.next() {
      let texts = try MonthlyCellTexts(
        department: rows.optionalText(1), supplier: rows.optionalText(2), spendClass: rows.text(3),
        reason: rows.optionalText(4))
      known[texts] = try rows.number(0)
    }
    let insert = try RowWriter(
      db, "INSERT INTO monthly_cell (department, supplier, class, reason) VALUES (?, ?, ?, ?)")
    return try spend.cells.map { cell in
      let texts = MonthlyCellTexts(cell)
      if let id = known[texts] { return id }
      insert.bind(1, texts.department)
      insert.bind(2, texts.supplier)
      insert.bind(3, texts.spendClass)
      insert.bind(4, texts.reason)
      try insert.write()
      return db.lastInsertedRowID
    }
  }
}

/// A cell as it stands in the table.
private struct MonthlyCellTexts: Hashable {
  var department, supplier: String?
  var spendClass: String
  var reason: String?
}

extension MonthlyCellTexts {
  init(_ cell: MonthlySpend.Cell) {
    self.init(
      department: cell.department, supplier: cell.supplier, spendClass: cell.standing.spendClass.rawValue,
      reason: cell.standing.spendClass == .unrated ? cell.standing.column : nil)
  }
}
