// The scripts behind the README's commands install what Package.swift's system libraries need.
import Foundation
import Testing

struct ScriptTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
  }

  @Test("try and check install every system library that Package.swift names", arguments: ["try", "check"])
  func packages(_ script: String) throws {
    let providers = try text("Package.swift").split(separator: ".apt([").dropFirst()
    let names = providers.compactMap { $0.split(separator: "\"").first.map(String.init) }
    #expect(names.contains("libsqlite3-dev"))
    let line = try #require(try text(script).split(separator: "\n").first { $0.hasPrefix("for package in ") })
    for name in names { #expect(line.contains(name), "./\(script) does not install \(name)") }
  }

  @Test(
    "Every script can be run and stops at the first failure",
    arguments: ["try", "check", ".ci/run", ".ci/deep", "Tests/Fuzz/run", "Tests/Fuzz/run-long"])
  func executable(_ script: String) throws {
    #expect(FileManager.default.isExecutableFile(atPath: Repository.root.appending(path: script).path))
    let lines = try text(script).split(separator: "\n")
    #expect(lines.first == "#!/usr/bin/env bash")
    #expect(lines.contains("set -euo pipefail"))
  }
}
