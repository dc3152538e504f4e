// `doctor`: the state of an installation and a workspace, without a word on products, amounts or people.
internal import Foundation
internal import Rendering
internal import Reporting
internal import SpendModel
internal import Storage

/// What `doctor` found.
public struct DoctorResult: Sendable {
  fileprivate var facts: [(name: String, value: String)] = []
  fileprivate var findings: [String] = []
  fileprivate var notes: [String] = []
  fileprivate var problem: Problem?

  /// Status 1 where a person should look; what is wrong with the database weighs more.
  public var status: ExitStatus {
    if let problem { return ExitStatus(problem.kind) }
    return findings.isEmpty ? .done : .mustLook
  }

  /// For people.
  public var sentences: String {
    aligned(facts.map { [$0.name, $0.value] }) + (notes + findings.map { "! " + $0 }).map { $0 + "\n" }.joined()
      + (findings.isEmpty ? "Nothing to mend.\n" : "")
  }

  /// docs/reference/doctor-json.md
  public var jsonText: String {
    JSONText.object([
      ("facts", .object(facts.map { ($0.name, .string($0.value)) })), ("notes", .array(notes.map { .string($0) })),
      ("findings", .array(findings.map { .string($0) })),
    ]).text
  }
}

/// Looks at a workspace; changes nothing.
public func examine(_ workspace: Workspace, version: String) throws -> DoctorResult {
  var result = DoctorResult()
  result.facts = [
    ("commonspend", version), ("workspace", workspace.folder), ("database", workspace.databasePath),
    ("currency", workspace.configuration.currency.code), ("method", workspace.configuration.method),
    ("batch run at work", WorkspaceLock.isHeld(database: workspace.databasePath) ? "yes" : "no"),
  ]
  addDisk(workspace, &result)
  addTables(workspace, &result)
  guard workspace.hasDatabase else {
    result.facts.append(("imports", "none yet"))
    return result
  }
  do {
    addDatabase(try workspace.readDatabase().health(), &result)
  } catch {
    // The rest is what a person needs to know just then.
    result.problem = error
    result.findings.append("The database cannot be read. \(error.what) \(error.mend)")
  }
  return result
}

private func addDisk(_ workspace: Workspace, _ result: inout DoctorResult) {
  let attributes = try? FileManager.default.attributesOfFileSystem(forPath: workspace.folder)
  guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else { return }
  result.facts.append(("disk free", "\(free >> 20) MiB"))
  if free < 256 << 20 { result.findings.append("Less than 256 MiB of disk are free; an import may not fit.") }
}

private func addTables(_ workspace: Workspace, _ result: inout DoctorResult) {
  do {
    let tables = try workspace.checkedTables()
    let count = tables.findings.problems.count
    result.facts.append(("tables", count == 0 ? "can be used" : Counted.text(count, "error")))
    if count > 0 {
      result.findings.append("The workspace's tables have \(Counted.text(count, "error")): see `commonspend check`.")
    }
  } catch {
    result.findings.append("The workspace's tables cannot be read: see `commonspend check`.")
  }
}

private func addDatabase(_ health: DatabaseHealth, _ result: inout DoctorResult) {
  result.facts += [
    ("SQLite", health.sqliteVersion), ("schema", health.schemaVersion), ("journal", health.journalMode),
    ("synchronous", health.synchronous == 2 ? "FULL" : "\(health.synchronous)"),
    ("database size", "\(health.byteCount >> 10) KiB"), ("imports", "\(health.imports)"),
    ("store-days", "\(health.pages)"), ("lines", MoneyText.grouped(health.lines)),
  ]
  if health.journalMode != "wal" { result.findings.append("The journal mode is \(health.journalMode), not wal.") }
  for (store, days, missing) in health.stores {
    result.facts.append(("store \(store)", "\(days.lowerBound.isoText) to \(days.upperBound.isoText)"))
    guard !missing.isEmpty else { continue }
    let shown = missing.suffix(5).map(\.isoText).joined(separator: ", ")
    result.notes.append("Store \(store): \(Counted.text(missing.count, "day")) without a sale, the latest: \(shown).")
  }
}
