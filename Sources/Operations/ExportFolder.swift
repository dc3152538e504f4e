// What stands in the folder `exports/`: which files are there to be taken, and which are still being written.
internal import Foundation
internal import Ingestion
internal import SpendModel

struct ExportFolder {
  /// Every file, sorted.
  private(set) var files: [String] = []
  /// Those of them that changed a moment ago, or that a transfer has not renamed yet.
  private(set) var waiting: Set<String> = []
  /// What is no file: pipes, links into nowhere.
  private(set) var strange: [String] = []
  /// Sub-folders that cannot be read.
  private(set) var closed: [String] = []

  /// Looks through a folder and its sub-folders. `now` is seconds since 1970; a file that changed within `settle`
  /// seconds of it is left for the next run. One from the future counts as settled: a clock was set back. A folder that
  /// is not there or cannot be read fails: an empty night must not pass for a quiet one.
  init(_ folder: String, now: Int64, settle: Int64) throws(Problem) {
    guard let found = names(in: folder) else {
      throw ExportFolder.unreadable(folder)
    }
    for path in found.sorted() {
      var info = stat()
      guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
        strange.append(path)
        continue
      }
      let age = now - Int64(info.st_mtim.tv_sec)
      if ExportFolder.isUnfinished(path) || (age >= -1 && age < settle) {
        waiting.insert(path)
      }
      files.append(path)
    }
  }

  /// What is under a folder; nil where it cannot be read.
  private mutating func names(in folder: String) -> [String]? {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
    var result: [String] = []
    for name in names where !name.hasPrefix(".") {
      let path = FileAccess.join(folder, name)
      var info = stat()
      // What vanished between the listing and now is not there.
      guard lstat(path, &info) == 0 else { continue }
      // A link to a folder could lead round in a circle.
      guard info.st_mode & S_IFMT == S_IFDIR else {
        result.append(path)
        continue
      }
      if let inside = self.names(in: path) { result += inside } else { closed.append(path) }
    }
    return result
  }

  static func unreadable(_ folder: String) -> Problem {
    Problem(
      .environment, what: "The folder of exports cannot be read.", place: folder, rule: "sync looks through exports/",
      mend: "Make it, or check its permissions and that its disk is mounted.")
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
