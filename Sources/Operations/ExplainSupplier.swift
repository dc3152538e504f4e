// `explain SUPPLIER`: why a supplier counts as it does on a day, what carries it, what is missing, and what expires when.
internal import Rendering
public import SpendModel

/// Explains a supplier's class on a day.
public func explainSupplier(
  _ supplier: String, on day: Day, method: String? = nil, knownOn: Day? = nil, in workspace: Workspace
) throws -> Explanation {
  let id = try QueryBuilder.method(named: method, workspace.configuration, try workspace.catalogue.methods())
  let tables = try workspace.tables(method: id, knownOn: knownOn)
  let row = try tables.supplier(meant: supplier, command: "explain")
  return Explanation(tables: tables, book: tables.book, supplier: row.id, day: day)
}

/// Why a supplier counts as it does on a day.
public struct Explanation: Sendable {
  let tables: WorkspaceTables
  let book: CreditBook
  let supplier: String
  let day: Day
  let credit: Credit
  let standing: Standing
  /// Whose evidence carries the class: the supplier's own, or that of the company that owns it.
  let subject: String

  init(tables: WorkspaceTables, book: CreditBook, supplier: String, day: Day) {
    self.tables = tables
    self.book = book
    self.supplier = supplier
    self.day = day
    credit = book.credit(of: supplier, on: day)
    standing = tables.isDistributor(supplier) ? .distributor : credit.standing
    subject = credit.inheritedFrom ?? supplier
  }

  // MARK: - Facts

  var verdict: Verdict { book.verdict(of: subject, on: day) }

  /// Evidence that counts on the day.
  var carrying: [EvidenceStretch] { book.evidence(of: subject).filter { $0.holds(on: day) } }

  /// Evidence that has ended by the day and was not followed by other evidence.
  var ended: [EvidenceStretch] {
    let carried = Set(carrying.map(\.evidence.criterion))
    let past = book.evidence(of: subject).filter { $0.from <= day && !$0.holds(on: day) && $0.end != .superseded }
    let last = Dictionary(past.map { ($0.evidence.criterion, $0) }) { $1 }
    return last.values.filter { !carried.contains($0.evidence.criterion) }.sorted {
      $0.evidence.line < $1.evidence.line
    }
  }

  /// Rows of the supplier that never count, with the reason.
  var notCounted: [(row: Evidence, why: String)] {
    tables.evidence.filter { $0.supplierID == subject }.compactMap { row in row.whyNotCounted.map { (row, $0) } }
  }

  /// The next better class and the proofs that lead there; nil where it is the best, or no proof leads there.
  var missing: (goal: SpendClass, proofs: [MissingProof])? {
    guard standing != .distributor, book.method.source == .evidence else { return nil }
    let states = book.states(of: supplier, on: day)
    let raised = book.raisedFlags(of: supplier, on: day)
    let goals: [SpendClass]
    switch standing.spendClass {
    case .generative: goals = credit.method == book.method.id ? [] : [.generative]
    case .transitional: goals = [.generative]
    case .extractive, .unrated: goals = [.transitional, .generative]
    }
    for goal in goals {
      if let proofs = book.method.missingProofs(for: goal, from: states, raised: raised), !proofs.isEmpty {
        return (goal, proofs)
      }
    }
    return nil
  }

  /// What ends later, with what the supplier is from then on if nothing is added.
  var expiring: [(day: Day, what: String, then: Standing)] {
    var result: [(day: Day, what: String, then: Standing)] = []
    for stretch in carrying {
      guard let end = stretch.to, stretch.end != .superseded else { continue }
      result.append((end, stretch.evidence.criterion, book.credit(of: supplier, on: end).standing))
    }
    if credit.method != book.method.id, let end = credit.to {
      result.append((end, "judgement", book.credit(of: supplier, on: end).standing))
    }
    return result.sorted { ($0.day, $0.what) < ($1.day, $1.what) }
  }

  /// The judgement that carries the class, where one does.
  var judgement: Rating? {
    guard credit.method == RatingMethod.judged.id, let line = credit.lines.first else { return nil }
    return tables.ratings.first { $0.line == line }
  }

  /// The days and classes from the first rating on.
  var history: [Credit] {
    let steps = book.history(of: supplier)
    return steps.count > 1 ? Array(steps.drop { $0.from == Timeline.always && $0.standing == .noRating }) : []
  }
}
