// A share is a ratio of two exact sums. It is rounded once, when it is written.

/// Part of a whole, both in minor units.
public struct Share: Hashable, Sendable {
  /// Numerator in minor units; may be negative.
  public var part: Int64
  /// Denominator in minor units.
  public var whole: Int64

  /// The ratio of two sums.
  public init(part: Int64, whole: Int64) {
    self.part = part
    self.whole = whole
  }

  /// False where the whole is zero or negative: then there is no share, and it is not 0.
  public var isKnown: Bool { whole > 0 }

  /// The share in units of 10^-decimals, half to even; nil where it is unknown or out of Int64.
  public func scaled(decimals: Int) -> Int64? {
    guard isKnown else { return nil }
    var scale: Int128 = 1
    for _ in 0..<decimals { scale *= 10 }
    return Int64(exactly: (Int128(part) * scale).dividedHalfEven(by: Int128(whole)))
  }

  /// With 9 decimals, `0.324017821`; nil where unknown.
  public var decimalText: String? { scaled(decimals: 9).map { ExactDecimal.text($0, scale: 9) } }

  /// As a percentage with `decimals` decimals and without the sign, `27.4`; nil where unknown.
  public func percentText(decimals: Int = 1) -> String? {
    scaled(decimals: decimals + 2).map { ExactDecimal.text($0, scale: decimals) }
  }
}

extension Share {
  /// Whether the share reaches another one: a comparison of whole numbers, never of rounded percentages. False where
  /// either is unknown.
  public func reaches(_ target: Share) -> Bool {
    guard isKnown, target.isKnown else { return false }
    return Int128(part) * Int128(target.whole) >= Int128(target.part) * Int128(whole)
  }

  /// Whether both are the same number.
  public func equals(_ other: Share) -> Bool { reaches(other) && other.reaches(self) }

  /// The fewest decimals, from `decimals` on, with which this share does not read as, or on the wrong side of, the
  /// other one. A share of 29.96 % is not printed as 30.0 % beside a target of 30 %.
  public func decimals(apartFrom target: Share, from decimals: Int = 1) -> Int {
    guard isKnown, target.isKnown, !equals(target) else { return decimals }
    let isAbove = reaches(target)
    for count in decimals..<16 {
      guard let own = scaled(decimals: count + 2), let other = target.scaled(decimals: count + 2) else {
        return decimals
      }
      if isAbove ? own > other : own < other { return count }
    }
    return 16
  }
}
