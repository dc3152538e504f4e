// Decides the encoding of a file by its first bytes: a byte order mark, the pattern of UTF-16, valid UTF-8, or else the
// best guess among the single-byte encodings.
internal import Delimited

enum EncodingDecider {
  /// The encoding, and the one to fall back on where all bytes so far are plain ASCII.
  static func of(_ raw: [UInt8], isWhole: Bool) -> (encoding: TextEncoding, fallback: TextEncoding?) {
    if let mark = TextEncoding.byteOrderMark(raw) { return (mark.encoding, nil) }
    if let wide = unmarkedUTF16(raw) { return (wide, nil) }
    guard TextEncoding.isUTF8(raw, mayBeCut: !isWhole) else { return (TextEncoding.guess(raw), nil) }
    return (.utf8, raw.allSatisfy { $0 < 0x80 } ? .windows1252 : nil)
  }

  /// A byte order mark that no export can be read with; nil where there is none.
  static func foreignMark(_ raw: [UInt8]) -> String? {
    if raw.starts(with: [0xFF, 0xFE, 0, 0]) || raw.starts(with: [0, 0, 0xFE, 0xFF]) { return "the mark of UTF-32" }
    return [[0xEF, 0xBB], [0xEF]].contains(raw) ? "the mark of UTF-8, and is cut there" : nil
  }

  /// UTF-16 without a mark: most of the even, or of the odd bytes are NUL, the others are not.
  private static func unmarkedUTF16(_ raw: [UInt8]) -> TextEncoding? {
    let sample = raw.prefix(4096)
    guard sample.count >= 8, sample.contains(0) else { return nil }
    var nuls = [0, 0]
    for (index, byte) in sample.enumerated() where byte == 0 { nuls[index & 1] += 1 }
    let half = sample.count / 2
    if nuls[1] * 10 > half * 7, nuls[0] == 0 { return .utf16le }
    if nuls[0] * 10 > half * 7, nuls[1] == 0 { return .utf16be }
    return nil
  }
}
