// Logs as lines on standard error: one event a line, as text or as JSON, whatever stands in a name.
import ArgumentParser
import Foundation
import Logging

/// `--log-format`
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

enum LogLines {
  /// A logger whose lines carry the time of a clock: a fixed one gives the same lines again.
  static func logger(_ format: LogFormat, clock: @escaping @Sendable () -> String) -> Logger {
    Logger(label: "commonspend") { _ in LineHandler(format: format, clock: clock) }
  }
}

private struct LineHandler: LogHandler {
  let format: LogFormat
  let clock: @Sendable () -> String
  var metadata = Logger.Metadata()
  var logLevel = Logger.Level.info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let facts = (event.metadata ?? [:]).map { (key: $0.key, value: "\($0.value)") }.sorted { $0.key < $1.key }
    let fields =
      [("time", clock()), ("level", event.level.rawValue), ("event", "\(event.message)")]
      + facts.map { ($0.key, $0.value) }
    Terminal.standardError(format == .json ? LineHandler.json(fields) : LineHandler.text(fields))
  }

  /// `2026-11-05T06:00:00Z warning refused file="exports/a.csv"`
  private static func text(_ fields: [(String, String)]) -> String {
    let head = fields.prefix(3).map(\.1).joined(separator: " ")
    return ([head] + fields.dropFirst(3).map { "\($0.0)=\(quoted($0.1))" }).joined(separator: " ")
  }

  private static func json(_ fields: [(String, String)]) -> String {
    "{" + fields.map { quoted($0.0) + ":" + quoted($0.1) }.joined(separator: ",") + "}"
  }

  /// Quotes, and escapes everything that could end the line or move a cursor.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || isInvisible(scalar):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    (0x200B...0x200F).contains(scalar.value) || (0x2028...0x202E).contains(scalar.value)
      || (0x2060...0x2069).contains(scalar.value)
  }
}
