// Codes with a price or weight in them meet the product that products.csv writes with zeros. Layouts from jodal/biip's
// tests (DK, FI, NO, DE) and CORE-POS's rule for UPC-A.
import SpendModel
import Testing

private func product(_ code: String) -> Product {
  var product = Product()
  product.code = code
  product.description = "product " + code
  return product
}

private func match(_ sold: String, _ codes: [String], _ country: String? = nil) -> String? {
  let assortment = Assortment(products: codes.map(product), suppliers: [], credits: [], variableCodes: country)
  return assortment.standings(of: Item(code: sold)).first?.standing.product
}

@Test(
  "A UPC-A with a price meets its product in every country, however either is written",
  arguments: ["0020123400000", "0020123400399", "0201234003995", "201234003995", "020123400399"])
func priceInUPC(_ sold: String) {
  #expect(match(sold, ["0020123400000", "0020123500000"]) == "0020123400000")
}

@Test(
  "A country's layout says where the item number ends",
  arguments: [
    ("ES", "2112345012346", "2112345000005"), ("ES", "2112345012346", "2112345000000"),
    ("DK", "2712341002251", "2712341000004"), ("FI", "2311111112345", "2311111100007"),
    ("NO", "2302148210869", "2302148200006"), ("DE", "2330714002396", "2330710000000"),
  ])
func countries(_ country: String, _ sold: String, _ product: String) {
  #expect(match(sold, [product], country) == product)
  // Without a country such a code is like any other.
  #expect(match(sold, [product]) == nil)
}

@Test("Another item, a product with a value, and a code of another prefix or length do not match")
func others() {
  #expect(match("2112346012345", ["2112345000005"], "ES") == nil)
  #expect(match("2112345012346", ["2112345067896"], "ES") == nil)
  #expect(match("3112345012346", ["3112345000005"], "ES") == nil)
  #expect(match("21123450123", ["2112345000005"], "ES") == nil)
  #expect(match("2302148210869", ["2302148000006"], "NO") == nil)
}

@Test("The same code, also with a value, is always the first choice")
func exact() {
  #expect(match("2112345012346", ["2112345000005", "2112345012346"], "ES") == "2112345012346")
}

@Test("Two candidates leave the code unmatched, and it is said")
func twoCandidates() {
  let products = ["2112345000005", "2112345000000"].map(product)
  let assortment = Assortment(products: products, suppliers: [], credits: [], variableCodes: "ES")
  let item = Item(code: "2112345012346")
  #expect(assortment.standings(of: item).first?.standing.product == nil)
  #expect(assortment.isAmbiguous(item))
}
