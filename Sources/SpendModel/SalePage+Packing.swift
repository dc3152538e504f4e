// The bytes of a page, little-endian, packed by column (docs/reference/page-format.md). Storage keeps them as blobs;
// reports decode only the columns they need.

/// Why bytes are not a page.
public enum PageDamage: Error, Hashable, Sendable {
  /// The bytes end before what their header announces.
  case truncated
  /// The magic number or a header field has no meaning.
  case notAPage
}

extension PackedPage {
  /// The same page for another holder: every receipt from one import, and items numbered as `items` says. The other
  /// columns are copied as they are, so a page costs no unpacking. Nil where an item number is not in `items`.
  public func relabelled(importID: Int32, items: [Int32]) -> [UInt8]? {
    var numbers: [Int64] = []
    decode(.item, into: &numbers)
    for index in numbers.indices {
      guard numbers[index] >= 0, numbers[index] < items.count else { return nil }
      numbers[index] = Int64(items[Int(numbers[index])])
    }
    var writer = PageWriter()
    writer.header(kind: kind, lines: lineCount, receipts: receiptCount)
    for column in Column.allCases {
      switch column {
      case .importID: writer.column(Array(repeating: Int64(importID), count: receiptCount))
      case .item: writer.column(numbers)
      default: writer.bytes += bytes[range(of: column)]
      }
    }
    writer.bytes += keyBytes
    return writer.bytes
  }
}

extension SalePage {
  /// The page as bytes; the same page gives the same bytes.
  public func packed() -> [UInt8] {
    let lines = receipts.flatMap(\.lines)
    var writer = PageWriter()
    writer.header(kind: kind, lines: lines.count, receipts: receipts.count)
    writer.column(receipts.map { Int64($0.importID) })
    writer.column(receipts.map { Int64($0.lines.count) })
    writer.column(receipts.map { Int64($0.key.bytes.count) })
    writer.column(receipts.map { Int64($0.lines.first?.second ?? -1) })
    writer.column(lines.map { Int64($0.item) })
    writer.scaledColumn(lines.map(\.quantity))
    writer.column(lines.map(\.amount))
    writer.optionalColumn(lines.map(\.cost))
    writer.optionalColumn(lines.map(\.tax))
    writer.column(secondsAfterFirst)
    for receipt in receipts { writer.bytes += receipt.key.bytes }
    return writer.bytes
  }

  /// A receipt's lines carry nearly the same second: the distance to its first line packs into a byte or none.
  private var secondsAfterFirst: [Int64] {
    receipts.flatMap { receipt in
      receipt.lines.map { Int64($0.second) - Int64(receipt.lines.first?.second ?? -1) }
    }
  }

  /// The page that the bytes hold.
  public init(packed page: PackedPage) throws(PageDamage) {
    let columns = PageColumns(page)
    guard columns.lineCounts.allSatisfy({ $0 >= 0 }), columns.keyLengths.allSatisfy({ $0 >= 0 }) else {
      throw .notAPage
    }
    self.init(kind: page.kind)
    receipts.reserveCapacity(page.receiptCount)
    var line = 0
    var key = 0
    let keys = page.keyBytes
    for index in 0..<page.receiptCount {
      let lineEnd = line + Int(columns.lineCounts[index])
      let keyEnd = key + Int(columns.keyLengths[index])
      guard lineEnd <= page.lineCount, keyEnd <= keys.count,
        let importID = Int32(exactly: columns.imports[index])
      else { throw .notAPage }
      receipts.append(
        PageReceipt(
          key: ReceiptKey(bytes: Array(keys[key..<keyEnd])), importID: importID,
          lines: (line..<lineEnd).map { columns.line($0, first: columns.firstSeconds[index]) }))
      line = lineEnd
      key = keyEnd
    }
    guard line == page.lineCount else { throw .notAPage }
  }
}

/// All columns of a page, decoded.
private struct PageColumns {
  let imports, lineCounts, keyLengths, firstSeconds: [Int64]
  let items, quantities, amounts, costs, taxes, seconds: [Int64]

  init(_ page: PackedPage) {
    func decoded(_ column: PackedPage.Column) -> [Int64] {
      var values: [Int64] = []
      page.decode(column, into: &values)
      return values
    }
    imports = decoded(.importID)
    lineCounts = decoded(.lineCount)
    keyLengths = decoded(.keyLength)
    firstSeconds = decoded(.firstSecond)
    items = decoded(.item)
    quantities = decoded(.quantity)
    amounts = decoded(.amount)
    costs = decoded(.cost)
    taxes = decoded(.tax)
    seconds = decoded(.second)
  }

  func line(_ index: Int, first: Int64) -> PageLine {
    PageLine(
      item: Int32(truncatingIfNeeded: items[index]), second: Int32(truncatingIfNeeded: first &+ seconds[index]),
      quantity: quantities[index], amount: amounts[index], cost: costs[index], tax: taxes[index])
  }
}

/// Appends the columns of a page. A column is width (1 byte: bytes a value takes, 0...8), kind (1), scale exponent (1),
/// 0, base (8 bytes) and the values less the base.
private struct PageWriter {
  var bytes: [UInt8] = []

  mutating func header(kind: SalePage.Kind, lines: Int, receipts: Int) {
    append(UInt64(PackedPage.magic), width: 4)
    append(UInt64(kind.rawValue), width: 4)
    append(UInt64(lines), width: 4)
    append(UInt64(receipts), width: 4)
  }

  mutating func column(_ values: [Int64]) { append(values, kind: 0, exponent: 0) }

  /// Divides by the largest power of ten, up to a million, that all values share.
  mutating func scaledColumn(_ values: [Int64]) {
    var exponent = 6
    while exponent > 0, !values.allSatisfy({ $0 % PackedPage.powers[exponent] == 0 }) { exponent -= 1 }
    let divisor = PackedPage.powers[exponent]
    append(values.map { $0 / divisor }, kind: 0, exponent: exponent)
  }

  /// Codes 0 for unknown, else the value less the base plus one.
  mutating func optionalColumn(_ values: [Int64]) {
    let known = values.filter { $0 != SaleLine.unknown }
    guard let least = known.min() else { return append([], kind: 2, exponent: 0) }
    // One below the least known value stands for unknown; `least` is above Int64.min, which is the unknown mark.
    append(values.map { $0 == SaleLine.unknown ? least - 1 : $0 }, kind: 1, exponent: 0)
  }

  private mutating func append(_ values: [Int64], kind: UInt8, exponent: Int) {
    let base = values.min() ?? 0
    let spread = UInt64(bitPattern: (values.max() ?? 0) &- base)
    let width = (64 - spread.leadingZeroBitCount + 7) / 8
    bytes += [UInt8(width), kind, UInt8(exponent), 0]
    append(UInt64(bitPattern: base), width: 8)
    bytes.reserveCapacity(bytes.count + width * values.count)
    for value in values { append(UInt64(bitPattern: value &- base), width: width) }
  }

  private mutating func append(_ value: UInt64, width: Int) {
    var rest = value
    for _ in 0..<width {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}
