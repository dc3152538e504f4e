// A co-op that fits on a page: what the report tests sell, rate and ask.
import DataFiles
import Foundation
import Rendering
import SpendModel
import Testing

@testable import Reporting

/// Sales under a rating table, as a source of pages.
struct SmallCoop: PageSource {
  var products: [Product] = []
  var suppliers: [Supplier] = []
  var ratings: [Rating] = []
  var targets: [Target] = []
  var minimumCoverage: Share?
  private var sales: [String: [Day: SalePage]] = [:]
  private(set) var items: [Item] = []

  /// A product of a supplier.
  mutating func product(_ code: String, of supplier: String, in department: String, category: String = "") {
    var row = Product()
    row.code = code
    row.supplierID = supplier
    row.department = department
    row.category = category
    products.append(row)
  }

  /// A rating from a day on.
  mutating func rate(_ supplier: String, _ spendClass: SpendClass, from: String, to: String? = nil) {
    var row = Rating()
    row.supplierID = supplier
    row.spendClass = spendClass
    row.validity = Validity(from: day(from), to: to.map(day))
    ratings.append(row)
  }

  /// A line; amounts in minor units, quantities in whole units.
  mutating func sell(_ code: String, _ amount: Int64, on text: String, quantity: Int64 = 1, store: String = "1") {
    let index = items.firstIndex { $0.code == code } ?? items.count
    if index == items.count { items.append(Item(code: code)) }
    let line = SaleLine(item: Int32(index), second: -1, quantity: quantity * 1_000_000, amount: amount)
    let key = ReceiptKey(bytes: Array("1\u{1F}\u{1F}\(sales.count)".utf8))
    sales[store, default: [:]][day(text), default: SalePage(kind: .receipts)].receipts
      .append(PageReceipt(key: key, importID: 1, lines: [line]))
  }

  // MARK: - PageSource

  var stores: [String] { sales.keys.sorted() }

  var dayRanges: [ClosedRange<Day>?] {
    stores.map { store in
      let days = sales[store, default: [:]].keys
      guard let first = days.min(), let last = days.max() else { return nil }
      return first...last
    }
  }

  func forEachPage(in span: DaySpan?, _ body: (PageSlice) throws -> Void) throws {
    for (index, store) in stores.enumerated() {
      for (day, page) in sales[store, default: [:]].sorted(by: { $0.key < $1.key }) where span?.contains(day) ?? true {
        let bytes = page.packed()
        try bytes.withUnsafeBytes { try body(PageSlice(store: index, day: day, page: PackedPage($0))) }
      }
    }
  }

  // MARK: - Reports

  /// Runs a report over the sales, as `commonspend report` does.
  func run(_ report: any Report, _ change: (inout ReportContext) -> Void = { _ in }) throws -> ReportTable {
    var query = SpendQuery()
    query.period = report.card.period
    query.group = report.card.group
    let frame = ReportFrame(currency: dollars, tax: "excluded", method: "judged", dayRanges: dayRanges)
    let credits = CreditBook(method: .judged, ratings: ratings, suppliers: suppliers).credits
    var context = ReportContext(query: query, frame: frame) { view in
      Assortment(products: products, suppliers: suppliers, credits: view.applied(to: credits))
    }
    context.targets = targets
    context.minimumCoverage = minimumCoverage
    context.pages = self
    change(&context)
    var folds = QuestionFolds(try report.questions(context), assortment: context.assortment)
    try folds.add(self)
    return try report.table(try folds.finish(), context)
  }
}

let dollars = Currency(code: "USD") ?? Currency.codes.compactMap { Currency(code: $0) }[0]

func day(_ text: String) -> Day { Day(isoText: text) ?? Day(number: 0) }

/// The cells of a grid's column.
func column(_ name: String, _ grid: ReportGrid) throws -> [ReportCell] {
  let index = try #require(grid.index(of: name))
  return grid.rows.map { $0[index] }
}

/// A total's cell.
func total(_ name: String, _ grid: ReportGrid) throws -> ReportCell {
  grid.totals[try #require(grid.index(of: name))]
}

/// Data files of this repository.
enum RepositoryFiles {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Data files of a folder of the catalogue.
  static func catalogue(_ folder: String) throws -> [DataText] {
    let path = root.appending(path: "Sources/Catalogue/\(folder)")
    return try FileManager.default.contentsOfDirectory(atPath: path.path).sorted().map { name in
      DataText(path: "\(folder)/\(name)", text: try String(contentsOf: path.appending(path: name), encoding: .utf8))
    }
  }

  static func share() throws -> any Report {
    let file = try #require(try catalogue("Reports").first { $0.path == "Reports/share.yaml" })
    return DeclaredReport(try ReportDefinition(file))
  }

  static func wording(_ locale: String = "en-US") throws -> Wording {
    try #require(try Wording(texts: try catalogue("Texts"), locale: locale))
  }

  static func text(_ table: ReportTable, _ locale: String = "en-US") throws -> String {
    String(decoding: TextRenderer(try wording(locale), hasColour: false).render(table), as: UTF8.self)
  }
}
