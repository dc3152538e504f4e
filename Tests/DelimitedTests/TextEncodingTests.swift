// Encodings by the WHATWG tables, and the bytes that are refused. Facts from the indexes of the WHATWG Encoding
// Standard and from web-platform-tests (encoding/textdecoder-fatal, textdecoder-mistakes).
import Delimited
import Testing

@Test("Single-byte encodings follow the WHATWG tables")
func singleBytes() {
  #expect(TextEncoding.windows1252.decode([0x80, 0x81, 0xE9, 0x9F]) == "€\u{81}éŸ")
  #expect(TextEncoding.windows1250.decode([0x80, 0x83, 0x8A, 0xA5, 0xB3, 0xF8, 0xFF]) == "€\u{83}ŠĄłř\u{2D9}")
  #expect(TextEncoding.iso8859_15.decode([0x9F, 0xA4, 0xE9, 0xBE]) == "\u{9F}€éŸ")
  #expect(TextEncoding.macintosh.decode([0x8E, 0xDB, 0xF0, 0xFF]) == "é€\u{F8FF}\u{2C7}")
}

@Test(
  "Single-byte encodings give every byte one character, ASCII its own",
  arguments: [TextEncoding.windows1252, .windows1250, .iso8859_15, .macintosh])
func wholeTables(_ encoding: TextEncoding) {
  let text = encoding.decode(0...255)
  #expect(text?.unicodeScalars.count == 256)
  #expect(Set(text.map { Array($0.unicodeScalars) } ?? []).count == 256)
  #expect((UInt8(0)..<0x80).allSatisfy { encoding.scalar(of: $0) == Unicode.Scalar($0) })
}

@Test("Where ISO-8859-15 does not differ it is Latin-1, and so is Windows-1252 from A0 on")
func latin() {
  let changes: Set<UInt8> = [0xA4, 0xA6, 0xA8, 0xB4, 0xB8, 0xBC, 0xBD, 0xBE]
  for byte in UInt8(0xA0)...0xFF {
    #expect(TextEncoding.windows1252.scalar(of: byte) == Unicode.Scalar(byte))
    #expect((TextEncoding.iso8859_15.scalar(of: byte) == Unicode.Scalar(byte)) != changes.contains(byte))
  }
}

