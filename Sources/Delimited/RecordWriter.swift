// The way out: rows as RFC 4180 text, with text cells that a spreadsheet would run as a formula made harmless.

/// Collects rows of CSV: comma, LF, quotes only where needed.
public struct RecordWriter {
  /// The text so far.
  public private(set) var bytes: [UInt8] = []
  private var isRowStart = true
  private let isFormulaSafe: Bool

  /// A writer. `formulaSafe` puts an apostrophe before text cells that begin like a formula; it does not touch numbers.
  public init(formulaSafe: Bool) { isFormulaSafe = formulaSafe }

  /// Adds a text cell.
  public mutating func text(_ cell: String) {
    let guarded = isFormulaSafe && RecordWriter.looksLikeFormula(cell) ? "'" + cell : cell
    append(Array(guarded.utf8))
  }

  /// Adds a cell as it is: a number, or text that must come back unchanged.
  public mutating func verbatim(_ cell: [UInt8]) { append(cell) }

  /// Adds a cell as it is.
  public mutating func verbatim(_ cell: String) { append(Array(cell.utf8)) }

  /// Ends the row.
  public mutating func endRow() {
    bytes.append(0x0A)
    isRowStart = true
  }

  /// Empties the writer and returns what it held.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func append(_ cell: [UInt8]) {
    let isFirst = isRowStart
    if !isRowStart { bytes.append(UInt8(ascii: ",")) }
    isRowStart = false
    let needsQuotes =
      cell.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D }
      // A row of one empty cell would be a blank line, which readers skip.
      || (cell.isEmpty && isFirst)
    guard needsQuotes else { return bytes.append(contentsOf: cell) }
    bytes.append(UInt8(ascii: "\""))
    for byte in cell {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func looksLikeFormula(_ cell: String) -> Bool {
    guard let first = cell.unicodeScalars.first else { return false }
    return "=+-@\t\r\n\0＝＋－＠".unicodeScalars.contains(first)
  }
}
