// The data files that ship inside the executable: formats, methods and reports. Only the doors import this module;
// everything below takes the files as values.

/// One data file of the catalogue.
public struct CatalogueFile: Hashable, Sendable {
  /// Folder and name, `Formats/core-pos.yaml`.
  public var path: String
  /// The whole text of the file.
  public var text: String
}

/// What was embedded at build.
public enum Catalogue {
  /// Every embedded file, ordered by path.
  public static let files: [CatalogueFile] = embeddedFiles
}
