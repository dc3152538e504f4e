// The product that a sold code means, against a slow twin that looks at every row; and products as they lie in a table.
import Testing

@testable import SpendModel

private func product(_ code: String, _ supplier: String = "", brand: String = "", from: Int32? = nil) -> Product {
  var product = Product()
  product.code = code
  product.supplierID = supplier
  product.brand = brand
  product.description = "product " + code
  product.validity.from = from.map(Day.init(number:))
  return product
}

/// The rules one after the other, over all rows; variable codes left out.
private func slowly(_ sold: String, _ products: [Product], hasCheckDigit: Bool) -> Set<String>? {
  let codes = Set(products.map(\.code)).subtracting([""]).filter { !ProductCode(raw: $0).isSpreadsheetDamage }
  if codes.contains(sold) { return [sold] }
  guard ProductCode.isDigits(sold) else { return nil }
  let same = codes.filter { ProductCode.key($0) == ProductCode.key(sold) }
  if !same.isEmpty { return same }
  guard !hasCheckDigit, sold.utf8.count >= 11 else { return nil }
  let digits = Array(sold.utf8)
  let checked = codes.filter { code in
    guard ProductCode.isDigits(code) else { return false }
    let with = ProductCode.checkDigit(digits).map { ProductCode.key(sold + String(Unicode.Scalar($0))) }
    let without = ProductCode.hasValidCheckDigit(digits) ? ProductCode.key(String(sold.dropLast())) : nil
    return [with, without].contains(ProductCode.key(code))
  }
  return checked.isEmpty ? nil : checked
}

@Test("A code means the product that a look at every row finds")
func matches() {
  let codes = [
    "4011", "04011", "4011", "0", "000", "94011", "A-7", "a-7", "A-7", "7.46E+11", "12E4", "036000291452",
    "36000291452", "3600029145", "0003600029145", "18446744073709551615", "18446744073709551616",
    "0018446744073709551616", "99999999999999999999999", "5901234123457", "590123412345", "",
  ]
  let products = codes.enumerated().map { product($1, "S\($0)", from: Int32($0)) }
  let index = ProductIndex(ProductList(products))
  let sold =
    codes + [
      "00004011", "00", "B", "0036000291452", "003600029145", "018446744073709551615", "00018446744073709551616",
      "099999999999999999999999", "05901234123457", "0590123412345", "7", "A-07",
    ]
  for code in sold {
    for hasCheckDigit in [false, true] {
      let expected = slowly(code, products, hasCheckDigit: hasCheckDigit)
      let match = index.match(code, hasCheckDigit: hasCheckDigit)
      let rows = products.filter { $0.code == expected?.first && !$0.code.isEmpty }
      #expect(match.isAmbiguous == ((expected?.count ?? 0) > 1), "\(code)")
      #expect(match.stretches.map(\.row) == (expected?.count == 1 ? rows : []), "\(code)")
    }
  }
}

@Test("A product without days that stands once lasts; one that stands twice, or has days, changes")
func lasting() {
  let index = ProductIndex(ProductList([product("1"), product("2"), product("2"), product("3", from: 4)]))
  if case .product(0) = index.lastingRow("01", hasCheckDigit: false) {} else { Issue.record("1 does not last") }
  for code in ["2", "3"] {
    if case .changes = index.lastingRow(code, hasCheckDigit: false) {} else { Issue.record("\(code) lasts") }
  }
  if case .none = index.lastingRow("4", hasCheckDigit: false) {} else { Issue.record("4 is there") }
}

@Test("Rows of one code or brand that cannot both hold clash, in the order of their names")
func clashes() {
  let rows = [
    product("9", "A"), product("", "A", brand: "Sol"), product("9", "B"), product("09", "C"),
    product("", "B", brand: "Sol"), product("8", "A"), product("8", "A"), product("X", "A"), product("X", "B"),
  ]
  let clashes = ProductIndex(ProductList(rows)).clashes
  #expect(clashes.map(\.key) == ["brand Sol", "code 9", "code X"])
  #expect(clashes.map(\.clash.second.supplierID) == ["B", "B", "B"])
}

@Test("A list gives back the products it was made of")
func list() {
  var dear = product("2", "S2", from: 7)
  dear.cost = 250
  dear.department = "Bulk"
  dear.category = "Tempeh"
  dear.line = 4
  let products = [product("1"), dear, product("", brand: "Café"), product("3", "S3")]
  #expect(Array(ProductList(products)) == products)
  #expect(ProductList([]).isEmpty)
  #expect(ProductList(products + products).firstOfSuppliers == [0, 1, 3])
}

@Test("A cell that a row lacks is empty, and a supplier 0 is none where the list says so")
func missingCells() {
  var table = PackedTable()
  table.append(["1", "0"], line: 2)
  table.append(["2"], line: 3)
  var columns = ProductList.Columns()
  (columns.code, columns.supplier, columns.noSupplier) = (0, 1, "0")
  var list = ProductList(table, columns)
  list.append(row: 1)
  list.append(row: 0, cost: 5)
  #expect(list.map(\.supplierID) == ["", ""])
  #expect(list.map(\.code) == ["2", "1"] && list.map(\.line) == [3, 2] && list.map(\.cost) == [nil, 5])
  columns.noSupplier = nil
  var plain = ProductList(table, columns)
  plain.append(row: 0)
  #expect(plain[0].supplierID == "0" && plain[0].brand.isEmpty)
}
