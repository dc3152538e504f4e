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
}
