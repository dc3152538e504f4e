// Rows of products.csv as dated products, each finding with its line: half of what joins a sold code to a class.
internal import Ingestion
internal import SpendModel

struct ProductTable {
  static let optional = ["description", "department", "category", "brand", "cost", "valid_from", "valid_to"]
  let file: TableFile
  let currency: Currency
  private let columns: Columns

  /// Where the columns stand, looked up once for all rows.
  private struct Columns {
    let code, supplier, description, department, category, brand, cost: Int?
    let isDated: Bool

    init(_ columns: [String: Int]) {
      code = columns["code"]
      supplier = columns["supplier_id"]
      description = columns["description"]
      department = columns["department"]
      category = columns["category"]
      brand = columns["brand"]
      cost = columns["cost"]
      isDated = columns["valid_from"] != nil || columns["valid_to"] != nil
    }
  }

  init(file: TableFile, currency: Currency) {
    self.file = file
    self.currency = currency
    columns = Columns(file.columns)
  }

  func products(_ findings: inout Findings) -> [Product] {
    var products: [Product] = []
    products.reserveCapacity(file.rows.count)
    for row in file.rows {
      if let product = product(row, &findings) { products.append(product) }
    }
    addClashes(products, &findings)
    return products
  }

  private func product(_ row: TableRow, _ findings: inout Findings) -> Product? {
    var product = Product()
    product.code = row.cell(columns.code)
    product.supplierID = row.cell(columns.supplier)
    // CORE-POS writes 0 where a product has no vendor.
    if file.shape != nil, product.supplierID == "0" { product.supplierID = "" }
    product.description = row.cell(columns.description)
    product.department = row.cell(columns.department)
    product.category = row.cell(columns.category)
    product.brand = row.cell(columns.brand)
    if columns.cost != nil { product.cost = cost(row, &findings) }
    if columns.isDated { product.validity = file.validity(row, &findings) }
    product.line = row.line
    if product.code.isEmpty, product.brand.isEmpty {
      findings.problems.append(
        file.problem(
          row, "code", "The row has neither a code nor a brand.", rule: "a row maps a code, or a whole brand",
          mend: "Fill one of them in, or remove the row."))
      return nil
    }
    if ProductCode(raw: product.code).isSpreadsheetDamage {
      findings.remarks.append(
        file.problem(
          row, "code", "A spreadsheet has turned this code into a number; the row is left out.",
          rule: "a code such as 9e+05 is never expanded", mend: "Write the code's digits, as text."))
      return nil
    }
    return product
  }

  private func cost(_ row: TableRow, _ findings: inout Findings) -> Int64? {
    let text = row["cost"]
    if text.isEmpty { return nil }
    // A till's own list may write its costs with a comma; our table never does.
    let hasComma = file.shape != nil && text.utf8.contains(0x2C) && !text.utf8.contains(0x2E)
    let reader = DecimalReader(notation: DecimalNotation(mark: hasComma ? 0x2C : 0x2E))
    let reading = Array(text.utf8).withUnsafeBufferPointer { reader.read($0, scale: currency.decimals) }
    if case .value(let value, let rounded) = reading, value >= 0 {
      if rounded {
        findings.remarks.append(
          file.problem(
            row, "cost", "The cost has more decimals than \(currency.code) and was rounded, half to even.",
            rule: "\(currency.code) has \(currency.decimals) decimals", mend: "Nothing, if that is near enough."))
      }
      return value
    }
    findings.problems.append(
      file.problem(
        row, "cost", "This is no cost.", rule: "a unit cost with a decimal point, not negative",
        mend: "Write a number such as 2.35, or leave it empty where it is not known."))
    return nil
  }

  private func addClashes(_ products: [Product], _ findings: inout Findings) {
    var seen: Set<String> = []
    let repeated = Set(products.map(\.code).filter { !seen.insert($0).inserted })
    let groups = Dictionary(grouping: products.filter { repeated.contains($0.code) }) {
      $0.code.isEmpty ? "brand " + $0.brand : "code " + $0.code
    }
    for (key, rows) in groups.filter({ $0.value.count > 1 }).sorted(by: { $0.key < $1.key }) {
      let clashes = Timeline.stretches(
        rows, validity: \.validity, recordedAt: { _ in nil }, sameContent: Product.isSame
      ).clashes
      for clash in clashes { findings.add(clash, key, in: file.path, line: \.line) }
    }
  }
}
