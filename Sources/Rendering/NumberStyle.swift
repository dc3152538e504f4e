// How a country writes numbers and money: the few facts of the Unicode CLDR that reports need, in one table.
public import SpendModel

/// The number format of a locale.
public struct NumberStyle: Hashable, Sendable {
  /// `en-US`.
  public let locale: String
  /// `en`: which strings word the reports.
  public var language: String { String(locale.prefix { $0 != "-" }) }
  let decimal: String
  let group: String
  /// How many digits must stand before the first mark: with 2, `1234` has none and `12.345` has one (Spain, Portugal).
  private let leadingDigits: Int
  private let money: MoneyPlace
  private let symbols: [String: String]

  /// Where a currency's symbol stands, and where the minus sign.
  enum MoneyPlace {
    /// `-$1.00`
    case before
    /// `$-1.00`, with a no-break space in `€ -1.00`
    case beforeSpaced
    /// `-1,00 €` with a no-break space
    case after
  }

  /// Every locale known, sorted.
  public static var all: [String] { table.keys.sorted() }

  /// The style of a locale; nil where the table has none. Upper and lower case and `_` do not matter.
  public init?(locale: String) {
    let folded = locale.replacing("_", with: "-").lowercased()
    guard let (key, row) = NumberStyle.table.first(where: { $0.key.lowercased() == folded }) else { return nil }
    self.locale = key
    decimal = row.decimal
    group = row.group
    leadingDigits = row.leading
    money = row.money
    symbols = row.symbols
  }

  private static let thin = "\u{202F}"
  private static let wide = "\u{A0}"
  private static let western = ["EUR": "€", "GBP": "£", "JPY": "¥"]

  private typealias Row = (decimal: String, group: String, leading: Int, money: MoneyPlace, symbols: [String: String])

  private static func row(
    _ decimal: String, _ group: String, _ leading: Int = 1, _ money: MoneyPlace, _ symbols: [String: String]
  ) -> Row {
    (decimal, group, leading, money, western.merging(symbols) { $1 })
  }

  // CLDR 44, common/main: decimal, group, minimumGroupingDigits, standard currency pattern, symbols that differ from the code.
  private static let table: [String: Row] = [
    "en-US": row(".", ",", .before, ["USD": "$"]), "en-CA": row(".", ",", .before, ["CAD": "$", "USD": "US$"]),
    "en-GB": row(".", ",", .before, ["USD": "US$"]), "en-IE": row(".", ",", .before, ["USD": "US$"]),
    "en-AU": row(".", ",", .before, ["AUD": "$"]), "en-NZ": row(".", ",", .before, ["NZD": "$", "USD": "US$"]),
    "es-CL": row(",", ".", .before, ["CLP": "$", "USD": "US$"]),
    "es-AR": row(",", ".", .beforeSpaced, ["ARS": "$", "USD": "US$"]),
    "es-CO": row(",", ".", .beforeSpaced, ["COP": "$", "USD": "US$"]),
    "es-UY": row(",", ".", .beforeSpaced, ["UYU": "$", "USD": "US$"]),
    "es-MX": row(".", ",", .before, ["MXN": "$"]), "es-PE": row(".", ",", .beforeSpaced, ["PEN": "S/"]),
    "es-US": row(".", ",", .before, ["USD": "$"]), "es-ES": row(",", ".", 2, .after, ["USD": "US$"]),
    "ca-ES": row(",", ".", 2, .after, [:]), "fr-FR": row(",", thin, .after, ["USD": "$US"]),
    "fr-BE": row(",", thin, .after, ["USD": "$US"]), "fr-CA": row(",", wide, .after, ["CAD": "$", "USD": "$ US"]),
    "de-DE": row(",", ".", .after, ["USD": "$"]), "de-AT": row(",", wide, .beforeSpaced, ["USD": "$"]),
    "de-CH": row(".", "’", .beforeSpaced, ["USD": "$"]), "it-IT": row(",", ".", .after, [:]),
    "pt-BR": row(",", ".", .beforeSpaced, ["BRL": "R$", "USD": "US$"]),
    "pt-PT": row(",", wide, 2, .after, ["USD": "US$"]),
    "nl-NL": row(",", ".", .beforeSpaced, ["USD": "US$"]),
    "sv-SE": row(",", wide, .after, ["SEK": "kr", "USD": "US$"]),
    "da-DK": row(",", ".", .after, ["DKK": "kr.", "USD": "$"]), "nb-NO": row(",", wide, .after, ["NOK": "kr"]),
    "fi-FI": row(",", wide, .after, ["USD": "$"]), "pl-PL": row(",", wide, 2, .after, ["PLN": "zł"]),
    "cs-CZ": row(",", wide, .after, ["CZK": "Kč", "USD": "US$"]),
  ]

  private static func row(
    _ decimal: String, _ group: String, _ money: MoneyPlace, _ symbols: [String: String]
  ) -> Row {
    row(decimal, group, 1, money, symbols)
  }

  /// `12.345,67` from `12345.67`.
  public func number(_ plain: String) -> String {
    let isNegative = plain.hasPrefix("-")
    let parts = plain.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    let whole = grouped(String(parts.first ?? ""))
    return (isNegative ? "-" : "") + whole + (parts.count > 1 ? decimal + parts[1] : "")
  }

  private func grouped(_ digits: String) -> String {
    let count = digits.utf8.count
    guard count >= 3 + leadingDigits else { return digits }
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (count - index) % 3 == 0 { text += group }
      text.append(digit)
    }
    return text
  }

  /// `$1.234.567`, `-1.234,50 €`; a currency without a symbol in this locale is written by its code, set apart.
  public func money(_ minorUnits: Int64, _ currency: Currency) -> String {
    let text = number(currency.text(minorUnits))
    let symbol = symbols[currency.code] ?? currency.code
    switch money {
    case .after: return text + NumberStyle.wide + symbol
    case .before:
      let gap = symbols[currency.code] == nil ? NumberStyle.wide : ""
      return text.hasPrefix("-") ? "-" + symbol + gap + text.dropFirst() : symbol + gap + text
    case .beforeSpaced: return symbol + NumberStyle.wide + text
    }
  }

  /// A number format for spreadsheets, which write the marks of their own country: only the decimals and the symbol count.
  func spreadsheetMoney(_ currency: Currency) -> String {
    let decimals = currency.decimals > 0 ? "." + String(repeating: "0", count: currency.decimals) : ""
    let symbol = "\"" + (symbols[currency.code] ?? currency.code) + "\""
    switch money {
    case .after: return "#,##0\(decimals)\u{A0}\(symbol)"
    case .before, .beforeSpaced: return "\(symbol)#,##0\(decimals)"
    }
  }
}
