// The cells that name a line's item or store, in a shape that is hashed and compared without a loop or a guess.
internal import Delimited

/// A cell as words: up to 16 bytes themselves, of a longer cell its hash.
struct CellWords {
  let low: UInt64
  /// 0 for a longer cell.
  let high: UInt64
  let cell: Bytes

  /// The longest cell that its words hold.
  static let longest = 16

  /// The words of a cell of a batch's record.
  @inline(__always)
  init(_ cell: Bytes, of records: RecordBatch) {
    self.cell = cell
    if cell.count <= CellWords.longest {
      (low, high) = records.words(of: cell)
    } else {
      (low, high) = (hash64(cell.buffer), 0)
    }
  }

  /// A cell without bytes.
  @inline(__always)
  init(emptyAt base: UnsafePointer<UInt8>) {
    cell = Bytes(base: base, count: 0)
    low = 0
    high = 0
  }

  @inline(__always) var isLong: Bool { cell.count > CellWords.longest }
}

/// Up to three cells that name something together.
struct CellKey {
  var first: CellWords
  var second: CellWords
  var third: CellWords

  /// One cell alone.
  @inline(__always)
  init(_ cell: Bytes, of records: RecordBatch) {
    first = CellWords(cell, of: records)
    second = CellWords(emptyAt: cell.base)
    third = second
  }

  @inline(__always)
  var hash: UInt64 {
    CellKey.hash(
      (first.low, second.low, third.low), (first.high, second.high, third.high),
      (
        UInt32(truncatingIfNeeded: first.cell.count), UInt32(truncatingIfNeeded: second.cell.count),
        UInt32(truncatingIfNeeded: third.cell.count)
      ))
  }

  /// Of three cells' words and counts. The two products are independent, so the processor makes them at once.
  @inline(__always)
  static func hash(
    _ lows: (UInt64, UInt64, UInt64), _ highs: (UInt64, UInt64, UInt64), _ counts: (UInt32, UInt32, UInt32)
  ) -> UInt64 {
    let lengths = UInt64(counts.0) ^ UInt64(counts.1) &<< 21 ^ UInt64(counts.2) &<< 42
    let one = foldedProduct(lows.0 ^ 0xA076_1D64_78BD_642F, highs.0 ^ 0xE703_7ED1_A0B4_28DB ^ lengths)
    let other = foldedProduct(
      lows.1 ^ 0x8EBC_6AF0_9C88_C6E3, highs.1 ^ 0x5899_65CC_7537_4CC3 ^ lows.2 &* 0x9E37_79B9_7F4A_7C15)
    return foldedProduct(one ^ 0x1D8E_4E27_C47D_124F ^ highs.2, other ^ 0xD6E8_FEB8_6659_FD93)
  }
}
