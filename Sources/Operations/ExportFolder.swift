// What stands in the folder `exports/`: which files are there to be taken, which are still being written, and what
// cannot be taken at all.
internal import Foundation
internal import Ingestion
internal import SpendModel

struct ExportFolder {
  /// Every file, sorted.
  private(set) var files: [String] = []
  /// Those of them that changed a moment ago, or that a transfer has not renamed yet.
  private(set) var waiting: Set<String> = []
  /// What no export can be read from, and why: pipes, links into nowhere, names that are no text, closed folders.
  private(set) var unusable: [(path: String, problem: Problem)] = []

  /// Looks through a folder and its sub-folders. `now` is seconds since 1970; a file that changed within `settle`
  /// seconds of it is left for the next run. One from the future counts as settled: a clock was set back. A folder that
  /// is not there or cannot be read fails: an empty night must not pass for a quiet one.
  init(_ folder: String, now: Int64, settle: Int64) throws(Problem) {
    guard let found = paths(in: folder) else { throw ExportFolder.unreadable(folder) }
    for path in found.sorted() {
      var info = stat()
      guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
        if let problem = ExportFolder.problem(path) { unusable.append((path, problem)) }
        continue
      }
      let age = now - Int64(info.st_mtim.tv_sec)
      if ExportFolder.isUnfinished(path) || (age >= -1 && age < settle) { waiting.insert(path) }
      files.append(path)
    }
    unusable.sort { $0.path < $1.path }
  }

  /// What is under a folder, links and pipes too; nil where the folder cannot be read.
  private mutating func paths(in folder: String) -> [String]? {
    guard let names = ExportFolder.names(in: folder) else { return nil }
    var result: [String] = []
    for (name, isText) in names {
      let path = FileAccess.join(folder, name)
      guard isText else {
        unusable.append((path, ExportFolder.unnamed(path)))
        continue
      }
      var info = stat()
      // Not through links: one to a folder could lead round in a circle.
      guard lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else {
        result.append(path)
        continue
      }
      if let inside = paths(in: path) {
        result += inside
      } else {
        unusable.append((path, ExportFolder.unreadable(path)))
      }
    }
    return result
  }

  /// Names by their bytes: Foundation would give those that are no UTF-8 another name, and the file would seem to be gone.
  private static func names(in folder: String) -> [(name: String, isText: Bool)]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var result: [(String, Bool)] = []
    errno = 0
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      let name = String(decoding: bytes, as: UTF8.self)
      if !isHidden(name) { result.append((name, String(validating: bytes, as: UTF8.self) != nil)) }
      errno = 0
    }
    return errno == 0 ? result : nil
  }

  /// A file system's own folder for what it lost is not the co-op's.
  private static func isHidden(_ name: String) -> Bool { name.hasPrefix(".") || name == "lost+found" }

  private static func isUnfinished(_ path: String) -> Bool {
    path.hasSuffix("~") || [".part", ".tmp", ".filepart", ".crdownload"].contains { path.hasSuffix($0) }
  }

  /// The SHA-256 of a file's bytes, lower-case hex.
  static func digest(of path: String) throws -> String {
    let file = try ExportFile(path: path, digested: true)
    return try file.packedDigest()
  }

  // MARK: - Sentences

  /// Why there is nothing to read; nil where it vanished between the listing and now.
  private static func problem(_ path: String) -> Problem? {
    var info = stat()
    let isThere = lstat(path, &info) == 0
    if !isThere, errno == ENOENT { return nil }
    let isLink = isThere && info.st_mode & S_IFMT == S_IFLNK
    do {
      _ = try ExportFile(path: path, digested: false)
      return nil
    } catch {
      return isLink ? link(path, error) : error
    }
  }

  private static func link(_ path: String, _ problem: Problem) -> Problem {
    if problem.kind == .environment { return problem }
    return Problem(
      .refused, what: "This is a link that leads to no file.", place: path,
      rule: "sync follows links to files, not to folders",
      mend: "Remove the link, or put the file or folder itself into exports/.")
  }

  private static func unnamed(_ path: String) -> Problem {
    Problem(
      .refused, what: "The name is not UTF-8.", place: path, rule: "names in exports/ are UTF-8",
      mend: "Rename it: mv takes it by a pattern such as exports/2026-10*.csv.")
  }

  private static func unreadable(_ folder: String) -> Problem {
    Problem(
      .environment, what: "The folder of exports cannot be read.", place: folder, rule: "sync looks through exports/",
      mend: "Make it, or check its permissions and that its disk is mounted.")
  }
}
