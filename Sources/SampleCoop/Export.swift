// An export with the co-op's own books beside it: for each written line, what it sold and what must become of it.

/// How a till writes its records.
enum Dialect {
  /// MySQL's OUTFILE: every cell quoted, `\"`, CRLF.
  case core
  /// Semicolons, Windows-1252, CRLF.
  case spanish
  /// RFC 4180 with LF, UTF-8.
  case english

  /// Adds one record with its line end.
  func append(_ cells: [String], to bytes: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(delimiter) }
      append(cell, to: &bytes)
    }
    if self != .english { bytes.append(UInt8(ascii: "\r")) }
    bytes.append(UInt8(ascii: "\n"))
  }

  private var delimiter: UInt8 { self == .spanish ? UInt8(ascii: ";") : UInt8(ascii: ",") }

  private func append(_ cell: String, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    guard self == .core || cell.utf8.contains(where: { $0 == delimiter || $0 == quote || $0 == UInt8(ascii: "\n") })
    else {
      return append(plain: cell, to: &bytes)
    }
    bytes.append(quote)
    for byte in cell.utf8 {
      if byte == quote { bytes.append(self == .core ? UInt8(ascii: "\\") : quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  /// All letters of the Spanish tables lie in Latin-1, where Windows-1252 has the same bytes.
  func append(plain text: String, to bytes: inout [UInt8]) {
    guard self == .spanish else { return bytes.append(contentsOf: text.utf8) }
    bytes.append(contentsOf: text.unicodeScalars.map { UInt8(exactly: $0.value) ?? UInt8(ascii: "?") })
  }
}

/// What must become of a line that is read.
enum Fate: Equatable {
  case counted
  /// Left out by the format's rule of this name.
  case excluded(String)
  case duplicate
  case rejected
}

/// A line and what it means.
struct BookedLine {
  var cells: [String]
  var day: SampleDay
  /// nil where the line sells nothing.
  var goods: Goods?
  /// What the amount column says; 0 where it is blank or cannot be read.
  var cents: Int
  var fate: Fate
}

/// One file that a till wrote.
struct Export {
  var path: String
  /// The id of the format that fits it.
  var format: String
  var dialect: Dialect
  var store: String
  /// Lines above the header.
  var title: [String] = []
  var header: [String]
  var lines: [BookedLine]

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for line in title { dialect.append(plain: line + "\r\n", to: &bytes) }
    dialect.append(header, to: &bytes)
    for line in lines { dialect.append(line.cells, to: &bytes) }
    return bytes
  }
}
