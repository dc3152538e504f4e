// Words phrases in a language and a country's number format: the only place where a report becomes prose.
public import DataFiles
public import Reporting
public import SpendModel

/// The strings of every language, and the locale that is written.
public struct Wording: Sendable {
  private let strings: [String: String]
  private let english: [String: String]
  let style: NumberStyle

  /// Strings from the files of `Texts` (`en.yaml`, `es.yaml`); a language without a file is written in English with
  /// its own numbers. Nil where the locale is unknown.
  public init?(texts: [DataText], locale: String) throws(Problem) {
    guard let style = NumberStyle(locale: locale) else { return nil }
    self.style = style
    english = try Wording.strings(texts, "en")
    strings = style.language == "en" ? english : try Wording.strings(texts, style.language)
  }

  /// The strings of a language by key; none where it has no file.
  public static func strings(_ texts: [DataText], _ language: String) throws(Problem) -> [String: String] {
    var strings: [String: String] = [:]
    for file in texts where file.folder.lowercased() == "texts" && file.path.hasSuffix("/\(language).yaml") {
      for (key, node) in try DataFile(text: file.text, name: file.path).root.entries() {
        strings[key] = try node.string()
      }
    }
    return strings
  }

  /// The language that is written, for `lang` in HTML.
  var language: String { strings.isEmpty ? "en" : style.language }

  // MARK: - Phrases

  /// A phrase in words.
  public func text(_ phrase: Phrase, _ currency: Currency) -> String {
    if phrase.key == "literal", case .text(let text) = phrase.values["text"] { return text }
    if let template = string(phrase.key) { return filled(template, phrase.values, currency) }
    if case .text(let own) = phrase.values["own"] { return own }
    return phrase.key
  }

  /// Sentences in a row, the first with a capital letter.
  public func sentences(_ phrases: [Phrase], _ currency: Currency) -> String {
    phrases.map { Wording.capitalised(text($0, currency)) }.joined(separator: " ")
  }

  static func capitalised(_ text: String) -> String {
    guard let first = text.first else { return text }
    return first.uppercased() + text.dropFirst()
  }

  /// A word that machine shapes show by its id.
  func word(_ id: String) -> String { string("word.\(id)") ?? id }

  /// A string without values.
  func plain(_ key: String) -> String { string(key) ?? key }

  /// A grid's heading.
  func heading(_ grid: ReportGrid, _ currency: Currency) -> String {
    grid.title.map { text($0, currency) } ?? plain("grid.\(grid.name)")
  }

  /// A column's heading; one without a string is split at its capitals.
  func heading(_ column: String) -> String {
    if let text = string("column.\(column)") { return text }
    return column.reduce("") { $0 + ($1.isUppercase ? " " + $1.lowercased() : String($1)) }
  }

  private func string(_ key: String) -> String? { strings[key] ?? english[key] }

  /// Replaces `{name}` by a value, and `{name|one|many}` by a word that fits its count.
  private func filled(_ template: String, _ values: [String: Phrase.Value], _ currency: Currency) -> String {
    var text = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      let parts = rest[rest.index(after: open)..<close].split(separator: "|", omittingEmptySubsequences: false)
      text += parts.first.flatMap { values[String($0)] }.map { chosen($0, parts.dropFirst(), currency) } ?? ""
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  private func chosen(_ value: Phrase.Value, _ forms: ArraySlice<Substring>, _ currency: Currency) -> String {
    guard let one = forms.first, let many = forms.last, case .count(let count) = value else {
      return self.value(value, currency)
    }
    return String(count == 1 ? one : many)
  }

  private func value(_ value: Phrase.Value, _ currency: Currency) -> String {
    switch value {
    case .text(let text): VisibleText.of(text)
    case .money(let amount): number(amount, currency)
    case .share(let share): percent(share)
    case .shareApart(let share, let other): percent(share, apartFrom: [other])
    case .target(let target, let share): self.target(target, beside: share)
    case .points(let points): self.points(points) + " " + plain("unit.points")
    case .count(let count): self.count(count)
    case .quantity(let millionths): quantity(millionths)
    case .day(let day): day.isoText
    case .period(let period, let unit): name(period, unit)
    case .word(let id): word(id)
    case .phrase(let phrase): text(phrase, currency)
    case .list(let names): names.map(VisibleText.of).joined(separator: ", ")
    }
  }

  // MARK: - Numbers

  /// `1.234,50` without the symbol: sentences name the currency once, below the report.
  func number(_ minorUnits: Int64, _ currency: Currency) -> String { style.number(currency.text(minorUnits)) }

  /// `$1.234.567`
  func money(_ minorUnits: Int64, _ currency: Currency) -> String { style.money(minorUnits, currency) }

  /// `8,823`
  func count(_ count: Int) -> String { style.number(String(count)) }

  /// `27.4 %`, with more decimals where it would read as one of the others, or on its wrong side. `–`: unknown.
  func percent(_ share: Share, apartFrom others: [Share] = []) -> String {
    let decimals = others.map { share.decimals(apartFrom: $0) }.max() ?? 1
    return share.percentText(decimals: decimals).map { style.number($0) + " %" } ?? "–"
  }

  /// `30 %`, `27.5 %`; a target that a few decimals cannot write exactly is rounded, but not onto the share beside it.
  func target(_ target: Share, beside share: Share) -> String {
    for decimals in 0...4 {
      guard let units = target.scaled(decimals: decimals + 2) else { break }
      let written = (0..<decimals + 2).reduce(Int64(1)) { product, _ in product * 10 }
      if Share(part: units, whole: written).equals(target) {
        return style.number(ExactDecimal.text(units, scale: decimals)) + " %"
      }
    }
    return percent(target, apartFrom: [share])
  }

  /// A share in units of 10^-3: `27.4 %`.
  func percent(permille: Int64) -> String { style.number(ExactDecimal.text(permille, scale: 1)) + " %" }

  /// A difference of shares in units of 10^-4: `+21.25`.
  func points(basis units: Int64) -> String {
    (units > 0 ? "+" : "") + style.number(ExactDecimal.text(units, scale: 2)).replacing("-", with: "−")
  }

  /// `+21.25`
  func points(_ fraction: Fraction) -> String { fraction.scaled(decimals: 4).map { points(basis: $0) } ?? "–" }

  /// Millionths as a number without needless zeros.
  func quantity(_ millionths: Int64) -> String { style.number(ExactDecimal.shortText(millionths, scale: 6)) }

  /// `October 2026`, `Twelve months to October 2026`, else the label.
  func name(_ period: Period, _ unit: PeriodUnit?) -> String {
    let (year, month, _) = period.span.last.civil
    guard let unit, let template = string("period.\(unit.rawValue)") else { return period.label }
    return template.replacing("{month}", with: plain("month.\(month)")).replacing("{year}", with: String(year))
  }
}

/// Names from the data, made harmless for a terminal.
enum VisibleText {
  /// Control characters and direction marks are shown as a replacement character.
  static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isHidden(scalar) ? "\u{FFFD}" : scalar) }
    return String(result)
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x200B...0x200F).contains(scalar.value)
      || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }
}
