// The database as a source of pages: what reports fold over.
internal import GRDB
public import SpendModel

extension SpendDatabase: PageSource {
  /// Items by number; numbers that no row has are empty items.
  public var items: [Item] {
    get throws { try reading { try StoredPages(db: $0).items } }
  }

  /// The same without descriptions.
  public var bareItems: [Item] {
    get throws { try reading { try StoredPages(db: $0).bareItems } }
  }

  /// Stores by name.
  public var stores: [String] {
    get throws { try reading { try StoredPages(db: $0).stores } }
  }

  /// First and last day per store, in the order of `stores`.
  public var dayRanges: [ClosedRange<Day>?] {
    get throws { try reading { try StoredPages(db: $0).dayRanges } }
  }

  /// Runs the body over the sales as they are at one moment: a page that an import adds beside it would name items that
  /// the body does not know. The body must not ask the database itself.
  public func atOneMoment<T>(_ body: (any PageSource) throws -> T) throws(Problem) -> T {
    try reading { try body(StoredPages(db: $0)) }
  }

  /// Every page of the span, by store name and day.
  public func forEachPage(in span: DaySpan?, _ body: (PageSlice) throws -> Void) throws {
    try reading { db in try StoredPages(db: db).forEachPage(in: span, body) }
  }
}

/// The pages that one connection sees, also inside a transaction.
struct StoredPages: PageSource {
  let db: Database
  /// The stored items, where the transaction has read them; nil: they are read when asked for.
  var known: BareItems?

  var items: [Item] {
    get throws {
      var items = try bareItems
      let rows = try RowReader(db, "SELECT id, description FROM item")
      while try rows.next() {
        let number = try rows.number(0)
        guard items.indices.contains(Int(number)) else { throw PageDamage.notAPage }
        items[Int(number)].description = try rows.text(1)
      }
      return items
    }
  }

  var bareItems: [Item] {
    get throws { try (known ?? BareItems(db)).all }
  }

  var stores: [String] {
    get throws { try String.fetchAll(db, sql: "SELECT name FROM store ORDER BY name") }
  }

  static func storeNames(_ db: Database) throws -> [Int64: String] {
    let rows = try Row.fetchAll(db, sql: "SELECT id, name FROM store")
    return try Dictionary(rows.map { try ($0.get(0) as Int64, $0.get(1) as String) }) { first, _ in first }
  }

  var dayRanges: [ClosedRange<Day>?] {
    get throws {
      try Row.fetchAll(
        db,
        sql: """
          SELECT min(page.day), max(page.day) FROM store LEFT JOIN page ON page.store_id = store.id
          GROUP BY store.id ORDER BY store.name
          """
      ).map { row in
        guard let first: Int32 = try row.get(0), let last: Int32 = try row.get(1), first <= last else { return nil }
        return Day(number: first)...Day(number: last)
      }
    }
  }

  func forEachPage(in span: DaySpan?, _ body: (PageSlice) throws -> Void) throws {
    let order = try Int64.fetchAll(db, sql: "SELECT id FROM store ORDER BY name")
    let indexByID = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
    try PageRows.forEach(db, span) { store, day, row in
      guard let index = indexByID[store], let page = try? PackedPage(row.bytes) else {
        throw Problem(
          .damaged, what: "The page of \(day.isoText) is damaged.", place: "database",
          rule: "a page's structure", mend: "Run `commonspend verify`; it names the exports to import again.")
      }
      try body(PageSlice(store: index, day: day, page: page))
    }
  }
}
