// Months and weekdays by name, for the days that spreadsheets and people write: `31-Oct-26`, `Fri, 1 février 2024`.

/// Names in English, Spanish, French, Portuguese, Italian, German, Dutch and Indonesian, whole or by their first letters.
enum MonthNames {
  /// The month that a lower-case word names; nil where it names none, or two of them (`jui`).
  static func number(_ field: ArraySlice<UInt8>) -> Int? {
    let word = folded(field)
    guard word.utf8.count >= 3 else { return nil }
    let months = names.indices.filter { index in names[index].contains { $0.hasPrefix(word) } }
    return months.count == 1 ? months[0] + 1 : nil
  }

  static func folded(_ field: ArraySlice<UInt8>) -> String {
    var result = String.UnicodeScalarView()
    for scalar in String(decoding: field, as: UTF8.self).lowercased().unicodeScalars {
      switch scalar {
      case "é", "è", "ê": result.append("e")
      case "û", "ú", "ù": result.append("u")
      case "ç": result.append("c")
      case "ä", "á": result.append("a")
      case "ì", "í": result.append("i")
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

/// The same languages' days of the week, which may stand before a day and say nothing about it.
enum WeekdayNames {
  /// Whether a lower-case word is one, whole or by its first letters.
  static func contain(_ field: ArraySlice<UInt8>) -> Bool {
    let word = MonthNames.folded(field)
    return word.utf8.count >= 2 && names.contains { $0.hasPrefix(word) }
  }

  private static let names = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "lunes", "martes", "miercoles",
    "jueves", "viernes", "sabado", "domingo", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "lunedi", "martedi", "mercoledi",
    "giovedi", "venerdi", "sabato", "domenica", "segunda", "terca", "quarta", "quinta", "sexta", "maandag", "dinsdag",
    "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "senin", "selasa", "rabu", "kamis", "jumat", "sabtu",
    "minggu",
  ]
}
