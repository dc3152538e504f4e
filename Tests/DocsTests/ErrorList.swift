// Reads the problems that the sources can state, so that docs/reference/errors.md lists every one of them.
import Foundation

/// One problem as the source writes it; what is filled in at run time is `…`.
struct StatedProblem: Hashable {
  var module: String
  var what: String
  var rule: String
  var mend: String
}

struct ErrorList {
  /// The problems of all sources, by module and sentence.
  static func all() throws -> [StatedProblem] {
    let sources = Document.root.appending(path: "Sources")
    let paths = (FileManager.default.subpaths(atPath: sources.path) ?? []).filter { $0.hasSuffix(".swift") }.sorted()
    var problems: Set<StatedProblem> = []
    for path in paths {
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      let module = String(path.prefix { $0 != "/" })
      for problem in ErrorList(text).problems(module) { problems.insert(problem) }
    }
    return problems.sorted { ($0.module, $0.what, $0.rule, $0.mend) < ($1.module, $1.what, $1.rule, $1.mend) }
  }

  private let text: [Character]

  init(_ text: String) { self.text = Array(text) }

  /// The calls of `Problem(…)` and of the helpers called `problem(…)`.
  func problems(_ module: String) -> [StatedProblem] {
    var result: [StatedProblem] = []
    let word = Array("roblem(")
    var index = 1
    while index + word.count < text.count {
      defer { index += 1 }
      guard text[index] == "r", Array(text[index..<index + word.count]) == word, "pP".contains(text[index - 1]) else {
        continue
      }
      let arguments = ErrorList.arguments(text, from: index + word.count)
      let isOwn = text[index - 1] == "P"
      let what = isOwn ? arguments.first { $0.label == "what" } : arguments.first { $0.label.isEmpty && $0.isSentence }
      guard let what, what.isSentence else { continue }
      func part(_ label: String) -> String { arguments.first { $0.label == label }?.literal ?? "" }
      result.append(StatedProblem(module: module, what: what.literal, rule: part("rule"), mend: part("mend")))
    }
    return result
  }

  struct Argument {
    var label = ""
    var literal = ""
    var isSentence: Bool { literal.first.map { $0.isUppercase || $0 == "…" } == true && literal.contains(" ") }
  }

  /// The arguments of a call, up to its closing parenthesis.
  private static func arguments(_ text: [Character], from start: Int) -> [Argument] {
    var result: [Argument] = []
    var argument = Argument()
    var code = ""
    var depth = 0
    var index = start
    while index < text.count {
      let character = text[index]
      switch character {
      case "\"":
        let literal = literal(text, &index)
        // What joins a list of names is no part of the sentence; the names are known at run time only.
        let isSeparator = code.hasSuffix("separator: ")
        argument.literal += separator(argument.literal, code) + (isSeparator ? "…" : literal)
        code = ""
        continue
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        depth -= 1
        if depth < 0 { return result + [finished(argument, code)] }
      case "," where depth == 0:
        result.append(finished(argument, code))
        (argument, code) = (Argument(), "")
        index += 1
        continue
      case ":" where depth == 0 && argument.label.isEmpty && argument.literal.isEmpty:
        argument.label = code.trimmingCharacters(in: .whitespacesAndNewlines)
        code = ""
        index += 1
        continue
      default: break
      }
      code.append(character)
      index += 1
    }
    return result
  }

  /// What is only known at run time is `…`.
  private static func finished(_ argument: Argument, _ code: String) -> Argument {
    guard argument.literal.isEmpty else { return argument }
    var argument = argument
    argument.literal = "…"
    return argument
  }

  /// Texts that are added are one; texts that are chosen between are parted.
  private static func separator(_ before: String, _ code: String) -> String {
    if before.isEmpty { return "" }
    if code.contains("$0") { return "…" }
    return code.contains("+") ? "" : " / "
  }

  /// The literal at `index`, which is left behind it; interpolated values are `…`.
  private static func literal(_ text: [Character], _ index: inout Int) -> String {
    var result = ""
    index += 1
    while index < text.count, text[index] != "\"" {
      guard text[index] == "\\" else {
        result.append(text[index])
        index += 1
        continue
      }
      guard text[index + 1] == "(" else {
        result.append(text[index + 1] == "n" ? " " : text[index + 1])
        index += 2
        continue
      }
      result += "…"
      skipInterpolation(text, &index)
    }
    index += 1
    return result
  }

  private static func skipInterpolation(_ text: [Character], _ index: inout Int) {
    var depth = 0
    index += 1
    while index < text.count {
      if text[index] == "\"" {
        _ = literal(text, &index)
        continue
      }
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth -= 1 }
      index += 1
      if depth == 0 { return }
    }
  }
}
