// A fictional co-op's workspace, written by a deterministic generator.

/// One file of the sample.
public struct SampleFile: Sendable {
  /// From the workspace's folder.
  public var path: String
  /// The whole content.
  public var bytes: [UInt8]
}

/// The sample co-op.
public enum SampleCoop {
  /// Every file, sorted by path.
  public static func files() -> [SampleFile] { [] }
}
