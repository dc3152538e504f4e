// The files that the people of the co-op keep: settings, products, suppliers and ratings.

struct WorkspaceFiles {
  let assortment: WareList

  func files() -> [SampleFile] {
    [
      SampleFile(path: "commonspend.yaml", bytes: Array((WorkspaceFiles.settings + "\n").utf8)),
      SampleFile(
        path: "products.csv",
        bytes: TextTable.csv(
          "code,supplier_id,description,department,category,brand,cost,valid_from,valid_to", products)),
      SampleFile(
        path: "suppliers.csv",
        bytes: TextTable.csv(
          "supplier_id,name,aliases,kind,parent_id,country,website,valid_from,valid_to", suppliers)),
      SampleFile(
        path: "ratings.csv",
        bytes: TextTable.csv(
          "supplier_id,class,valid_from,score,valid_to,source,recorded_at,criterion,met,level,publisher,document_date,"
            + "grade,proposer,verifier",
          ratings + evidence)),
    ]
  }

  // MARK: - Tables

  private var products: [[String]] {
    let brands = SupplierRoster.brandRows.map { ["", $0.supplier, "all of the brand", "", "", $0.brand, "", "", ""] }
    return brands + WorkspaceFiles.asides + assortment.wares.flatMap(rows)
  }

  /// Gift cards and deposits have rows, so that their department has a name. Equity has none: its department is the
  /// till's.
  private static let asides = [
    ["DP990", "", "Gift card", "Gift Cards", "", "", "", "", ""],
    ["990", "", "Gift card", "Gift Cards", "", "", "", "", ""],
    ["901", "", "Milk jug return", "Deposits", "", "", "", "", ""],
  ]

  /// One row for each supplier that the ware has had.
  private func rows(_ ware: Ware) -> [[String]] {
    ware.provenance.enumerated().map { index, provenance in
      let next = index + 1 < ware.provenance.count ? ware.provenance[index + 1].from : nil
      // Packaged goods say when the old supplier ended; the others leave it to the next row.
      let end = ware.isGTIN ? next?.isoText ?? "" : ""
      return [
        ware.code, provenance.supplier, ware.description, WareTables.departments[ware.department].name, ware.category,
        ware.brand, ware.cost > 0 ? ware.cost.moneyText() : "", provenance.from?.isoText ?? "", end,
      ]
    }
  }

  private var suppliers: [[String]] {
    SupplierRoster.all.flatMap { supplier -> [[String]] in
      func row(parent: String, from: String, to: String) -> [String] {
        [
          supplier.id, supplier.name, supplier.aliases, supplier.kind, parent, supplier.country,
          SupplierRoster.site(supplier.id), from, to,
        ]
      }
      guard let day = supplier.parentFrom else { return [row(parent: supplier.parent, from: "", to: "")] }
      return [row(parent: "", from: "", to: day.isoText), row(parent: supplier.parent, from: day.isoText, to: "")]
    }
  }

  private var ratings: [[String]] {
    RatingRoster.all.map { rating in
      [
        rating.supplier, rating.judgement.rawValue, rating.from.isoText, rating.score, rating.to?.isoText ?? "",
        rating.source, rating.recorded.isoText, "", "", "", "", "", "", "", "",
      ]
    }
  }

  private var evidence: [[String]] {
    EvidenceRoster.all.map { piece in
      [
        piece.supplier, "", piece.from.isoText, "", "", piece.source, piece.recorded.isoText, piece.criterion,
        piece.isMet ? "yes" : "no", piece.level, piece.publisher, piece.document?.isoText ?? "", piece.grade,
        piece.people.first ?? "", piece.people.count > 1 ? piece.people[1] : "",
      ]
    }
  }

  // MARK: - Settings

  private static let settings = """
    # Two Corners Food Co-op: a fictional co-op with two shops. Main Street rings up on CORE-POS; La Esquina had a Spanish
    # till until the end of 2025 and has a new one since. All companies, products and members are invented.
    name: Two Corners Food Co-op
    currency: USD
    locale: en-US

    # Main Street's exports name this store themselves; the setting is for exports that name none.
    store: "1"

    # Figures are what members paid for the goods, without sales tax.
    basis: sales
    tax: excluded

    # Suppliers are judged in ratings.csv, one dated row a judgement. Below the judgements stands evidence: what some of
    # them, and the co-op itself, have proved. Methods that read evidence are tried with --method seed-2017.
    method: judged
    fiscalYearStart: 01-01

    # Below this coverage a month says too little to be shown as a success.
    minimumCoverage: 67%
    onConflict: refuse

    # What goes through the tills and is no purchase of goods. Names and numbers are the tills' own, in both languages.
    scope:
      excludeDepartments: [GIFT CARDS, Tarjetas regalo, Deposits, Envases, MEMBER EQUITY, Capital social, "991", "992"]
      excludeCodes: []

    # The Board's promise of spring 2025, on its estimate for that year.
    targets:
      - { name: Board 2027, share: 30%, by: 2027-12-31, from: { period: 2025, share: 18% }, measure: trailing-12 }

    # What `commonspend sync` writes after the night's import.
    reports:
      - { report: share, output: html, file: reports/share.html }
      - { report: departments, output: csv, file: reports/departments.csv }
    """
}
