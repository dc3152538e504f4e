// What a file's bytes show whether or not a format fits it, and what a person has said of its dialect.
internal import Delimited
internal import SpendModel

/// A file's table as it looks: what `inspect` shows.
struct TableSight {
  var sample: FileSample
  var dialect: TableDialect
  var isQuoted: Bool
  var firstLine: Int
  var width: Int
  var hasHeader: Bool
  var first: [String]
}

extension StatedDialect {
  /// What the person says with --set.
  init(_ context: ReadingContext) throws(Problem) {
    if let text = context.settings["delimiter"] {
      guard let byte = FormatReader.byte(text) else {
        throw StatedDialect.bad("delimiter", text, "one ASCII character, or tab")
      }
      delimiter = byte
    }
    if let text = context.settings["quote"] {
      if text == "none" {
        quote = .some(nil)
      } else {
        guard let byte = FormatReader.byte(text) else {
          throw StatedDialect.bad("quote", text, "one ASCII character, or none")
        }
        quote = byte
      }
    }
    if let text = context.settings["escape"] {
      guard let known = Dialect.Escape(rawValue: text) else {
        throw StatedDialect.bad("escape", text, "doubled or backslash")
      }
      escape = known
    }
  }

  private static func bad(_ key: String, _ text: String, _ expected: String) -> Problem {
    Problem(
      .wrongUse, what: "The setting \(key) cannot be \(text).", place: "--set \(key)=\(text)",
      rule: "\(key) is \(expected)", mend: "Write --set \(key)=… with \(expected).")
  }
}
