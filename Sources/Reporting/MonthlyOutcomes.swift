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
  private var table = NameTable<Outcome>()
  private var departments = NameTable<String>()
  private var suppliers = NameTable<String>()
  private let scope: FoldedScope

  init(_ rules: ScopeRules) {
    var query = SpendQuery()
    query.scope = rules
    scope = FoldedScope(query)
    sharing = OutcomeSharing(
      isPossible: rules.codes.isEmpty, byDepartment: true, byExportDepartment: !rules.departments.isEmpty)
  }

  private var outcomes: [Outcome] { table.values }
  var count: Int { outcomes.count }

  mutating func number(_ item: Item, _ standing: ItemStanding) -> Int32 {
    table.number(
      of: Outcome(
        department: departments.number(of: standing.department ?? ""),
        supplier: suppliers.number(of: standing.supplier ?? ""),
        standing: standing.standing, isInScope: scope.rule(item, standing) == nil))
  }

  /// An outcome as a cell of the table.
  func cell(_ number: Int) -> MonthlySpend.Cell {
    let outcome = outcomes[number]
    return MonthlySpend.Cell(
      department: departments.filled(outcome.department), supplier: suppliers.filled(outcome.supplier),
      standing: outcome.standing)
  }

  /// The outcomes in scope in the order of department, supplier and standing; unknown comes first.
  var orderInScope: [Int] {
    let departmentRanks = departments.ranks
    let supplierRanks = suppliers.ranks
    func place(_ outcome: Outcome) -> (Int, Int, UInt8) {
      (
        departmentRanks[Int(outcome.department)], supplierRanks[Int(outcome.supplier)], outcome.standing.rawValue
      )
    }
    return outcomes.indices.filter { outcomes[$0].isInScope }.sorted { place(outcomes[$0]) < place(outcomes[$1]) }
  }
}

extension NameTable<String> {
  /// The text; nil where it is empty.
  fileprivate func filled(_ number: Int32) -> String? {
    values[Int(number)].isEmpty ? nil : values[Int(number)]
  }

  /// The place of each text in order.
  fileprivate var ranks: [Int] {
    var ranks = [Int](repeating: 0, count: values.count)
    for (rank, number) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() { ranks[number] = rank }
    return ranks
  }
}
