// Who owns a supplier over time, and the days on which it was taken over: a rating from before such a day ends there.

struct Ownership: Sendable {
  private let rows: [String: [Stretch<Supplier>]]

  init(_ rows: [String: [Stretch<Supplier>]]) { self.rows = rows }

  static func stretches(_ rows: [Supplier]) -> [Stretch<Supplier>] {
    Timeline.stretches(
      rows, validity: \.validity, recordedAt: { _ in nil }, sameContent: { $0.parentID == $1.parentID }
    ).stretches
  }

  /// The days on which the supplier, or a company above it at that time, got another owner. Becoming independent is no
  /// takeover.
  func days(of id: String) -> [Day] { Array(days(of: id, seen: [])).sorted() }

  private func days(of id: String, seen: Set<String>) -> Set<Day> {
    guard let stretches = rows[id], !seen.contains(id) else { return [] }
    var result: Set<Day> = []
    var owner = ""
    for stretch in stretches {
      let next = stretch.row.parentID
      if next != owner, !next.isEmpty, stretch.from > Timeline.always { result.insert(stretch.from) }
      owner = next
      guard !next.isEmpty else { continue }
      let above = days(of: next, seen: seen.union([id]))
      result.formUnion(above.filter { $0 > stretch.from && $0 < stretch.to ?? Timeline.never })
    }
    return result
  }
}
