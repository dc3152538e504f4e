// Whole small files in and out of a workspace. Exports, which may be large, never come through here.
internal import Foundation
public import SpendModel

enum FileAccess {
  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  static func join(_ folder: String, _ name: String) -> String {
    name.hasPrefix("/") || folder == "." ? name : folder + (folder.hasSuffix("/") ? "" : "/") + name
  }

  /// The bytes of a file; refused where there is none.
  static func read(_ path: String, mend: String) throws(Problem) -> [UInt8] {
    guard exists(path) else {
      throw Problem(.refused, what: "There is no such file.", place: path, rule: "files of a workspace", mend: mend)
    }
    if let bytes = bytes(of: path) { return bytes }
    throw Problem(
      .environment, what: "The file cannot be read.", place: path, rule: "files of a workspace",
      mend: "Check that it is a file, and its permissions.")
  }

  /// Read into the array itself: by way of `Data` every table would be copied once more. Nil where the system refuses it.
  private static func bytes(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { return nil }
    // A pipe says no size, and a file may grow: the end is where nothing comes any more.
    var bytes: [UInt8] = []
    var size = min(max(Int(info.st_size) + 1, 1 << 12), 1 << 30)
    while true {
      var result = 0
      let piece = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        repeat { result = Foundation.read(descriptor, buffer.baseAddress, size) } while result < 0 && errno == EINTR
        count = max(0, result)
      }
      guard result >= 0 else { return nil }
      if piece.isEmpty { return bytes }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      size = 1 << 16
    }
  }

  static func makeFolder(_ path: String) throws(Problem) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Problem(
        .environment, what: "The folder cannot be made.", place: path, rule: "the operating system refused it",
        mend: "Check the path, its permissions and the disk.")
    }
  }

  /// Names of a folder's entries, sorted; none where there is no such folder.
  static func entries(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}

/// Writes a file as a whole or not at all: beside its place first, then renamed over it.
public func writeWhole(_ bytes: [UInt8], to path: String) throws(Problem) {
  do {
    try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
  } catch {
    throw Problem(
      .environment, what: "The file cannot be written; what stood there still does.", place: path,
      rule: "the operating system refused it", mend: "Check that its folder exists, its permissions and the disk.")
  }
}
