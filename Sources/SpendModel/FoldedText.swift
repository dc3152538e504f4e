// One folding for names that people write: case, accents, blanks and punctuation between words do not matter.

/// Folding of header names, departments and supplier names.
public enum FoldedText {
  /// Lower case, without accents, with every run of blanks, `_`, `-`, `.`, `º`, `#` and quotes as one blank or none at the ends.
  public static func fold(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return foldASCII(text.utf8) }
    var result = String.UnicodeScalarView()
    var pendingBlank = false
    for scalar in text.lowercased().decomposed where !isMark(scalar) {
      if isGap(scalar) {
        pendingBlank = !result.isEmpty
      } else {
        if pendingBlank { result.append(" ") }
        pendingBlank = false
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The same for text of ASCII alone, which most names are.
  private static func foldASCII(_ text: String.UTF8View) -> String {
    String(unsafeUninitializedCapacity: text.count) { result in
      var count = 0
      var pendingBlank = false
      for byte in text {
        if isGap(Unicode.Scalar(byte)) {
          pendingBlank = count > 0
          continue
        }
        if pendingBlank {
          result[count] = 0x20
          count += 1
        }
        pendingBlank = false
        result[count] = byte &- 0x41 < 26 ? byte | 0x20 : byte
        count += 1
      }
      return count
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    (0x300...0x36F).contains(scalar.value) || scalar.value == 0xFEFF || (0x200B...0x200F).contains(scalar.value)
  }

  private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "_", "-", ".", "º", "°", "#", "\"", "'", "\u{A0}", "\u{202F}", ":", "\n", "\r": true
    default: false
    }
  }
}

extension String {
  /// Canonically decomposed scalars of the letters that Western exports write with accents.
  fileprivate var decomposed: [Unicode.Scalar] {
    unicodeScalars.flatMap { scalar in FoldedText.decomposition[scalar] ?? [scalar] }
  }
}

extension FoldedText {
  // Latin-1 and Latin-9 letters with a mark; a combining mark that stands alone is dropped by `fold`.
  fileprivate static let decomposition: [Unicode.Scalar: [Unicode.Scalar]] = {
    let pairs: [(String, String)] = [
      ("àáâãäåāăą", "a"), ("çćč", "c"), ("ďđ", "d"), ("èéêëēėęě", "e"), ("ğ", "g"), ("ìíîïīį", "i"), ("ł", "l"),
      ("ñńň", "n"), ("òóôõöøō", "o"), ("řŕ", "r"), ("śšş", "s"), ("ťţ", "t"), ("ùúûüūůű", "u"), ("ýÿ", "y"),
      ("źżž", "z"),
    ]
    var table: [Unicode.Scalar: [Unicode.Scalar]] = ["œ": ["o", "e"], "æ": ["a", "e"], "ß": ["s", "s"]]
    for (letters, plain) in pairs {
      for letter in letters.unicodeScalars { table[letter] = Array(plain.unicodeScalars) }
    }
    return table
  }()
}
