// The sessions inside a document: its ```console blocks, run in order in one folder. A line `…` stands for any lines.

/// A document whose ```console blocks are run.
public struct DocumentSession: Sendable {
  private let lines: [String]

  /// Reads a document.
  public init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Whether there is anything to run.
  public var isEmpty: Bool { !lines.contains("```console") }

  /// Runs the blocks; returns the document as it should read, and what differed. Results are what is shown; messages
  /// on standard error are shown only of a command that fails.
  public func replay() async throws -> (text: String, differences: [String]) {
    let bench = try Workbench()
    defer { bench.remove() }
    var result: [String] = []
    var differences: [String] = []
    var rest = lines[...]
    while let line = rest.popFirst() {
      result.append(line)
      guard line == "```console" else { continue }
      while let command = rest.popFirst(), command != "```" {
        guard command.hasPrefix("$ ") else {
          differences.append("a block begins with no command: \(command)")
          continue
        }
        let (shown, difference) = try await replay(command, &rest, bench)
        result += shown
        if let difference { differences.append(difference) }
      }
      result.append("```")
    }
    return (result.joined(separator: "\n"), differences)
  }

  /// One command with the lines under it: as they should read, and what differed.
  private func replay(
    _ first: String, _ rest: inout ArraySlice<String>, _ bench: Workbench
  ) async throws -> (shown: [String], difference: String?) {
    var shown = [first]
    while let line = rest.first, line.hasPrefix("> ") { shown.append(rest.removeFirst()) }
    var expected: [String] = []
    while let line = rest.first, line != "```", !line.hasPrefix("$ ") { expected.append(rest.removeFirst()) }
    // One empty line before the next command parts the two; it is not printed.
    let isParted = rest.first?.hasPrefix("$ ") == true && expected.last?.isEmpty == true
    if isParted { expected.removeLast() }
    let result = try await bench.run(shown.map { String($0.dropFirst(2)) }.joined(separator: "\n"))
    let printed = result.output + (result.status == 0 ? "" : result.errors)
    let real = printed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).withoutTrailingEmpty
    let fits = DocumentSession.fits(expected[...], real[...])
    let lines = fits ? expected : DocumentSession.recorded(expected, real)
    let difference =
      "\(shown.joined(separator: "\n"))\nwas to print\n" + expected.map { "- \($0)\n" }.joined()
      + "and prints\n" + real.map { "+ \($0)\n" }.joined()
    return (shown + lines + (isParted ? [""] : []), fits ? nil : difference)
  }

  /// Whether the printed lines are the expected ones, `…` standing for any number of them.
  static func fits(_ expected: ArraySlice<String>, _ real: ArraySlice<String>) -> Bool {
    guard let first = expected.first else { return real.isEmpty }
    guard first == "…" else {
      return first == real.first && fits(expected.dropFirst(), real.dropFirst())
    }
    guard expected.count > 1 else { return true }
    return (real.startIndex...real.endIndex).contains { fits(expected.dropFirst(), real[$0...]) }
  }

  /// The printed lines, elided as the expected ones were: so many at the beginning, so many at the end.
  static func recorded(_ expected: [String], _ real: [String]) -> [String] {
    guard let first = expected.firstIndex(of: "…"), let last = expected.lastIndex(of: "…") else { return real }
    let head = real.prefix(first)
    guard first != last else { return head + ["…"] + real.dropFirst(first).suffix(expected.count - 1 - last) }
    // A stretch from the middle is kept where its first words can be found again.
    let key = expected[first + 1].split(separator: " ").first
    let middle = real.firstIndex { $0.split(separator: " ").first == key } ?? first
    return head + ["…"] + real[middle...].prefix(last - first - 1) + ["…"] + real.suffix(expected.count - 1 - last)
  }
}
