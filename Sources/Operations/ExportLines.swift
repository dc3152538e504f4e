// `export lines|rated`: every counted line as CSV, streamed page by page; `rated` adds what each line counts as.
internal import DataFiles
internal import Delimited
internal import Reporting
internal import SpendModel
internal import Storage

/// Streams the counted lines of a span of days. `write` gets bytes as they come.
public func exportLines(
  _ what: String, _ request: ReportRequest, in workspace: Workspace, write: ([UInt8]) -> Void
) throws {
  guard let kind = LineExport.Kind(rawValue: what) else {
    throw Problem(
      .wrongUse, what: "There is no export \(what).", place: "export \(what)", rule: "exports: lines, rated",
      mend: "Write commonspend export lines or commonspend export rated.")
  }
  guard request.output == "csv" else {
    throw Problem(
      .wrongUse, what: "Lines are exported as CSV only.", place: "--output \(request.output)", rule: "--output csv",
      mend: "Leave --output out.")
  }
  let configuration = workspace.configuration
  let query = try QueryBuilder(configuration: configuration, card: ReportCard(id: what, period: nil)).query(request)
  let method = try QueryBuilder.method(request, configuration, try workspace.catalogue.methods())
  let tables = try workspace.tables(method: method, knownOn: request.knownOn)
  let database = try workspace.readDatabase()
  var export = LineExport(
    kind: kind, query: query, currency: configuration.currency, items: try database.items,
    assortment: tables.joined.assortment)
  write(export.header())
  let stores = try database.stores
  try database.forEachPage(in: query.span) { slice in
    write(try export.rows(slice, store: stores[slice.store]))
  }
}

/// Rows of an export.
private struct LineExport {
  enum Kind: String {
    case lines, rated
  }

  let kind: Kind
  let currency: Currency
  private let items: [Item]
  private let assortment: Assortment
  private let stores: Set<String>?
  private let scope: FoldedScope
  private var standings: [Int: [DatedStanding]] = [:]

  init(kind: Kind, query: SpendQuery, currency: Currency, items: [Item], assortment: Assortment) {
    self.kind = kind
    self.currency = currency
    self.items = items
    self.assortment = assortment
    stores = query.filters[.store].map { Set($0.map(FoldedText.fold)) }
    scope = FoldedScope(query)
  }

  func header() -> [UInt8] {
    var writer = RecordWriter(formulaSafe: false)
    var names = [
      "store", "day", "time", "register", "cashier", "receipt", "code", "description", "department", "supplier",
      "quantity",
      "amount", "cost", "tax", "import",
    ]
    if kind == .rated {
      names += [
        "product", "rated_department", "category", "supplier_id", "supplier_name", "class", "reason", "method",
        "in_scope",
      ]
    }
    for name in names { writer.text(name) }
    writer.endRow()
    return writer.bytes
  }

  /// The lines of one page.
  mutating func rows(_ slice: PageSlice, store: String) throws -> [UInt8] {
    guard stores?.contains(FoldedText.fold(store)) ?? true else { return [] }
    var writer = RecordWriter(formulaSafe: true)
    for receipt in try SalePage(packed: slice.page).receipts {
      for line in receipt.lines {
        let index = Int(line.item)
        let item = items.indices.contains(index) ? items[index] : Item(code: "")
        let standing = self.standing(item, index, slice.day)
        guard scope.passes(item, standing) else { continue }
        add(line, item, receipt, store, slice.day, &writer)
        if kind == .rated { addRating(item, standing, &writer) }
        writer.endRow()
      }
    }
    return writer.bytes
  }

  private func add(
    _ line: SaleLine, _ item: Item, _ receipt: PageReceipt, _ store: String, _ day: Day, _ writer: inout RecordWriter
  ) {
    let key = receipt.key.parts
    writer.text(store)
    writer.verbatim(day.isoText)
    writer.verbatim(line.second >= 0 ? ClockText.of(line.second) : "")
    for text in [key.register, key.cashier, key.number, item.code, item.description, item.department, item.supplier] {
      writer.text(text)
    }
    writer.verbatim(ExactDecimal.shortText(line.quantity, scale: 6))
    for amount in [line.amount, line.cost, line.tax] {
      writer.verbatim(amount == SaleLine.unknown ? "" : currency.text(amount))
    }
    writer.verbatim(String(receipt.importID))
  }

  private mutating func standing(_ item: Item, _ index: Int, _ day: Day) -> ItemStanding {
    let steps = standings[index] ?? assortment.standings(of: item)
    standings[index] = steps
    return steps.last { $0.from <= day }?.standing ?? ItemStanding()
  }

  private func addRating(_ item: Item, _ standing: ItemStanding, _ writer: inout RecordWriter) {
    for text in [standing.product, standing.department, standing.category, standing.supplier, standing.supplierName] {
      writer.text(text ?? "")
    }
    let spendClass = standing.standing.spendClass
    writer.verbatim(spendClass.rawValue)
    writer.verbatim(spendClass == .unrated ? standing.standing.column : "")
    writer.text(standing.method ?? "")
    writer.verbatim(scope.rule(item, standing) == nil ? "true" : "false")
  }
}
