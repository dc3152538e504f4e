// What a line's spend counts as: one of four classes, and for `unrated` the reason why.

/// The class of a supplier under a method.
public enum SpendClass: String, CaseIterable, Hashable, Sendable {
  /// Proved to develop the commons.
  case generative
  /// Part of the way.
  case transitional
  /// Assessed, and not on the way.
  case extractive
  /// Not known; never "bad".
  case unrated
}

/// A class, or the reason why there is none. Raw values are small so that a table can be indexed by them.
public enum Standing: UInt8, CaseIterable, Hashable, Sendable {
  /// Rated generative.
  case generative = 0
  /// Rated transitional.
  case transitional = 1
  /// Rated extractive.
  case extractive = 2
  /// The supplier never had a rating by that day.
  case noRating = 3
  /// The supplier's last rating ended before that day.
  case expired = 4
  /// No product carries the sold code.
  case unmatched = 5
  /// The product is known, its supplier is not.
  case noSupplier = 6
  /// Only the wholesaler is known.
  case distributor = 7
  /// The rating is being reviewed.
  case underReview = 8

  /// The standing of a rated class; nil for `unrated`, which needs a reason.
  public init?(_ spendClass: SpendClass) {
    switch spendClass {
    case .generative: self = .generative
    case .transitional: self = .transitional
    case .extractive: self = .extractive
    case .unrated: return nil
    }
  }

  /// The class this standing belongs to.
  public var spendClass: SpendClass {
    switch self {
    case .generative: .generative
    case .transitional: .transitional
    case .extractive: .extractive
    default: .unrated
    }
  }

  /// The name of the report column that holds this standing's money.
  public var column: String {
    switch self {
    case .generative: "generative"
    case .transitional: "transitional"
    case .extractive: "extractive"
    case .noRating: "unratedNoRating"
    case .expired: "unratedExpired"
    case .unmatched: "unratedUnmatched"
    case .noSupplier: "unratedNoSupplier"
    case .distributor: "unratedDistributor"
    case .underReview: "unratedUnderReview"
    }
  }
}
