// The bytes of a page, little-endian, packed by column (docs/reference/page-format.md). Storage keeps them as blobs;
// reports decode only the columns they need.

/// Why bytes are not a page.
public enum PageDamage: Error, Hashable, Sendable {
  /// The bytes end before what their header announces.
  case truncated
  /// The magic number or a header field has no meaning.
  case notAPage
}

/// New numbers for items.
public struct ItemRenumbering: Sendable {
  /// By old number.
  public private(set) var numbers: [Int32] = []
  /// What all of them were moved by; nil where they were not moved alike.
  private(set) var shift: Int64? = 0

  /// No items.
  public init() {}

  /// Gives the next old number a new one.
  public mutating func append(_ number: Int32) {
    let distance = Int64(number) - Int64(numbers.count)
    if numbers.isEmpty { shift = distance } else if shift != distance { shift = nil }
    numbers.append(number)
  }
}

extension PackedPage {
  /// The same page for another holder: every receipt from one import, and items renumbered. The other columns are copied
  /// as they are, so a page costs no unpacking. `numbers` is the page's column of items. Nil where an item has no new
  /// number.
  public func relabelled(importID: Int32, items: ItemRenumbering, _ numbers: [Int64]) -> [UInt8]? {
    guard numbers.allSatisfy({ $0 >= 0 && $0 < items.numbers.count }) else { return nil }
    var writer = PageWriter()
    writer.bytes.reserveCapacity(bytes.count + 64)
    writer.header(kind: kind, lines: lineCount, receipts: receiptCount)
    writer.column(Array(repeating: Int64(importID), count: receiptCount))
    let (before, own) = (range(of: .importID).upperBound, range(of: .item))
    writer.copy(bytes[before..<own.lowerBound])
    if let shift = items.shift, !numbers.isEmpty {
      writer.copy(bytes[own], movingBaseBy: shift)
    } else {
      writer.column(numbers.map { Int64(items.numbers[Int($0)]) })
    }
    writer.copy(bytes[own.upperBound...])
    return writer.bytes
  }
}

extension SalePage {
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

  func line(_ index: Int, first: Int64) -> SaleLine {
    SaleLine(
      item: Int32(truncatingIfNeeded: items[index]), second: Int32(truncatingIfNeeded: first &+ seconds[index]),
      quantity: quantities[index], amount: amounts[index], cost: costs[index], tax: taxes[index])
  }
}
