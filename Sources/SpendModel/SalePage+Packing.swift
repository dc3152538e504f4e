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
    var lines: [SaleLine] = []
    var receipts: [(key: ReceiptKey, importID: Int32, lines: Range<Int>)] = []
    lines.reserveCapacity(page.lineCount)
    receipts.reserveCapacity(page.receiptCount)
    var unpacker = PageUnpacker()
    try unpacker.unpack(page, into: &lines) { receipts.append((ReceiptKey(bytes: Array($0)), $1, $2)) }
    self.init(
      kind: page.kind,
      receipts: receipts.map { PageReceipt(key: $0.key, importID: $0.importID, lines: Array(lines[$0.lines])) })
  }
}

/// Unpacks pages, one after the other; keeps its working memory.
public struct PageUnpacker {
  private var imports, lineCounts, keyLengths, firstSeconds: [Int64]
  private var items, quantities, amounts, costs, taxes, seconds: [Int64]

  /// An unpacker.
  public init() {
    (imports, lineCounts, keyLengths, firstSeconds) = ([], [], [], [])
    (items, quantities, amounts, costs, taxes, seconds) = ([], [], [], [], [], [])
  }

  /// Adds a page's lines to `lines`, receipt by receipt; the body hears of each receipt when its lines are there.
  public mutating func unpack(
    _ page: PackedPage, into lines: inout [SaleLine],
    _ body: (_ key: UnsafeRawBufferPointer, _ importID: Int32, _ lines: Range<Int>) -> Void
  ) throws(PageDamage) {
    decode(page)
    let keys = page.keyBytes
    var (line, key) = (0, 0)
    for index in 0..<page.receiptCount {
      let (count, length) = (lineCounts[index], keyLengths[index])
      guard 0...Int64(page.lineCount - line) ~= count, 0...Int64(keys.count - key) ~= length,
        let importID = Int32(exactly: imports[index])
      else { throw .notAPage }
      let start = lines.count
      for line in line..<line + Int(count) { lines.append(self.line(line, first: firstSeconds[index])) }
      body(UnsafeRawBufferPointer(rebasing: keys[key..<key + Int(length)]), importID, start..<lines.count)
      line += Int(count)
      key += Int(length)
    }
    guard line == page.lineCount else { throw .notAPage }
  }

  private mutating func decode(_ page: PackedPage) {
    page.decode(.importID, into: &imports)
    page.decode(.lineCount, into: &lineCounts)
    page.decode(.keyLength, into: &keyLengths)
    page.decode(.firstSecond, into: &firstSeconds)
    page.decode(.item, into: &items)
    page.decode(.quantity, into: &quantities)
    page.decode(.amount, into: &amounts)
    page.decode(.cost, into: &costs)
    page.decode(.tax, into: &taxes)
    page.decode(.second, into: &seconds)
  }

  private func line(_ index: Int, first: Int64) -> SaleLine {
    SaleLine(
      item: Int32(truncatingIfNeeded: items[index]), second: Int32(truncatingIfNeeded: first &+ seconds[index]),
      quantity: quantities[index], amount: amounts[index], cost: costs[index], tax: taxes[index])
  }
}
