// What the commons table says of the suppliers: dated judgements with their sources, ratings.csv in its short shape.

/// A dated judgement.
struct SampleRating {
  /// The class column of ratings.csv; `unrated` means under review.
  enum Judgement: String {
    case generative, transitional, extractive, unrated
  }

  var supplier: String
  var judgement: Judgement
  var from: SampleDay
  /// The first day after; nil: until the next row.
  var to: SampleDay?
  var score: String
  /// Empty where the claim rests on nothing public.
  var source: String
  var recorded: SampleDay
}

enum RatingRoster {
  /// In the order of the file.
  static let all: [SampleRating] = TextTable.rows(table, columns: 7).map { cells in
    guard let judgement = SampleRating.Judgement(rawValue: cells[1]), let from = SampleDay(cells[2]),
      let recorded = SampleDay(cells[6])
    else { preconditionFailure("a rating without class or day: \(cells)") }
    return SampleRating(
      supplier: cells[0], judgement: judgement, from: from, to: SampleDay(cells[4]), score: cells[3],
      source: cells[5].isEmpty ? "" : SupplierRoster.site(cells[0]) + "/" + cells[5], recorded: recorded)
  }

  // supplier|class|valid_from|score|valid_to|page of its site, empty: nothing public|recorded_at
  private static let table = """
    emberloaf|generative|2024-02-01|88||open-books|2024-03-04
    longfurrow|generative|2023-09-01|93||open-varieties|2024-03-04
    turnstone|transitional|2024-06-01|47||accounts-2023|2024-07-08
    turnstone|generative|2025-05-19|76||wage-and-profit-caps|2025-06-02
    ferncombe|generative|2024-05-01|81||annual-report|2024-06-10
    juniper-bee|generative|2024-01-15|72|2025-09-15|our-promise|2024-03-04
    juniper-bee|extractive|2026-02-02|9||part-of-omnivale|2026-02-10
    tres-vacas|transitional|2024-01-01|55||bylaws-profit-cap|2024-03-04
    tres-vacas|generative|2026-03-18|74||pay-cap|2026-03-23
    commonroast|generative|2024-01-01|85||ledger|2024-03-04
    saltmeadow|generative|2024-05-20|70|2026-05-20|recipes|2024-06-10
    saltmeadow|generative|2026-08-10|73||recipes-2026|2026-08-17
    windfall|generative|2025-06-12|68||accounts|2025-06-16
    wren-street|transitional|2024-03-01|58||accounts|2024-03-04
    wren-street|generative|2026-06-09|79||recipes-and-caps|2026-06-15
    tierra-abierta|transitional|2024-08-01|51||informe-2023|2024-09-02
    rio-claro|generative|2025-01-15|80||price-makeup|2025-02-03
    palomera|generative|2024-04-01|83||open-cacao|2024-04-15
    alderspore|generative|2026-04-16|66||spawn-protocols|2026-04-20
    sundial|transitional|2024-02-01|60||accounts|2024-03-04
    sundial|generative|2026-01-12|75||tofu-process|2026-01-19
    holloway|transitional|2024-06-15|34||pay-cap|2024-07-08
    lanternhook|transitional|2024-03-01|49||trust-deed|2024-03-04
    meridiana|transitional|2024-09-01|42||assessment-part-1|2024-09-30
    little-fen|transitional|2024-04-01|38||accounts|2024-04-15
    second-sheet|transitional|2024-02-01|57||members|2024-03-04
    valle-sereno|transitional|2024-01-01|40||report|2024-03-04
    stonepress|transitional|2024-01-01|52||cuentas|2024-03-04
    kettlewick|transitional|2024-10-01|36||family-charter|2024-10-14
    greenlark|generative|2025-03-01|62||claims|2025-03-10
    greenlark|transitional|2025-03-01|41||claims-checked|2025-04-02
    ridgewater|transitional|2024-05-01|45||statutes|2024-06-10
    omnivale|extractive|2024-01-01|6||annual-report|2024-03-04
    veltrane|extractive|2024-01-01|11||investors|2024-03-04
    sunpeak|extractive|2024-01-01|8||about|2024-03-04
    equatoria|extractive|2024-01-01|12||sustainability|2024-03-04
    ironbrook|extractive|2024-01-01|5||about|2024-03-04
    velluna|extractive|2024-01-01|10||rapport|2024-03-04
    frostmere|extractive|2024-01-01|7||about|2024-03-04
    crestmilk|extractive|2024-01-01|9||about|2024-03-04
    crackwick|extractive|2024-01-01|13||about|2024-03-04
    oldmarket|extractive|2024-01-01|8||about|2024-03-04
    monarca|extractive|2024-01-01|14||about|2024-03-04
    cloverwhistle|unrated|2025-04-01||||2025-04-07
    fogbank|transitional|2023-09-01|44|2025-09-01|accounts-2022|2024-03-04
    """
}
