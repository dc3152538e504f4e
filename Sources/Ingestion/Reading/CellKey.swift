// The cells that name a line's item, in a shape that is hashed and compared without a loop or a guess.
internal import CLanes
internal import Delimited

/// A cell as words: its bytes where it has at most 16, else their hash. Equal words of equally long cells mean equal cells
/// then.
struct CellWords {
  /// The last eight bytes, the very last one highest; bytes that the cell lacks are 0.
  private(set) var low: UInt64 = 0
  /// Those before them.
  var high: UInt64 = 0

  /// The longest cell that its words hold.
  static let longest = 16

  init() {}

  @inline(__always)
  init(_ cell: Bytes, of records: RecordBatch) {
    if cell.count > CellWords.longest {
      low = hash64(cell.buffer)
    } else if records.holds(CellWords.longest, upToEndOf: cell) {
      // Sixteen bytes are read whatever the cell has: no branch on its length.
      let words = commonspend_last_words(cell.base + cell.count, cell.count)
      low = UInt64(littleEndian: words.low)
      high = UInt64(littleEndian: words.high)
    } else {
      takeByByte(cell)
    }
  }

  @inline(never)
  private mutating func takeByByte(_ cell: Bytes) {
    for index in 0..<cell.count {
      high = high &>> 8 | low &<< 56
      low = low &>> 8 | UInt64(cell[index]) &<< 56
    }
  }

  /// 0 where the words are the same.
  @inline(__always)
  func differences(from other: CellWords) -> UInt64 { (low ^ other.low) | (high ^ other.high) }
}

/// Up to three cells that name something together, and the number of what they name. It fills a line of the processor's
/// cache.
struct CellKey {
  private(set) var first = CellWords()
  private(set) var second = CellWords()
  private(set) var third = CellWords()
  /// Of each cell eight bits: how many bytes it has, or `long`.
  private(set) var lengths: UInt32 = 0
  /// -1: nothing is known by these cells.
  var number: Int32 = -1
  private(set) var hash: UInt64 = 0

  private static let long: UInt32 = 0x20

  /// Whether one of the cells is longer than its words.
  @inline(__always) var hasLong: Bool { lengths & 0x20_2020 != 0 }

  /// Whether the cell at a place, 0...2, is.
  func isLong(_ place: Int) -> Bool { lengths >> UInt32(8 * place) & CellKey.long != 0 }

  /// Sets the cell at a place; those before it are set already. One that is never set is empty.
  @inline(__always)
  mutating func set(_ place: Int, _ cell: Bytes, of records: RecordBatch) {
    let words = CellWords(cell, of: records)
    let length = cell.count > CellWords.longest ? CellKey.long : UInt32(truncatingIfNeeded: cell.count)
    switch place {
    case 0:
      first = words
      lengths = length
      hash = 0x1D8E_4E27_C47D_124F
    case 1:
      second = words
      lengths |= length &<< 8
    default:
      third = words
      lengths |= length &<< 16
    }
    hash = foldedProduct(hash ^ words.low, words.high ^ UInt64(lengths) ^ 0xE703_7ED1_A0B4_28DB)
  }

  /// Says where the bytes of a long cell are kept.
  mutating func keep(_ place: Int, at index: Int) {
    switch place {
    case 0: first.high = UInt64(index)
    case 1: second.high = UInt64(index)
    default: third.high = UInt64(index)
    }
  }
}
