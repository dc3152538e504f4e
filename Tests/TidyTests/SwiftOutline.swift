// A small reader of Swift text: blanks out comments and strings, and finds how many lines each function has.

struct SwiftOutline {
  struct Function: Equatable {
    var name: String
    /// Line of the declaration, from 1.
    var line: Int
    /// Lines from the declaration to its closing brace, both counted.
    var length: Int
  }

  /// The text with the same lines, where comments and strings are blanks.
  let code: [[UInt8]]

  init(_ text: String) {
    code = SwiftOutline.blanked(Array(text.utf8)).split(separator: 0x0A, omittingEmptySubsequences: false).map(
      Array.init)
  }

  var codeLines: [String] { code.map { String(decoding: $0, as: UTF8.self) } }

  /// Every function, initialiser, subscript and computed property with a body.
  var functions: [Function] {
    var result: [Function] = []
    for (index, line) in codeLines.enumerated() {
      guard let name = SwiftOutline.declaredName(line), let end = endOfBody(from: index) else { continue }
      result.append(Function(name: name, line: index + 1, length: end - index + 1))
    }
    return result
  }

  // MARK: - Declarations

  private static let modifiers: Set<Substring> = [
    "public", "internal", "private", "fileprivate", "package", "open", "static", "class", "final", "mutating",
    "nonmutating", "override", "required", "convenience", "nonisolated", "indirect", "prefix", "postfix", "consuming",
    "borrowing", "lazy", "private(set)", "public(set)",
  ]

  /// The name of the function that a line declares; nil where it declares none.
  private static func declaredName(_ line: String) -> String? {
    var words = line.split(separator: " ")[...]
    while let word = words.first, modifiers.contains(word) || word.hasPrefix("@") { words = words.dropFirst() }
    guard let keyword = words.first else { return nil }
    if keyword == "func" { return words.dropFirst().first.map { String($0.prefix { $0 != "(" && $0 != "<" }) } }
    if keyword == "var", line.hasSuffix("{") { return words.dropFirst().first.map { String($0.prefix { $0 != ":" }) } }
    for special in ["init", "deinit", "subscript"] where keyword.hasPrefix(special) {
      let rest = keyword.dropFirst(special.count)
      if rest.isEmpty || "(<?".contains(rest.first ?? " ") { return special }
    }
    return nil
  }

  /// The line of the brace that closes the body which begins on or after a line; nil where there is no body.
  private func endOfBody(from start: Int) -> Int? {
    var nesting = 0
    var braces = 0
    for (index, line) in code[start...].enumerated() {
      if index > 0, braces == 0, nesting == 0, SwiftOutline.startsAnother(line) { return nil }
      for byte in line {
        switch byte {
        case 0x28, 0x5B: nesting += 1
        case 0x29, 0x5D: nesting -= 1
        case 0x7B where braces > 0 || nesting == 0: braces += 1
        case 0x7D where braces == 0 && nesting == 0: return nil
        case 0x7D where braces > 0:
          braces -= 1
          if braces == 0 { return start + index }
        default: break
        }
      }
    }
    return nil
  }

  /// Whether a line begins something else, so that what came before, a protocol's requirement, has no body.
  private static func startsAnother(_ line: [UInt8]) -> Bool {
    let text = String(decoding: line, as: UTF8.self)
    let first = text.split(separator: " ").first { !modifiers.contains($0) }
    return declaredName(text) != nil || ["var", "let", "case", "associatedtype", "typealias"].contains(first)
  }

  // MARK: - Comments and strings

  /// Where the reader stands in the text.
  private enum State {
    case code
    case lineComment
    case blockComment(depth: Int)
    /// A string's end is its quotes and then as many `#` as at its start.
    case string(quotes: Int, hashes: Int)
  }

  private static func blanked(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    var states: [State] = [.code]
    /// Parentheses that are open inside each `\(…)`.
    var open: [Int] = []
    var index = 0
    func run(of byte: UInt8, at start: Int) -> Int { bytes[start...].prefix { $0 == byte }.count }

    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      var step = 1
      var isCode = false
      switch states[states.count - 1] {
      case .code:
        (isCode, step) = stepInCode(bytes, index, next, &states, &open)
      case .lineComment:
        if byte == 0x0A { states.removeLast() }
      case .blockComment(let depth):
        if byte == 0x2F, next == 0x2A { (states[states.count - 1], step) = (.blockComment(depth: depth + 1), 2) }
        if byte == 0x2A, next == 0x2F {
          if depth == 1 { states.removeLast() } else { states[states.count - 1] = .blockComment(depth: depth - 1) }
          step = 2
        }
      case .string(let quotes, let hashes):
        if byte == 0x5C, run(of: 0x23, at: index + 1) >= hashes {
          let after = index + 1 + hashes
          step = 2 + hashes
          if after < bytes.count, bytes[after] == 0x28 {
            states.append(.code)
            open.append(0)
          }
        } else if byte == 0x22, run(of: 0x22, at: index) >= quotes, run(of: 0x23, at: index + quotes) >= hashes {
          states.removeLast()
          step = quotes + hashes
        }
      }
      if !isCode { for at in index..<min(index + step, bytes.count) where bytes[at] != 0x0A { result[at] = 0x20 } }
      index += step
    }
    return result
  }

  /// One step outside comments and strings: whether its bytes are code, and how many they are.
  private static func stepInCode(
    _ bytes: [UInt8], _ index: Int, _ next: UInt8, _ states: inout [State], _ open: inout [Int]
  ) -> (isCode: Bool, step: Int) {
    switch bytes[index] {
    case 0x2F where next == 0x2F:
      states.append(.lineComment)
      return (false, 2)
    case 0x2F where next == 0x2A:
      states.append(.blockComment(depth: 1))
      return (false, 2)
    case 0x22, 0x23:
      let hashes = bytes[index...].prefix { $0 == 0x23 }.count
      guard bytes[(index + hashes)...].first == 0x22 else { return (true, 1) }
      let quotes = bytes[(index + hashes)...].prefix { $0 == 0x22 }.count >= 3 ? 3 : 1
      states.append(.string(quotes: quotes, hashes: hashes))
      return (false, hashes + quotes)
    case 0x28 where !open.isEmpty:
      open[open.count - 1] += 1
    case 0x29 where !open.isEmpty:
      if open[open.count - 1] == 0 {
        open.removeLast()
        states.removeLast()
        return (false, 1)
      }
      open[open.count - 1] -= 1
    default: break
    }
    return (true, 1)
  }
}
