// Which product or supplier an unmatched code may mean, and why. Whole-number scores only: the same tables give the same
// list. A candidate is a hint for a person, never taken by itself.
internal import DataFiles
internal import SpendModel

/// What an unmatched code or name may mean.
struct MatchCandidate: Hashable {
  enum Kind: String {
    case product, supplier
  }

  var kind: Kind
  /// A code of products.csv, or a supplier_id.
  var id: String
  /// For people.
  var name: String
  var why: String
  /// 1...100, higher is likelier.
  var score: Int

  /// As the column `accept` takes it.
  var text: String { "\(kind.rawValue) \(id)" }

  /// The likeliest three, each once with its best reason.
  static func best(_ candidates: [MatchCandidate]) -> [MatchCandidate] {
    let ordered = candidates.sorted {
      ($1.score, $0.kind.rawValue, $0.id, $0.why) < ($0.score, $1.kind.rawValue, $1.id, $1.why)
    }
    var seen: Set<String> = []
    return Array(ordered.filter { seen.insert($0.text).inserted }.prefix(3))
  }
}

struct ProductCandidates {
  /// A word of more products than this finds none of them.
  private static let commonWord = 200

  private let products: [Product]
  private let suppliers: SupplierNames
  private let nameOf: (String) -> String
  private var byDigits: [String: [Int]] = [:]
  private var byMaker: [String: [Int]] = [:]
  private var byWord: [String: [Int]] = [:]
  private var words: [Set<String>] = []

  init(_ tables: WorkspaceTables) {
    var seen: Set<String> = []
    // The last row of each code stands for all of them.
    products = tables.products.reversed().filter { !$0.code.isEmpty && seen.insert($0.code).inserted }.reversed()
    suppliers = tables.supplierNames
    nameOf = { tables.name(of: $0) }
    for (index, product) in products.enumerated() {
      for key in ProductCandidates.digitKeys(product.code) { byDigits[key, default: []].append(index) }
      if let maker = ProductCandidates.maker(product.code) { byMaker[maker, default: []].append(index) }
      words.append(Set(SupplierName.words(product.description)))
      for word in words[index] { byWord[word, default: []].append(index) }
    }
  }

  func candidates(_ item: Item) -> [MatchCandidate] {
    MatchCandidate.best(
      sameDigits(item.code) + sameWords(item.description) + sameMaker(item.code) + exportSupplier(item))
  }

  private func product(_ index: Int, _ why: String, _ score: Int) -> MatchCandidate {
    let product = products[index]
    return MatchCandidate(kind: .product, id: product.code, name: product.description, why: why, score: score)
  }

  private func sameDigits(_ code: String) -> [MatchCandidate] {
    let key = ProductCode.key(code)
    let found = Set(ProductCandidates.digitKeys(code).flatMap { byDigits[$0] ?? [] })
    return found.map { index in
      let other = ProductCode.key(products[index].code)
      if other == key { return product(index, "the same digits, but so has another product", 95) }
      let isLongerByOne = abs(other.utf8.count - key.utf8.count) == 1
      return product(
        index, isLongerByOne ? "the same digits, but for a check digit" : "the same digits, another check digit",
        isLongerByOne ? 92 : 90)
    }
  }

  /// The digits, and the digits without their last: two codes that share one of them differ by a check digit at most.
  private static func digitKeys(_ code: String) -> [String] {
    let key = ProductCode.key(code)
    guard ProductCode.isDigits(code), key.utf8.count >= 7 else { return [] }
    return [key, String(decoding: key.utf8.dropLast(), as: UTF8.self)]
  }

  private func sameWords(_ description: String) -> [MatchCandidate] {
    let own = Set(SupplierName.words(description))
    guard !own.isEmpty else { return [] }
    var common: [Int: Int] = [:]
    for word in own {
      guard let found = byWord[word], found.count <= ProductCandidates.commonWord else { continue }
      for index in found { common[index] = own.intersection(words[index]).count }
    }
    return common.compactMap { index, count in
      if words[index] == own { return product(index, "the same description", 85) }
      let part = 100 * count / max(own.count, words[index].count)
      return count >= 2 && part >= 50 ? product(index, "\(count) words of the description", part * 7 / 10) : nil
    }
  }

