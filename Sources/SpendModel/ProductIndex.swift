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
  private let timelines: [[Stretch<Product>]]
  private let byRaw: [String: Int]
  private let byKey: [String: [Int]]

  init(_ products: [Product]) {
    let usable = products.filter { !ProductCode(raw: $0.code).isSpreadsheetDamage }
    let grouped = Dictionary(grouping: usable.filter { !$0.code.isEmpty }, by: \.code)
    var timelines: [[Stretch<Product>]] = []
    var byRaw: [String: Int] = [:]
    var byKey: [String: [Int]] = [:]
    for (code, rows) in grouped.sorted(by: { $0.value[0].line < $1.value[0].line }) {
      byRaw[code] = timelines.count
      byKey[ProductCode.key(code), default: []].append(timelines.count)
      timelines.append(ProductIndex.stretches(rows))
    }
    self.timelines = timelines
    self.byRaw = byRaw
    self.byKey = byKey
    brands = Dictionary(grouping: usable.filter { $0.code.isEmpty && !$0.brand.isEmpty }, by: \.brand)
      .mapValues(ProductIndex.stretches)
  }

  private static func stretches(_ rows: [Product]) -> [Stretch<Product>] {
    if rows.count == 1, let row = rows.first {
      return [Stretch(from: row.validity.from ?? Timeline.always, to: row.validity.to, endsByItself: true, row: row)]
    }
    return Timeline.stretches(rows, validity: \.validity, recordedAt: { _ in nil }, sameContent: Product.isSame).stretches
  }

  /// Same text; else the same digits without leading zeros; else, for long codes whose format does not say that check
  /// digits are present, the one product that differs by a valid check digit. Two candidates are none.
  func match(_ code: String, hasCheckDigit: Bool) -> Match {
    if let index = byRaw[code] { return Match(stretches: timelines[index]) }
    guard ProductCode.isDigits(code) else { return Match(stretches: []) }
    if let found = byKey[ProductCode.key(code)] { return single(found) }
    guard !hasCheckDigit, code.utf8.count >= 11 else { return Match(stretches: []) }
    return single(checkDigitCandidates(code))
  }

  private func checkDigitCandidates(_ code: String) -> [Int] {
    let digits = Array(code.utf8)
    var candidates: [Int] = []
    if let check = ProductCode.checkDigit(digits) {
      candidates += byKey[ProductCode.key(String(decoding: digits + [check], as: UTF8.self))] ?? []
    }
    if ProductCode.hasValidCheckDigit(digits) {
      candidates += byKey[ProductCode.key(String(decoding: digits.dropLast(), as: UTF8.self))] ?? []
    }
    return candidates
  }

  private func single(_ found: [Int]) -> Match {
    found.count == 1 ? Match(stretches: timelines[found[0]]) : Match(stretches: [], isAmbiguous: !found.isEmpty)
  }
}
