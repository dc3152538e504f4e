// Package.swift's own table of modules and what each may use, read as text: the compiler's check of imports skips the
// doors, whose catalogue is generated, so the tidy tests look at every import line.
import Foundation

struct Manifest {
  /// What each target may import, by name.
  let uses: [String: Set<String>]

  static let current: Manifest = {
    let url = Repository.root.appending(path: "Package.swift")
    return Manifest((try? String(contentsOf: url, encoding: .utf8)) ?? "")
  }()

  init(_ text: String) {
    var products: [String: String] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("let ") && line.contains(".product(name:") {
      let words = line.split(separator: " ")
      products[String(words[1])] = Manifest.quoted(line).first
    }
    var uses: [String: Set<String>] = [:]
    for declaration in Manifest.declarations(text) {
      guard let name = Manifest.quoted(declaration).first else { continue }
      let list = Manifest.list(declaration)
      let words = list.split { !$0.isLetter && !$0.isNumber && $0 != "\"" && $0 != "_" && $0 != "-" }.map(String.init)
      uses[name] = Set(words.map { products[$0] ?? $0.replacingOccurrences(of: "\"", with: "") })
    }
    self.uses = uses
  }

  /// The text of each target, from its opening parenthesis to the closing one.
  private static func declarations(_ text: String) -> [Substring] {
    let targets = text[(text.range(of: "targets: [\n")?.upperBound ?? text.endIndex)...]
    var result: [Substring] = []
    var depth = 0
    var start = targets.startIndex
    for index in targets.indices {
      if targets[index] == "(" {
        if depth == 0 { start = index }
        depth += 1
      } else if targets[index] == ")" {
        depth -= 1
        if depth == 0 { result.append(targets[start...index]) }
      }
    }
    return result
  }

  /// What stands between the brackets after `uses:` or `dependencies:`.
  private static func list(_ declaration: Substring) -> Substring {
    guard let label = declaration.range(of: "uses: [") ?? declaration.range(of: "dependencies: [") else { return "" }
    return declaration[label.upperBound...].prefix { $0 != "]" }
  }

  private static func quoted(_ text: Substring) -> [String] {
    text.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
      .map { String($0.element) }
  }
}
