// `demo`: the sample co-op written into a folder, imported and reported.
public import DataFiles
internal import SampleCoop
internal import SpendModel

/// Writes the sample, imports its exports and returns its report. `say` gets what a person should see meanwhile.
public func runDemo(
  folder: String, report: ReportRequest, catalogue: [DataText], progress: (String) -> OnProgress?, say: (String) -> Void
) throws -> [UInt8] {
  let files = SampleCoop.files()
  try writeSample(files, to: folder)
  let workspace = try Workspace.open(folder: folder, catalogue: catalogue)
  let exports = files.map(\.path).filter { $0.hasPrefix("exports/") }
  let request = ImportRequest(
    files: exports.map { FileAccess.join(folder, $0) }, importedAt: "2026-11-05T06:00:00Z")
  var lines = 0
  _ = try importFiles(request, in: workspace, progress: progress) { outcome in
    lines += outcome.countedLines
    if let problem = outcome.problem { say(ProblemText.lines(problem)) }
  }
  say("\(exports.count) exports of a fictional co-op were imported into \(folder): \(lines) lines count.")
  say("Look around: commonspend imports --workspace \(folder)")
  return try runReport("share", report, in: workspace)
}

/// Files that are there already must be the sample's own.
private func writeSample(_ files: [SampleFile], to folder: String) throws {
  for file in files {
    let path = FileAccess.join(folder, file.path)
    guard FileAccess.exists(path) else { continue }
    if try FileAccess.read(path, mend: "") != file.bytes {
      throw Problem(
        .refused, what: "The folder holds other files than the sample's. Nothing was changed.", place: path,
        rule: "demo never overwrites", mend: "Name another folder: commonspend demo DIR")
    }
  }
  for file in files {
    let path = FileAccess.join(folder, file.path)
    guard !FileAccess.exists(path) else { continue }
    if let slash = path.lastIndex(of: "/") { try FileAccess.makeFolder(String(path[..<slash])) }
    try writeWhole(file.bytes, to: path)
  }
}
