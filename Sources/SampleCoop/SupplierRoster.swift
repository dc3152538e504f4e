// Who the co-op buys from: forty-eight fictional companies in the patterns that a buyer meets; and the co-op itself.

/// A supplier, as suppliers.csv knows it.
struct SampleSupplier {
  /// How its wares' demand moves over the months.
  enum Trend: String {
    case rising = "+"
    case steady = "="
    case fading = "-"
  }

  var id: String
  var name: String
  /// What its packages are called; empty: the wares carry no brand.
  var brand: String
  var aliases: String
  var kind: String
  var parent: String
  /// The day from which the parent owns it; nil: always.
  var parentFrom: SampleDay?
  var country: String
  var trend: Trend
}

enum SupplierRoster {
  static let all: [SampleSupplier] = TextTable.rows(table, columns: 8).map { cells in
    let parent = cells[5].split(separator: ">").map(String.init)
    return SampleSupplier(
      id: cells[0], name: cells[1], brand: cells[2], aliases: cells[3].split(separator: ",").joined(separator: "|"),
      kind: cells[4], parent: parent.last ?? "", parentFrom: parent.count == 2 ? SampleDay(parent[0]) : nil,
      country: cells[6], trend: SampleSupplier.Trend(rawValue: cells[7]) ?? .steady)
  }

  /// Co-ops, mills and trusts live below example.org, companies below example.com.
  static func site(_ id: String) -> String {
    let kind = all.first { $0.id == id }?.kind ?? ""
    let isCommon = kind.hasSuffix("co-op") || kind == "community mill" || kind == "trust" || kind == "self"
    return "https://\(id).example." + (isCommon ? "org" : "com")
  }

  static func index(_ id: String) -> Int? { all.firstIndex { $0.id == id } }

  static func brand(_ index: Int?) -> String { index.map { all[$0].brand } ?? "" }

  /// The supplier that a brand's own row in products.csv names.
  static func id(brand: String) -> String { brandRows.first { $0.brand == brand }?.supplier ?? "" }

  /// Rows of products.csv with a brand and no code.
  static let brandRows = [(brand: "Kettlewick", supplier: "kettlewick")]

  // id|name|brand|aliases|kind|parent, or day>parent|country|trend
  private static let table = """
    emberloaf|Emberloaf Workers' Bakery|Emberloaf|Emberloaf,Emberloaf Bakery|worker co-op||US|+
    longfurrow|Longfurrow Seed & Bean Cooperative|Longfurrow|Longfurrow Seed|producer co-op||US|+
    turnstone|Turnstone Grain Commons|Turnstone|Turnstone Mill|community mill||US|+
    ferncombe|Ferncombe Growers' Cooperative||Ferncombe|producer co-op||US|+
    juniper-bee|Juniper & Bee|Juniper & Bee|J&B Provisions|company|2025-09-15>omnivale|US|=
    tres-vacas|Tres Vacas Dairy Cooperative|Tres Vacas|Three Cows Dairy|producer co-op||US|+
    commonroast|Commonroast Coffee Union|Commonroast||worker co-op||US|+
    saltmeadow|Saltmeadow Soap Makers|Saltmeadow|Saltmeadow Soap|worker co-op||US|+
    windfall|Windfall Orchard Juice|Windfall||family firm||US|+
    wren-street|Wren Street Kitchen|Wren Street||worker co-op||US|+
    tierra-abierta|Tierra Abierta Cooperativa|Tierra Abierta|Open Earth Tortillas|producer co-op||MX|+
    rio-claro|Río Claro Banana Cooperative|Río Claro|Rio Claro|producer co-op||EC|+
    palomera|Palomera Chocolate Collective|Palomera||worker co-op||PE|+
    alderspore|Alderspore Mushrooms|||family firm||US|+
    sundial|Sundial Soyworks|Sundial||worker co-op||US|+
    holloway|Holloway & Daughters|Holloway|Holloway Farm|family firm||US|=
    lanternhook|Lanternhook Fisheries Trust|Lanternhook||trust||US|=
    meridiana|Meridiana Importers|Meridiana|Meridiana srl|importer||IT|=
    little-fen|Little Fen Creamery|Little Fen||family firm||US|=
    second-sheet|Second Sheet Paper Cooperative|Second Sheet||worker co-op||US|=
    valle-sereno|Valle Sereno Growers||Valle Sereno|grower group||US|=
    stonepress|Stonepress Olive Mill|Stonepress|Almazara Stonepress|producer co-op||ES|=
    kettlewick|Kettlewick Preserves|Kettlewick||family firm||US|=
    greenlark|Greenlark Herbals|Greenlark||company||US|=
    ridgewater|Ridgewater Ranchers' Co-op|Ridgewater||producer co-op||US|=
    omnivale|Omnivale Foods International|Omnivale|Omnivale,OFI|company||US|-
    veltrane|Veltrane Consumer Brands|Veltrane||company||US|-
    sunpeak|Sunpeak Beverages|Sunpeak||company|omnivale|US|-
    equatoria|Equatoria Fruit Company||Equatoria|company||CR|-
    ironbrook|Ironbrook Packing|Ironbrook|Ironbrook Meats|company||US|-
    velluna|Velluna Cosmetics Group|Velluna||company||FR|-
    frostmere|Frostmere Foods|Frostmere||company|omnivale|US|-
    crestmilk|Crestmilk Dairies|Crestmilk|Crestmilk|company|omnivale|US|-
    crackwick|Crackwick Snacks|Crackwick||company||US|-
    oldmarket|Oldmarket Bakeries|Oldmarket||company|omnivale|US|-
    monarca|Monarca Coffee Holdings|Monarca||company||US|-
    cloverwhistle|Cloverwhistle Naturals|Cloverwhistle||company||US|=
    moss-pepper|Moss & Pepper Spice|Moss & Pepper||family firm||US|=
    twoferry|Twoferry Apiary|Twoferry||family firm||US|=
    tanuki-lane|Tanuki Lane Noodles|Tanuki Lane||family firm||US|=
    heronsgate|Heronsgate Kombucha|Heronsgate||company||US|=
    abuela-ines|Encurtidos Abuela Inés|Abuela Inés|Abuela Ines|family firm||MX|=
    fogbank|Fogbank Creamery|Fogbank||company||US|=
    ospreyholm|Ospreyholm Sea Farms|||company||US|=
    wickfield|Wickfield Candle Works|Wickfield||family firm||US|=
    flatwater|Flatwater Union Distributing||Flatwater|distributor||US|=
    cuatro-caminos|Distribuciones Cuatro Caminos||Cuatro Caminos|distributor||US|=
    northern-table|Northern Table Wholesale||Northern Table|distributor||US|-
    two-corners|Two Corners Food Co-op|||self||US|=
    """
}
