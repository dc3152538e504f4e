// The options of commands that read ratings, and how days are given on the command line.
import ArgumentParser
import SpendModel

struct RatingOptions: ParsableArguments {
  @Option(help: "The rating method; default: the workspace's.")
  var method: String?

  @Option(help: ArgumentHelp("Uses only ratings that were recorded by this day.", valueName: "day"))
  var asKnownOn: String?

  func knownOn() throws -> Day? { try Clock.day("--as-known-on", asKnownOn) }
}

extension Clock {
  /// A day of an option; wrong use where it names none.
  static func day(_ option: String, _ text: String?) throws -> Day? {
    guard let text else { return nil }
    if let day = Day(isoText: text) { return day }
    throw ValidationError("\(option) takes a day such as 2026-03-31, not \(text).")
  }

  /// The fixed or the real day, in UTC.
  static func today(_ fixed: String?) throws -> Day {
    let text = try text(fixed)
    return Day(isoText: text.prefix(10)) ?? Day(number: 0)
  }
}
