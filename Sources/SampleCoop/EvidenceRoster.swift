// What some suppliers, and the co-op itself, have proved: single pieces of evidence, ratings.csv in its long shape. The
// sample's own method `judged` does not read them; `seed-2017` and `commons-100` do.

/// A piece of evidence.
struct SampleEvidence {
  var supplier: String
  var criterion: String
  var isMet: Bool
  /// Empty: the first.
  var level: String
  var from: SampleDay
  /// Empty where the claim rests on nothing public.
  var source: String
  var publisher: String
  /// The day for which the document speaks; of a `no`, the day on which somebody looked.
  var document: SampleDay?
  /// 0 said, 1 published, 2 checked by a second person, 3 a register or an auditor.
  var grade: String
  /// Who brought it, and who checked it.
  var people: [String]
  var recorded: SampleDay
}

enum EvidenceRoster {
  /// In the order of the file.
  static let all: [SampleEvidence] = TextTable.rows(table, columns: 10).map { cells in
    guard let from = SampleDay(cells[4]), let recorded = SampleDay(cells[9]) else {
      preconditionFailure("evidence without day: \(cells)")
    }
    let people = cells[8].split(separator: "+").map(String.init)
    return SampleEvidence(
      supplier: cells[0], criterion: cells[1], isMet: cells[2] == "yes", level: cells[3], from: from,
      source: cells[5].isEmpty ? "" : SupplierRoster.site(cells[0]) + "/" + cells[5],
      publisher: publisher(cells[0], grade: cells[7]), document: SampleDay(cells[6]), grade: cells[7], people: people,
      recorded: recorded)
  }

  /// What has grade 3 stands in a register.
  private static func publisher(_ supplier: String, grade: String) -> String {
    if grade == "3" { return "Register of Cooperatives" }
    return SupplierRoster.index(supplier).map { SupplierRoster.all[$0].name } ?? ""
  }

  // supplier|criterion|met|level|valid_from|page of its site, empty: nothing public|document_date|grade|who+verifier|recorded_at
  private static let table = """
    two-corners|open-accounting|yes|2|2026-03-16|accounts-2025|2025-12-31|1|Noor|2026-03-16
    two-corners|maximum-wage|yes|2|2026-03-16|pay-policy|2026-02-26|1|Noor|2026-03-16
    two-corners|maximum-profit|yes|3|2025-04-01|bylaws|2025-03-22|3|Noor|2025-04-07
    two-corners|ownership|yes|2|2025-04-01|bylaws|2025-03-22|3|Noor|2025-04-07
    emberloaf|open-accounting|yes|3|2026-02-02|open-books|2025-12-31|2|Noor+Esteban|2026-02-09
    emberloaf|maximum-wage|yes|3|2026-02-02|pay|2025-12-31|2|Noor+Esteban|2026-02-09
    emberloaf|maximum-profit|yes|3|2025-06-02|statutes|2025-05-20|3|Noor|2025-06-09
    emberloaf|common-knowledge|yes|2|2024-10-14|recipes|2024-10-01|1|Esteban|2024-10-21
    emberloaf|ownership|yes|2|2025-06-02|statutes|2025-05-20|3|Noor|2025-06-09
    emberloaf|customer-acceptance|yes|2|2026-02-02|price-of-a-loaf|2026-01-20|1|Noor|2026-02-09
    longfurrow|open-accounting|yes|2|2026-04-13|annual-report|2025-12-31|2|Esteban+Noor|2026-04-20
    longfurrow|maximum-wage|yes||2026-04-13|annual-report|2025-12-31|1|Esteban|2026-04-20
    longfurrow|maximum-profit|yes|3|2024-11-04|statutes|2024-10-15|3|Esteban|2024-11-11
    longfurrow|common-knowledge|yes|4|2024-11-04|open-varieties|2024-09-30|3|Esteban|2024-11-11
    tres-vacas|open-accounting|yes||2026-03-23|accounts-2025|2025-12-31|1|Noor|2026-03-23
    tres-vacas|maximum-wage|yes||2026-03-18|pay-cap|2026-03-18|1|Noor|2026-03-23
    tres-vacas|maximum-profit|yes|3|2025-02-03|bylaws-profit-cap|2025-01-15|3|Noor|2025-02-10
    saltmeadow|open-accounting|yes||2025-07-07|accounts-2024|2025-05-31|1|Esteban|2025-07-14
    saltmeadow|maximum-wage|yes||2025-07-07|house-rules|2025-05-31|1|Esteban|2025-07-14
    saltmeadow|maximum-profit|yes||2025-07-07|house-rules|2025-05-31|1|Esteban|2025-07-14
    saltmeadow|common-knowledge|yes|2|2026-08-10|recipes-2026|2026-08-03|1|Esteban|2026-08-17
    holloway|open-accounting|no||2026-06-15|about|2026-06-12|2|Noor+Esteban|2026-06-15
    holloway|maximum-wage|yes||2026-06-15|pay-cap|2026-05-30|1|Noor|2026-06-15
    greenlark|common-knowledge|yes||2026-05-04|||0|Esteban|2026-05-04
    omnivale|open-accounting|yes||2026-05-11|annual-report|2025-12-31|3|Esteban|2026-05-18
    omnivale|maximum-wage|no||2026-05-11|annual-report|2026-05-08|2|Esteban+Noor|2026-05-18
    omnivale|maximum-profit|no||2026-05-11|annual-report|2026-05-08|2|Esteban+Noor|2026-05-18
    omnivale|common-knowledge|no||2026-05-11|investors|2026-05-08|2|Esteban+Noor|2026-05-18
    """
}
