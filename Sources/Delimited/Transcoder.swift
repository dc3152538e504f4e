// Between a file and a RecordReader: removes a byte order mark, turns UTF-16 into UTF-8, refuses what is no text.
internal import CLanes

/// Why bytes cannot be turned into text; positions count bytes from 0.
public enum TextFault: Error, Hashable, Sendable {
  /// UTF-16 bytes end in the middle of a unit.
  case oddByteCount(position: Int)
  /// Half of a UTF-16 surrogate pair.
  case loneSurrogate(position: Int)
  /// A NUL byte: this is no text.
  case nul(position: Int)
}

/// Removes a byte order mark and turns UTF-16 into UTF-8, between a file and a RecordReader.
public final class Transcoder {
  private let encoding: TextEncoding
  private let source: RecordReader.Fill
  private var position = 0
  private var pending: [UInt8] = []
  private var output: [UInt8] = []
  private var taken = 0
  private var isStart = true
  private var isAtEnd = false

  /// Between `source` and a reader.
  public init(encoding: TextEncoding, source: @escaping RecordReader.Fill) {
    self.encoding = encoding
    self.source = source
  }

  /// The next bytes as UTF-8 or in the file's single-byte encoding; 0 at the end.
  public func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let isUTF16 = encoding == .utf16le || encoding == .utf16be
    guard isUTF16 || isStart else {
      let count = try source(buffer)
      try refuseNul(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      return count
    }
    while taken == output.count, !isAtEnd { try refill(max(buffer.count, 16), isUTF16) }
    let count = min(buffer.count, output.count - taken)
    output.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[taken..<taken + count])) }
    taken += count
    if taken == output.count, !isUTF16 { isStart = false }
    return count
  }

  private func refill(_ size: Int, _ isUTF16: Bool) throws {
    var chunk: [UInt8] = []
    // A byte order mark has up to three bytes, and a source may give one at a time.
    repeat {
      var piece = [UInt8](repeating: 0, count: size)
      let count = try piece.withUnsafeMutableBytes { try source($0) }
      chunk += piece[..<count]
      isAtEnd = count == 0
    } while isStart && chunk.count < 3 && !isAtEnd
    taken = 0
    if isStart, let mark = TextEncoding.byteOrderMark(chunk), mark.encoding == encoding {
      chunk.removeFirst(mark.length)
      position += mark.length
    }
    if isUTF16 {
      isStart = false
      try transcode(chunk)
    } else {
      try chunk.withUnsafeBytes { try refuseNul($0) }
      output = chunk
    }
  }

  private func refuseNul(_ bytes: UnsafeRawBufferPointer) throws(TextFault) {
    guard let base = bytes.baseAddress else { return }
    let nul = commonspend_first_nul(base, bytes.count)
    if nul < bytes.count { throw .nul(position: position + nul) }
    position += bytes.count
  }

  private func transcode(_ chunk: [UInt8]) throws(TextFault) {
    let start = position - pending.count
    let bytes = pending + chunk
    position += chunk.count
    output.removeAll(keepingCapacity: true)
    var index = 0
    while index + 1 < bytes.count {
      let unit = self.unit(bytes, index)
      if unit == 0 { throw .nul(position: start + index) }
      if unit & 0xF800 != 0xD800 {
        append(UInt32(unit))
        index += 2
        continue
      }
      if index + 3 >= bytes.count, !isAtEnd { break }
      let low = index + 3 < bytes.count ? self.unit(bytes, index + 2) : 0
      guard unit < 0xDC00, low & 0xFC00 == 0xDC00 else { throw .loneSurrogate(position: start + index) }
      append(0x10000 + (UInt32(unit) - 0xD800) << 10 + UInt32(low) - 0xDC00)
      index += 4
    }
    pending = Array(bytes[index...])
    if isAtEnd, !pending.isEmpty { throw .oddByteCount(position: start + index) }
  }

  private func unit(_ bytes: [UInt8], _ index: Int) -> UInt16 {
    encoding == .utf16le
      ? UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8 : UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
  }

  private func append(_ value: UInt32) {
    guard let scalar = Unicode.Scalar(value), let bytes = UTF8.encode(scalar) else { return }
    output.append(contentsOf: bytes)
  }
}
