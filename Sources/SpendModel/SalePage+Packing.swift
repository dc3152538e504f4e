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
