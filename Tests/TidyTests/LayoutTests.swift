// How long files and functions are, how each file opens, and what must not be left in them.
import Testing

struct LayoutTests {
  @Test("The files are found from wherever the package was cloned to")
  func filesAreFound() {
    #expect(Repository.sources.count > 100)
    #expect(Repository.tests.count > 10)
    #expect(!Repository.documents.isEmpty)
  }

  @Test("No file is longer than 500 lines", arguments: Repository.sources + Repository.tests)
  func fileLength(_ file: TextFile) {
    #expect(file.lines.count <= 500)
  }

  @Test("Half of the source files have at most 120 lines")
  func medianFileLength() {
    let lengths = Repository.sources.map(\.lines.count).sorted()
    #expect(lengths[lengths.count / 2] <= 120)
  }

  @Test("No function is longer than 70 lines", arguments: Repository.sources + Repository.tests)
  func functionLength(_ file: TextFile) {
    for function in SwiftOutline(file.text).functions where function.length > 70 {
      Issue.record("\(file.path):\(function.line) \(function.name) has \(function.length) lines")
    }
  }

  @Test("Half of the functions have at most 8 lines")
  func medianFunctionLength() {
    let lengths = Repository.sources.flatMap { SwiftOutline($0.text).functions.map(\.length) }.sorted()
    #expect(lengths.count > 500)
    #expect(lengths[lengths.count / 2] <= 8)
  }

  @Test("A file opens with a sentence that says what it is for", arguments: Repository.sources + Repository.tests)
  func openingSentence(_ file: TextFile) {
    // A manifest's first line is for the package manager.
    guard !file.path.hasSuffix("/Package.swift") else { return }
    let comment = file.lines.prefix { $0.hasPrefix("// ") || $0.hasPrefix("/// ") }
    let sentence = comment.map { $0.drop { $0 == "/" || $0 == " " } }.joined(separator: " ")
    #expect(sentence.count >= 30 && sentence.contains("."), "the first lines are: \(comment)")
  }

  @Test("Nothing unfinished and nothing that can trap by habit is left in the sources", arguments: Repository.sources)
  func leftovers(_ file: TextFile) {
    for (number, line) in file.lines.enumerated() {
      for word in ["TO" + "DO", "FIX" + "ME", "X" + "XX"] where line.contains(word) {
        Issue.record("\(file.path):\(number + 1) is unfinished: \(line)")
      }
    }
    for (number, line) in SwiftOutline(file.text).codeLines.enumerated() {
      for call in ["try!", " as! ", "fatalError("] where line.contains(call) {
        Issue.record("\(file.path):\(number + 1) has \(call)")
      }
    }
  }

  @Test("Only the doors print", arguments: Repository.sources.filter { !Rules.doors.contains($0.module) })
  func printing(_ file: TextFile) {
    for (number, line) in SwiftOutline(file.text).codeLines.enumerated() {
      let call = line.split(whereSeparator: { !$0.isLetter && $0 != "(" && $0 != "." }).contains {
        $0.hasPrefix("print(")
      }
      if call { Issue.record("\(file.path):\(number + 1) prints") }
    }
  }

  @Test(
    "No line ends in blanks and none holds a tab",
    arguments: Repository.sources + Repository.tests + Repository.documents)
  func blanks(_ file: TextFile) {
    #expect(file.text.hasSuffix("\n") && !file.text.hasSuffix("\n\n"), "a file ends with one newline")
    for (number, line) in file.lines.enumerated() {
      if line.last == " " { Issue.record("\(file.path):\(number + 1) ends in a blank") }
      if line.contains("\t") { Issue.record("\(file.path):\(number + 1) holds a tab") }
      if line.hasPrefix("<<<<" + "<<<") { Issue.record("\(file.path):\(number + 1) is an unsolved conflict") }
    }
  }
}
