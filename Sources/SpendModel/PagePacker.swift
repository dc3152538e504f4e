// Writes the bytes of a page, column by column, straight from its lines: an import packs every line once.

/// The lines of a page as they are packed: grouped by receipt, in the receipts' order.
public struct PackingReceipts {
  /// The import that brought each receipt.
  public var imports: [Int32] = []
  /// Number of lines of each receipt.
  public var lineCounts: [Int] = []
  /// Number of bytes of each receipt's key.
  public var keyLengths: [Int] = []
  /// The keys, one after the other.
  public var keyBytes: [UInt8] = []

  /// No receipts.
  public init() {}

  /// Adds a receipt.
  public mutating func append(importID: Int32, lines: Int, key: ArraySlice<UInt8>) {
    imports.append(importID)
    lineCounts.append(lines)
    keyLengths.append(key.count)
    keyBytes.append(contentsOf: key)
  }

  /// Forgets all receipts and keeps the memory.
  public mutating func removeAll() {
    imports.removeAll(keepingCapacity: true)
    lineCounts.removeAll(keepingCapacity: true)
    keyLengths.removeAll(keepingCapacity: true)
    keyBytes.removeAll(keepingCapacity: true)
  }
}

extension PackedPage {
  /// The bytes of a page; the same page gives the same bytes. `lines` are grouped by receipt, and as many as the
  /// receipts announce.
  public static func packed(
    kind: SalePage.Kind, receipts: PackingReceipts, lines: UnsafeBufferPointer<SaleLine>
  ) -> [UInt8] {
    let firsts = firstSeconds(receipts, lines)
    var writer = PageWriter()
    writer.bytes.reserveCapacity(256 + receipts.keyBytes.count + receipts.lineCounts.count * 8 + lines.count * 12)
    writer.header(kind: kind, lines: lines.count, receipts: receipts.lineCounts.count)
    writer.column(receipts.imports.count) { Int64(receipts.imports[$0]) }
    writer.column(receipts.lineCounts.count) { Int64(receipts.lineCounts[$0]) }
    writer.column(receipts.keyLengths.count) { Int64(receipts.keyLengths[$0]) }
    writer.column(firsts.count) { firsts[$0] }
    writer.column(lines.count) { Int64(lines[$0].item) }
    writer.scaledColumn(lines.count) { lines[$0].quantity }
    writer.column(lines.count) { lines[$0].amount }
    writer.optionalColumn(lines.count) { lines[$0].cost }
    writer.optionalColumn(lines.count) { lines[$0].tax }
    writer.secondsAfterFirst(receipts.lineCounts, firsts, lines)
    writer.bytes += receipts.keyBytes
    return writer.bytes
  }

  /// The second of each receipt's first line, or -1.
  private static func firstSeconds(_ receipts: PackingReceipts, _ lines: UnsafeBufferPointer<SaleLine>) -> [Int64] {
    var line = 0
    return receipts.lineCounts.map { count in
      defer { line += count }
      return count == 0 ? -1 : Int64(lines[line].second)
    }
  }
}

extension SalePage {
  /// The page as bytes; the same page gives the same bytes.
  public func packed() -> [UInt8] {
    var all = PackingReceipts()
    for receipt in receipts {
      all.append(importID: receipt.importID, lines: receipt.lines.count, key: receipt.key.bytes[...])
    }
    return receipts.flatMap(\.lines).withUnsafeBufferPointer {
      PackedPage.packed(kind: kind, receipts: all, lines: $0)
    }
  }
}

/// Appends the columns of a page. A column is width (1 byte: bytes a value takes, 0...8), kind (1), scale exponent (1),
/// 0, base (8 bytes) and the values less the base.
struct PageWriter {
  var bytes: [UInt8] = []

  mutating func header(kind: SalePage.Kind, lines: Int, receipts: Int) {
    append(UInt64(PackedPage.magic), width: 4)
    append(UInt64(kind.rawValue), width: 4)
    append(UInt64(lines), width: 4)
    append(UInt64(receipts), width: 4)
  }

  /// A column of values as they are.
  @inline(__always)
  mutating func column(_ count: Int, _ value: (Int) -> Int64) {
    let (least, most) = PageWriter.range(count, value)
    write(count, kind: 0, exponent: 0, least, most, value)
  }

