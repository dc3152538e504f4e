// Single values as text, for whoever asks how one would be read (`commonspend value`): the readers of an import, with
// plain words for what they refuse.
public import SpendModel

/// Why a value was refused, in plain words.
public struct ValueRefusal: Error, Hashable, Sendable {
  /// The reason.
  public var reason: String
  /// A refusal.
  public init(_ reason: String) { self.reason = reason }
}

/// A day, and what is printed beside it.
public struct DayText: Hashable, Sendable {
  /// `YYYY-MM-DD`: the printed day, never shifted.
  public var day: String
  /// `HH:MM:SS` where the value has a time; 24:00 stays on its day.
  public var time: String?
  /// Minutes east of UTC where the value says so.
  public var offsetMinutes: Int?
}

/// Reads one value at a time. An empty text is refused as `empty` by every function.
public enum ValueReading {
  /// The notation that `--decimal` and `--group` describe; a success of nil where neither is given: then each value
  /// must be plain by itself, and `1.234` is refused.
  ///
  /// - A mark without a group is the notation of machines: `1,234` is refused, and so is the accountant's `4.50-`.
  /// - A group without a mark: the mark is the other one of point and comma, point beside an apostrophe or a blank.
  /// - Blanks of every kind are one group, `'` and `’` are another.
  public static func notation(mark: String?, group: String?) -> Result<DecimalNotation?, ValueRefusal> {
    let group = Array((group ?? "").utf8)
    let text = Array((mark ?? "").utf8)
    if text.isEmpty, group.isEmpty { return .success(nil) }
    guard text.isEmpty || text == [0x2E] || text == [0x2C] else {
      return .failure(ValueRefusal("the decimal mark is . or ,"))
    }
    let decimal = text.first ?? (group == [0x2E] ? 0x2C : 0x2E)
    guard group != [decimal] else { return .failure(ValueRefusal("one mark cannot stand for decimals and thousands")) }
    guard let groups = groups(group) else {
      return .failure(ValueRefusal("the thousands mark is . or , or an apostrophe or a blank"))
    }
    var notation = DecimalNotation(mark: decimal, groups: groups)
    notation.takesTrailingMinus = !groups.isEmpty
    return .success(notation)
  }

  private static func groups(_ group: [UInt8]) -> [[UInt8]]? {
    if group.isEmpty { return [] }
    for family in [[[0x2E]], [[0x2C]], DecimalNotation.apostrophes, DecimalNotation.blanks] where family.contains(group)
    {
      return family
    }
    return nil
  }

  /// The exact value of a number in plain notation, without needless zeros: `12.5`, `-0.02`, `1000000000`.
  ///
  /// Taken off are one currency (sign, ISO 4217 code or name), one sign (`-`, `−`, `+`, parentheses, `CR`, `DR`, a
  /// trailing minus where there is a thousands mark), per cent and per mille, an apostrophe before a sign. A number
  /// written out in full that no Int64 count of hundredths could hold is too large; one with an exponent is only
  /// converted, up to an exponent of 400.
  public static func decimal(_ text: [UInt8], notation: DecimalNotation?) -> Result<String, ValueRefusal> {
    text.withUnsafeBufferPointer { cell in
      decided(notation, cell).flatMap { notation in
        var notation = notation
        notation.takesPercent = true
        guard let result = DecimalReader(notation: notation).exactText(cell) else { return .failure(empty) }
        return result.mapError { ValueRefusal($0.reason) }
      }
    }
  }

  /// `decimal(_:notation:)` with the notation of `notation(mark:group:)`.
  public static func decimal(_ text: [UInt8], mark: String?, group: String?) -> Result<String, ValueRefusal> {
    notation(mark: mark, group: group).flatMap { decimal(text, notation: $0) }
  }

  private static func decided(
    _ notation: DecimalNotation?, _ cell: UnsafeBufferPointer<UInt8>
  ) -> Result<DecimalNotation, ValueRefusal> {
    if let notation { return .success(notation) }
    var decider = NotationDecider()
    decider.add(cell)
    switch decider.verdict {
    case .decided(let notation): return .success(notation)
    case .open: return .success(.point)
    case .undecidable, .conflict:
      return .failure(ValueRefusal("ambiguous: the mark could stand for decimals or for thousands"))
    }
  }

  /// The day of a text, with its time where one follows.
  ///
  /// - Without an order only what needs none is read: `2026-01-31` as RFC 3339 has it (zeros, hyphens, no blanks
  ///   around), `20260131`, `2026/1/31`, months by name.
  /// - `ymd` reads the same, and two-digit years `26/01/31` and `260131`.
  /// - `dmy` and `mdy` read what an import reads: `31/1/2026`, `31-01-26`, `31.1.2026`, `310126`. Years 69...99 are
  ///   19xx, others 20xx.
  /// - A time may follow after `T`, a blank or a comma: 24 or 12 hours, fractions, an offset or `Z` (in the strict
  ///   forms `Z` stands after `T` only). 24:00 without an offset is the end of the printed day; second 60 is taken
  ///   where a leap second can be.
  /// - `excel` and `excel1904` read serial days.
  public static func day(_ text: [UInt8], order: DayOrder?) -> Result<DayText, ValueRefusal> {
    guard text.contains(where: { $0 > 0x20 }) else { return .failure(empty) }
    let isPlain = order == nil || order == .ymd
    let reader = DayReader(order: order ?? .ymd, isStrict: isPlain)
    let fields = text.withUnsafeBufferPointer { DayFields(DayReader.normalised($0)) }
    if order == nil, let fields, !fields.needsNoOrder {
      return .failure(ValueRefusal("ambiguous: the order of day, month and year is not given"))
    }
    switch text.withUnsafeBufferPointer({ reader.read($0) }) {
    case .value(let value):
      let time = value.second.map(clock)
      return .success(DayText(day: value.day.isoText, time: time, offsetMinutes: value.offsetMinutes))
    case .rejected(let rejection): return .failure(ValueRefusal(rejection.reason))
    }
  }

  private static func clock(_ second: Int) -> String {
    [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  /// What number a product code is, and its value: see `ProductCode.read()`. Blanks around it do not count. `digits`: how
  /// many the code must have, as a symbology prescribes it (EAN-13: 13); nil: as many as it likes.
  public static func code(_ text: [UInt8], digits: Int? = nil) -> Result<ProductCode.Reading, ValueRefusal> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
    let trimmed = text.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    guard !trimmed.isEmpty else { return .failure(empty) }
    guard let raw = String(validating: trimmed, as: UTF8.self) else {
      return .failure(ValueRefusal("these bytes are no UTF-8 text"))
    }
    if let digits, trimmed.count != digits {
      return .failure(ValueRefusal("\(trimmed.count) characters, expected \(digits) digits"))
    }
    return ProductCode(raw: raw).read().mapError { ValueRefusal($0.reason) }
  }

  private static let empty = ValueRefusal("empty")
}
