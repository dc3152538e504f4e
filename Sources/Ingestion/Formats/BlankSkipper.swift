// Between a file and a strict RecordReader: takes out the blank that some exports write behind every delimiter
// (`a, "b, c", d`), so that quotes stand where they open a cell. Used only where detection found that dialect.
internal import Delimited

/// Removes blanks at the start of cells, outside quotes. Line ends stay, so line numbers do.
final class BlankSkipper {
  private let delimiter: UInt8
  private let quote: UInt8?
  private let usesBackslash: Bool
  private var isCellStart = true
  private var isInside = false
  private var isEscaped = false

  init(_ dialect: Dialect) {
    delimiter = dialect.delimiter
    quote = dialect.quote
    usesBackslash = dialect.escape == .backslash
  }

  /// The fill of a reader, over the fill of a file.
  func fill(over source: @escaping RecordReader.Fill) -> RecordReader.Fill {
    { buffer in
      while true {
        let count = try source(buffer)
        if count == 0 { return 0 }
        let kept = self.compact(buffer, count)
        // A chunk of blanks only is not the end.
        if kept > 0 { return kept }
      }
    }
  }

  /// The whole text at once.
  func skipped(_ bytes: [UInt8]) -> [UInt8] { bytes.filter { keeps($0) } }

  private func compact(_ buffer: UnsafeMutableRawBufferPointer, _ count: Int) -> Int {
    var kept = 0
    for index in 0..<count where keeps(buffer[index]) {
      buffer[kept] = buffer[index]
      kept += 1
    }
    return kept
  }

  private func keeps(_ byte: UInt8) -> Bool {
    if isEscaped {
      isEscaped = false
    } else if usesBackslash, byte == 0x5C {
      isEscaped = true
      isCellStart = false
    } else if isInside {
      if byte == quote { isInside = false }
    } else if byte == delimiter || byte == 0x0A || byte == 0x0D {
      isCellStart = true
    } else if byte == 0x20, isCellStart {
      return false
    } else {
      // `""` inside a quoted cell closes and opens again, which comes to the same.
      if byte == quote, isCellStart || wasQuote { isInside = true }
      isCellStart = false
    }
    wasQuote = byte == quote && !isInside
    return true
  }

  private var wasQuote = false
}
