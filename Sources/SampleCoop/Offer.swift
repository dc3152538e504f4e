// What can be put on a receipt: wares, and besides them codes that nobody knows, open rings, and money that is no
// merchandise.

/// What the co-op's books know of a line's goods. The expected figures rest on it.
enum Goods {
  /// The product with this index, on the day of sale.
  case ware(Int)
  /// No row of products.csv.
  case unmatched
  /// Equity, gift cards, deposits.
  case outOfScope
}

/// Anything with a code and a price.
struct Offer {
  var goods: Goods
  /// With check digit, as products.csv would write it; `DP150` for an open ring.
  var code: String
  var isGTIN = false
  var description: String
  var spanishDescription: String
  var departmentNumber: Int
  var department: String
  var spanishDepartment: String
  var price: Int
  var cost: Int
  var isWeighed = false
  var isTaxed = false
  /// Main Street rings it up under its department, without a code.
  var isOpenRing: Bool { code.hasPrefix("DP") }
}

/// All offers, made once.
struct OfferList {
  /// One for each ware, same index.
  let wares: [Offer]
  let strangers: [Offer]
  let openRings: [Offer]
  let coreAsides: [Offer]
  let esquinaAsides: [Offer]

  init(_ list: [Ware]) {
    wares = list.indices.map { OfferList.offer(list[$0], index: $0) }
    strangers = TextTable.rows(OfferList.strangerTable, columns: 5).map(OfferList.stranger)
    openRings = WareTables.departments.map { department in
      let code = "DP\(department.number)"
      let row = list.firstIndex { $0.code == code }
      return Offer(
        goods: row.map { .ware($0) } ?? .unmatched, code: code, description: department.name,
        spanishDescription: "", departmentNumber: department.number, department: department.name,
        spanishDepartment: department.spanishName, price: 0, cost: 0, isTaxed: department.isTaxed)
    }
    coreAsides = TextTable.rows(OfferList.coreAsideTable, columns: 7).map(OfferList.aside)
    esquinaAsides = TextTable.rows(OfferList.esquinaAsideTable, columns: 7).map(OfferList.aside)
  }

  private static func offer(_ ware: Ware, index: Int) -> Offer {
    let department = WareTables.departments[ware.department]
    return Offer(
      goods: .ware(index), code: ware.code, isGTIN: ware.isGTIN, description: ware.description,
      spanishDescription: ware.spanishDescription, departmentNumber: department.number, department: department.name,
      spanishDepartment: department.spanishName, price: ware.price, cost: ware.cost, isWeighed: ware.isWeighed,
      isTaxed: department.isTaxed)
  }

  private static func stranger(_ cells: [String]) -> Offer {
    let department = WareTables.departments[Int(cells[3]) ?? 0]
    let price = Int(cells[4]) ?? 0
    return Offer(
      goods: .unmatched, code: cells[0].utf8.count == 12 ? cells[0] + CheckDigit.of(cells[0]) : cells[0],
      isGTIN: cells[0].utf8.count == 12, description: cells[1], spanishDescription: cells[2],
      departmentNumber: department.number, department: department.name, spanishDepartment: department.spanishName,
      price: price, cost: price.times(hundredths: department.costShare), isTaxed: department.isTaxed)
  }

  private static func aside(_ cells: [String]) -> Offer {
    Offer(
      goods: .outOfScope, code: cells[0], description: cells[1], spanishDescription: cells[2],
      departmentNumber: Int(cells[3]) ?? 0, department: cells[4], spanishDepartment: cells[5],
      price: Int(cells[6]) ?? 0, cost: 0)
  }

  // code, GTINs without check digit|description|español|department|cents
  private static let strangerTable = """
    952109900901|Seasonal sampler box|Caja surtida de temporada|3|1299
    952109900902|Farm stand pesto, 7 oz|Pesto artesano|3|799
    952109900903|Sesame brittle|Turrón de sésamo|3|349
    952109900904|Yerba mate, 1 lb|Yerba mate|5|899
    952109900905|Halloumi, 8 oz|Queso halloumi|1|949
    952109900906|Rose water, 10 oz|Agua de rosas|3|599
    952109900907|Coconut bowl|Cuenco de coco|8|1150
    952109900908|Frozen edamame, 12 oz|Edamame congelado|6|399
    4939|Specialty greens|Brotes|0|399
    4255|Dragon fruit|Pitahaya|0|499
    1999|Case order, special|Pedido especial|3|2400
    1399|Day-old bread|Pan del día anterior|2|250
    """

  // code|description|español|department number|department|departamento|cents
  private static let coreAsideTable = """
    DP990|Gift card|Tarjeta regalo|990|Gift Cards|Tarjetas regalo|2500
    DP991|Member equity, class A|Aportación de socio|991|Member Equity|Capital social|2000
    DP992|Member equity, class B|Aportación de socio|992|Member Equity|Capital social|4000
    901|Milk jug return|Devolución de envase|980|Deposits|Envases|-200
    """
  private static let esquinaAsideTable = """
    990|Gift card|Tarjeta regalo|990|Gift Cards|Tarjetas regalo|2500
    991|Member equity|Aportación de socio|991|Member Equity|Capital social|2000
    901|Milk jug return|Devolución de envase|980|Deposits|Envases|-200
    """
}
