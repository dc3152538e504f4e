// Runs the built program as a person would: in a shell, in a folder of its own, with nothing of the environment.
public import Foundation
internal import Subprocess
internal import SystemPackage

/// What a command printed and how it ended.
public struct CommandResult: Sendable {
  /// Standard output.
  public var output: String
  /// Standard error.
  public var errors: String
  /// The exit status; 128 and the signal's number where a signal ended it.
  public var status: Int32
}

/// A temporary folder in which commands are run.
public struct Workbench: Sendable {
  /// The folder.
  public let folder: URL

  /// Makes an empty folder.
  public init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "commonspend-session-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Removes the folder.
  public func remove() { try? FileManager.default.removeItem(at: folder) }

  /// The folder that holds the built program: the one the test bundle stands in.
  public static let productFolder: URL = {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let bundle = Bundle.main.bundleURL
    return [own, bundle, bundle.deletingLastPathComponent()].first { folder in
      FileManager.default.isExecutableFile(atPath: folder.appending(path: "commonspend").path)
    } ?? own
  }()

  /// `import` gets a fixed clock, so that what is stored does not depend on the day of the test.
  private static let prelude = """
    commonspend() {
      case "$1" in
      import) shift; command commonspend import --now 2026-11-05T06:00:00Z "$@" ;;
      demo) shift; case "$1" in ''|-*) folder=commonspend-demo ;; *) folder=$1; shift ;; esac
        [ -e "$folder" ] || cp -r "$PREPARED_DEMO" "$folder"; command commonspend demo "$folder" "$@" ;;
      *) command commonspend "$@" ;;
      esac
    }

    """

  /// A demo that was made once: the many documents that begin with one start from a copy, and the program finds its
  /// own files there and its exports imported. SampleTests make theirs from nothing.
  private static let preparedDemo = Task<String, any Error> {
    let bench = try Workbench()
    _ = try await bench.run("command commonspend demo demo")
    return bench.folder.appending(path: "demo").path
  }

  /// Runs a command line.
  public func run(_ command: String) async throws -> CommandResult {
    var environment = [
      "PATH": Workbench.productFolder.path + ":/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8",
      "TZ": "UTC", "NO_COLOR": "1",
      "PREPARED_DEMO": !command.contains("commonspend demo") || command.hasPrefix("command ")
        ? "" : try await Workbench.preparedDemo.value,
    ]
    // What a sanitizer was told holds for the program too.
    for name in ["ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"] {
      environment[name] = ProcessInfo.processInfo.environment[name]
    }
    let result = try await Subprocess.run(
      .path("/bin/sh"), arguments: ["-c", Workbench.prelude + command],
      environment: .custom(
        Dictionary(uniqueKeysWithValues: environment.map { (.init(stringLiteral: $0.key), $0.value) })),
      workingDirectory: FilePath(folder.path), output: .string(limit: 1 << 26), error: .string(limit: 1 << 24))
    let status: Int32 =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return CommandResult(output: result.standardOutput, errors: result.standardError, status: status)
  }

  /// What the database of the workspace holds: its imports and the digest of its lines.
  public func databaseContent() async throws -> String {
    guard FileManager.default.fileExists(atPath: folder.appending(path: "commonspend.db").path) else {
      return "no database"
    }
    return try await run("commonspend imports --json; commonspend verify --digest; commonspend rejects").output
  }
}

extension Session {
  /// Runs every step; returns the session as it came out, and what differed.
  public func replay(fixtures: URL) async throws -> (session: Session, differences: [String]) {
    let bench = try Workbench()
    defer { bench.remove() }
    var result = self
    var differences: [String] = []
    for (index, part) in parts.enumerated() {
      switch part {
      case .remark: break
      case .file(let name, let lines):
        try bench.write(Data((lines.joined(separator: "\n") + (lines.isEmpty ? "" : "\n")).utf8), to: name)
      case .bytes(let name, let hex): try bench.write(Data(Session.bytes(hex)), to: name)
      case .fixture(let name): try bench.copy(fixtures.appending(path: name))
      case .step(let step):
        let before = step.leavesDatabase ? try await bench.databaseContent() : ""
        let real = try await bench.step(step)
        differences += Session.differences(step, real)
        if step.leavesDatabase, try await bench.databaseContent() != before {
          differences.append("$ \(step.command)\nchanged the database")
        }
        result.parts[index] = .step(real)
      }
    }
    return (result, differences)
  }

  private static func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.filter { $0.isHexDigit }.compactMap { $0.hexDigitValue.map(UInt8.init) }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  private static func differences(_ expected: SessionStep, _ real: SessionStep) -> [String] {
    var result: [String] = []
    func compare(_ name: String, _ expected: [String], _ real: [String]) {
      guard expected != real else { return }
      result.append(
        "$ \(expectedCommand)\n\(name) was to be\n" + expected.map { "- \($0)\n" }.joined() + "and is\n"
          + real.map { "+ \($0)\n" }.joined())
    }
    let expectedCommand = expected.command
    compare("standard output", expected.output, real.output)
    compare("standard error", expected.errors, real.errors)
    compare("the exit status", ["\(expected.status)"], ["\(real.status)"])
    return result
  }
}

extension Workbench {
  fileprivate func step(_ step: SessionStep) async throws -> SessionStep {
    let result = try await run(step.command)
    var real = step
    real.output = Workbench.lines(result.output)
    real.errors = Workbench.lines(result.errors)
    real.status = result.status
    return real
  }

  /// Lines without the empty ones at the end, and with the folder's name made the same everywhere.
  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).withoutTrailingEmpty
  }

  fileprivate func write(_ data: Data, to name: String) throws {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  fileprivate func copy(_ source: URL) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: source.path)
    for name in names {
      try FileManager.default.copyItem(at: source.appending(path: name), to: folder.appending(path: name))
    }
  }
}
