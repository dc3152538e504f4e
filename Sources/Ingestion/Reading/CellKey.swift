// The cells that name a line's item, in a shape that is hashed and compared without a loop or a guess.
internal import Delimited

/// A cell as words: its bytes where it has at most 16, else their hash.
struct CellWords {
  var low: UInt64 = 0
  var high: UInt64 = 0

  /// The longest cell that its words hold.
  static let longest = 16

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
    let isLong = cell.count > CellWords.longest
    let (low, high) = isLong ? (hash64(cell.buffer), 0) : records.words(of: cell)
    let words = CellWords(low: low, high: high)
    let length = isLong ? CellKey.long : UInt32(truncatingIfNeeded: cell.count)
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
    hash = foldedProduct(hash ^ low, high ^ UInt64(lengths) ^ 0xE703_7ED1_A0B4_28DB)
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
