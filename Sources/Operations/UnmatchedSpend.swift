// Sold codes without a product row and supplier names of exports without a supplier row, each with its spend over all
// imported days: what `match` lists.
internal import Reporting
internal import SpendModel
internal import Storage

struct UnmatchedSpend {
  /// Lines and amount of something.
  struct Sums {
    var lines = 0
    var amount = ExactSum()

    mutating func add(_ other: Sums) {
      lines += other.lines
      amount.add(other.amount)
    }
  }

  /// One sold code.
  struct Code {
    /// The item with the most spend behind the code.
    var item: Item
    var sums = Sums()
  }

  /// One name.
  struct Name {
    var text: String
    var sums = Sums()
  }

  /// By falling spend, then by code.
  let codes: [Code]
  /// By falling spend, then by name.
  let names: [Name]
  /// Lines without a code, which no product row can meet.
  let codeless: Sums

  init(_ workspace: Workspace, _ tables: WorkspaceTables) throws {
    let database = try workspace.readDatabase()
    let items = try database.items
    let sums = try UnmatchedSpend.sums(database, itemCount: items.count)
    var query = SpendQuery()
    query.scope = workspace.configuration.scope
    let scope = FoldedScope(query)
    let shown = items.indices.filter {
      sums[$0].lines > 0 && scope.rule(items[$0], UnmatchedSpend.bare(items[$0])) == nil
    }
    let known = tables.supplierNames
    let rated = Set(tables.ratings.map(\.supplierID) + tables.evidence.map(\.supplierID))
    let assortment = tables.assortment([])
    var codes: [String: Code] = [:]
    var largest: [String: Int64] = [:]
    var names: [String: Name] = [:]
    var codeless = Sums()
    for index in shown {
      let item = items[index]
      if item.code.isEmpty {
        codeless.add(sums[index])
      } else if !assortment.hasProduct(item) {
        let amount = sums[index].amount.value
        if amount > largest[item.code] ?? Int64.min {
          largest[item.code] = amount
          codes[item.code, default: Code(item: item)].item = item
        }
        codes[item.code, default: Code(item: item)].sums.add(sums[index])
      }
      if !item.supplier.isEmpty, !rated.contains(item.supplier), !UnmatchedSpend.isKnown(item.supplier, known) {
        names[item.supplier, default: Name(text: item.supplier)].sums.add(sums[index])
      }
    }
    self.codes = try codes.values.sorted { UnmatchedSpend.precedes($0.sums, $0.item.code, $1.sums, $1.item.code) }
      .map { try UnmatchedSpend.checked($0, $0.sums) }
    self.names = try names.values.sorted { UnmatchedSpend.precedes($0.sums, $0.text, $1.sums, $1.text) }
      .map { try UnmatchedSpend.checked($0, $0.sums) }
    self.codeless = try UnmatchedSpend.checked(codeless, codeless)
  }

  private static func bare(_ item: Item) -> ItemStanding {
    var standing = ItemStanding()
    standing.department = item.department.isEmpty ? nil : item.department
    return standing
  }

  private static func isKnown(_ text: String, _ names: SupplierNames) -> Bool {
    if case .one = names.meaning(of: text) { true } else { false }
  }

  private static func precedes(_ left: Sums, _ leftText: String, _ right: Sums, _ rightText: String) -> Bool {
    (right.amount.value, leftText) < (left.amount.value, rightText)
  }

  private static func checked<Value>(_ value: Value, _ sums: Sums) throws(Problem) -> Value {
    guard !sums.amount.overflowed else {
      throw Problem(
        .refused, what: "A sum of amounts is larger than can be counted.", place: "match",
        rule: "sums are 64-bit minor units",
        mend: "Look for a wrong amount with `commonspend report quality`.")
    }
    return value
  }

  /// Lines and amount of each item.
  private static func sums(_ database: SpendDatabase, itemCount: Int) throws -> [Sums] {
    var sums = Array(repeating: Sums(), count: itemCount)
    var items: [Int64] = []
    var amounts: [Int64] = []
    try database.forEachPage(in: nil) { slice in
      slice.page.decode(.item, into: &items)
      slice.page.decode(.amount, into: &amounts)
      for (item, amount) in zip(items, amounts) {
        guard item >= 0, item < itemCount else {
          throw Problem(
            .damaged, what: "A page names an item that is not stored.", place: "the page of \(slice.day.isoText)",
            rule: "a page's item numbers", mend: "Run `commonspend verify`.")
        }
        sums[Int(item)].lines += 1
        sums[Int(item)].amount.add(amount)
      }
    }
    return sums
  }
}
