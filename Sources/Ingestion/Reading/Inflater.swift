// Unpacks a gzip export as it is read, with a limit on how far it may grow.
private import CZlib
internal import SpendModel

/// A running gzip decoder. Holds one input buffer for its whole life, because zlib keeps a pointer into it.
final class Inflater {
  private var stream = z_stream()
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private let path: String
  private var consumed: Int64 = 0
  private var produced: Int64 = 0
  private var memberEnded = false
  private static let largestRatio: Int64 = 200

  init(path: String) throws {
    self.path = path
    // 15 + 16: the largest window, gzip only.
    guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw Problem(
        .environment, what: "zlib could not be started.", place: path, rule: "compressed exports are unpacked by zlib",
        mend: "Check the memory of the machine, or unpack the file first.")
    }
  }

  deinit {
    inflateEnd(&stream)
    input.deallocate()
  }

  /// Fills the buffer with unpacked bytes; 0 at the end. `refill` reads packed bytes.
  func inflate(
    into buffer: UnsafeMutableRawBufferPointer, refill: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> Int {
    stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_out = UInt32(buffer.count)
    while stream.avail_out > 0 {
      if stream.avail_in == 0, try !takeInput(refill) { break }
      try step()
    }
    let count = buffer.count - Int(stream.avail_out)
    produced += Int64(count)
    guard produced <= max(consumed, 1 << 16) * Inflater.largestRatio else { throw tooLarge() }
    return count
  }

  private func takeInput(_ refill: (UnsafeMutableRawBufferPointer) throws -> Int) throws -> Bool {
    let count = try refill(input)
    guard count > 0 else {
      if memberEnded { return false }
      throw damaged("it ends too early")
    }
    consumed += Int64(count)
    stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_in = UInt32(count)
    return true
  }

  /// A gzip file may be several members, one after the other.
  private func step() throws {
    if memberEnded {
      inflateReset(&stream)
      memberEnded = false
    }
    switch CZlib.inflate(&stream, Z_NO_FLUSH) {
    case Z_STREAM_END: memberEnded = true
    case Z_OK, Z_BUF_ERROR: break
    default: throw damaged("its bytes do not unpack")
    }
  }

  private func tooLarge() -> Problem {
    Problem(
      .refused, what: "The compressed file grows to more than \(Inflater.largestRatio) times its size.", place: path,
      rule: "largest ratio of a compressed export: \(Inflater.largestRatio)", mend: "Unpack it and look at it first.")
  }

  private func damaged(_ why: String) -> Problem {
    Problem(
      .refused, what: "The compressed file is damaged: \(why).", place: path, rule: "gzip, with its checksum",
      mend: "Export or copy it again.")
  }
}
