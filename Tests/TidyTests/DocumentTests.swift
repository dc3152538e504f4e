// The documents as texts: one title each, links that lead somewhere, and nothing of the machine they were written on.
import Foundation
import Testing

struct DocumentTests {
  /// The lines of a document outside its code blocks.
  private func prose(_ file: TextFile) -> [Substring] {
    var isCode = false
    return file.lines.filter { line in
      if line.hasPrefix("```") {
        isCode.toggle()
        return false
      }
      return !isCode
    }
  }

  @Test("A document has one title, on its first line", arguments: Repository.documents)
  func title(_ file: TextFile) {
    #expect(file.lines.first?.hasPrefix("# ") == true)
    #expect(prose(file).count { $0.hasPrefix("# ") } == 1)
  }

  @Test("A document closes every code block that it opens", arguments: Repository.documents)
  func codeBlocks(_ file: TextFile) {
    #expect(file.lines.count { $0.hasPrefix("```") } % 2 == 0)
  }

  /// What the links of a document lead to inside the package, from its folder.
  private func targets(_ file: TextFile) throws -> [String] {
    let link = try Regex(#"\]\(([^)\s]+)\)"#)
    let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
    return prose(file).joined(separator: "\n").matches(of: link).compactMap { match in
      let target = String(match.output[1].substring ?? "")
      guard !target.contains("://"), !target.hasPrefix("mailto:"), !target.hasPrefix("#") else { return nil }
      let url = Repository.root.appending(path: folder).appending(path: String(target.prefix { $0 != "#" }))
      return String(url.standardizedFileURL.path.dropFirst(Repository.root.path.count + 1))
    }
  }

  @Test("A link to a file leads to one", arguments: Repository.documents)
  func links(_ file: TextFile) throws {
    for target in try targets(file) { #expect(Repository.exists(target), "\(file.path) links to \(target)") }
  }

  @Test("Every document can be reached from the README")
  func reachable() throws {
    let documents = Dictionary(uniqueKeysWithValues: Repository.documents.map { ($0.path, $0) })
    var reached: Set<String> = ["README.md"]
    var waiting = ["README.md"]
    while let path = waiting.popLast() {
      guard let document = documents[path] else { continue }
      for target in try targets(document) where reached.insert(target).inserted { waiting.append(target) }
    }
    #expect(Set(documents.keys).subtracting(reached).sorted() == [])
  }

  @Test("A page that a source or a data file names is there", arguments: Repository.sources + Repository.dataFiles)
  func namedPages(_ file: TextFile) throws {
    let page = try Regex(#"docs/[a-z0-9/-]+\.(md|json)"#)
    for match in file.text.matches(of: page) {
      let path = String(file.text[match.range])
      #expect(Repository.exists(path), "\(file.path) names \(path)")
    }
  }

  @Test(
    "No text names a place on somebody's machine or a package registry",
    arguments: Repository.sources + Repository.tests + Repository.documents)
  func machines(_ file: TextFile) {
    let folders = ["home", "root", "Users", "work", "mnt"]
    for (number, line) in file.lines.enumerated() {
      for folder in folders where line.contains("/" + folder + "/") {
        let isAbsolute = line.ranges(of: "/" + folder + "/").contains { range in
          range.lowerBound == line.startIndex || !isPath(line[line.index(before: range.lowerBound)])
        }
        if isAbsolute { Issue.record("\(file.path):\(number + 1) names a place on a machine: \(line)") }
      }
      for host in ["py" + "pi.org", "npm" + "js.", "deb." + "debian.org"] where line.contains(host) {
        Issue.record("\(file.path):\(number + 1) names a registry: \(line)")
      }
    }
  }

  private func isPath(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "._-:/})~".contains(character)
  }
}