  /// Divides by the largest power of ten, up to a million, that all values share.
  @inline(__always)
  mutating func scaledColumn(_ count: Int, _ value: (Int) -> Int64) {
    let exponent = PageWriter.sharedExponent(count, value)
    let (least, most) = PageWriter.range(count, value)
    // The constants let the compiler divide by multiplying.
    switch exponent {
    case 6: write(count, kind: 0, exponent: 6, least / 1_000_000, most / 1_000_000) { value($0) / 1_000_000 }
    case 3: write(count, kind: 0, exponent: 3, least / 1_000, most / 1_000) { value($0) / 1_000 }
    default:
      let divisor = PackedPage.powers[exponent]
      write(count, kind: 0, exponent: exponent, least / divisor, most / divisor) { value($0) / divisor }
    }
  }

  /// Codes 0 for unknown, else the value less the base plus one.
  @inline(__always)
  mutating func optionalColumn(_ count: Int, _ value: (Int) -> Int64) {
    var least = Int64.max
    var most = Int64.min
    for index in 0..<count where value(index) != SaleLine.unknown {
      least = min(least, value(index))
      most = max(most, value(index))
    }
    guard least <= most else { return write(0, kind: 2, exponent: 0, 0, 0, value) }
    // One below the least known value stands for unknown; `least` is above Int64.min, which is the unknown mark.
    let base = least - 1
    write(count, kind: 1, exponent: 0, base, most) { value($0) == SaleLine.unknown ? base : value($0) }
  }

  /// A receipt's lines carry nearly the same second: the distance to its first line packs into a byte or none.
  mutating func secondsAfterFirst(_ counts: [Int], _ firsts: [Int64], _ lines: UnsafeBufferPointer<SaleLine>) {
    var distances: [Int64] = []
    distances.reserveCapacity(lines.count)
    for (count, first) in zip(counts, firsts) {
      for _ in 0..<count { distances.append(Int64(lines[distances.count].second) &- first) }
    }
    distances.withUnsafeBufferPointer { distances in column(distances.count) { distances[$0] } }
  }

  /// A column of values that are in memory.
  mutating func column(_ values: [Int64]) {
    values.withUnsafeBufferPointer { values in column(values.count) { values[$0] } }
  }

  /// Columns as they stand in another page.
  mutating func copy(_ columns: Slice<UnsafeRawBufferPointer>) {
    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: columns))
  }

  /// A column of another page whose values are all moved by as much: only the base is another one.
  mutating func copy(_ column: Slice<UnsafeRawBufferPointer>, movingBaseBy shift: Int64) {
    let base = bytes.count + 4
    copy(column)
    bytes.withUnsafeMutableBytes { target in
      let moved = Int64(littleEndian: target.loadUnaligned(fromByteOffset: base, as: Int64.self)) &+ shift
      target.storeBytes(of: moved.littleEndian, toByteOffset: base, as: Int64.self)
    }
  }

  @inline(__always)
  private static func range(_ count: Int, _ value: (Int) -> Int64) -> (least: Int64, most: Int64) {
    guard count > 0 else { return (0, 0) }
    var least = value(0)
    var most = least
    for index in 1..<max(1, count) {
      least = min(least, value(index))
      most = max(most, value(index))
    }
    return (least, most)
  }

  @inline(__always)
  private static func sharedExponent(_ count: Int, _ value: (Int) -> Int64) -> Int {
    var exponent = 6
    for index in 0..<count {
      // Three decimals are what scales print: tried first, by a constant.
      if exponent == 3, value(index) % 1_000 == 0 { continue }
      while exponent > 0, value(index) % PackedPage.powers[exponent] != 0 { exponent -= 1 }
    }
    return exponent
  }

  @inline(__always)
  private mutating func write(
    _ count: Int, kind: UInt8, exponent: Int, _ least: Int64, _ most: Int64, _ value: (Int) -> Int64
  ) {
    let spread = UInt64(bitPattern: most &- least)
    let width = (64 - spread.leadingZeroBitCount + 7) / 8
    bytes += [UInt8(width), kind, UInt8(exponent), 0]
    append(UInt64(bitPattern: least), width: 8)
    guard width > 0 else { return }
    // Eight bytes are stored for each value, of which the next value overwrites what is too much.
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: count * width + 8))
    bytes.withUnsafeMutableBytes { target in
      for index in 0..<count {
        let word = UInt64(bitPattern: value(index) &- least).littleEndian
        target.storeBytes(of: word, toByteOffset: start &+ index &* width, as: UInt64.self)
      }
    }
    bytes.removeLast(8)
  }

  private mutating func append(_ value: UInt64, width: Int) {
    var rest = value
    for _ in 0..<width {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}