  /// The supplier of every product whose code begins like this one: the maker's number leads a GTIN.
  private func sameMaker(_ code: String) -> [MatchCandidate] {
    guard let maker = ProductCandidates.maker(code), let found = byMaker[maker], found.count >= 2 else { return [] }
    let ids = Set(found.map { products[$0].supplierID })
    guard ids.count == 1, let id = ids.first, !id.isEmpty else { return [] }
    let why = "\(found.count) products whose codes begin with the same digits"
    return [MatchCandidate(kind: .supplier, id: id, name: nameOf(id), why: why, score: 60)]
  }

  private static func maker(_ code: String) -> String? {
    let key = ProductCode.key(code)
    guard ProductCode.isDigits(code), (11...13).contains(key.utf8.count) else { return nil }
    let digits = String(repeating: "0", count: 13 - key.utf8.count) + key
    // 02 and 20 to 29 are numbers of the shop's own scale.
    return digits.hasPrefix("02") || digits.hasPrefix("2") ? nil : String(digits.prefix(8))
  }

  private func exportSupplier(_ item: Item) -> [MatchCandidate] {
    guard !item.supplier.isEmpty, case .one(let id) = suppliers.meaning(of: item.supplier) else { return [] }
    return [MatchCandidate(kind: .supplier, id: id, name: nameOf(id), why: "the export names this supplier", score: 70)]
  }
}

struct SupplierCandidates {
  private struct Name {
    var id: String
    var core: [Character]
    var words: Set<String>
  }

  private let names: [Name]
  private let index: SupplierNames
  private let nameOf: (String) -> String

  init(_ tables: WorkspaceTables) {
    index = tables.supplierNames
    nameOf = { tables.name(of: $0) }
    names = tables.suppliers.flatMap { row in
      ([row.name] + row.aliases).filter { !$0.isEmpty }.map { text in
        let words = SupplierName.coreWords(text)
        return Name(id: row.id, core: Array(words.joined(separator: " ")), words: Set(words))
      }
    }
  }

  func candidates(_ text: String) -> [MatchCandidate] {
    if case .several(let ids) = index.meaning(of: text) {
      return MatchCandidate.best(ids.map { candidate($0, "one of \(ids.count) suppliers with this name", 95) })
    }
    let words = SupplierName.coreWords(text)
    let core = Array(words.joined(separator: " "))
    return MatchCandidate.best(names.compactMap { near($0, core) ?? overlapping($0, Set(words)) })
  }

  private func candidate(_ id: String, _ why: String, _ score: Int) -> MatchCandidate {
    MatchCandidate(kind: .supplier, id: id, name: nameOf(id), why: why, score: score)
  }

  /// Short names allow one letter, names of eight and more two.
  private func near(_ name: Name, _ core: [Character]) -> MatchCandidate? {
    let length = min(name.core.count, core.count)
    let allowed = length >= 8 ? 2 : length >= 5 ? 1 : 0
    guard allowed > 0, abs(name.core.count - core.count) <= allowed else { return nil }
    let edits = editDistance(name.core, core)
    guard edits <= allowed else { return nil }
    return candidate(name.id, edits == 1 ? "one letter differs" : "\(edits) letters differ", 92 - 6 * edits)
  }

  private func overlapping(_ name: Name, _ words: Set<String>) -> MatchCandidate? {
    let common = name.words.intersection(words).count
    guard common > 0 else { return nil }
    let part = 100 * common / max(name.words.count, words.count)
    guard common == min(name.words.count, words.count) || part > 50 else { return nil }
    return candidate(
      name.id, common == 1 ? "one word of the name" : "\(common) words of the name", max(1, part * 8 / 10))
  }
}
