// Which single-byte encoding a text without any label is in, by how its words and prices would look in each.

extension TextEncoding {
  /// The encoding of bytes that are not UTF-8: Windows-1252, unless the bytes make plainly better words and prices in
  /// ISO-8859-15 (`¤5.00` or `€5.00`) or Macintosh (`BouchŽ` or `Bouché`). Windows-1250 is used only where it is named.
  public static func guess(_ bytes: [UInt8]) -> TextEncoding {
    let places = bytes.indices.lazy.filter { bytes[$0] >= 0x80 }.prefix(4096)
    var best = TextEncoding.windows1252
    var bestScore = Int.min
    for candidate in [TextEncoding.windows1252, .iso8859_15, .macintosh] {
      let score = places.reduce(0) { $0 + EncodingGuess(bytes: bytes, encoding: candidate).score(at: $1) }
      if score > bestScore { (best, bestScore) = (candidate, score) }
    }
    return best
  }
}

/// How likely a character is where it stands. Points are small whole numbers: only their order counts.
private struct EncodingGuess {
  let bytes: [UInt8]
  let encoding: TextEncoding

  func score(at index: Int) -> Int {
    let scalar = encoding.scalar(of: bytes[index])
    let before = neighbour(index - 1)
    let after = neighbour(index + 1)
    // Controls and the apple of Macintosh stand in nobody's export.
    if scalar.value < 0xA0 || scalar.value == 0xF8FF { return -5 }
    if isLetter(scalar) { return letter(scalar, before, after) }
    if scalar == "€" || scalar == "£" || scalar == "¥" { return price(index) }
    let isInWord = isLetter(before) && isLetter(after)
    if scalar == "\u{2019}" { return isInWord ? 2 : 0 }
    if isInWord { return -2 }
    return "°ºª½¼¾".unicodeScalars.contains(scalar) && isDigit(before) ? 1 : 0
  }

  /// Capitals stand at the beginning of a word or among capitals, and no letter stands beside a digit.
  private func letter(_ scalar: Unicode.Scalar, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Int {
    if isDigit(before) || isDigit(after) { return -2 }
    let isCapital = scalar.properties.isUppercase
    guard isLetter(before) || isLetter(after) else { return -1 }
    if isCapital { return isLetter(before) && !isUpper(before) ? -2 : 2 }
    return isUpper(before) && isUpper(after) ? -3 : 2
  }

  private func price(_ index: Int) -> Int {
    let isBeforeDigit = isDigit(neighbour(index + 1)) || (neighbour(index + 1) == " " && isDigit(neighbour(index + 2)))
    let isAfterDigit = isDigit(neighbour(index - 1)) || (neighbour(index - 1) == " " && isDigit(neighbour(index - 2)))
    return isBeforeDigit || isAfterDigit ? 3 : isLetter(neighbour(index - 1)) ? -2 : 0
  }

  private func neighbour(_ index: Int) -> Unicode.Scalar? {
    bytes.indices.contains(index) ? encoding.scalar(of: bytes[index]) : nil
  }

  /// Not the lone accents that count as letters in Unicode.
  private func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return scalar.properties.isAlphabetic && !(0x2C0...0x2DF).contains(scalar.value) && scalar != "º" && scalar != "ª"
  }

  private func isUpper(_ scalar: Unicode.Scalar?) -> Bool { scalar?.properties.isUppercase ?? false }

  private func isDigit(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { ("0"..."9").contains($0) } ?? false }
}
