// Rows of products.csv as dated products, each finding with its line: half of what joins a sold code to a class.
internal import Ingestion
internal import SpendModel

struct ProductTable {
  static let optional = ["description", "department", "category", "brand", "cost", "valid_from", "valid_to"]
  let file: TableFile
  let currency: Currency
  private let columns: ProductList.Columns

  init(file: TableFile, currency: Currency) {
    self.file = file
    self.currency = currency
    var columns = ProductList.Columns()
    columns.code = file.columns["code"]
    columns.supplier = file.columns["supplier_id"]
    // CORE-POS writes 0 where a product has no vendor.
    columns.noSupplier = file.shape == nil ? nil : "0"
    columns.description = file.columns["description"]
    columns.department = file.columns["department"]
    columns.category = file.columns["category"]
    columns.brand = file.columns["brand"]
    self.columns = columns
  }

  func products(_ findings: inout Findings) -> ProductList {
    let hasCosts = file.columns["cost"] != nil
    let isDated = file.columns["valid_from"] != nil || file.columns["valid_to"] != nil
    var products = ProductList(file.cells, columns)
    for row in file.rows {
      let cost = hasCosts ? cost(row, &findings) : nil
      let validity = isDated ? file.validity(row, &findings) : Validity()
      if isUsable(row, &findings) { products.append(row: row.index, cost: cost, validity: validity) }
    }
    return products
  }

  private func isUsable(_ row: TableRow, _ findings: inout Findings) -> Bool {
    let code = row.utf8(columns.code)
    if code.isEmpty, row.utf8(columns.brand).isEmpty {
      findings.problems.append(
        file.problem(
          row, "code", "The row has neither a code nor a brand.", rule: "a row maps a code, or a whole brand",
          mend: "Fill one of them in, or remove the row."))
      return false
    }
    if ProductCode.isSpreadsheetDamage(code) {
      findings.remarks.append(
        file.problem(
          row, "code", "A spreadsheet has turned this code into a number; the row is left out.",
          rule: "a code such as 9e+05 is never expanded", mend: "Write the code's digits, as text."))
      return false
    }
    return true
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

  /// Rows of one code or brand that cannot both hold.
  func addClashes(_ products: ProductIndex, _ findings: inout Findings) {
    for (key, clash) in products.clashes { findings.add(clash, key, in: file.path, line: \.line) }
  }
}
