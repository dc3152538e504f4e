// Encodings by the WHATWG tables, and the bytes that are refused.
import Delimited
import Testing

@Test("Single-byte encodings follow the WHATWG tables")
func singleBytes() {
  #expect(TextEncoding.windows1252.decode([0x80, 0x81, 0xE9, 0x9F]) == "€\u{81}éŸ")
  #expect(TextEncoding.iso8859_15.decode([0xA4, 0xE9, 0xBE]) == "€éŸ")
  #expect(TextEncoding.macintosh.decode([0x8E, 0xDB, 0xFF]) == "é€\u{2C7}")
  #expect(TextEncoding.utf8.decode([0xC3, 0x28]) == nil)
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
  #expect(throws: TextFault.loneSurrogate(position: 2)) { try transcoded([0x61, 0, 0, 0xD8, 0x61, 0], .utf16le, chunk: 64) }
  #expect(throws: TextFault.nul(position: 9)) { try transcoded(Array("123456789\0".utf8), .utf8, chunk: 64) }
}

@Test("A byte order mark is removed once, at the start")
func mark() throws {
  #expect(try transcoded([0xEF, 0xBB, 0xBF, 0x61, 0xEF, 0xBB, 0xBF], .utf8, chunk: 64) == [0x61, 0xEF, 0xBB, 0xBF])
}
