// The text of a file: bytes are decoded once, when they are new.
internal import Delimited

/// Decodes a file's bytes. While all text was plain ASCII the encoding may still turn out to be the fallback.
struct TextDecoder {
  private(set) var encoding: TextEncoding
  private var fallback: TextEncoding?
  private(set) var switched = false
  /// Whether some text held other bytes than ASCII.
  private(set) var metOtherBytes = false

  init(encoding: TextEncoding, fallback: TextEncoding?) {
    self.encoding = encoding
    self.fallback = encoding == .utf8 ? fallback : nil
  }

  /// Whether the encoding stands, so that the order in which texts come does not matter any more.
  var isSettled: Bool { fallback == nil }

  /// The text of some bytes; nil where they are not text in the file's encoding.
  mutating func text(_ bytes: [UInt8]) -> String? {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    metOtherBytes = true
    if encoding == .utf8 {
      if let text = String(validating: bytes, as: UTF8.self) {
        fallback = nil
        return text
      }
      guard let other = fallback else { return nil }
      encoding = other
      fallback = nil
      switched = true
    }
    return encoding.decode(bytes)
  }
}
