// The third waist: what a method makes of a supplier from one day to another. Methods on one side, reports on the other.

/// A supplier's class under a method, dated and with what it rests on.
public struct Credit: Hashable, Sendable {
  /// The id of the method that gave the class: the one asked for, or `judged`.
  public var method: String
  /// Whose.
  public var supplierID: String
  /// First day.
  public var from: Day
  /// First day after; nil: open.
  public var to: Day?
  /// Class, or why there is none; never one of the reasons that come from products.
  public var standing: Standing
  /// Points where the method gives some.
  public var score: ScoreInterval?
  /// Whether spend in this state could still be proved generative.
  public var couldBeProved: Bool
  /// The latest recording it rests on.
  public var recordedAt: Day?
  /// The lines of ratings.csv it rests on, in order.
  public var lines: [Int]
  /// The company whose rating this is, where it is inherited.
  public var inheritedFrom: String?

  /// A credit; see the properties.
  public init(
    method: String, supplierID: String, from: Day, to: Day?, standing: Standing, score: ScoreInterval? = nil,
    couldBeProved: Bool, recordedAt: Day? = nil, lines: [Int] = [], inheritedFrom: String? = nil
  ) {
    self.method = method
    self.supplierID = supplierID
    self.from = from
    self.to = to
    self.standing = standing
    self.score = score
    self.couldBeProved = couldBeProved
    self.recordedAt = recordedAt
    self.lines = lines
    self.inheritedFrom = inheritedFrom
  }

  /// Whether the day lies in it.
  public func holds(on day: Day) -> Bool { from <= day && (to.map { day < $0 } ?? true) }

  /// Whether two credits differ in nothing but their days.
  func isSame(as other: Credit) -> Bool {
    var other = other
    other.from = from
    other.to = to
    return self == other
  }
}
