// Detects the dialect of an unknown text by cutting it under every candidate and comparing the tables that come out:
// equally wide records of cells that look like values win. The idea (a pattern score times a type score) is that of
// van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row and type patterns", 2019; the scores
// and the tie-breaks are our own. Pure: bytes in, a dialect out; knows no format.
internal import Delimited

/// What was found.
struct DetectedDialect: Sendable {
  var dialect: TableDialect
  /// Cells of most records.
  var width: Int
  /// Whether any cell stands in quotes.
  var isQuoted: Bool
  /// `sep=;` in the first line said so.
  var isDeclared: Bool
}

/// Parts of the dialect that somebody has said: they are never overridden.
struct StatedDialect {
  /// The delimiter.
  var delimiter: UInt8?
  /// The quote; `.some(nil)`: there is none.
  var quote: UInt8??
  /// The escape.
  var escape: Dialect.Escape?
}

struct DialectDetector {
  private let bytes: [UInt8]
  private let isWhole: Bool
  private let stated: StatedDialect

  static let sampleBytes = 96 << 10
  static let sampleRecords = 500
  private static let usual: [UInt8] = Array(",;\t|".utf8)
  private static let odd: [UInt8] = [0x20, 0x3A, 0x5E, 0x7E, 0x01, 0x1F]

  /// A detector over the first bytes of a text, without byte order mark.
  init(_ text: [UInt8], isWhole: Bool, stated: StatedDialect = StatedDialect()) {
    bytes = text.count > DialectDetector.sampleBytes ? Array(text[..<DialectDetector.sampleBytes]) : text
    self.isWhole = isWhole && text.count <= DialectDetector.sampleBytes
    self.stated = stated
  }

  /// The delimiter that a first line `sep=;` names, as spreadsheets write and read it.
  static func declaredDelimiter(_ bytes: [UInt8]) -> UInt8? {
    guard bytes.count > 4, bytes[3] == 0x3D, bytes.prefix(3).map({ $0 | 0x20 }) == Array("sep".utf8) else { return nil }
    let isLineEnd = bytes.count == 5 || bytes[5] == 0x0A || bytes[5] == 0x0D
    return isLineEnd && bytes[4] != 0x0A && bytes[4] != 0x0D ? bytes[4] : nil
  }

  private struct Candidate {
    var dialect: TableDialect
    var score: Double
    var width: Int
    var quoted: Int
    var modalShare: Double
    var records: Int
    var values: Int
    /// Cells behind a delimiter, and those of them that begin with a blank.
    var behind: Int
    var blankBehind: Int
  }

  /// The dialect; one column where no delimiter cuts the text into a table.
  func detect() -> DetectedDialect {
    let declared = DialectDetector.declaredDelimiter(bytes)
    let fixed = stated.delimiter ?? declared
    guard var found = best(of: fixed.map { [$0] } ?? delimiters, isFixed: fixed != nil), fixed != nil || found.width > 1
    else { return oneColumn }
    if !found.dialect.skipsBlank, skipsBlank(found) {
      found.dialect.skipsBlank = true
      found = evaluate(found.dialect)
    }
    return DetectedDialect(
      dialect: found.dialect, width: found.width, isQuoted: found.quoted > 0,
      isDeclared: declared != nil && declared == found.dialect.delimiter)
  }

  /// The candidate with the highest score, the first of equals. One whose prior is no higher than the best score so far
  /// cannot win and need not be cut.
  private func best(of delimiters: [UInt8], isFixed: Bool) -> Candidate? {
    var best: Candidate?
    for dialect in delimiters.flatMap(dialects) where best.map({ $0.score < DialectDetector.prior(dialect) }) ?? true {
      let candidate = evaluate(dialect)
      if best.map({ $0.score < candidate.score }) ?? true, isFixed || isCredible(candidate) { best = candidate }
    }
    return best
  }

  private func dialects(_ delimiter: UInt8) -> [TableDialect] {
    quotes(delimiter).flatMap { quote in
      escapes(quote, delimiter).flatMap { escape in
        blanks(quote, delimiter).map { skips in
          TableDialect(delimiter: delimiter, quote: quote, escape: escape, skipsBlank: skips)
        }
      }
    }
  }

  private var oneColumn: DetectedDialect {
    let quoted = evaluate(TableDialect(delimiter: nil, quote: stated.quote ?? 0x22, escape: stated.escape ?? .doubled))
    return DetectedDialect(dialect: quoted.dialect, width: 1, isQuoted: quoted.quoted > 0, isDeclared: false)
  }

  // MARK: - Candidates

  private var delimiters: [UInt8] {
    var isPresent = [Bool](repeating: false, count: 256)
    for byte in bytes { isPresent[Int(byte)] = true }
    return (DialectDetector.usual + DialectDetector.odd).filter { isPresent[Int($0)] }
  }

  /// The usual quote first: it wins a tie. An apostrophe is tried only where it opens a cell.
  private func quotes(_ delimiter: UInt8) -> [UInt8?] {
    if let quote = stated.quote { return [quote] }
    var quotes: [UInt8?] = [0x22]
    if opensCells(0x27, delimiter) { quotes.append(0x27) }
    if bytes.contains(0x22) { quotes.append(nil) }
    return quotes
  }

