// Codes that carry a price or a weight behind the item number, and where that number ends: what lets a sold code meet its
// product although its value differs from sale to sale. A country's or a shop's own layout is a data file.

/// The layout of in-store codes that begin with 20 to 29, written with 13 digits.
public struct VariableCodeLayout: Hashable, Sendable {
  /// What the value of a code is.
  public enum Measure: String, CaseIterable, Hashable, Sendable {
    /// In the currency of the country.
    case price
    /// In kilograms.
    case weight
    case count
  }

  /// The digits of the codes of one prefix.
  public struct Form: Hashable, Sendable {
    /// 20 to 29; 2 for a UPC-A that begins with 2, which an EAN-13 writes with 02.
    public var prefix: Int
    /// Digits of the item number, behind the two of the prefix.
    public var itemDigits: Int
    /// Whether the value has a check digit of its own, before it.
    public var hasValueCheck = false
    /// What the value is; nil where it differs from shop to shop.
    public var measure: Measure?
    /// Decimals of the value.
    public var decimals = 0

    /// The form that `22IIIIXVVVVVC` draws: two digits of prefix, then `I` for the item, `X` for the value's own check
    /// digit (or none), `V` for the value, `C` for the check digit. Nil where the text draws none of 13 digits.
    public init?(pattern: String) {
      let letters = Array(pattern.utf8)
      guard letters.count == 13, let prefix = Int(String(decoding: letters.prefix(2), as: UTF8.self)),
        (20...29).contains(prefix)
      else { return nil }
      let items = letters.dropFirst(2).prefix { $0 == UInt8(ascii: "I") }
      let checks = letters.dropFirst(2 + items.count).prefix { $0 == UInt8(ascii: "X") }
      let values = letters.dropFirst(2 + items.count + checks.count).prefix { $0 == UInt8(ascii: "V") }
      guard !items.isEmpty, !values.isEmpty, letters.last == UInt8(ascii: "C"),
        2 + items.count + checks.count + values.count == 12,
        checks.isEmpty || (checks.count == 1 && (4...5).contains(values.count))
      else { return nil }
      self.prefix = prefix
      itemDigits = items.count
      hasValueCheck = !checks.isEmpty
    }

    /// UPC-A: the same in every country; whether the value has a check digit is the shop's own.
    fileprivate init() {
      prefix = 2
      itemDigits = 5
    }
  }

  /// The country's code, or the shop's own word: what `variableCodes` names.
  public var id: String
  /// For people.
  public var title: String
  /// SHA-256 of the file it comes from.
  public var digest: String
  private var forms: [Int: Form] = [2: Form()]

  /// What holds in every country: UPC-A alone.
  public static let everywhere = VariableCodeLayout(id: "", title: "", digest: "", forms: [])

  /// A layout; see the properties. Of two forms of one prefix the last one holds.
  public init(id: String, title: String, digest: String, forms: [Form]) {
    self.id = id
    self.title = title
    self.digest = digest
    for form in forms { self.forms[form.prefix] = form }
  }

  // MARK: - Matching

  /// Prefix and item number of the code, in each way that it can be read. `onlyEmpty`: only where the value is zeros,
  /// as a product list writes it.
  func stems(_ code: ArraySlice<UInt8>, onlyEmpty: Bool) -> [String] {
    // Most codes begin otherwise, and every row of products.csv is asked.
    guard code.first(where: { $0 != 0x30 }) == 0x32 else { return [] }
    return VariableCodeLayout.payloads(Array(code)).compactMap { payload in
      guard let form = form(payload), case let end = 2 + form.itemDigits,
        !onlyEmpty || payload.dropFirst(end).allSatisfy({ $0 == 0x30 })
      else { return nil }
      return String(decoding: payload.prefix(end), as: UTF8.self)
    }
  }

  private func form(_ payload: [UInt8]) -> Form? {
    Int(String(decoding: payload.prefix(2), as: UTF8.self)).flatMap { forms[$0] }
  }

