// The third waist: what a method makes of a supplier from one day to another. Methods on one side, reports on the other.

/// A supplier's class under a method, dated and with what it rests on.
public struct Credit: Hashable, Sendable {
  /// The method's id, `judged`.
  public var method: String
  /// Whose.
  public var supplierID: String
  /// First day.
  public var from: Day
  /// First day after; nil: open.
  public var to: Day?
  /// Class, or under review; never one of the reasons that come from products.
  public var standing: Standing
  /// 0...100 where the method gives one.
  public var score: Int?
  /// Whether spend in this state could still be proved generative.
  public var couldBeProved: Bool
  /// The latest recording it rests on.
  public var recordedAt: Day?
  /// The line of ratings.csv it rests on.
  public var line: Int

  /// Credits of the short rows: the method `judged`.
  public static func judged(_ ratings: [Rating]) -> (credits: [Credit], clashes: [TimelineClash<Rating>]) {
    var credits: [Credit] = []
    var clashes: [TimelineClash<Rating>] = []
    let bySupplier = Dictionary(grouping: ratings, by: \.supplierID)
    for supplier in bySupplier.keys.sorted() {
      let result = Timeline.stretches(
        bySupplier[supplier] ?? [], validity: \.validity, recordedAt: \.recordedAt,
        sameContent: { $0.spendClass == $1.spendClass && $0.score == $1.score && $0.validity == $1.validity })
      clashes += result.clashes
      credits += result.stretches.map { Credit(judged: $0) }
    }
    return (credits, clashes)
  }

  private init(judged stretch: Stretch<Rating>) {
    let standing: Standing =
      switch stretch.row.spendClass {
      case .generative: .generative
      case .transitional: .transitional
      case .extractive: .extractive
      case .unrated, nil: .underReview
      }
    self.init(
      method: "judged", supplierID: stretch.row.supplierID, from: stretch.from, to: stretch.to, standing: standing,
      score: stretch.row.score, couldBeProved: standing == .underReview, recordedAt: stretch.row.recordedAt,
      line: stretch.row.line)
  }

  /// A credit; see the properties.
  public init(
    method: String, supplierID: String, from: Day, to: Day?, standing: Standing, score: Int?, couldBeProved: Bool,
    recordedAt: Day?, line: Int
  ) {
    self.method = method
    self.supplierID = supplierID
    self.from = from
    self.to = to
    self.standing = standing
    self.score = score
    self.couldBeProved = couldBeProved
    self.recordedAt = recordedAt
    self.line = line
  }
}
