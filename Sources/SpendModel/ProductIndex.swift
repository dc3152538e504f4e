// Finds the product that a sold code means; the rules of docs/workspace.md, "Codes".

/// Products by code.
struct ProductIndex: Sendable {
  /// The rows of one product, or why there are none.
  struct Match: Sendable {
    var stretches: [Stretch<Product>]
    var isAmbiguous = false
  }

  /// Rows by brand, from rows with an empty code.
  let brands: [String: [Stretch<Product>]]
  /// All rows.
  let products: [Product]
  /// By code as written: its first row.
  private let byRaw: [String: Int]
  /// By key: the first row of the code with that key, and where there are several such codes, of all of them.
  private let byKey: [String: Int]
  private let sharedKeys: [String: [Int]]
  /// By first row: all rows of codes with more than one.
  private let rows: [Int: [Int]]
  private let layout: VariableCodeLayout
  /// First rows of codes with a value of zeros, by prefix and item number.
  private let byStem: [String: [Int]]

  /// `layout`: where the item number of a code with a price or weight ends.
  init(_ products: [Product], layout: VariableCodeLayout = .everywhere) {
    var byStem: [String: [Int]] = [:]
    var byRaw: [String: Int] = [:]
    var byKey: [String: Int] = [:]
    var sharedKeys: [String: [Int]] = [:]
    var rows: [Int: [Int]] = [:]
    byRaw.reserveCapacity(products.count)
    byKey.reserveCapacity(products.count)
    var ofBrands: [Product] = []
    for (row, product) in products.enumerated() where !ProductCode(raw: product.code).isSpreadsheetDamage {
      if product.code.isEmpty {
        if !product.brand.isEmpty { ofBrands.append(product) }
      } else if let first = byRaw[product.code] {
        rows[first, default: [first]].append(row)
      } else {
        byRaw[product.code] = row
        for stem in layout.stems(product.code, onlyEmpty: true) { byStem[stem, default: []].append(row) }
        let key = ProductCode.key(product.code)
        if let other = byKey[key] { sharedKeys[key, default: [other]].append(row) } else { byKey[key] = row }
      }
    }
    self.products = products
    self.byRaw = byRaw
    self.byKey = byKey
    self.sharedKeys = sharedKeys
    self.rows = rows
    self.layout = layout
    self.byStem = byStem
    brands = Dictionary(grouping: ofBrands, by: \.brand).mapValues(ProductIndex.stretches)
  }

  /// The stretches of the code whose first row is given: laid out when asked for, since most codes never are.
  private func stretches(_ first: Int) -> [Stretch<Product>] {
    ProductIndex.stretches((rows[first] ?? [first]).map { products[$0] })
  }

  private static func stretches(_ rows: [Product]) -> [Stretch<Product>] {
    if rows.count == 1, let row = rows.first {
      return [Stretch(from: row.validity.from ?? Timeline.always, to: row.validity.to, endsByItself: true, row: row)]
    }
    return Timeline.stretches(rows, validity: \.validity, recordedAt: { _ in nil }, sameContent: Product.isSame)
      .stretches
  }

  private func candidates(_ key: String) -> [Int] { sharedKeys[key] ?? byKey[key].map { [$0] } ?? [] }

  /// The rows of the product that the code means.
  func match(_ code: String, hasCheckDigit: Bool) -> Match {
    switch find(code, hasCheckDigit: hasCheckDigit) {
    case .product(let first): Match(stretches: stretches(first))
    case .none: Match(stretches: [])
    case .ambiguous: Match(stretches: [], isAmbiguous: true)
    }
  }

  /// The only row of the product that the code means, where it holds always.
  func lastingRow(_ code: String, hasCheckDigit: Bool) -> LastingRow {
    guard case .product(let first) = find(code, hasCheckDigit: hasCheckDigit) else { return .none }
    return rows[first] == nil && products[first].validity == Validity() ? .product(first) : .changes
  }

  /// What `lastingRow` found.
  enum LastingRow {
    /// Its index in `products`.
    case product(Int)
    /// There are several rows, or one with days.
    case changes
    case none
  }

  private enum Found {
    /// The product's first row.
    case product(Int)
    case none, ambiguous
  }

  /// Same text; else the same digits without leading zeros; else, for long codes whose format does not say that check
  /// digits are present, the one product that differs by a valid check digit; else, for a code with a price or weight in
  /// it, the one product of that item number with zeros for the value. Two candidates are none.
  private func find(_ code: String, hasCheckDigit: Bool) -> Found {
    if let first = byRaw[code] { return .product(first) }
    guard ProductCode.isDigits(code) else { return .none }
    let found = candidates(ProductCode.key(code))
    if !found.isEmpty { return single(found) }
    if !hasCheckDigit, code.utf8.count >= 11, case let checked = checkDigitCandidates(code), !checked.isEmpty {
      return single(checked)
    }
    return single(variableCandidates(code))
  }

  private func variableCandidates(_ code: String) -> [Int] {
    guard !byStem.isEmpty else { return [] }
    return Set(layout.stems(code, onlyEmpty: false).flatMap { byStem[$0] ?? [] }).sorted()
  }

  private func checkDigitCandidates(_ code: String) -> [Int] {
    let digits = Array(code.utf8)
    var candidates: [Int] = []
    if let check = ProductCode.checkDigit(digits) {
      candidates += self.candidates(ProductCode.key(String(decoding: digits + [check], as: UTF8.self)))
    }
    if ProductCode.hasValidCheckDigit(digits) {
      candidates += self.candidates(ProductCode.key(String(decoding: digits.dropLast(), as: UTF8.self)))
    }
    return candidates
  }

  private func single(_ found: [Int]) -> Found {
    found.count == 1 ? .product(found[0]) : found.isEmpty ? .none : .ambiguous
  }
}
