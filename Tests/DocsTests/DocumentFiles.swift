// The documents of this package, found from this file's own place.
import Foundation
import Testing

struct Document: CustomTestStringConvertible, Sendable {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

  let path: String
  var url: URL { Document.root.appending(path: path) }
  var testDescription: String { path }

  func text() throws -> String { try String(contentsOf: url, encoding: .utf8) }

  /// Every document at the top level and below docs.
  static let all: [Document] = {
    let top = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    let docs = FileManager.default.subpaths(atPath: root.appending(path: "docs").path) ?? []
    return (top + docs.map { "docs/" + $0 }).filter { $0.hasSuffix(".md") }.sorted().map { Document(path: $0) }
  }()

  /// Writes what the document should read where it is being recorded, and fails once so that a person looks.
  func record(_ text: String) throws {
    try Data(text.utf8).write(to: url)
    Issue.record("\(path) is recorded anew; look at what changed")
  }
}
