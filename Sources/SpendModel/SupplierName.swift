// The one folding of supplier names, with and without the company's legal form, and the index that exports' texts are
// looked up in. docs/workspace.md, "Supplier names", says it for people.

/// Folding of a supplier's name.
public enum SupplierName {
  /// The words of a name: folded as `FoldedText` folds, cut at everything that is neither letter nor digit; single letters
  /// in a row are one word (`S. A.` is `sa`), and so is `co-op`.
  public static func words(_ text: String) -> [String] {
    var words: [String] = []
    var letters = ""
    func flush() {
      if !letters.isEmpty { words.append(letters) }
      letters = ""
    }
    for word in pieces(FoldedText.fold(text)) {
      if word.count == 1, word.first?.isLetter == true {
        letters += word
      } else {
        flush()
        if word == "op", words.last == "co" { words[words.count - 1] = "coop" } else { words.append(String(word)) }
      }
    }
    flush()
    return words
  }

  private static func pieces(_ folded: String) -> [Substring] {
    guard folded.utf8.allSatisfy({ $0 < 0x80 }) else {
      return folded.split { !($0.isLetter || $0.isNumber) }
    }
    let isWord: (UInt8) -> Bool = { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 }
    return folded.utf8.split { !isWord($0) }.map(Substring.init)
  }

  /// The name with its legal form, spelled in one way: `Molino, S. A.` and `MOLINO SA` are the same.
  public static func fold(_ text: String) -> String { words(text).joined(separator: " ") }

  /// The words of the name without its legal form; a name of legal forms only keeps them.
  public static func coreWords(_ text: String) -> [String] { core(of: words(text)) }

  static func core(of words: [String]) -> [String] {
    var core = words[...]
    func isEnd(_ form: [String]) -> Bool { core.count > form.count && core.suffix(form.count).elementsEqual(form) }
    while let last = core.last, let form = trailing[last]?.first(where: isEnd) {
      core.removeLast(form.count)
    }
    if core.count > 1, let first = core.first, leading.contains(first) { core.removeFirst() }
    return Array(core)
  }

  /// The name without its legal form: `Molino` for both `Molino S.A.` and `Molino Ltda.`
  public static func core(_ text: String) -> String { coreWords(text).joined(separator: " ") }

  /// Legal forms at the end of a name by their last word, longest first.
  private static let trailing: [String: [[String]]] = Dictionary(
    grouping: [
      "s de rl de cv", "sapi de cv", "sa de cv", "de rl", "y cia", "et cie", "and co", "cia", "cie", "soc coop",
      "s coop",
      "sa", "sl", "slu",
      "sau", "sll", "scoop", "scl", "coop", "cooperative", "cooperativa", "ltda", "limitada", "spa", "srl", "sarl",
      "sas",
      "sasu", "sca", "scop", "scic", "earl", "gaec", "scea", "snc", "eirl", "inc", "incorporated", "corp",
      "corporation",
      "co", "company", "llc", "llp", "lp", "ltd", "limited", "plc", "pbc", "gmbh", "ag", "kg", "eg", "bv", "nv", "oy",
      "ab",
      "aps", "pty",
    ].map { $0.split(separator: " ").map(String.init) }, by: { $0.last ?? "" })

  /// Legal forms that French and Spanish names may begin with.
  private static let leading: Set<String> = ["sarl", "sas", "sca", "scop", "scic", "earl", "gaec", "scea", "scl"]
}

/// Suppliers by the names that exports may write. A name that two of them share means neither: nothing is merged silently.
public struct SupplierNames: Sendable {
  /// What a text means.
  public enum Meaning: Hashable, Sendable {
    /// No supplier carries it.
    case none
    /// One does.
    case one(String)
    /// Several do, so it means none of them; ids, sorted.
    case several([String])
  }

  /// A name of several suppliers.
  public struct Shared: Hashable, Sendable {
    /// As folded.
    public var name: String
    /// Sorted.
    public var ids: [String]
    /// Whether the full names still differ by their legal forms.
    public var isWithoutForm: Bool
  }

  private let ids: Set<String>
  private let byName: [String: [String]]
  private let byCore: [String: [String]]

  /// The ids, names and aliases of the rows.
  public init(_ suppliers: [Supplier]) {
    ids = Set(suppliers.map(\.id))
    var byName: [String: Set<String>] = [:]
    var byCore: [String: Set<String>] = [:]
    for supplier in suppliers {
      let id = SupplierName.fold(supplier.id)
      if !id.isEmpty { byName[id, default: []].insert(supplier.id) }
      for words in ([supplier.name] + supplier.aliases).map(SupplierName.words) where !words.isEmpty {
        byName[words.joined(separator: " "), default: []].insert(supplier.id)
        byCore[SupplierName.core(of: words).joined(separator: " "), default: []].insert(supplier.id)
      }
    }
    self.byName = byName.mapValues { $0.sorted() }
    self.byCore = byCore.mapValues { $0.sorted() }
  }

  /// An id as it is written; else an id, a name or an alias as it is folded; else the same without legal forms.
  public func meaning(of text: String) -> Meaning {
    if ids.contains(text) { return .one(text) }
    guard let found = byName[SupplierName.fold(text)] ?? byCore[SupplierName.core(text)] else { return .none }
    return found.count == 1 ? .one(found[0]) : .several(found)
  }

  /// The one supplier that is meant.
  func id(of text: String) -> String? {
    if case .one(let id) = meaning(of: text) { id } else { nil }
  }

  /// Names that several suppliers share, sorted.
  public var shared: [Shared] {
    let full = byName.filter { $0.value.count > 1 }.map { Shared(name: $0.key, ids: $0.value, isWithoutForm: false) }
    // A name that some supplier carries just so means that supplier, whoever else has it with a legal form behind.
    let cores = byCore.filter { $0.value.count > 1 && byName[$0.key] == nil }
      .map { Shared(name: $0.key, ids: $0.value, isWithoutForm: true) }
    return (full + cores).sorted { ($0.name, $0.ids[0]) < ($1.name, $1.ids[0]) }
  }
}
