// Months by name, for the days that spreadsheets and people write: `31-Oct-26`, `1 février 2024`.

/// Names in English, Spanish, French, Portuguese, Italian, German, Dutch and Indonesian, whole or by their first letters.
enum MonthNames {
  /// The month that a lower-case word names; nil where it names none, or two of them (`jui`).
  static func number(_ field: ArraySlice<UInt8>) -> Int? {
    let word = folded(field)
    guard word.utf8.count >= 3 else { return nil }
    let months = names.indices.filter { index in names[index].contains { $0.hasPrefix(word) } }
    return months.count == 1 ? months[0] + 1 : nil
  }

  private static func folded(_ field: ArraySlice<UInt8>) -> String {
    var result = String.UnicodeScalarView()
    // Bytes that are not UTF-8 are letters of Western single-byte text.
    let text =
      String(validating: field, as: UTF8.self) ?? String(String.UnicodeScalarView(field.map { Unicode.Scalar($0) }))
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case "é", "è", "ê": result.append("e")
      case "û", "ú", "ù": result.append("u")
      case "ç": result.append("c")
      case "ä": result.append("a")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static let names: [[String]] = [
    ["january", "enero", "janvier", "janeiro", "gennaio", "januar", "januari"],
    ["february", "febrero", "fevrier", "fevereiro", "febbraio", "februar", "februari"],
    ["march", "marzo", "mars", "marco", "marz", "maart", "maret"],
    ["april", "abril", "avril", "aprile"],
    ["may", "mayo", "mai", "maio", "maggio", "mei"],
    ["june", "junio", "juin", "junho", "giugno", "juni"],
    ["july", "julio", "juillet", "julho", "luglio", "juli"],
    ["august", "agosto", "aout", "augustus", "agustus"],
    ["september", "septiembre", "septembre", "setiembre", "setembro", "settembre"],
    ["october", "octubre", "octobre", "outubro", "ottobre", "oktober"],
    ["november", "noviembre", "novembre", "novembro"],
    ["december", "diciembre", "decembre", "dezembro", "dicembre", "dezember", "desember"],
  ]
}