  private func opensCells(_ quote: UInt8, _ delimiter: UInt8) -> Bool {
    var before: UInt8 = 0x0A
    for byte in bytes {
      if byte == quote, before == delimiter || before == 0x0A || before == 0x0D || before == 0x20 { return true }
      before = byte
    }
    return false
  }

  /// Backslash escapes are tried only where a backslash stands before a quote or a delimiter.
  private func escapes(_ quote: UInt8?, _ delimiter: UInt8) -> [Dialect.Escape] {
    if let escape = stated.escape { return [escape] }
    for index in bytes.indices.dropLast() where bytes[index] == 0x5C {
      if bytes[index + 1] == quote || (quote == nil && bytes[index + 1] == delimiter) { return [.doubled, .backslash] }
    }
    return [.doubled]
  }

  /// A blank behind the delimiter is tried where a quote follows it.
  private func blanks(_ quote: UInt8?, _ delimiter: UInt8) -> [Bool] {
    guard let quote, delimiter != 0x20, delimiter != 0x09 else { return [false] }
    for index in bytes.indices.dropLast(2) where bytes[index] == delimiter {
      if bytes[index + 1] == 0x20, bytes[index + 2] == quote { return [false, true] }
    }
    return [false]
  }

  // MARK: - Scores

  private func evaluate(_ dialect: TableDialect) -> Candidate {
    let records = TableCutter.records(bytes, dialect, isWhole: isWhole, limit: DialectDetector.sampleRecords)
    let (width, share) = DialectDetector.modalWidth(records)
    var weights = 0.0
    var count = 0
    var quoted = 0
    var malformed = 0
    var values = 0
    var blankBehind = 0
    for record in records {
      if record.strayQuotes > 0 { malformed += 1 }
      quoted += record.quoted.count
      for (column, cell) in record.cells.enumerated() {
        let kind = CellKind.of(cell)
        let weight = kind.weight
        if kind.isValue { values += 1 }
        if column > 0, cell.first == 0x20 { blankBehind += 1 }
        weights += record.quoted.contains(column) ? max(0.9, weight) : weight
        count += 1
      }
    }
    let types = count == 0 ? 0 : weights / Double(count)
    let breadth = width > 1 ? Double(width - 1) / Double(width) : 0.01
    let sound = records.isEmpty ? 1 : 1 - 0.5 * Double(malformed) / Double(records.count)
    let score = share * share * breadth * types * sound * DialectDetector.prior(dialect)
    return Candidate(
      dialect: dialect, score: score, width: width, quoted: quoted, modalShare: share, records: records.count,
      values: values, behind: count - records.count, blankBehind: blankBehind)
  }

  /// The width that most records have, more than one where there is such a one, and their share.
  static func modalWidth(_ records: [CutRecord]) -> (width: Int, share: Double) {
    guard !records.isEmpty else { return (1, 0) }
    var counts: [Int: Int] = [:]
    for record in records { counts[record.cells.count, default: 0] += 1 }
    let best = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
    guard let best else { return (1, 0) }
    return (best.key, Double(best.value) / Double(records.count))
  }

  private static func prior(_ dialect: TableDialect) -> Double {
    let delimiter: Double =
      switch dialect.delimiter {
      case 0x2C, 0x3B, 0x09: 1
      case 0x7C: 0.98
      case 0x20: 0.6
      case 0x3A: 0.5
      default: 0.85
      }
    let quote: Double =
      switch dialect.quote {
      case 0x22: 1
      case 0x27: 0.97
      default: 0.96
      }
    return delimiter * quote * (dialect.escape == .backslash ? 0.99 : 1)
  }

  /// An odd delimiter needs strong evidence: three records at least, nearly all equally wide, that are no plain column of times or dates.
  private func isCredible(_ candidate: Candidate) -> Bool {
    guard let delimiter = candidate.dialect.delimiter, candidate.width > 1 else { return false }
    guard DialectDetector.odd.contains(delimiter) else {
      // Writing has commas too: words alone, cut unevenly, are no table.
      return candidate.score > 0.01 && (candidate.values > 0 || candidate.modalShare > 0.5)
    }
    guard candidate.records >= 3, candidate.modalShare >= 0.8, candidate.score > 0.2 else { return false }
    let whole = TableCutter.records(bytes, TableDialect(delimiter: nil), isWhole: isWhole, limit: 100)
    let values = whole.count(where: { CellKind.of($0.cells[0]).isValue })
    return values * 10 < whole.count * 8
  }

  /// Whether a blank belongs to the delimiter where no quote says so: it follows nearly every one of them, in enough
  /// records to be no accident.
  private func skipsBlank(_ found: Candidate) -> Bool {
    guard let delimiter = found.dialect.delimiter, delimiter != 0x20, delimiter != 0x09 else { return false }
    return found.records >= 4 && found.behind > 0 && found.blankBehind * 50 >= found.behind * 49
  }
}
