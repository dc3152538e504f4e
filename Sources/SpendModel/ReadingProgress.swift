// How far the reading of an export is: what a progress bar is told.

/// How far a reading is.
public struct ReadingProgress: Hashable, Sendable {
  /// Bytes of the file that were read.
  public var bytes: Int64
  /// Bytes in all.
  public var byteCount: Int64
  /// Records after the header that were read.
  public var lines: Int

  /// A state; see the properties.
  public init(bytes: Int64, byteCount: Int64, lines: Int) {
    self.bytes = bytes
    self.byteCount = byteCount
    self.lines = lines
  }
}
