// A data file of the catalogue as a value: the doors hand the embedded ones down, the workspace adds its own.

/// Path and text of a data file.
public struct DataText: Hashable, Sendable {
  /// `Formats/core-pos.yaml`, or the path in the workspace.
  public var path: String
  /// The whole text.
  public var text: String

  /// A data file; see the properties.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// `Formats` of `Formats/core-pos.yaml`.
  public var folder: String { String(path.split(separator: "/").dropLast().last ?? "") }
}
