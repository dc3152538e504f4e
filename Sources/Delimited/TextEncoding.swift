// Bytes to text by the index tables of the WHATWG Encoding Standard; Foundation's tables differ from them on Linux.

/// An encoding that exports come in.
public enum TextEncoding: String, CaseIterable, Hashable, Sendable {
  case utf8 = "utf-8"
  case utf16le = "utf-16le"
  case utf16be = "utf-16be"
  case windows1252 = "windows-1252"
  case iso8859_15 = "iso-8859-15"
  case macintosh = "macintosh"

  /// The text of some bytes; nil where they are not valid. Single-byte encodings take every byte.
  /// UTF-16 exports reach their readers as UTF-8 (see `Transcoder`), so here both mean UTF-8.
  public func decode(_ bytes: some Sequence<UInt8>) -> String? {
    switch self {
    case .utf8, .utf16le, .utf16be: return String(validating: bytes, as: UTF8.self)
    case .windows1252, .iso8859_15, .macintosh:
      var text = String.UnicodeScalarView()
      for byte in bytes { text.append(scalar(of: byte)) }
      return String(text)
    }
  }

  /// The scalar of one byte of a single-byte encoding.
  public func scalar(of byte: UInt8) -> Unicode.Scalar {
    guard byte >= 0x80 else { return Unicode.Scalar(byte) }
    switch self {
    case .windows1252 where byte < 0xA0: return TextEncoding.windows1252High[Int(byte - 0x80)]
    case .iso8859_15: return TextEncoding.iso8859_15Changes[byte] ?? Unicode.Scalar(byte)
    case .macintosh: return TextEncoding.macintoshHigh[Int(byte - 0x80)]
    default: return Unicode.Scalar(byte)
    }
  }

  /// The encoding that a byte order mark names, and the mark's length.
  public static func byteOrderMark(_ bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16le, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16be, 2) }
    return nil
  }

  /// Whether the bytes are UTF-8; a sequence that the end cuts off is let through when `mayBeCut`.
  public static func isUTF8(_ bytes: [UInt8], mayBeCut: Bool) -> Bool {
    if String(validating: bytes, as: UTF8.self) != nil { return true }
    guard mayBeCut else { return false }
    return (1...3).contains { cut in
      bytes.count > cut && bytes[bytes.count - cut] >= 0xC2
        && String(validating: bytes.dropLast(cut), as: UTF8.self) != nil
    }
  }

  // index-windows-1252, pointers 0...31.
  private static let windows1252High: [Unicode.Scalar] = Array(
    ("\u{20AC}\u{81}\u{201A}\u{192}\u{201E}\u{2026}\u{2020}\u{2021}\u{2C6}\u{2030}\u{160}\u{2039}\u{152}\u{8D}\u{17D}"
      + "\u{8F}\u{90}\u{2018}\u{2019}\u{201C}\u{201D}\u{2022}\u{2013}\u{2014}\u{2DC}\u{2122}\u{161}\u{203A}\u{153}"
      + "\u{9D}\u{17E}\u{178}").unicodeScalars)

  // index-iso-8859-15: where it differs from Latin-1.
  private static let iso8859_15Changes: [UInt8: Unicode.Scalar] = [
    0xA4: "\u{20AC}", 0xA6: "\u{160}", 0xA8: "\u{161}", 0xB4: "\u{17D}", 0xB8: "\u{17E}", 0xBC: "\u{152}",
    0xBD: "\u{153}", 0xBE: "\u{178}",
  ]

  // index-macintosh, all 128 pointers.
  private static let macintoshHigh: [Unicode.Scalar] = Array(
    ("ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™\u{B4}\u{A8}≠ÆØ∞±≤≥¥µ∂∑∏π∫ªº\u{3A9}æø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ"
      + "‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙı\u{2C6}\u{2DC}\u{AF}\u{2D8}\u{2D9}\u{2DA}\u{B8}\u{2DD}\u{2DB}\u{2C7}")
      .unicodeScalars)
}

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
    // memchr of the C library would be as fast, but this module imports nothing; eight bytes at a time will do.
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 { break }
      offset += 8
    }
    while offset < bytes.count {
      if bytes[offset] == 0 { throw .nul(position: position + offset) }
      offset += 1
    }
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
    guard let scalar = Unicode.Scalar(value) else { return }
    output.append(contentsOf: Array(String(Character(scalar)).utf8))
  }
}
