// Decides the decimal mark of a column from its cells. What cannot be decided is asked, never guessed.

/// Looks at the cells of one column.
public struct NotationDecider: Sendable {
  /// What the cells seen so far say.
  public enum Verdict: Hashable, Sendable {
    /// No cell has a mark: any notation reads them alike.
    case open
    /// Decided.
    case decided(DecimalNotation)
    /// Only cells like `1.234`, which could be either.
    case undecidable(String)
    /// One cell says point, another says comma.
    case conflict(String, String)
  }

  private var point: String?
  private var comma: String?
  private var ambiguous: String?
  private let currencyDecimals: Int?

  /// `currencyDecimals`: decimals of the currency where the column is money. With none, `1.234` is a thousand.
  public init(currencyDecimals: Int? = nil) { self.currencyDecimals = currencyDecimals }

  /// Takes a cell into account.
  public mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
    let bytes = cell.filter { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E || $0 == 0x2C }
    let points = bytes.filter { $0 == 0x2E }.count
    let commas = bytes.filter { $0 == 0x2C }.count
    guard points + commas > 0, bytes.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return }
    let text = String(decoding: cell, as: UTF8.self)
    if points > 0, commas > 0 {
      guard let last = bytes.lastIndex(where: { $0 == 0x2E || $0 == 0x2C }) else { return }
      note(bytes[last], text)
    } else if points > 1 {
      note(0x2C, text)
    } else if commas > 1 {
      note(0x2E, text)
    } else {
      single(bytes, text)
    }
  }

  /// One mark: `1.23` says that it is the decimal mark; `1.234` could be either.
  private mutating func single(_ bytes: [UInt8], _ text: String) {
    guard let index = bytes.firstIndex(where: { $0 == 0x2E || $0 == 0x2C }) else { return }
    let after = bytes.count - index - 1
    let whole = bytes[..<index]
    let couldGroup = after == 3 && (1...3).contains(whole.count) && whole.first != 0x30
    if !couldGroup {
      note(bytes[index], text)
    } else if currencyDecimals == 0 {
      note(bytes[index] == 0x2E ? 0x2C : 0x2E, text)
    } else if ambiguous == nil {
      ambiguous = text
      ambiguousMark = bytes[index]
    }
  }

  private var ambiguousMark: UInt8 = 0

  private mutating func note(_ mark: UInt8, _ text: String) {
    if mark == 0x2E, point == nil { point = text }
    if mark == 0x2C, comma == nil { comma = text }
  }

  /// What is known now.
  public var verdict: Verdict {
    switch (point, comma) {
    case (let point?, let comma?): return .conflict(point, comma)
    case (_?, nil): return .decided(.point)
    case (nil, _?): return .decided(.comma)
    case (nil, nil): return ambiguous.map { .undecidable($0) } ?? .open
    }
  }
}
