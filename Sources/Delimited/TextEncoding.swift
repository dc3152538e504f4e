// The encodings that exports come in, and bytes to text by the tables of the WHATWG Encoding Standard.

/// An encoding that exports come in.
public enum TextEncoding: String, CaseIterable, Hashable, Sendable {
  case utf8 = "utf-8"
  case utf16le = "utf-16le"
  case utf16be = "utf-16be"
  case windows1252 = "windows-1252"
  case windows1250 = "windows-1250"
  case iso8859_15 = "iso-8859-15"
  case macintosh = "macintosh"

  /// The encoding that a label of the WHATWG Encoding Standard names, in any case: `latin1` is windows-1252 there.
  public init?(label: String) {
    let name = label.lowercased().filter { $0 != " " && $0 != "\t" }
    guard let encoding = TextEncoding(rawValue: name) ?? TextEncoding.labels[name] else { return nil }
    self = encoding
  }

  private static let labels: [String: TextEncoding] = {
    let names: [(TextEncoding, String)] = [
      (.utf8, "utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8"),
      (.utf16le, "utf-16 ucs-2 unicode csunicode iso-10646-ucs-2 unicodefeff"), (.utf16be, "unicodefffe"),
      (
        .windows1252,
        "cp1252 x-cp1252 ascii us-ascii ansi_x3.4-1968 latin1 l1 csisolatin1 cp819 ibm819 iso-8859-1 iso8859-1 "
          + "iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100"
      ),
      (.windows1250, "cp1250 x-cp1250"),
      (.iso8859_15, "iso8859-15 iso885915 iso_8859-15 csisolatin9 l9 latin9 latin-9"),
      (.macintosh, "mac x-mac-roman csmacintosh macroman mac-roman"),
    ]
    return names.reduce(into: [:]) { table, entry in
      for name in entry.1.split(separator: " ") { table[String(name)] = entry.0 }
    }
  }()

  /// The text of some bytes; nil where they are not valid. Single-byte encodings take every byte.
  /// UTF-16 exports reach their readers as UTF-8 (see `Transcoder`), so here both mean UTF-8.
  public func decode(_ bytes: some Sequence<UInt8>) -> String? {
    guard let table else { return String(validating: bytes, as: UTF8.self) }
    var text = String.UnicodeScalarView()
    for byte in bytes { text.append(byte < 0x80 ? Unicode.Scalar(byte) : table[Int(byte - 0x80)]) }
    return String(text)
  }

  /// The bytes of a text in a single-byte encoding, in another as UTF-8; nil where it cannot say a character.
  public func encode(_ text: String) -> [UInt8]? {
    guard let table else { return Array(text.utf8) }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else if let index = table.firstIndex(of: scalar) {
        bytes.append(UInt8(truncatingIfNeeded: index) + 0x80)
      } else {
        return nil
      }
    }
    return bytes
  }

  /// The scalar of one byte of a single-byte encoding; in UTF-8 and UTF-16 of an ASCII byte.
  public func scalar(of byte: UInt8) -> Unicode.Scalar {
    guard byte >= 0x80, let table else { return Unicode.Scalar(byte) }
    return table[Int(byte - 0x80)]
  }

  /// What the bytes from 80 on mean; nil where a character takes several bytes.
  private var table: [Unicode.Scalar]? {
    switch self {
    case .utf8, .utf16le, .utf16be: nil
    case .windows1252: SingleByteTables.windows1252
    case .windows1250: SingleByteTables.windows1250
    case .iso8859_15: SingleByteTables.iso8859_15
    case .macintosh: SingleByteTables.macintosh
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
    let valid = bytes.withUnsafeBytes { UTF8Check.validCount($0) }
    if valid == bytes.count { return true }
    guard mayBeCut else { return false }
    return (1...3).contains { cut in
      bytes.count > cut && bytes[bytes.count - cut] >= 0xC2 && valid >= bytes.count - cut
    }
  }
}
