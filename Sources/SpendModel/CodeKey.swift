// Product codes as they meet each other: nearly every one is a number, and a number is compared at once.

/// What two ways of writing a code have in common, see `ProductCode.key`: the number that its digits say, else the text.
enum CodeKey: Hashable, Sendable {
  case number(UInt64)
  /// Also the digits of a number past 64 bits, without leading zeros.
  case text(String)

  init(_ code: String) {
    var code = code
    self = code.withUTF8 { CodeKey.number($0) } ?? .text(ProductCode.key(code))
  }

  init(_ code: ArraySlice<UInt8>) {
    self = CodeKey.number(code) ?? .text(ProductCode.key(String(decoding: code, as: UTF8.self)))
  }

  private static func number(_ code: some Collection<UInt8>) -> CodeKey? {
    guard !code.isEmpty else { return nil }
    var value: UInt64 = 0
    for byte in code {
      guard ProductCode.isDigit(byte) else { return nil }
      let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, hasCarried) = tens.addingReportingOverflow(UInt64(byte - 0x30))
      if isTooLarge || hasCarried { return nil }
      value = sum
    }
    return .number(value)
  }
}

/// Rows of products.csv by their codes' keys.
struct CodeTable: Sendable {
  private var numbers: [UInt64: Int] = [:]
  private var texts: [String: Int] = [:]
  /// All rows of a key with several, by the first.
  private(set) var shared: [Int: [Int]] = [:]

  init(capacity: Int) { numbers.reserveCapacity(capacity) }

  /// Adds a row behind those that are known.
  mutating func insert(_ row: Int, _ key: CodeKey) {
    let first: Int?
    switch key {
    case .number(let number): first = CodeTable.claim(&numbers[number], row)
    case .text(let text): first = CodeTable.claim(&texts[text], row)
    }
    if let first { shared[first, default: [first]].append(row) }
  }

  /// Takes the place of a key; where it is taken, says by whom.
  private static func claim(_ place: inout Int?, _ row: Int) -> Int? {
    if let first = place { return first }
    place = row
    return nil
  }

  /// The rows of a key, in order.
  subscript(key: CodeKey) -> [Int] {
    guard let first = first(key) else { return [] }
    return shared[first] ?? [first]
  }

  /// The row of a key that has only one.
  func only(_ key: CodeKey) -> Int? { first(key).flatMap { shared[$0] == nil ? $0 : nil } }

  private func first(_ key: CodeKey) -> Int? {
    switch key {
    case .number(let number): numbers[number]
    case .text(let text): texts[text]
    }
  }
}
