// A problem as a person reads it, and as JSON: the one place where its four parts are laid out.
internal import Rendering
public import SpendModel

/// A problem's two forms.
public enum ProblemText {
  /// What, then where, rule and mend on lines of their own; parts that are empty are left out.
  public static func lines(_ problem: Problem) -> String {
    let parts = [
      ("", problem.what), ("  where: ", problem.place), ("  rule:  ", problem.rule), ("  mend:  ", problem.mend),
    ]
    return parts.filter { !$0.1.isEmpty }.map { $0.0 + PrintableText.line($0.1) }.joined(separator: "\n")
  }

  static func json(_ problem: Problem) -> JSONText {
    let part = { (text: String) in JSONText.optional(text.isEmpty ? nil : text) }
    return .object([
      ("what", .string(problem.what)), ("where", part(problem.place)), ("rule", part(problem.rule)),
      ("mend", part(problem.mend)),
    ])
  }
}

extension Problem {
  /// A failure that no operation has words for, such as one of the system's own: never a wrong use.
  public init(unexpected error: any Error) {
    self.init(
      .environment, what: "The command failed: \(error).", place: "", rule: "an unexpected failure of the system",
      mend: "Check the disk, the memory and the permissions, and try again; if it comes again, report it as a bug.")
  }

  /// The four parts as facts of a log line.
  public var logFacts: [(key: String, value: String)] {
    [("what", what), ("where", place), ("rule", rule), ("mend", mend)]
  }
}
