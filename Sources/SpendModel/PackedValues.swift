// A column of a packed page, read value by value where it stands: the innermost loop of every report goes through two of
// them side by side, which is faster than decoding each.

extension PackedPage {
  /// Values of a column that knows every value and has no scale, such as items and amounts. Valid as long as the page is.
  @frozen public struct Values {
    @usableFromInline let start: UnsafeRawPointer
    @usableFromInline let width: Int
    @usableFromInline let mask: UInt64
    @usableFromInline let base: Int64

    /// `start` and the seven bytes behind the last value must lie inside the page.
    init(start: UnsafeRawPointer, width: Int, base: Int64) {
      self.start = start
      self.width = width
      self.base = base
      mask = width == 8 ? .max : (1 << UInt64(width * 8)) - 1
    }

    /// The value of a line of the page; the index is not checked.
    @inlinable public subscript(index: Int) -> Int64 {
      let word = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: index &* width, as: UInt64.self))
      return base &+ Int64(bitPattern: word & mask)
    }
  }
}
