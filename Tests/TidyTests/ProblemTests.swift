// A person is told four things when something cannot be done: what, where, which rule, and the mend.
import Testing

struct ProblemTests {
  @Test("Every problem names its four parts", arguments: Repository.sources)
  func fourParts(_ file: TextFile) {
    let code = SwiftOutline(file.text).codeLines.joined(separator: "\n")
    for range in code.ranges(of: "Problem(") {
      let arguments = upToClosing(code[range.upperBound...])
      guard arguments.drop(while: { $0 == " " || $0 == "\n" }).hasPrefix("."), arguments.contains("what:") else {
        continue
      }
      for part in ["place:", "rule:", "mend:"] where !arguments.contains(part) {
        let line = code[..<range.lowerBound].count { $0 == "\n" } + 1
        Issue.record("\(file.path):\(line) a problem without its \(part.dropLast())")
      }
    }
  }

  private func upToClosing(_ text: Substring) -> Substring {
    var depth = 1
    for index in text.indices {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth -= 1 }
      if depth == 0 { return text[..<index] }
    }
    return text
  }
}