@Test(
  "Bytes that are no UTF-8 are refused, never replaced",
  arguments: [
    [0xC0], [0xC0, 0x00], [0xC1, 0xBF], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
    [0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
    [0xF8, 0x80, 0x80, 0x80, 0x80], [0xFC, 0x80, 0x80, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0x80], [0xEF, 0xBB],
  ] as [[UInt8]])
func invalidUTF8(_ bytes: [UInt8]) {
  #expect(TextEncoding.utf8.decode(bytes) == nil)
  #expect(!TextEncoding.isUTF8(bytes + [0x61], mayBeCut: true))
}

@Test("A sequence that the end of a sample cuts is let through, and only that")
func cutSequences() {
  let text = Array("a€😀".utf8)
  for end in 1...text.count { #expect(TextEncoding.isUTF8(Array(text[..<end]), mayBeCut: true)) }
  #expect(!TextEncoding.isUTF8(Array(text.dropLast()), mayBeCut: false))
}

@Test(
  "Labels are those of the WHATWG Encoding Standard, in any case",
  arguments: [
    ("UTF-8", TextEncoding.utf8), ("latin1", .windows1252), ("ISO-8859-1", .windows1252), ("cp1252", .windows1252),
    ("x-cp1250", .windows1250), ("Latin-9", .iso8859_15), ("x-mac-roman", .macintosh), ("utf-16", .utf16le),
    (" utf8 ", .utf8),
  ])
func labels(_ label: String, _ expected: TextEncoding) { #expect(TextEncoding(label: label) == expected) }

@Test("An unknown label names nothing", arguments: ["", "latin2", "ebcdic", "utf-32"])
func unknownLabels(_ label: String) { #expect(TextEncoding(label: label) == nil) }

@Test(
  "Bytes without a label are taken for what makes words and prices of them",
  arguments: [
    ("Bouch\u{E9}", [0x42, 0x6F, 0x75, 0x63, 0x68, 0xE9], TextEncoding.windows1252),
    ("Bouch\u{E9}", [0x42, 0x6F, 0x75, 0x63, 0x68, 0x8E], .macintosh),
    ("€5.00", [0x80, 0x35, 0x2E, 0x30, 0x30], .windows1252), ("€5.00", [0xDB, 0x35, 0x2E, 0x30, 0x30], .macintosh),
    ("€5.00", [0xA4, 0x35, 0x2E, 0x30, 0x30], .iso8859_15),
    ("AÑO", [0x41, 0xD1, 0x4F], .windows1252), ("AÑO", [0x41, 0x84, 0x4F], .macintosh),
    ("l’eau", [0x6C, 0x92, 0x65, 0x61, 0x75], .windows1252), ("A–B", [0x41, 0x96, 0x42], .windows1252),
    ("œuf", [0xBD, 0x75, 0x66], .iso8859_15), ("1½", [0x31, 0xBD], .windows1252),
    ("piña 2º", [0x70, 0x69, 0xF1, 0x61, 0x20, 0x32, 0xBA], .windows1252),
  ] as [(String, [UInt8], TextEncoding)])
func guesses(_ text: String, _ bytes: [UInt8], _ encoding: TextEncoding) {
  #expect(TextEncoding.guess(bytes) == encoding)
  #expect(TextEncoding.guess(bytes).decode(bytes) == text)
}

func transcoded(_ bytes: [UInt8], _ encoding: TextEncoding, chunk: Int) throws -> [UInt8] {
  var offset = 0
  let transcoder = Transcoder(encoding: encoding) { buffer in
    let count = min(chunk, buffer.count, bytes.count - offset)
    buffer.copyBytes(from: bytes[offset..<offset + count])
    offset += count
    return count
  }
  var result: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 7)
  while case let count = try buffer.withUnsafeMutableBytes({ try transcoder.fill($0) }), count > 0 {
    result += buffer[..<count]
  }
  return result
}

@Test("UTF-16 becomes UTF-8 without its mark, however it is cut", arguments: [1, 2, 3, 5, 64])
func utf16(_ chunk: Int) throws {
  let text = "Día;€ 😀\n"
  var little: [UInt8] = [0xFF, 0xFE]
  var big: [UInt8] = [0xFE, 0xFF]
  for unit in text.utf16 {
    little += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    big += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
  }
  #expect(try transcoded(little, .utf16le, chunk: chunk) == Array(text.utf8))
  #expect(try transcoded(big, .utf16be, chunk: chunk) == Array(text.utf8))
}

@Test("Odd UTF-16, half surrogates and NUL bytes are refused with their position")
func refusals() {
  #expect(throws: TextFault.oddByteCount(position: 2)) { try transcoded([0x61, 0, 0x62], .utf16le, chunk: 64) }
  #expect(throws: TextFault.loneSurrogate(position: 2)) {
    try transcoded([0x61, 0, 0, 0xD8, 0x61, 0], .utf16le, chunk: 64)
  }
  #expect(throws: TextFault.nul(position: 9)) { try transcoded(Array("123456789\0".utf8), .utf8, chunk: 64) }
}

@Test("A byte order mark is removed once, at the start")
func mark() throws {
  #expect(try transcoded([0xEF, 0xBB, 0xBF, 0x61, 0xEF, 0xBB, 0xBF], .utf8, chunk: 64) == [0x61, 0xEF, 0xBB, 0xBF])
}

@Test("A byte order mark names its encoding; half a mark names none")
func marks() {
  #expect(TextEncoding.byteOrderMark([0xEF, 0xBB, 0xBF, 0x61])?.encoding == .utf8)
  #expect(TextEncoding.byteOrderMark([0xFF, 0xFE, 0x61, 0])?.encoding == .utf16le)
  #expect(TextEncoding.byteOrderMark([0xFE, 0xFF, 0, 0x61])?.encoding == .utf16be)
  #expect(TextEncoding.byteOrderMark([0xEF, 0xBB]) == nil)
}

@Test("UTF-16 without its other half, in either half and at the end, is refused", arguments: [1, 2, 64])
func surrogates(_ chunk: Int) {
  for bytes: [UInt8] in [[0x00, 0xD8], [0x00, 0xDC], [0x00, 0xDC, 0x00, 0xD8], [0x00, 0xD8, 0x00, 0xD8]] {
    #expect(throws: TextFault.loneSurrogate(position: 0)) { try transcoded(bytes, .utf16le, chunk: chunk) }
  }
  // The mark of UTF-32 is that of UTF-16 and a NUL.
  #expect(throws: TextFault.nul(position: 2)) { try transcoded([0xFF, 0xFE, 0, 0], .utf16le, chunk: chunk) }
}

@Test("Bytes are UTF-8 where the standard library can make a text of them")
func validity() {
  let pieces: [[UInt8]] = [
    Array("plain text, long enough for words".utf8), Array("Crème".utf8), Array("€".utf8), Array("🥕".utf8), [0x80],
    [0xC0, 0x80], [0xC2], [0xE0, 0x80, 0x80], [0xE0, 0xA0, 0x80], [0xED, 0xA0, 0x80], [0xED, 0x9F, 0xBF],
    [0xEF, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
    [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF], [0xE2, 0x82], [0xF0, 0x9F, 0xA5], [0],
  ]
  for first in pieces {
    for second in pieces {
      for cut in 0...3 {
        let bytes = Array((first + second).dropLast(cut))
        let isText = String(validating: bytes, as: UTF8.self) != nil
        #expect(TextEncoding.isUTF8(bytes, mayBeCut: false) == isText, "\(bytes)")
        let isCutText = (1...3).contains { count in
          bytes.count > count && bytes[bytes.count - count] >= 0xC2
            && String(validating: bytes.dropLast(count), as: UTF8.self) != nil
        }
        #expect(TextEncoding.isUTF8(bytes, mayBeCut: true) == (isText || isCutText), "\(bytes)")
      }
    }
  }
}
