// What a board set itself: a share that holds from a day, or a straight path to one. Compared as integers, never as
// rounded percentages.

/// A target share.
public struct Target: Sendable {
  /// How the target moves over time.
  public enum Course: Hashable, Sendable {
    /// A share from each day on.
    case steps([Step])
    /// A straight line from the end of a period to a day; without a start the share holds from the day on.
    case glide(from: Start?, to: Share, by: Day)
  }

  /// A step of a stepped target.
  public struct Step: Hashable, Sendable {
    /// From this day on.
    public var from: Day
    /// The share.
    public var share: Share

    /// A step.
    public init(from: Day, share: Share) {
      self.from = from
      self.share = share
    }
  }

  /// Where a glide path begins.
  public struct Start: Hashable, Sendable {
    /// The last day of the period it begins with.
    public var last: Day
    /// The share that was reached then.
    public var share: Share

    /// A start.
    public init(last: Day, share: Share) {
      self.last = last
      self.share = share
    }
  }

  /// For people.
  public var name: String
  /// How it moves.
  public var course: Course
  /// What is compared with it.
  public var measure = PeriodUnit.trailing12
  /// Its own denominator, by column; empty: everything.
  public var filters: [(column: String, values: [String])] = []

  /// A target; see the properties.
  public init(name: String, course: Course) {
    self.name = name
    self.course = course
  }

  /// The share that is to be reached on a day, exactly; nil where the target does not hold yet. A glide path is
  /// linear in days from its start to its end.
  public func share(on day: Day) -> Share? {
    switch course {
    case .steps(let steps):
      return steps.last { $0.from <= day }?.share
    case .glide(let start, let share, let end):
      if day >= end { return share }
      guard let start, start.last < end, day >= start.last else { return nil }
      return Target.between(start, share, end, day)
    }
  }

  /// The day by which the last share holds: the end of a glide path or the last step.
  public var lastDay: Day? {
    switch course {
    case .steps(let steps): steps.last?.from
    case .glide(_, _, let end): end
    }
  }

  /// `b + (e - b) * (day - first) / (end - first)` over one denominator; in the rare case that it leaves Int64, the start.
  private static func between(_ start: Start, _ share: Share, _ end: Day, _ day: Day) -> Share {
    let length = Int128(end.number) - Int128(start.last.number)
    let passed = Int128(day.number) - Int128(start.last.number)
    let begin = Int128(start.share.part) * Int128(share.whole)
    let finish = Int128(share.part) * Int128(start.share.whole)
    var part = begin * (length - passed) + finish * passed
    var whole = Int128(start.share.whole) * Int128(share.whole) * length
    let divisor = commonDivisor(part.magnitude, whole.magnitude)
    part /= Int128(divisor)
    whole /= Int128(divisor)
    guard let part = Int64(exactly: part), let whole = Int64(exactly: whole) else { return start.share }
    return Share(part: part, whole: whole)
  }

  private static func commonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
    var (left, right) = (first, second)
    while right != 0 { (left, right) = (right, left % right) }
    return max(1, left)
  }
}
