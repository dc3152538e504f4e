// Finds the product that a sold code means; the rules of docs/workspace.md, "Codes".

/// Products by code.
public struct ProductIndex: Sendable {
  /// The rows of one product, or why there are none.
  struct Match: Sendable {
    var stretches: [Stretch<Product>]
    var isAmbiguous = false
  }

  /// All rows.
  public let products: ProductList
  /// Rows by brand, from rows with an empty code.
  let brands: [String: [Stretch<Product>]]
  private let ofBrands: [String: [Int]]
  private let codes: CodeTable
  private let layout: VariableCodeLayout
  /// Rows of codes with a value of zeros, by prefix and item number.
  private let byStem: [String: [Int]]

  /// `layout`: where the item number of a code with a price or weight ends.
  public init(_ products: ProductList, layout: VariableCodeLayout = .everywhere) {
    var codes = CodeTable(capacity: products.count)
    var byStem: [String: [Int]] = [:]
    var ofBrands: [String: [Int]] = [:]
    for row in products.indices {
      let code = products.codeBytes(row)
      guard !code.isEmpty else {
        if case let brand = products.brand(row), !brand.isEmpty { ofBrands[brand, default: []].append(row) }
        continue
      }
      let key = CodeKey(code)
      if case .text = key, ProductCode.isSpreadsheetDamage(code) { continue }
      codes.insert(row, key)
      for stem in layout.stems(code, onlyEmpty: true) { byStem[stem, default: []].append(row) }
    }
    self.products = products
    self.codes = codes
    self.layout = layout
    self.byStem = byStem
    self.ofBrands = ofBrands
    brands = ofBrands.mapValues { rows in ProductIndex.stretches(rows.map { products[$0] }) }
  }

  private static func stretches(_ rows: [Product]) -> [Stretch<Product>] {
    if rows.count == 1, let row = rows.first {
      return [Stretch(from: row.validity.from ?? Timeline.always, to: row.validity.to, endsByItself: true, row: row)]
    }
    return laid(rows).stretches
  }

  private static func laid(_ rows: [Product]) -> (stretches: [Stretch<Product>], clashes: [TimelineClash<Product>]) {
    Timeline.stretches(rows, validity: \.validity, recordedAt: { _ in nil }, sameContent: Product.isSame)
  }

  /// Rows of one code, or of one brand, that cannot both hold; sorted by what they are of: `code 4011`, `brand Sol`.
  public var clashes: [(key: String, clash: TimelineClash<Product>)] {
    let sameKeys = codes.shared.values.flatMap { rows in
      Dictionary(grouping: rows, by: products.code).map { (key: "code " + $0.key, rows: $0.value) }
    }
    let sameBrands = ofBrands.map { (key: "brand " + $0.key, rows: $0.value) }
    return (sameKeys + sameBrands).filter { $0.rows.count > 1 }.sorted { $0.key < $1.key }
      .flatMap { key, rows in ProductIndex.laid(rows.map { products[$0] }).clashes.map { (key, $0) } }
  }

  // MARK: - Matching

  /// The rows of the product that the code means.
  func match(_ code: String, hasCheckDigit: Bool) -> Match {
    switch find(code, hasCheckDigit: hasCheckDigit) {
    case .row(let row): Match(stretches: ProductIndex.stretches([products[row]]))
    case .rows(let rows): Match(stretches: ProductIndex.stretches(rows.map { products[$0] }))
    case .none: Match(stretches: [])
    case .ambiguous: Match(stretches: [], isAmbiguous: true)
    }
  }

  /// The only row of the product that the code means, where it holds always.
  func lastingRow(_ code: String, hasCheckDigit: Bool) -> LastingRow {
    switch find(code, hasCheckDigit: hasCheckDigit) {
    case .row(let row): products.validity(row) == Validity() ? .product(row) : .changes
    case .rows: .changes
    case .none, .ambiguous: .none
    }
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
    /// The product's only row.
    case row(Int)
    /// The product's rows, in order.
    case rows([Int])
    case none, ambiguous
  }

  /// Same text; else the same digits without leading zeros; else, for long codes whose format does not say that check
  /// digits are present, the one product that differs by a valid check digit; else, for a code with a price or weight in
  /// it, the one product of that item number with zeros for the value. Two candidates are none.
  private func find(_ code: String, hasCheckDigit: Bool) -> Found {
    let key = CodeKey(code)
    if let row = codes.only(key) { return .row(row) }
    let rows = codes[key]
    if !rows.isEmpty {
      let same = rows.filter { products.code($0) == code }
      return single(same.isEmpty ? rows : same)
    }
    guard ProductCode.isDigits(code) else { return .none }
    if !hasCheckDigit, code.utf8.count >= 11, case let checked = checkDigitCandidates(code), !checked.isEmpty {
      return single(checked)
    }
    return single(variableCandidates(code))
  }

  private func variableCandidates(_ code: String) -> [Int] {
    guard !byStem.isEmpty else { return [] }
    return Set(layout.stems(ArraySlice(code.utf8), onlyEmpty: false).flatMap { byStem[$0] ?? [] }).sorted()
  }

  private func checkDigitCandidates(_ code: String) -> [Int] {
    let digits = Array(code.utf8)
    var candidates: [Int] = []
    if let check = ProductCode.checkDigit(digits) { candidates += codes[CodeKey((digits + [check])[...])] }
    if ProductCode.hasValidCheckDigit(digits) { candidates += codes[CodeKey(digits.dropLast())] }
    return candidates
  }

  /// Rows of one code are one product.
  private func single(_ rows: [Int]) -> Found {
    guard let first = rows.first else { return .none }
    if rows.count == 1 { return .row(first) }
    let code = products.code(first)
    return rows.allSatisfy { products.code($0) == code } ? .rows(rows) : .ambiguous
  }
}
