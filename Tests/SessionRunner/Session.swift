// A session is a text of commands with what they print: read here, and written again when it is recorded anew.

/// One command with what it is expected to print.
public struct SessionStep: Sendable {
  /// As a shell takes it; several lines where it is continued.
  public var command: String
  /// Lines of standard output.
  public var output: [String]
  /// Lines of standard error.
  public var errors: [String]
  /// The exit status.
  public var status: Int32
  /// Whether the workspace's database must be the same afterwards.
  public var leavesDatabase: Bool
}

/// A text of commands, files and remarks.
///
/// ```
/// # A remark, for people.
/// @ file till.csv
/// Date,Amount
/// @ end
/// @ bytes odd.csv fffe4400
/// @ fixture shop
/// $ commonspend import till.csv
/// what it prints
/// 2> what it prints to standard error
/// ? 3 unchanged
/// ```
///
/// A status that is not written is 0. A printed line that looks like one of the marks begins with `\`.
public struct Session: Sendable {
  /// A part of the text.
  public enum Part: Sendable {
    /// Remarks and empty lines.
    case remark(String)
    /// A file to write before the next command.
    case file(name: String, lines: [String])
    /// A file given by its bytes, in hex.
    case bytes(name: String, hex: String)
    /// A folder of Fixtures whose files are copied.
    case fixture(String)
    /// A command.
    case step(SessionStep)
  }

  /// The parts in order.
  public var parts: [Part] = []

  /// Reads a session's text.
  public init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    if lines.last?.isEmpty == true { lines.removeLast() }
    while let line = lines.first {
      if line.hasPrefix("$ ") {
        parts.append(.step(Session.step(&lines)))
      } else if line.hasPrefix("@ file ") {
        lines.removeFirst()
        parts.append(.file(name: String(line.dropFirst(7)), lines: Array(lines.prefix { $0 != "@ end" })))
        lines = lines.drop { $0 != "@ end" }.dropFirst()
      } else if line.hasPrefix("@ bytes ") {
        let words = lines.removeFirst().split(separator: " ", maxSplits: 3).map(String.init)
        parts.append(.bytes(name: words[2], hex: words.count > 3 ? words[3] : ""))
      } else if line.hasPrefix("@ fixture ") {
        parts.append(.fixture(String(lines.removeFirst().dropFirst(10))))
      } else {
        parts.append(.remark(lines.removeFirst()))
      }
    }
  }

  private static let marks = ["$ ", "@ ", "# ", "? ", "2> ", "> ", "\\"]

  private static func step(_ lines: inout ArraySlice<String>) -> SessionStep {
    var command = String(lines.removeFirst().dropFirst(2))
    while let line = lines.first, line.hasPrefix("> ") {
      command += "\n" + lines.removeFirst().dropFirst(2)
    }
    var step = SessionStep(command: command, output: [], errors: [], status: 0, leavesDatabase: false)
    while let line = lines.first, !line.hasPrefix("$ "), !line.hasPrefix("@ "), !line.hasPrefix("# ") {
      lines.removeFirst()
      if line.hasPrefix("? ") {
        let words = line.split(separator: " ")
        step.status = words.count > 1 ? Int32(words[1]) ?? -1 : -1
        step.leavesDatabase = words.contains("unchanged")
        lines = lines.drop { $0.isEmpty }
        break
      }
      if line.hasPrefix("2> ") { step.errors.append(String(line.dropFirst(3))); continue }
      step.output.append(line.hasPrefix("\\") ? String(line.dropFirst()) : line)
    }
    step.output = step.output.withoutTrailingEmpty
    return step
  }

  /// The session as text.
  public var text: String {
    parts.map { part in
      switch part {
      case .remark(let line): line + "\n"
      case .file(let name, let lines): (["@ file " + name] + lines + ["@ end"]).joined(separator: "\n") + "\n"
      case .bytes(let name, let hex): "@ bytes \(name) \(hex)\n"
      case .fixture(let name): "@ fixture \(name)\n"
      case .step(let step): Session.text(step)
      }
    }.joined()
  }

  private static func text(_ step: SessionStep) -> String {
    var lines = ["$ " + step.command.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n> ")]
    lines += step.output.map { line in marks.contains { line.hasPrefix($0) } ? "\\" + line : line }
    lines += step.errors.map { "2> " + $0 }
    if step.status != 0 || step.leavesDatabase {
      lines.append("? \(step.status)" + (step.leavesDatabase ? " unchanged" : ""))
    }
    return lines.joined(separator: "\n") + "\n\n"
  }
}

extension [String] {
  var withoutTrailingEmpty: [String] {
    var lines = self
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
