// Text from a person's files on its way to a terminal.

/// Text with nothing in it that could move a cursor or pass for another line.
public enum PrintableText {
  /// The text with control characters and direction marks replaced; line ends stay.
  static func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isHidden(scalar) ? "\u{FFFD}" : scalar) }
    return String(result)
  }

  /// The same for a name or a sentence that stands on one line: line ends are replaced too.
  public static func line(_ text: String) -> String { visible(text).replacing("\n", with: "\u{FFFD}") }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
