// A view of a page's bytes that decodes one column at a time; the inner loop of every report.

/// Borrowed bytes of a page whose structure was checked; valid as long as the bytes are.
public struct PackedPage {
  /// The columns in the order in which they are stored; the first four have a value per receipt, the others per line.
  public enum Column: Int, CaseIterable, Sendable {
    /// The import that brought the receipt.
    case importID
    /// Lines of the receipt.
    case lineCount
    /// Bytes of the receipt's key.
    case keyLength
    /// Second of the receipt's first line, or -1.
    case firstSecond
    /// Item number.
    case item
    /// Millionths.
    case quantity
    /// Minor units.
    case amount
    /// Minor units or `SaleLine.unknown`.
    case cost
    /// Minor units or `SaleLine.unknown`.
    case tax
    /// Seconds after the receipt's first line.
    case second

    var isPerReceipt: Bool { rawValue <= Column.firstSecond.rawValue }
  }

  static let magic: UInt32 = 0x3147_5343  // "CSG1"
  static let powers: [Int64] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]
  private static let headerBytes = 16
  private static let columnHeaderBytes = 12

  /// Receipts or day totals.
  public let kind: SalePage.Kind
  /// Number of lines.
  public let lineCount: Int
  /// Number of receipts.
  public let receiptCount: Int
  /// The whole page.
  public let bytes: UnsafeRawBufferPointer
  private let layouts: [Layout]
  private let keyStart: Int

  private struct Layout {
    var width: Int
    var isOptional: Bool
    var isAbsent: Bool
    var factor: Int64
    var base: Int64
    var start: Int
    var count: Int
  }

  /// Checks the structure of the bytes: every column lies inside them. Values are not checked.
  public init(_ bytes: UnsafeRawBufferPointer) throws(PageDamage) {
    guard bytes.count >= PackedPage.headerBytes else { throw .truncated }
    func word(_ offset: Int) -> UInt32 {
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    guard word(0) == PackedPage.magic, let kind = SalePage.Kind(rawValue: UInt8(truncatingIfNeeded: word(4))) else {
      throw .notAPage
    }
    self.bytes = bytes
    self.kind = kind
    lineCount = Int(word(8))
    receiptCount = Int(word(12))
    (layouts, keyStart) = try PackedPage.layouts(bytes, lines: lineCount, receipts: receiptCount)
  }

  private static func layouts(
    _ bytes: UnsafeRawBufferPointer, lines: Int, receipts: Int
  ) throws(PageDamage) -> ([Layout], Int) {
    var layouts: [Layout] = []
    layouts.reserveCapacity(Column.allCases.count)
    var offset = headerBytes
    for column in Column.allCases {
      guard offset + columnHeaderBytes <= bytes.count else { throw .truncated }
      let width = Int(bytes[offset])
      let kind = bytes[offset + 1]
      let exponent = Int(bytes[offset + 2])
      guard width <= 8, kind <= 2, exponent < powers.count else { throw .notAPage }
      let base = Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 4, as: Int64.self))
      let count = kind == 2 ? 0 : column.isPerReceipt ? receipts : lines
      offset += columnHeaderBytes
      guard width * count <= bytes.count - offset else { throw .truncated }
      layouts.append(
        Layout(
          width: width, isOptional: kind == 1, isAbsent: kind == 2, factor: powers[exponent], base: base,
          start: offset, count: column.isPerReceipt ? receipts : lines))
      offset += width * count
    }
    // A column of width 0 takes no bytes, so a damaged count could announce more lines than memory holds.
    guard lines <= 1 << 28, receipts <= lines || lines == 0 || receipts <= bytes.count else { throw .notAPage }
    return (layouts, offset)
  }

  /// The keys of all receipts, one after the other.
  public var keyBytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[keyStart...]) }

  /// A column's bytes with its header.
  func range(of column: Column) -> Range<Int> {
    let layout = layouts[column.rawValue]
    let size = layout.isAbsent ? 0 : layout.width * layout.count
    return layout.start - PackedPage.columnHeaderBytes..<layout.start + size
  }

  /// Whether some line of the column can be known.
  public func has(_ column: Column) -> Bool { !layouts[column.rawValue].isAbsent }

  /// The column's values where they stand. Throws for a column with unknown values or a scale, which neither items nor
  /// amounts have.
  public func values(of column: Column) throws(PageDamage) -> Values {
    let layout = layouts[column.rawValue]
    guard !layout.isOptional, !layout.isAbsent, layout.factor == 1 else { throw .notAPage }
    // Values are read as eight bytes; behind every column but the last stands at least the header of another.
    guard let base = bytes.baseAddress, layout.start + layout.width * layout.count + 8 <= bytes.count else {
      throw .truncated
    }
    return Values(start: base + layout.start, width: layout.width, base: layout.base)
  }

  /// Replaces `values` by the column's values: one per receipt or one per line.
  public func decode(_ column: Column, into values: inout [Int64]) {
    let layout = layouts[column.rawValue]
    values.removeAll(keepingCapacity: true)
    if layout.isAbsent {
      values.append(contentsOf: repeatElement(SaleLine.unknown, count: layout.count))
      return
    }
    values.append(contentsOf: repeatElement(layout.base &* layout.factor, count: layout.count))
    if layout.width > 0 { PackedPage.add(layout.width, bytes, layout.start, layout.factor, layout.base, &values) }
    if layout.isOptional { markUnknown(layout.base, &values) }
  }

  private func markUnknown(_ base: Int64, _ values: inout [Int64]) {
    for index in values.indices where values[index] == base { values[index] = SaleLine.unknown }
  }

  /// Values of `width` bytes are read as eight bytes and masked, except the last few, which might end the page.
  private static func add(
    _ width: Int, _ bytes: UnsafeRawBufferPointer, _ start: Int, _ factor: Int64, _ base: Int64,
    _ values: inout [Int64]
  ) {
    let mask = width == 8 ? UInt64.max : (1 << UInt64(width * 8)) - 1
    let count = values.count
    let wide = max(0, min(count, (bytes.count - start - 8) / width + (bytes.count - start >= 8 ? 1 : 0)))
    values.withUnsafeMutableBufferPointer { target in
      for index in 0..<wide {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start &+ index &* width, as: UInt64.self))
        target[index] = (base &+ Int64(bitPattern: word & mask)) &* factor
      }
      for index in wide..<count {
        var word: UInt64 = 0
        for byte in 0..<width { word |= UInt64(bytes[start + index * width + byte]) << UInt64(byte * 8) }
        target[index] = (base &+ Int64(bitPattern: word)) &* factor
      }
    }
  }
}
