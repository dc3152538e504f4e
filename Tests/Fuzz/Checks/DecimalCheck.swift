// The decimal reader against school arithmetic on its own exact text, and the two fast paths against the slow one.
@testable import Ingestion

struct DecimalCheck {
  private let notation: DecimalNotation
  private let scale: Int
  private let text: [UInt8]

  init(_ input: inout FuzzInput) {
    var notation = input.one(of: [DecimalNotation.point, .comma, .unmarked, DecimalNotation(mark: 0x2E)])
    notation.takesTrailingMinus = input.choice(2) == 0
    notation.takesPercent = input.choice(4) == 1
    self.notation = notation
    scale = input.choice(10)
    text = Array(input.rest)
  }

  var complaint: String? {
    let reader = DecimalReader(notation: notation)
    let reading = text.withUnsafeBufferPointer { reader.read($0, scale: scale) }
    let exact = text.withUnsafeBufferPointer { DecimalParts.parse($0, notation) }
    return column ?? plain(reading) ?? compare(reading, exact)
  }

  private func compare(
    _ reading: DecimalReader.Reading, _ parts: Result<DecimalParts, DecimalRejection>?
  ) -> String? {
    switch (reading, parts) {
    case (.blank, nil): return nil
    case (.rejected(let left), .failure(let right)) where left == right: return nil
    case (.rejected(.tooLarge), .success(let parts)):
      return school(parts.plainText) == nil ? nil : "\(parts.plainText) fits and is refused"
    case (.value(let value, let rounded), .success(let parts)):
      guard let expected = school(parts.plainText), expected == (value, rounded) else {
        return "\(parts.plainText) at scale \(scale) is read as \(value), rounded: \(rounded)"
      }
      return nil
    default: return "the reader says \(reading), its slow path \(String(describing: parts))"
    }
  }

  /// The units of a plain number, `-12.345`, rounded half to even as on paper; nil where Int64 cannot hold them.
  private func school(_ plain: String) -> (Int64, Bool)? {
    let isNegative = plain.utf8.first == 0x2D
    let halves = plain.utf8.drop { $0 == 0x2D }.split(separator: 0x2E)
    let fraction = halves.count > 1 ? Array(halves[1]) : []
    let padded = fraction + Array(repeating: 0x30, count: max(0, scale - fraction.count))
    var units: Int128 = 0
    for digit in Array(halves[0]) + padded.prefix(scale) {
      units = units * 10 + Int128(digit - 0x30)
      if units > Int128(UInt64.max) { return nil }
    }
    let dropped = Array(padded.dropFirst(scale))
    let half = dropped.first.map { first in
      first == 0x35 ? (dropped.dropFirst().contains { $0 != 0x30 } ? 1 : 0) : (first > 0x35 ? 1 : -1)
    }
    if let half, half > 0 || (half == 0 && units % 2 == 1) { units += 1 }
    return Int64(exactly: isNegative ? -units : units).map { ($0, dropped.contains { $0 != 0x30 }) }
  }

  /// The eight-byte path of imports: what it takes, the reader takes as the same number.
  private func plain(_ reading: DecimalReader.Reading) -> String? {
    guard (1...8).contains(text.count), notation.mark != 0 else { return nil }
    var word: UInt64 = 0
    for byte in Array(repeating: UInt8(0xA5), count: 8 - text.count) + text { word = word >> 8 | UInt64(byte) << 56 }
    let decimals = text.firstIndex(of: notation.mark).map { text.count - 1 - $0 } ?? 0
    let shape = PlainNumber.Shape(decimals: decimals, mark: notation.mark, scale: scale)
    guard let value = PlainNumber.value(word, count: text.count, shape) else { return nil }
    let expected = DecimalReader.Reading.value(value, rounded: false)
    return reading == expected ? nil : "the eight-byte path says \(expected), the reader \(reading)"
  }

  /// A column of this one cell: where its notation is decided, that notation reads the cell.
  private var column: String? {
    var decider = NotationDecider(currencyDecimals: scale == 9 ? nil : scale)
    text.withUnsafeBufferPointer { decider.add($0) }
    guard case .decided(let notation) = decider.verdict else { return nil }
    let exact = text.withUnsafeBufferPointer { DecimalReader(notation: notation).exactText($0) }
    guard case .success? = exact else { return "the notation that was decided does not read the cell" }
    return nil
  }
}
