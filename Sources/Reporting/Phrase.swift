// A sentence as a key and its values: Reporting says what, Rendering says it in a language. No report holds prose.
public import SpendModel

/// A sentence, heading or remark to be worded by a language's strings (Catalogue/Texts).
public struct Phrase: Hashable, Sendable {
  /// What stands in for a name in braces.
  public enum Value: Hashable, Sendable {
    /// A name from the data.
    case text(String)
    /// Minor units of the report's currency.
    case money(Int64)
    /// A percentage with one decimal.
    case share(Share)
    /// A percentage that must not read as the other one, nor on its wrong side.
    case shareApart(Share, from: Share)
    /// A target: without needless zeros, `30 %`; where it must be rounded, not onto the share beside it.
    case target(Share, beside: Share)
    /// A difference of shares, in percentage points.
    case points(Fraction)
    /// A whole number.
    case count(Int)
    /// A quantity in millionths.
    case quantity(Int64)
    /// A day.
    case day(Day)
    /// A period, named as its unit is: `October 2026`.
    case period(Period, PeriodUnit?)
    /// A word of the strings: `word.sales`.
    case word(String)
    /// Another phrase.
    indirect case phrase(Phrase)
    /// Names from the data, in a row.
    case list([String])
  }

  /// The key of the strings file.
  public var key: String
  /// Values by the names that the string has in braces.
  public var values: [String: Value]

  /// A phrase; see the properties.
  public init(_ key: String, _ values: [String: Value] = [:]) {
    self.key = key
    self.values = values
  }

  /// A sentence that came from outside, as it is.
  public static func literal(_ text: String) -> Phrase { Phrase("literal", ["text": .text(text)]) }
}
