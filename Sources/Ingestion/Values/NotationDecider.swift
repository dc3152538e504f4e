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
  private static let asPoint = DecimalReader(notation: .point)
  private static let asComma = DecimalReader(notation: .comma)

  /// `currencyDecimals`: decimals of the currency where the column is money. With none, `1.234` is a thousand.
  public init(currencyDecimals: Int? = nil) { self.currencyDecimals = currencyDecimals }

  /// Takes a cell into account. A cell that is a number by one notation alone decides; one that is none by either
  /// (a version number, a heading) says nothing.
  public mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
    guard cell.contains(where: { $0 == 0x2E || $0 == 0x2C }), !saysNothingNew(cell) else { return }
    let text = String(decoding: cell, as: UTF8.self)
    switch (NotationDecider.value(cell, .point), NotationDecider.value(cell, .comma)) {
    case (_?, nil): note(0x2E, text)
    case (nil, _?): note(0x2C, text)
    case (let left?, let right?) where left != right: either(cell, text)
    default: return
    }
  }

  /// Whether a plain number, digits around one mark, would only say again what is known: nearly every cell does.
  private func saysNothingNew(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    let isDigit = { (byte: UInt8) in byte &- 0x30 <= 9 }
    let number = cell.first == 0x2D ? cell.dropFirst() : cell[...]
    let whole = number.prefix(while: isDigit)
    guard let mark = number.dropFirst(whole.count).first, mark == 0x2E || mark == 0x2C, let first = whole.first else {
      return false
    }
    let decimals = number.dropFirst(whole.count + 1)
    guard !decimals.isEmpty, decimals.allSatisfy(isDigit) else { return false }
    let couldBeThousand = decimals.count == 3 && whole.count <= 3 && first != 0x30
    if couldBeThousand { return currencyDecimals != 0 && ambiguous != nil }
    return (mark == 0x2E ? point : comma) != nil
  }

  private static func value(_ cell: UnsafeBufferPointer<UInt8>, _ notation: DecimalNotation) -> String? {
    try? (notation == .point ? asPoint : asComma).exactText(cell)?.get()
  }

  /// `1.234`: a thousand or one and a bit. `0.125` begins with 0, and no thousand does.
  private mutating func either(_ cell: UnsafeBufferPointer<UInt8>, _ text: String) {
    guard let mark = cell.last(where: { $0 == 0x2E || $0 == 0x2C }) else { return }
    if cell.first(where: { $0 >= 0x30 && $0 <= 0x39 }) == 0x30 {
      note(mark, text)
    } else if currencyDecimals == 0 {
      note(mark == 0x2E ? 0x2C : 0x2E, text)
    } else if ambiguous == nil {
      ambiguous = text
    }
  }

  private mutating func note(_ mark: UInt8, _ text: String) {
    if mark == 0x2E, point == nil { point = text }
    if mark == 0x2C, comma == nil { comma = text }
  }

  /// What is known now.
  public var verdict: Verdict {
    switch (point, comma) {
    case (let point?, let comma?): .conflict(point, comma)
    case (_?, nil): .decided(.point)
    case (nil, _?): .decided(.comma)
    case (nil, nil): ambiguous.map { .undecidable($0) } ?? .open
    }
  }
}
