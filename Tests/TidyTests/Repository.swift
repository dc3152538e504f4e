// The files of this package as the tidy tests read them: found from this file's own place, so any clone will do.
import Foundation
import Testing

struct TextFile: CustomTestStringConvertible, Sendable {
  /// From the package's folder, `Sources/SpendModel/Day.swift`.
  let path: String
  let text: String

  var lines: [Substring] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  var testDescription: String { path }

  /// `SpendModel` of `Sources/SpendModel/Day.swift`.
  var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
}

enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Every text file below a folder with one of these endings, sorted by path. Hidden folders are not entered.
  static func files(in folder: String, endings: [String]) throws -> [TextFile] {
    let base = root.appending(path: folder)
    let walk = FileManager.default.enumerator(
      at: base, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles, .skipsPackageDescendants])
    var files: [TextFile] = []
    while let url = walk?.nextObject() as? URL {
      guard endings.contains(url.pathExtension) else { continue }
      let path = String(url.path.dropFirst(root.path.count + 1))
      files.append(TextFile(path: path, text: try String(contentsOf: url, encoding: .utf8)))
    }
    return files.sorted { $0.path < $1.path }
  }

  static let sources = (try? files(in: "Sources", endings: ["swift"])) ?? []
  static let dataFiles = (try? files(in: "Sources/Catalogue", endings: ["yaml"])) ?? []
  static let tests = (try? files(in: "Tests", endings: ["swift"])) ?? []

  /// The documents: those at the top level and those in docs.
  static let documents: [TextFile] = {
    let top = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    let topDocuments = top.filter { $0.hasSuffix(".md") }.sorted().compactMap { name in
      (try? String(contentsOf: root.appending(path: name), encoding: .utf8)).map { TextFile(path: name, text: $0) }
    }
    return topDocuments + ((try? files(in: "docs", endings: ["md"])) ?? [])
  }()

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root.appending(path: path).path) }
}
