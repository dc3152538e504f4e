// Every *.session file is run against the built program; RECORD=1 writes what came out into the file and fails once.
import Foundation
import SessionRunner
import Testing

struct SessionFile: CustomTestStringConvertible, Sendable {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

  let path: String
  var url: URL { SessionFile.folder.appending(path: path) }
  var testDescription: String { path }

  /// The session files of a folder, sorted.
  static func all(in folder: String) -> [SessionFile] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: folder).path)) ?? []
    return names.filter { $0.hasSuffix(".session") }.sorted().map { SessionFile(path: folder + "/" + $0) }
  }

  func check() async throws {
    let text = try String(contentsOf: url, encoding: .utf8)
    let (session, differences) = try await Session(text).replay(
      fixtures: SessionFile.folder.appending(path: "Fixtures"))
    if SessionFile.isRecording, session.text != text {
      try Data(session.text.utf8).write(to: url)
      Issue.record("\(path) is recorded anew; look at what changed")
      return
    }
    for difference in differences { Issue.record("\(path)\n\(difference)") }
  }
}

struct SessionFileTests {
  @Test("A session prints what it says", arguments: SessionFile.all(in: "Sessions"))
  func session(_ file: SessionFile) async throws { try await file.check() }

  @Test("Each error has its message, its exit status, and changes nothing", arguments: SessionFile.all(in: "Errors"))
  func error(_ file: SessionFile) async throws { try await file.check() }

  @Test("A session's text survives reading and writing")
  func roundTrip() {
    let text = """
      # A remark.

      @ file a.csv
      a,b
      @ end
      @ bytes b.csv 00ff
      $ cat <<END
      > one
      > END
      one
      \\# not a remark
      2> error
      ? 3 unchanged

      $ true


      """
    #expect(Session(text).text == text)
  }
}
