// Borrowed bytes of a record: no copy, valid until the next batch is asked for.

/// A run of bytes that somebody else owns.
@frozen public struct Bytes {
  /// The first byte.
  public let base: UnsafePointer<UInt8>
  /// How many there are.
  public let count: Int

  /// Bytes from `base` on; the caller vouches for `count` of them.
  @inlinable public init(base: UnsafePointer<UInt8>, count: Int) {
    self.base = base
    self.count = count
  }

  /// The byte at an index below `count`.
  @inlinable public subscript(_ index: Int) -> UInt8 { base[index] }

  /// As a buffer.
  @inlinable public var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  /// Without spaces and tabs at either end.
  @inlinable public func trimmed() -> Bytes {
    var start = 0
    var end = count
    while start < end, base[start] == 0x20 || base[start] == 0x09 { start &+= 1 }
    while end > start, base[end &- 1] == 0x20 || base[end &- 1] == 0x09 { end &-= 1 }
    return Bytes(base: base + start, count: end &- start)
  }

  /// Whether no byte is above 0x7F.
  @inlinable public var isASCII: Bool { buffer.reduce(0) { $0 | $1 } < 0x80 }

  /// Whether the bytes begin with a prefix.
  @inlinable public func hasPrefix(_ prefix: [UInt8]) -> Bool {
    guard count >= prefix.count else { return false }
    for index in 0..<prefix.count where base[index] != prefix[index] { return false }
    return true
  }

  /// Whether `count` bytes at two places are equal, eight at a time; the caller vouches for both places.
  @inlinable public static func areEqual(
    _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, count: Int
  ) -> Bool {
    guard count >= 8 else {
      for index in 0..<count where left[index] != right[index] { return false }
      return true
    }
    let one = UnsafeRawPointer(left)
    let other = UnsafeRawPointer(right)
    var offset = 0
    while offset &+ 8 < count {
      if one.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        != other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      {
        return false
      }
      offset &+= 8
    }
    // The last eight may overlap those before.
    return one.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      == other.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
  }

  /// Byte for byte.
  @inlinable public static func == (left: Bytes, right: [UInt8]) -> Bool {
    left.count == right.count && left.hasPrefix(right)
  }
}

extension Bytes {
  /// A cell without its outer quotes; one that lacks either of them as it is.
  @inlinable @inline(__always) func without(_ quote: UInt8) -> Bytes {
    guard count >= 2, self[0] == quote, self[count &- 1] == quote else { return self }
    return Bytes(base: base + 1, count: count &- 2)
  }
}
