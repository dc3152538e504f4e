// What stands in the folder `exports/`: which files are there to be taken, and which are still being written.
internal import Foundation
internal import Ingestion
internal import SpendModel

struct ExportFolder {
  /// Every file, sorted.
  private(set) var files: [String] = []
  /// Those of them that changed a moment ago, or that a transfer has not renamed yet.
  private(set) var waiting: Set<String> = []

  /// Looks through a folder and its sub-folders. `now` is seconds since 1970; a file that changed within `settle`
  /// seconds of it is left for the next run. One from the future counts as settled: a clock was set back.
  init(_ folder: String, now: Int64, settle: Int64) throws {
    for path in ExportFolder.files(folder).sorted() {
      var info = stat()
      // A file that vanished between the listing and now is not there.
      guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { continue }
      let age = now - Int64(info.st_mtim.tv_sec)
      if ExportFolder.isUnfinished(path) || (age >= -1 && age < settle) {
        waiting.insert(path)
      }
      files.append(path)
    }
  }

  private static func files(_ folder: String) -> [String] {
    var result: [String] = []
    for name in FileAccess.entries(folder) where !name.hasPrefix(".") {
      let path = FileAccess.join(folder, name)
      var info = stat()
      guard lstat(path, &info) == 0 else { continue }
      // A link to a folder could lead round in a circle.
      if info.st_mode & S_IFMT == S_IFDIR { result += files(path) } else { result.append(path) }
    }
    return result
  }

  private static func isUnfinished(_ path: String) -> Bool {
    path.hasSuffix("~") || [".part", ".tmp", ".filepart", ".crdownload"].contains { path.hasSuffix($0) }
  }

  /// The SHA-256 of a file's bytes, lower-case hex.
  static func digest(of path: String) throws -> String {
    let file = try ExportFile(path: path, digested: true)
    return try file.packedDigest()
  }
}
