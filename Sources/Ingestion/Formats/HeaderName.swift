// A column's name as `generic` compares it: folded, and without the currency that many exports write behind it.
internal import SpendModel

/// `Importe (€)` as `importe` and EUR.
struct HeaderName: Hashable {
  /// Folded, see `FoldedText`.
  var folded: String
  /// What the name says of its money; nil where it says nothing.
  var currencies: Set<String>?

  /// Takes a currency off: a sign, or in brackets also a code; the workspace's own code is known without brackets.
  init(_ text: String, currency: Currency) {
    let name = text.trimmedBlanks
    folded = HeaderName.fold(name)
    guard let start = name.lastIndex(where: { $0 == " " || $0 == "(" || $0 == "[" || $0 == "_" }),
      start > name.startIndex
    else { return }
    let tail = name[start...].trimmingPrefix { " _".contains($0) }
    let isBracketed = (tail.hasPrefix("(") && tail.hasSuffix(")")) || (tail.hasPrefix("[") && tail.hasSuffix("]"))
    let word = isBracketed ? String(tail.dropFirst().dropLast()).trimmedBlanks : String(tail)
    guard let codes = CurrencyMark.codes(word),
      isBracketed || word == currency.code || !word.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic })
    else { return }
    currencies = codes
    folded = HeaderName.fold(String(name[..<start]))
  }

  /// Folded, and `UnitPrice` as `unit price`: programs export the names of their fields.
  static func fold(_ name: String) -> String {
    var words = String.UnicodeScalarView()
    var before: Unicode.Scalar = " "
    for scalar in name.unicodeScalars {
      if scalar.properties.isUppercase, before.properties.isLowercase { words.append(" ") }
      words.append(scalar)
      before = scalar
    }
    return FoldedText.fold(String(words))
  }
}
