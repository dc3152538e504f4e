// What a cell looks like, without knowing its column: the evidence by which the dialect detector tells a sound cut
// from an accidental one, and by which a header is told from data.
internal import Delimited

/// The look of one cell.
enum CellKind {
  case empty, number, date, time, address, word, prose, junk

  /// Whether the cell holds a value that a name would not look like.
  var isValue: Bool { self == .number || self == .date || self == .time || self == .address }

  /// How much a cell of this kind speaks for the cut that made it.
  var weight: Double {
    switch self {
    case .number, .date, .time, .address: 1
    case .word: 0.9
    case .empty: 0.75
    case .prose: 0.5
    case .junk: 0.05
    }
  }

  /// The kind of a cell; `delimiter` is the one that cut it, so it does not speak against it in quotes.
  static func of(_ cell: [UInt8]) -> CellKind {
    let text = trimmed(cell)
    guard let first = text.first, let last = text.last else { return .empty }
    if text.count <= 40, text.contains(where: isDigit) {
      if isNumber(text) { return .number }
      if let kind = dateOrTime(text) { return kind }
    }
    if isAddress(text) { return .address }
    if first == 0x22 || last == 0x22 || (first == 0x27 && last == 0x27 && text.count > 1) { return .junk }
    return wordOrProse(text)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func trimmed(_ cell: [UInt8]) -> ArraySlice<UInt8> {
    var rest = cell[...]
    while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
    while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
    return rest
  }

  private static let beforeNumber = Array("+-($ '\u{A3}\u{20AC}".utf8) + [0xA0, 0x80]
  private static let behindNumber = Array(")-% $\u{A3}\u{20AC}".utf8)

  private static func isMark(_ byte: UInt8) -> Bool { byte == 0x2E || byte == 0x2C || byte == 0x27 || byte == 0x20 }

  /// Signs, currency and per cent around digits; marks inside must part groups of three, but for the last.
  private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    while let first = rest.first, beforeNumber.contains(first) { rest.removeFirst() }
    while let last = rest.last, behindNumber.contains(last) { rest.removeLast() }
    if let exponent = rest.lastIndex(where: { $0 | 0x20 == 0x65 }) {
      let digits = rest[(exponent + 1)...].drop { $0 == 0x2B || $0 == 0x2D }
      guard !digits.isEmpty, digits.allSatisfy(isDigit), exponent > rest.startIndex else { return false }
      rest = rest[..<exponent]
    }
    guard rest.contains(where: isDigit) else { return false }
    guard rest.allSatisfy({ isDigit($0) || isMark($0) }) else { return false }
    if rest.count(where: isMark) < 2 { return rest.last.map(isDigit) ?? false }
    let parts = rest.split(omittingEmptySubsequences: false, whereSeparator: isMark)
    return (1...3).contains(parts[0].count) && parts[1..<(parts.count - 1)].allSatisfy { $0.count == 3 }
  }

  /// `2026-10-01`, `1/10/26 9:30 p. m.`, `09:30:00`, `2026-10-01T09:30:00Z`.
  private static func dateOrTime(_ text: ArraySlice<UInt8>) -> CellKind? {
    let fields = text.split(omittingEmptySubsequences: true) { !isDigit($0) }
    guard let first = text.first, isDigit(first), (2...9).contains(fields.count) else { return nil }
    let marks = text.filter { !isDigit($0) }
    guard let mark = marks.first else { return nil }
    if mark == 0x3A {
      let rest = marks.filter { $0 != 0x3A && $0 != 0x2E }
      return fields[0].count <= 2 && fields[1].count == 2 && isClockTail(rest) ? .time : nil
    }
    guard [0x2D, 0x2F, 0x2E].contains(mark), marks.count > 1, marks[1] == mark, fields.count > 2,
      fields[0].count <= 4, fields[1].count <= 2, fields[2].count == 2 || fields[2].count == 4 || fields[0].count == 4
    else { return nil }
    return isClockTail(marks.dropFirst(2).filter { $0 != 0x3A && $0 != 0x2E }) ? .date : nil
  }

  private static func isClockTail(_ marks: [UInt8]) -> Bool {
    let allowed = Array(" TtZz+-AaPpMm.".utf8) + [0xC2, 0xA0, 0xE2, 0x80, 0xAF]
    return marks.count <= 14 && marks.allSatisfy { allowed.contains($0) }
  }

  private static func isAddress(_ text: ArraySlice<UInt8>) -> Bool {
    if text.contains(0x20) { return false }
    for prefix in ["http://", "https://", "ftp://", "www."] where text.starts(with: prefix.utf8) { return true }
    guard let at = text.firstIndex(of: 0x40), at > text.startIndex else { return false }
    return text[at...].contains(0x2E) && !text.contains { $0 == 0x2C || $0 == 0x3B || $0 == 0x7C || $0 == 0x09 }
  }

  private static func wordOrProse(_ text: ArraySlice<UInt8>) -> CellKind {
    var kind = CellKind.word
    for index in text.indices {
      switch text[index] {
      case 0x3B, 0x7C, 0x09: return .junk
      case 0x2C:
        // A comma with a blank behind it is writing; one without is more likely a delimiter that was not seen.
        guard index + 1 < text.endIndex, text[index + 1] == 0x20 else { return .junk }
        kind = .prose
      case 0x0A, 0x0D, 0x22: kind = .prose
      default: break
      }
    }
    return text.count > 80 ? .prose : kind
  }
}
