// Decodes one entry of `targets` in commonspend.yaml.
internal import DataFiles
internal import Reporting
internal import SpendModel

struct TargetReader {
  let calendar: PeriodCalendar

  func target(_ node: DataNode) throws(Problem) -> Target {
    let keys = try node.mapping(["name", "share", "by", "from", "steps", "measure", "where"])
    var target = Target(name: try keys["name"]?.string() ?? "", course: try course(node, keys))
    if let node = keys["measure"] {
      let units: [PeriodUnit] = [.month, .year, .fiscalYear, .trailing12]
      target.measure = PeriodUnit(rawValue: try node.choice(units.map(\.rawValue))) ?? .trailing12
    }
    for (key, value) in try keys["where"]?.entries() ?? [] {
      guard Dimension(rawValue: key) != nil else {
        throw value.problem(
          "Targets cannot be kept to \(key).", rule: Dimension.allCases.map(\.rawValue).joined(separator: ", "),
          mend: "Use one of these columns.")
      }
      target.filters.append((key, try value.strings()))
    }
    return target
  }

  private func course(_ node: DataNode, _ keys: [String: DataNode]) throws(Problem) -> Target.Course {
    if let steps = keys["steps"] {
      guard keys["share"] == nil, keys["by"] == nil, keys["from"] == nil else {
        throw node.problem(
          "A target has steps, or a share by a day, not both.", rule: "steps, or share and by",
          mend: "Remove one of them.")
      }
      return .steps(try self.steps(steps))
    }
    guard let share = keys["share"], let by = keys["by"] else {
      throw node.problem(
        "A target needs a share and the day by which it holds.", rule: "share and by, or steps",
        mend: "Write share: 30%, by: 2027-12-31.")
    }
    return .glide(from: try start(keys["from"]), to: try Percent.share(share), by: try day(by))
  }

  private func start(_ node: DataNode?) throws(Problem) -> Target.Start? {
    guard let node, !node.isNull else { return nil }
    let keys = try node.mapping(["period", "share"])
    guard let period = keys["period"], let share = keys["share"], let span = calendar.span(named: try period.string())
    else {
      throw node.problem(
        "A glide path begins with a period and its share.", rule: "from: { period: 2025, share: 18% }",
        mend: "Write both.")
    }
    return Target.Start(last: span.last, share: try Percent.share(share))
  }

  private func steps(_ node: DataNode) throws(Problem) -> [Target.Step] {
    var steps: [Target.Step] = []
    for item in try node.list() {
      let keys = try item.mapping(["from", "share"])
      guard let from = keys["from"], let share = keys["share"] else {
        throw item.problem("A step needs a day and a share.", rule: "from and share", mend: "Write both.")
      }
      let step = Target.Step(from: try day(from), share: try Percent.share(share))
      if let last = steps.last, last.from >= step.from {
        throw item.problem("The steps are not in order.", rule: "steps by rising day", mend: "Sort them by day.")
      }
      steps.append(step)
    }
    return steps
  }

  private func day(_ node: DataNode) throws(Problem) -> Day {
    guard let day = Day(isoText: try node.string()) else {
      throw node.problem("This is no day.", rule: "YYYY-MM-DD", mend: "Write a day such as 2027-12-31.")
    }
    return day
  }
}
