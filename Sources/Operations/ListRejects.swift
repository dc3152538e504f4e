// `rejects`: rejected lines as CSV, ready to be corrected and imported again.
internal import Delimited
internal import SpendModel
internal import Storage

/// The rejected lines of one import or of all. Each is preceded by the digest and line that a correction mends, and by
/// the column, the reason and the export's name; lines of exports with different headers come as one table after the other.
public func listRejects(of id: Int?, in workspace: Workspace) throws -> [UInt8] {
  let database = try workspace.readDatabase()
  if let id, try database.importRecord(id: id) == nil {
    throw Problem(
      .wrongUse, what: "There is no import \(id).", place: "rejects \(id)", rule: "an import is named by its number",
      mend: "See `commonspend imports`.")
  }
  var writer = RecordWriter(formulaSafe: false)
  var header: [String]?
  for record in try database.rejects(importID: id) where record.mendedBy == nil {
    if header != record.header {
      header = record.header
      for cell in CorrectedLines.columns + record.header { writer.verbatim(cell) }
      writer.endRow()
    }
    let leading = [
      record.sha256, String(record.rejection.line), record.rejection.column, record.rejection.reason, record.file,
    ]
    for cell in leading + record.rejection.cells { writer.verbatim(cell) }
    writer.endRow()
  }
  if header == nil {
    for cell in CorrectedLines.columns { writer.verbatim(cell) }
    writer.endRow()
  }
  return writer.bytes
}