  /// The twelve digits before the check digit of an EAN-13. CORE-POS leaves the check digit out and fills up with a zero, so
  /// a check digit that is wrong may be none.
  private static func payloads(_ digits: [UInt8]) -> [[UInt8]] {
    guard digits.allSatisfy(ProductCode.isDigit) else { return [] }
    let isChecked = ProductCode.hasValidCheckDigit(digits)
    switch (digits.count, digits.starts(with: [0x32]), digits.starts(with: [0x30, 0x32])) {
    case (13, true, _): return [Array(digits.dropLast())]
    case (13, _, true): return [Array(digits.dropLast())] + (isChecked ? [] : [Array(digits.dropFirst())])
    case (13, _, _): return digits.starts(with: [0x30, 0x30, 0x32]) ? [Array(digits.dropFirst())] : []
    case (12, true, _): return [[0x30] + digits.dropLast()] + (isChecked ? [] : [digits])
    case (12, _, true): return [digits]
    default: return []
    }
  }

  // MARK: - Single codes

  /// What a variable code says.
  public struct Content: Hashable, Sendable {
    /// The code with zeros for the value and a right check digit, 13 digits: how products.csv writes the product.
    public var item: String
    /// What the value is; nil where the layout does not say.
    public var measure: Measure?
    /// The value, exact: `12.34`, `0.150`, `12`.
    public var value: String
  }

  /// What a code with a right check digit says; nil where the layout has no form for it.
  public func content(_ code: String) -> Result<Content, ProductCode.Refusal>? {
    let digits = Array(code.utf8)
    let padded = digits.count == 12 ? [0x30] + digits : digits.count == 14 ? Array(digits.dropFirst()) : digits
    guard padded.count == 13, ProductCode.hasValidCheckDigit(padded), case let payload = Array(padded.dropLast()),
      let form = form(payload)
    else { return nil }
    let stem = payload.prefix(2 + form.itemDigits)
    let rest = payload.dropFirst(stem.count)
    if form.hasValueCheck, let own = rest.first, let right = ValueCheckDigit.of(rest.dropFirst()), own != right {
      return .failure(.valueCheckDigit(expected: Int(right - 0x30)))
    }
    let empty = stem + Array(repeating: 0x30, count: rest.count)
    let item = empty + [ProductCode.checkDigit(empty) ?? 0x30]
    return .success(
      Content(
        item: String(decoding: item, as: UTF8.self), measure: form.measure,
        value: VariableCodeLayout.decimal(form.hasValueCheck ? rest.dropFirst() : rest, form.decimals)))
  }

  private static func decimal(_ digits: ArraySlice<UInt8>, _ decimals: Int) -> String {
    let whole = digits.dropLast(decimals).drop { $0 == 0x30 }
    let text = whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self)
    return decimals == 0 ? text : text + "." + String(decoding: digits.suffix(decimals), as: UTF8.self)
  }
}

/// The check digit of a price or weight of four or five digits: GS1 General Specifications, section 7.9.
enum ValueCheckDigit {
  /// How a digit is weighed: multiplied, then corrected by the tens of the product.
  private enum Weight {
    case two, three, fiveAdded, fiveTaken

    func callAsFunction(_ digit: Int) -> Int {
      switch self {
      case .two: (2 * digit - 2 * digit / 10) % 10
      case .three: 3 * digit % 10
      case .fiveAdded: (5 * digit + 5 * digit / 10) % 10
      case .fiveTaken: (5 * digit - 5 * digit / 10) % 10
      }
    }
  }

  /// Nil for another number of digits.
  static func of(_ value: some Collection<UInt8>) -> UInt8? {
    let weights: [Weight] =
      switch value.count {
      case 4: [.two, .two, .three, .fiveTaken]
      case 5: [.fiveAdded, .two, .fiveTaken, .fiveAdded, .two]
      default: []
      }
    guard !weights.isEmpty, value.allSatisfy(ProductCode.isDigit) else { return nil }
    let sum = zip(weights, value).reduce(0) { $0 + $1.0(Int($1.1 - 0x30)) }
    if weights.count == 4 { return UInt8(sum * 3 % 10) + 0x30 }
    let rest = (10 - sum % 10) % 10
    return (0...9).first { Weight.fiveTaken($0) == rest }.map { UInt8($0) + 0x30 }
  }
}
