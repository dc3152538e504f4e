// Suppliers and their credits as one step function per supplier.

/// What a supplier is from one day to another.
struct SupplierState: Sendable {
  var from: Day
  var to: Day?
  var name: String?
  var standing: Standing
  var couldBeProved: Bool
  var method: String?
  var recordedAt: Day?
  var score: ScoreInterval?
}

/// Suppliers by id, and ids by the names that exports write.
struct SupplierIndex: Sendable {
  private let statesByID: [String: [SupplierState]]
  private let names: SupplierNames

  init(_ suppliers: [Supplier], _ names: SupplierNames, _ credits: [Credit]) {
    let rows = Dictionary(grouping: suppliers, by: \.id)
    let creditsByID = Dictionary(grouping: credits, by: \.supplierID)
    var states: [String: [SupplierState]] = [:]
    for id in Set(rows.keys).union(creditsByID.keys) {
      states[id] = SupplierIndex.states(rows[id] ?? [], creditsByID[id] ?? [])
    }
    statesByID = states
    self.names = names
  }

  /// The supplier's states, covering every day.
  func states(of id: String) -> [SupplierState] {
    statesByID[id] ?? [
      SupplierState(from: Timeline.always, to: nil, name: nil, standing: .noRating, couldBeProved: true)
    ]
  }

  /// The id for a supplier text of an export: an id, a name or an alias; else the text itself.
  func id(_ text: String) -> String {
    if text.isEmpty { return text }
    return statesByID[text] != nil ? text : names.id(of: text) ?? text
  }

  private static func states(_ rows: [Supplier], _ credits: [Credit]) -> [SupplierState] {
    let ordered = credits.sorted { $0.from < $1.from }
    let rowStretches = Timeline.stretches(
      rows, validity: \.validity, recordedAt: { _ in nil }, sameContent: { _, _ in true }
    ).stretches
    let changes = Set(
      [Timeline.always] + ordered.flatMap { [$0.from, $0.to].compactMap(\.self) }
        + rowStretches.flatMap { [$0.from, $0.to].compactMap(\.self) }
    ).sorted()
    let name = rows.last?.name
    return changes.indices.map { index in
      let from = changes[index]
      let row = rowStretches.last { $0.from <= from && ($0.to.map { from < $0 } ?? true) }?.row
      var state = SupplierIndex.state(ordered, on: from, isDistributor: (row ?? rows.last)?.kind == "distributor")
      state.to = index + 1 < changes.count ? changes[index + 1] : nil
      state.name = row?.name ?? name
      return state
    }
  }

  private static func state(_ credits: [Credit], on day: Day, isDistributor: Bool) -> SupplierState {
    var state = SupplierState(from: day, to: nil, name: nil, standing: .noRating, couldBeProved: true)
    if isDistributor {
      state.standing = .distributor
      return state
    }
    guard let latest = credits.last(where: { $0.from <= day }) else { return state }
    if let end = latest.to, end <= day {
      state.standing = .expired
      return state
    }
    state.standing = latest.standing
    state.couldBeProved = latest.couldBeProved
    state.method = latest.standing.spendClass == .unrated ? nil : latest.method
    state.recordedAt = latest.recordedAt
    state.score = latest.standing.spendClass == .unrated ? nil : latest.score
    return state
  }
}
