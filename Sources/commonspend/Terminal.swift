// What the terminal is and how bytes get there: results to standard output, everything else to standard error.
import Foundation

enum Terminal {
  /// Whether a person reads standard error: then a progress bar may be drawn.
  static var errorIsTerminal: Bool { isatty(FileHandle.standardError.fileDescriptor) == 1 }

  /// Whether results may carry colour: a terminal, and NO_COLOR is not set.
  static var outputHasColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(FileHandle.standardOutput.fileDescriptor) == 1 && (environment["NO_COLOR"] ?? "").isEmpty
      && environment["TERM"] != "dumb"
  }

  /// Columns of the terminal that gets results; nil where none does.
  static var outputWidth: Int? { width(FileHandle.standardOutput) }

  /// Columns of the terminal that standard error is.
  static var errorWidth: Int { width(FileHandle.standardError) ?? 80 }

  private static func width(_ handle: FileHandle) -> Int? {
    var size = winsize()
    guard ioctl(handle.fileDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Puts a text in the place of the line at hand, without ending it; an empty text clears the line.
  static func drawOver(_ text: String) {
    FileHandle.standardError.write(Data("\r\(text)\u{1B}[K".utf8))
  }

  static func standardError(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  static func standardOutput(_ bytes: [UInt8]) {
    FileHandle.standardOutput.write(Data(bytes))
  }

  static func standardOutput(_ text: String) { standardOutput(Array(text.utf8)) }
}
