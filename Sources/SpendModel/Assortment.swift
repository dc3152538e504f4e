// What a sold item is on a day: product, department, supplier and standing. Joins products, suppliers and credits once,
// so that a report only follows a step function per item.

/// What an item is from one day to the next change.
public struct ItemStanding: Hashable, Sendable {
  /// The product's code as products.csv writes it; nil where no product carries the sold code.
  public var product: String?
  /// The product's description.
  public var productName: String?
  /// products.csv's department, else the export's.
  public var department: String?
  /// products.csv's category.
  public var category: String?
  /// products.csv's brand.
  public var brand: String?
  /// The supplier's id, or the export's text where suppliers.csv does not know it.
  public var supplier: String?
  /// The supplier's name.
  public var supplierName: String?
  /// Class, or why there is none.
  public var standing = Standing.unmatched
  /// Whether this spend could still be proved generative.
  public var couldBeProved = true
  /// The method that gave the class; nil where there is none.
  public var method: String?
  /// products.csv's unit cost in minor units.
  public var unitCost: Int64?
  /// When the rating it rests on was recorded.
  public var recordedAt: Day?
  /// Points of the rating, where there are some.
  public var score: ScoreInterval?

  /// An unmatched item.
  public init() {}
}

/// One step of an item's step function.
public struct DatedStanding: Hashable, Sendable {
  /// The first day; the first step begins at `Timeline.always`.
  public var from: Day
  /// What holds from then on.
  public var standing: ItemStanding

  /// A step.
  public init(from: Day, standing: ItemStanding) {
    self.from = from
    self.standing = standing
  }
}

/// Items with equal roots stand alike on every day, but for what their products are called, cost and belong to.
public struct ItemRoot: Hashable, Sendable {
  /// Whether a product carries the item's code.
  public var isMatched: Bool
  /// The supplier's id; empty where there is none.
  public var supplier: String
  /// As in `ItemStanding`; empty where there is none.
  public var department: String
}

/// Products, suppliers and credits, joined.
public struct Assortment: Sendable {
  private let products: ProductIndex
  private let suppliers: SupplierIndex
  private static let allDays = [DaySpan(first: Timeline.always, end: Timeline.never)]

  /// Joins the tables of a workspace under the credits of a method. `names`: those of the suppliers.
  public init(products: ProductIndex, suppliers: [Supplier], names: SupplierNames, credits: [Credit]) {
    self.products = products
    self.suppliers = SupplierIndex(suppliers, names, credits)
  }

  /// Joins products that stand in no file. `variableCodes`: by what layout codes with a price or weight in them are
  /// matched.
  public init(
    products: [Product], suppliers: [Supplier], credits: [Credit], variableCodes: VariableCodeLayout = .everywhere
  ) {
    self.init(
      products: ProductIndex(ProductList(products), layout: variableCodes), suppliers: suppliers,
      names: SupplierNames(suppliers), credits: credits)
  }

  /// The item's step function over days, first step first, equal neighbours merged.
  public func standings(of item: Item) -> [DatedStanding] {
    let stretches = products.match(item.code, hasCheckDigit: item.hasCheckDigit).stretches
    var steps: [DatedStanding] = []
    var open = Timeline.always
    for stretch in stretches {
      if stretch.from > open { append(item, nil, from: open, to: stretch.from, &steps) }
      append(item, stretch.row, from: stretch.from, to: stretch.to, &steps)
      guard let end = stretch.to else { return steps }
      open = end
    }
    append(item, nil, from: open, to: nil, &steps)
    return steps
  }

  /// What the item's step function hangs on where its product never changes; nil where it does, or where a row for a
  /// whole brand says who supplies it.
  public func root(of item: Item) -> ItemRoot? {
    switch products.lastingRow(item.code, hasCheckDigit: item.hasCheckDigit) {
    case .changes: return nil
    case .none:
      return ItemRoot(isMatched: false, supplier: suppliers.id(item.supplier), department: item.department)
    case .product(let row):
      let rows = products.products
      let supplier = rows.supplierID(row)
      let department = rows.department(row)
      if supplier.isEmpty, products.brands[rows.brand(row)] != nil { return nil }
      return ItemRoot(
        isMatched: true, supplier: supplier.isEmpty ? suppliers.id(item.supplier) : supplier,
        department: department.isEmpty ? item.department : department)
    }
  }

