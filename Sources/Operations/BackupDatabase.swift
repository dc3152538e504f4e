// `backup`: a verified copy of the database.
internal import SpendModel
internal import Storage

/// Copies the database to a new file; refused where there is one, or where the copy does not hold.
public func backupDatabase(to path: String, in workspace: Workspace) throws {
  guard workspace.hasDatabase else {
    throw Problem(
      .refused, what: "There is no database to copy.", place: workspace.databasePath, rule: "backup",
      mend: "Import an export first.")
  }
  guard !FileAccess.exists(path) else {
    throw Problem(
      .refused, what: "The file is there already. Nothing was changed.", place: path, rule: "backup never overwrites",
      mend: "Name another file, or move this one away.")
  }
  try workspace.readDatabase(.readAnyVersion).backup(to: path)
  let findings = try SpendDatabase(path: path, mode: .readAnyVersion).verify()
  guard let first = findings.first else { return }
  throw Problem(
    .damaged, what: "The copy does not hold: \(first.what)", place: path, rule: "every page, sum and balance",
    mend: "Run `commonspend verify`; the database itself is damaged.")
}
