// What `sync --fail-below` names: a share for the last complete month, or a target of the workspace by its name.
internal import DataFiles
internal import SpendModel

/// The least that the proved share must be.
enum ShareFloor {
  case share(Share, text: String)
  case target(String)

  /// Wrong use where the text is neither.
  init(_ text: String, targets: [Target]) throws(Problem) {
    if let share = Percent.share(text) {
      self = .share(share, text: text)
      return
    }
    let names = targets.map(\.name).filter { !$0.isEmpty }
    guard names.contains(text) else { throw ShareFloor.unknown(text, names) }
    self = .target(text)
  }

  private static func unknown(_ text: String, _ names: [String]) -> Problem {
    let known =
      names.isEmpty ? "commonspend.yaml names no target." : "The targets are: \(names.joined(separator: ", "))."
    let near = nearest(text, in: names).map { "Did you mean \($0)? " } ?? ""
    return Problem(
      .wrongUse, what: "The option --fail-below cannot be \(text).", place: "--fail-below \(text)",
      rule: "a percentage, or the name of a target in commonspend.yaml",
      mend: "Write a percentage such as --fail-below 25%, or a target's name. " + near + known)
  }
}
