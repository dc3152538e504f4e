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

private let patterns: [String: [(code: String, measure: VariableCodeLayout.Measure?, decimals: Int)]] = [
  "DE": [("23IIIIXVVVVVC", .price, 2), ("25IIIIXVVVVVC", .count, 0), ("28IIIIXVVVVVC", .weight, 3)],
  "DK": [("21IIIIVVVVVVC", .price, 2), ("27IIIIIVVVVVC", .weight, 3)],
  "ES": [("21IIIIIVVVVVC", nil, 0)],
  "FI": [("23IIIIIIVVVVC", .weight, 3), ("25IIIIIIVVVVC", .weight, 1)],
  "GB": [("20IIIIIXVVVVC", .price, 2)],
  "NO": [("23IIIIIIVVVVC", .weight, 3)],
]

private func layout(_ country: String?) -> VariableCodeLayout {
  let forms = (country.flatMap { patterns[$0] } ?? []).compactMap { drawn in
    var form = VariableCodeLayout.Form(pattern: drawn.code)
    form?.measure = drawn.measure
    form?.decimals = drawn.decimals
    return form
  }
  return VariableCodeLayout(id: country ?? "", title: "", digest: "", forms: forms)
}

private func match(_ sold: String, _ codes: [String], _ country: String? = nil) -> String? {
  let assortment = Assortment(
    products: codes.map(product), suppliers: [], credits: [], variableCodes: layout(country))
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
  let assortment = Assortment(products: products, suppliers: [], credits: [], variableCodes: layout("ES"))
  let item = Item(code: "2112345012346")
  #expect(assortment.standings(of: item).first?.standing.product == nil)
  #expect(assortment.isAmbiguous(item))
}

@Test(
  "A code says its item and its value",
  arguments: [
    ("DE", "2330714002396", "2330710000006", "price 2.39"), ("DE", "02511119000129", "2511110000005", "count 12"),
    ("DE", "2811111068708", "2811110000006", "weight 6.870"), ("DK", "2135040039753", "2135040000005", "price 39.75"),
    ("DK", "2712341002251", "2712341000004", "weight 0.225"), ("FI", "2511111112349", "2511111100001", "weight 123.4"),
    ("GB", "2011122912346", "2011122000005", "price 12.34"), ("ES", "2112345012346", "2112345000008", "nil 1234"),
  ])
func contents(_ country: String, _ code: String, _ item: String, _ says: String) throws {
  let content = try layout(country).content(code)?.get()
  #expect(content?.item == item)
  #expect("\(content?.measure?.rawValue ?? "nil") \(content?.value ?? "")" == says)
}

@Test("A wrong check digit of the value is refused, and a prefix without a form says nothing")
func valueCheckDigit() {
  #expect(layout("DE").content("2511118000120") == .failure(.valueCheckDigit(expected: 9)))
  #expect(layout("GB").content("2011122812349") == .failure(.valueCheckDigit(expected: 9)))
  #expect(layout("FI").content("2911111111111") == nil)
  #expect(layout("DE").content("2330714002397") == nil)
}

@Test(
  "A form is drawn with 13 letters, or it is none",
  arguments: [
    "22IIIIXVVVVV", "22IIIIXVVVVVCC", "19IIIIXVVVVVC", "22VVVVVIIIIIC", "22IIIIIIIIIIC", "22IIXXVVVVVVC",
    "22IIIXVVVVVVC", "",
    "ñ2IIIIIVVVVC",
  ])
func badPatterns(_ pattern: String) { #expect(VariableCodeLayout.Form(pattern: pattern) == nil) }
