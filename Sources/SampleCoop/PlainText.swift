// Numbers and tables as text, without locale.

extension Int {
  /// With zeros in front, at least `width` digits.
  func padded(_ width: Int) -> String { String(self).zeroPadded(width) }

  /// Cents as `-12.30`.
  func moneyText(mark: String = ".", group: String = "") -> String {
    let whole = String(magnitude / 100)
    let cut = whole.utf8.count - 3
    let grouped = cut > 0 && !group.isEmpty ? whole.prefix(cut) + group + whole.suffix(3) : whole[...]
    return (self < 0 ? "-" : "") + grouped + mark + Int(magnitude % 100).padded(2)
  }

  /// Thousandths as `2` or `0.735`.
  func quantityText(mark: String = ".") -> String {
    let whole = (self < 0 ? "-" : "") + String(magnitude / 1000)
    return self % 1000 == 0 ? whole : whole + mark + Int(magnitude % 1000).padded(3)
  }

  /// Seconds of a day as `09:05:30`.
  var clockText: String { "\((self / 3600).padded(2)):\((self / 60 % 60).padded(2)):\((self % 60).padded(2))" }

  /// This times thousandths, rounded half away from zero.
  func times(thousandths: Int) -> Int { scaled(thousandths, 1000) }

  /// This times hundredths, rounded half away from zero.
  func times(hundredths: Int) -> Int { scaled(hundredths, 100) }

  private func scaled(_ factor: Int, _ divisor: Int) -> Int {
    let product = self * factor
    return (product + (product < 0 ? -divisor / 2 : divisor / 2)) / divisor
  }
}

extension String {
  /// With zeros in front, at least `width` bytes.
  func zeroPadded(_ width: Int) -> String { String(repeating: "0", count: max(0, width - utf8.count)) + self }
}

/// A table written into the source, one row a line, cells between `|`.
enum TextTable {
  /// The rows; a row with another number of cells is a slip in the source.
  static func rows(_ text: String, columns: Int) -> [[String]] {
    text.split(separator: "\n").map { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
      precondition(cells.count == columns, "\(cells.count) cells instead of \(columns): \(line)")
      return cells
    }
  }

  private static func trimmed(_ cell: Substring) -> String {
    var rest = cell.drop { $0 == " " }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }

  /// A CSV file as a person keeps it: comma, LF, quotes only where they are needed.
  static func csv(_ header: String, _ rows: [[String]]) -> [UInt8] {
    rows.reduce(into: Array((header + "\n").utf8)) { bytes, row in Dialect.english.append(row, to: &bytes) }
  }
}
