// What the fold of monthly spend tells apart, as numbers: departments and suppliers are compared as text once, not for
// every row.
internal import SpendModel

/// The outcomes of monthly spend.
struct MonthlyOutcomes: OutcomeTable {
  struct Outcome: Hashable {
    /// Numbers of texts; the empty text stands for unknown.
    var department, supplier: Int32
    var standing: Standing
    var isInScope: Bool
  }

  let sharing: OutcomeSharing
  /// Outcomes by number.
  private(set) var outcomes: [Outcome] = []
  private var numbers: [Outcome: Int32] = [:]
  private var departments = NumberedTexts()
  private var suppliers = NumberedTexts()
  private let scope: FoldedScope

  init(_ rules: ScopeRules) {
    var query = SpendQuery()
    query.scope = rules
    scope = FoldedScope(query)
    sharing = OutcomeSharing(
      isPossible: rules.codes.isEmpty, byDepartment: true, byExportDepartment: !rules.departments.isEmpty)
  }

  var count: Int { outcomes.count }

  mutating func number(_ item: Item, _ standing: ItemStanding) -> Int32 {
    let outcome = Outcome(
      department: departments.number(standing.department ?? ""), supplier: suppliers.number(standing.supplier ?? ""),
      standing: standing.standing, isInScope: scope.rule(item, standing) == nil)
    if let number = numbers[outcome] { return number }
    let number = Int32(outcomes.count)
    outcomes.append(outcome)
    numbers[outcome] = number
    return number
  }

  /// The outcomes as cells of the table.
  var cells: [MonthlySpend.Cell] {
    outcomes.map {
      MonthlySpend.Cell(
        department: departments.filled($0.department), supplier: suppliers.filled($0.supplier), standing: $0.standing)
    }
  }

  /// The place of each outcome in the order of department, supplier and standing; unknown comes first.
  var ranks: [Int] {
    let departmentRanks = departments.ranks
    let supplierRanks = suppliers.ranks
    func place(_ outcome: Outcome) -> (Int, Int, UInt8) {
      (
        departmentRanks[Int(outcome.department)], supplierRanks[Int(outcome.supplier)], outcome.standing.rawValue
      )
    }
    return outcomes.indices.sorted { place(outcomes[$0]) < place(outcomes[$1]) }.inverted
  }
}

/// Numbers for texts, from 0.
private struct NumberedTexts {
  private var texts: [String] = []
  private var numbers: [String: Int32] = [:]

  mutating func number(_ text: String) -> Int32 {
    if let number = numbers[text] { return number }
    let number = Int32(texts.count)
    texts.append(text)
    numbers[text] = number
    return number
  }

  /// The text; nil where it is empty.
  func filled(_ number: Int32) -> String? { texts[Int(number)].isEmpty ? nil : texts[Int(number)] }

  /// The place of each text in order.
  var ranks: [Int] { texts.indices.sorted { texts[$0] < texts[$1] }.inverted }
}

extension [Int] {
  /// Of an order of numbers from 0: the place of each number.
  fileprivate var inverted: [Int] {
    var places = self
    for (place, number) in enumerated() { places[number] = place }
    return places
  }
}
