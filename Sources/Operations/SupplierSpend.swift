// What a co-op spent with each supplier over the last twelve months of its data: what depends on a rating.
internal import Reporting
internal import SpendModel
internal import Storage

struct SupplierSpend: Sendable {
  /// Minor units by supplier.
  let bySupplier: [String: Int64]
  /// What could still be proved, by supplier.
  let possible: [String: Int64]
  /// Everything in scope.
  let total: Int64
  /// The days summed; nil where nothing was imported.
  let days: DaySpan?

  init(_ workspace: Workspace, _ assortment: Assortment) throws {
    let database = try workspace.readDatabase()
    guard let last = try database.dayRanges.compactMap({ $0?.upperBound }).max() else {
      (bySupplier, possible, total, days) = ([:], [:], 0, nil)
      return
    }
    let end = last.adding(days: 1)
    var query = SpendQuery()
    query.group = [.supplier]
    query.period = nil
    query.span = DaySpan(first: end.adding(months: -12), end: end)
    query.scope = workspace.configuration.scope
    query.basis = workspace.configuration.basis
    query.calendar = workspace.configuration.calendar
    var fold = SpendFold(query, assortment: assortment)
    try fold.add(database)
    var sums: [String: SpendCell] = [:]
    var all = SpendCell()
    for (key, cell) in try fold.finish().cells {
      all.add(cell)
      if let id = key.group[0] { sums[id, default: SpendCell()].add(cell) }
    }
    bySupplier = sums.mapValues(\.total)
    possible = sums.mapValues(\.couldBeProved)
    total = all.total
    days = query.span
  }

  /// The supplier's part of everything in scope.
  func share(of id: String) -> Share { Share(part: bySupplier[id] ?? 0, whole: total) }
}
