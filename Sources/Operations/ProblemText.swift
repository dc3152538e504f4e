// A problem as a person reads it, and as JSON: the one place where its four parts are laid out.
internal import Rendering
public import SpendModel

/// A problem's two forms.
public enum ProblemText {
  /// What, then where, rule and mend on lines of their own; parts that are empty are left out.
  public static func lines(_ problem: Problem) -> String {
    var lines = [problem.what]
    if !problem.place.isEmpty { lines.append("  where: \(problem.place)") }
    if !problem.rule.isEmpty { lines.append("  rule:  \(problem.rule)") }
    if !problem.mend.isEmpty { lines.append("  mend:  \(problem.mend)") }
    return lines.joined(separator: "\n")
  }

  static func json(_ problem: Problem) -> JSONText {
    let part = { (text: String) in JSONText.optional(text.isEmpty ? nil : text) }
    return .object([
      ("what", .string(problem.what)), ("where", part(problem.place)), ("rule", part(problem.rule)),
      ("mend", part(problem.mend)),
    ])
  }
}
