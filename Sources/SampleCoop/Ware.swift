// What the shops sell: the ware tables made into products with codes, prices and costs.

/// A department, as the three tills and products.csv call it.
struct WareDepartment {
  /// products.csv and the new till.
  var name: String
  /// La Esquina's old till.
  var spanishName: String
  /// Main Street's till.
  var number: Int
  /// Part of a basket's lines, in hundredths.
  var weight: Int
  /// What the co-op pays of the price, in hundredths.
  var costShare: Int
  var isTaxed = false
  var table: String
}

/// Which supplier a ware has, from a day on.
struct Provenance {
  /// nil: always.
  var from: SampleDay?
  /// Empty: nobody knows.
  var supplier: String
}

/// One product.
struct Ware {
  /// As products.csv writes it: GTIN with check digit, PLU or house code.
  var code: String
  var isGTIN: Bool
  var description: String
  /// Empty: La Esquina does not carry it.
  var spanishDescription: String
  var department: Int
  var category: String
  var brand: String
  /// In order; the first always was.
  var provenance: [Provenance]
  /// Cents for one, or for a pound.
  var price: Int
  var isWeighed: Bool
  var cost: Int
  var weight: Int
  /// `s` summer, `w` winter, empty all year.
  var season: String

  /// The supplier on a day, by the ware's own row; empty where the row names none.
  func supplier(on day: SampleDay) -> String {
    provenance.last { $0.from.map { $0 <= day } ?? true }?.supplier ?? ""
  }

  /// How much of its weight the month gives it, in hundredths.
  func seasonFactor(month: Int) -> Int {
    switch season {
    case "s": (5...10).contains(month) ? 100 : Story.outOfSeason
    case "w": (5...10).contains(month) ? Story.outOfSeason : 100
    default: 100
    }
  }
}

/// All wares, made from the tables.
struct WareList {
  let wares: [Ware]

  init() {
    var maker = WareMaker()
    for index in WareTables.departments.indices { maker.addDepartment(index) }
    wares = maker.wares
  }
}

/// Turns rows `code|description|español|category|supplier|price|weight|season` into wares. `{a;b;c}` makes one ware of each
/// word; `x>2025-07-14>y` changes the supplier; `@Brand` leaves the supplier to the brand's own row.
private struct WareMaker {
  private(set) var wares: [Ware] = []
  private var serials: [Int] = Array(repeating: 0, count: 100)

  mutating func addDepartment(_ index: Int) {
    for cells in TextTable.rows(WareTables.departments[index].table, columns: 8) {
      let spanish = WareMaker.variants(cells[2])
      for (variant, name) in WareMaker.variants(cells[1]).enumerated() {
        add(cells, name, variant < spanish.count ? spanish[variant] : "", index)
      }
    }
  }

  private mutating func add(_ cells: [String], _ name: String, _ spanish: String, _ department: Int) {
    let provenance = WareMaker.provenance(cells[4])
    let isGTIN = cells[0] == "-"
    let brand = cells[4].hasPrefix("@") ? String(cells[4].dropFirst()) : ""
    let maker = SupplierRoster.index(brand.isEmpty ? provenance[0].supplier : SupplierRoster.id(brand: brand))
    let price = WareMaker.cents(cells[5])
    let costShare = WareTables.departments[department].costShare + wares.count % 7 - 3
    wares.append(
      Ware(
        code: isGTIN ? nextGTIN(maker) : cells[0], isGTIN: isGTIN, description: name, spanishDescription: spanish,
        department: department, category: cells[3],
        brand: !brand.isEmpty ? brand : isGTIN && provenance.count == 1 ? SupplierRoster.brand(maker) : "",
        provenance: provenance, price: price, isWeighed: cells[5].hasSuffix("/lb"),
        cost: price.times(hundredths: costShare), weight: Int(cells[6]) ?? 1, season: cells[7]))
  }

  /// GTIN-12 under 614141, the prefix of GS1's own examples, or GTIN-13 under 952, the prefix for demonstrations.
  private mutating func nextGTIN(_ maker: Int?) -> String {
    let number = maker.map { $0 + 1 } ?? 99
    serials[number] += 1
    let isAmerican = maker.map { SupplierRoster.all[$0].country == "US" } ?? true
    let payload =
      isAmerican
      ? "614141" + number.padded(2) + serials[number].padded(3)
      : "95210" + number.padded(2) + serials[number].padded(5)
    return payload + CheckDigit.of(payload)
  }

  private static func provenance(_ text: String) -> [Provenance] {
    let parts = text.split(separator: ">", omittingEmptySubsequences: false)
    let first = Provenance(from: nil, supplier: text.hasPrefix("@") ? "" : String(parts[0]))
    guard parts.count == 3 else { return [first] }
    return [first, Provenance(from: SampleDay(parts[1]), supplier: String(parts[2]))]
  }

  private static func variants(_ text: String) -> [String] {
    guard let open = text.firstIndex(of: "{"), let close = text.firstIndex(of: "}") else { return [text] }
    let (before, after) = (text[..<open], text[close...].dropFirst())
    return text[open..<close].dropFirst().split(separator: ";").map { String(before + $0 + after) }
  }

  /// `1.99/lb` is 199.
  static func cents(_ text: String) -> Int { Int(text.filter { $0.isNumber }) ?? 0 }
}

/// The check digit of GS1.
enum CheckDigit {
  static func of(_ payload: String) -> String {
    var sum = 0
    for (index, byte) in payload.utf8.reversed().enumerated() { sum += Int(byte - 0x30) * (index % 2 == 0 ? 3 : 1) }
    return String((10 - sum % 10) % 10)
  }
}
