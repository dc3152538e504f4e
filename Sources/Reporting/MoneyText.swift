// Money and counts for sentences that are not worded by a language's strings: what imports say.
public import SpendModel

/// Money for people, in the plain form of the command line's messages.
public enum MoneyText {
  /// A count with a comma between thousands: `8,823`.
  public static func grouped(_ count: Int) -> String {
    let digits = String(count.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.utf8.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return (count < 0 ? "-" : "") + text
  }

  /// With a comma between thousands and the currency's decimals: `412,310.55`.
  public static func grouped(_ minorUnits: Int64, _ currency: Currency) -> String {
    let text = currency.text(minorUnits)
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    // The whole part may be `-0`, which a number would lose.
    let whole = grouped(Int(parts[0]) ?? 0)
    return (text.hasPrefix("-0") ? "-" : "") + whole + (parts.count > 1 ? "." + parts[1] : "")
  }
}