  /// The days on which some product carries the item's code.
  public func matchedDays(of item: Item) -> [DaySpan] {
    if case .product = products.lastingRow(item.code, hasCheckDigit: item.hasCheckDigit) { return Assortment.allDays }
    return products.match(item.code, hasCheckDigit: item.hasCheckDigit).stretches
      .map { DaySpan(first: $0.from, end: $0.to ?? Timeline.never) }
  }

  /// Whether two products could be meant by the item's code, so that it meets none.
  public func isAmbiguous(_ item: Item) -> Bool {
    products.match(item.code, hasCheckDigit: item.hasCheckDigit).isAmbiguous
  }

  /// Whether some row of products.csv carries the item's code, on whatever days.
  public func hasProduct(_ item: Item) -> Bool {
    !products.match(item.code, hasCheckDigit: item.hasCheckDigit).stretches.isEmpty
  }

  /// The steps of an item that is `product` (nil: unmatched) over a run of days.
  private func append(
    _ item: Item, _ product: Product?, from: Day, to: Day?, _ steps: inout [DatedStanding]
  ) {
    var standing = ItemStanding()
    standing.department = filled(product?.department) ?? filled(item.department)
    if let product {
      standing.product = product.code
      standing.productName = filled(product.description)
      standing.category = filled(product.category)
      standing.brand = filled(product.brand)
      standing.unitCost = product.cost
      standing.standing = .noSupplier
    }
    if let product, product.supplierID.isEmpty, let brand = products.brands[product.brand] {
      for stretch in cut(brand, from: from, to: to) {
        supplied(item, stretch.row?.supplierID, standing, from: stretch.from, to: stretch.to, &steps)
      }
    } else {
      supplied(item, product?.supplierID, standing, from: from, to: to, &steps)
    }
  }

  private func supplied(
    _ item: Item, _ supplierID: String?, _ base: ItemStanding, from: Day, to: Day?, _ steps: inout [DatedStanding]
  ) {
    guard let id = filled(supplierID) ?? filled(item.supplier).map(suppliers.id) else {
      return push(DatedStanding(from: from, standing: base), &steps)
    }
    for state in suppliers.states(of: id) {
      if let to, state.from >= to { break }
      if let end = state.to, end <= from { continue }
      var standing = base
      standing.supplier = id
      standing.supplierName = state.name
      standing.standing = state.standing
      standing.couldBeProved = state.couldBeProved
      standing.method = state.method
      standing.recordedAt = state.recordedAt
      standing.score = state.score
      push(DatedStanding(from: max(from, state.from), standing: standing), &steps)
    }
  }

  private func push(_ step: DatedStanding, _ steps: inout [DatedStanding]) {
    if let last = steps.last, last.standing == step.standing { return }
    steps.append(step)
  }

  private func filled(_ text: String?) -> String? {
    guard let text, !text.isEmpty else { return nil }
    return text
  }

  /// The brand's stretches within a run of days, with the gaps between them.
  private func cut(_ brand: [Stretch<Product>], from: Day, to: Day?) -> [(row: Product?, from: Day, to: Day?)] {
    var result: [(row: Product?, from: Day, to: Day?)] = []
    var open = from
    for stretch in brand where (to.map { stretch.from < $0 } ?? true) && (stretch.to.map { $0 > from } ?? true) {
      let start = max(stretch.from, from)
      if start > open { result.append((nil, open, start)) }
      let end = [stretch.to, to].compactMap(\.self).min()
      result.append((stretch.row, start, end))
      guard let end else { return result }
      open = end
    }
    if to.map({ open < $0 }) ?? true { result.append((nil, open, to)) }
    return result
  }
}
