// YAML text as checked nodes with their place: what formats, methods, reports and commonspend.yaml are read through.
// The only module that imports Yams.
public import SpendModel
internal import Yams

/// A data file that a person edits.
public struct DataFile {
  /// The top node.
  public let root: DataNode

  /// Parses the text; `name` is shown in messages.
  public init(text: String, name: String) throws(Problem) {
    do {
      // Scalars are texts here whatever they look like: the default rules would match each key with seven patterns, only
      // to find duplicates.
      guard let node = try Yams.compose(yaml: text, .basic, .default, .utf8) else {
        throw Problem(.refused, what: "The file is empty.", place: name, rule: "YAML", mend: "Write its keys.")
      }
      root = DataNode(node: node, file: name, path: "")
    } catch let problem as Problem {
      throw problem
    } catch let error as YamlError {
      throw DataFile.problem(error, name)
    } catch {
      throw Problem(
        .refused, what: "The file is no YAML: \(error).", place: name, rule: "YAML", mend: "Save it as UTF-8 text.")
    }
  }

  private static func problem(_ error: YamlError, _ name: String) -> Problem {
    var line: Int?
    var what = "\(error)"
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      line = mark.line
      what = problem
    case .duplicatedKeysInMapping(let duplicates, _):
      what = "the key \(duplicates.first.map { "\($0)" } ?? "") stands twice"
    default: break
    }
    return Problem(
      .refused, what: "The file is no valid YAML: \(what).", place: Place(file: name, line: line).description,
      rule: "YAML", mend: "Correct this line; indentation counts.")
  }
}

/// A node of a data file.
public struct DataNode {
  private let node: Node
  private let file: String
  /// Keys that lead here, `dialect.quote`.
  public let path: String

  init(node: Node, file: String, path: String) {
    self.node = node
    self.file = file
    self.path = path
  }

  /// The line of the node, from 1.
  public var line: Int? { node.mark?.line }

  /// Whether the node is empty, `~` or `null`.
  public var isNull: Bool {
    guard case .scalar(let scalar) = node else { return false }
    return scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// The scalar's text as written; nil for lists and mappings.
  public var scalarText: String? {
    guard case .scalar(let scalar) = node else { return nil }
    return scalar.string
  }

  /// Whether the node is a list.
  public var isList: Bool { node.sequence != nil }
  /// Whether the node is a mapping.
  public var isMapping: Bool { node.mapping != nil }

  /// The keys and their values, in the order of the file.
  public func entries() throws(Problem) -> [(key: String, value: DataNode)] {
    guard case .mapping(let mapping) = node else {
      throw problem("Here stand no keys.", mend: "Write `key: value` lines.")
    }
    var result: [(key: String, value: DataNode)] = []
    for (key, value) in mapping {
      guard let name = key.scalar?.string else { throw problem("A key is no text.", mend: "Write a plain word.") }
      result.append((name, DataNode(node: value, file: file, path: path.isEmpty ? name : path + "." + name)))
    }
    return result
  }

  /// The values by key; a key that is not allowed is refused with the nearest one.
  public func mapping(_ allowed: [String]) throws(Problem) -> [String: DataNode] {
    var result: [String: DataNode] = [:]
    for (key, value) in try entries() {
      guard allowed.contains(key) else {
        let hint = nearest(key, in: allowed).map { "Did you mean \($0)?" } ?? "Remove it."
        throw value.problem(
          "The key \(key) is unknown.", rule: "known keys: \(allowed.joined(separator: ", "))", mend: hint)
      }
      result[key] = value
    }
    return result
  }

  /// The scalar as text.
  public func string() throws(Problem) -> String {
    guard let text = scalarText else { throw problem("Here should stand one text.", mend: "Write one value.") }
    return text
  }

  /// A scalar, or a list of scalars.
  public func strings() throws(Problem) -> [String] {
    if scalarText != nil { return isNull ? [] : [try string()] }
    var result: [String] = []
    for item in try list() { result.append(try item.string()) }
    return result
  }

  /// The items of a list.
  public func list() throws(Problem) -> [DataNode] {
    if isNull { return [] }
    guard case .sequence(let sequence) = node else { throw problem("Here should stand a list.", mend: "Write [a, b].") }
    return sequence.map { DataNode(node: $0, file: file, path: path) }
  }

  /// A whole number in decimal digits.
  public func int() throws(Problem) -> Int {
    guard let value = Int(try string()) else { throw problem("This is no whole number.", mend: "Write digits only.") }
    return value
  }

  /// true or false.
  public func bool() throws(Problem) -> Bool {
    switch try string() {
    case "true", "yes": return true
    case "false", "no": return false
    default: throw problem("This is neither true nor false.", mend: "Write true or false.")
    }
  }

  /// One of the allowed words.
  public func choice(_ allowed: [String]) throws(Problem) -> String {
    let text = try string()
    guard allowed.contains(text) else {
      throw problem(
        "This value is not known here.", rule: "one of \(allowed.joined(separator: ", "))",
        mend: nearest(text, in: allowed).map { "Did you mean \($0)?" } ?? "Write one of them.")
    }
    return text
  }

  /// A refusal at this node, with file, line, key and text.
  public func problem(_ what: String, rule: String = "each key has its own shape", mend: String) -> Problem {
    Problem(
      .refused, what: what,
      place: Place(file: file, line: line, key: path.isEmpty ? nil : path, text: scalarText).description, rule: rule,
      mend: mend)
  }
}

/// The word of the list that is the fewest edits away, where that is near enough to be meant. Two neighbours that are
/// swapped are one edit: `UDS` is meant to be `USD`.
public func nearest(_ word: String, in words: [String]) -> String? {
  let scored = words.map { (distance: editDistance(Array(word.lowercased()), Array($0.lowercased())), word: $0) }
  guard let best = scored.min(by: { $0.distance < $1.distance }), best.distance <= max(2, word.count / 3) else {
    return nil
  }
  return best.word
}

/// Letters to insert, remove, change or swap with their neighbour until both are the same.
public func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var before: [Int] = []
  var above = Array(0...right.count)
  for (index, letter) in left.enumerated() {
    var row = [index + 1]
    for (other, character) in right.enumerated() {
      var edits = min(above[other] + (letter == character ? 0 : 1), row[other] + 1, above[other + 1] + 1)
      if index > 0, other > 0, letter == right[other - 1], left[index - 1] == character {
        edits = min(edits, before[other - 1] + 1)
      }
      row.append(edits)
    }
    (before, above) = (above, row)
  }
  return above[right.count]
}
