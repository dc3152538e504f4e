// The sample co-op: a small fictional food co-op with two shops, as a complete workspace and with the figures that
// reading it must give. Demo, tutorial and tests begin here; it knows nothing of the code that reads it.

/// One file of the sample.
public struct SampleFile: Sendable {
  /// Where it stands in the workspace, `exports/main-street/2024-11.csv`.
  public var path: String
  /// Its content.
  public var bytes: [UInt8]
}

/// Two Corners Food Co-op: same bytes on every run and machine.
public enum SampleCoop {
  /// The whole workspace, sorted by path.
  public static func files() -> [SampleFile] {
    let assortment = WareList()
    let exports = ExportPlan(assortment: assortment).exports().sorted { isBefore($0.path, $1.path) }
    let files =
      WorkspaceFiles(assortment: assortment).files() + exports.map { SampleFile(path: $0.path, bytes: $0.bytes) }
      + [DrawerTotals(exports: exports).file]
      + ExpectedFigures(exports: exports, standings: WareStandings(assortment: assortment)).files()
    return files.sorted { isBefore($0.path, $1.path) }
  }

  /// By bytes, as every machine sorts them alike.
  private static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
