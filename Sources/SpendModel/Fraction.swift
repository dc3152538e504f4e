// Exact fractions, for figures that are made of several shares: changes of a share, and what each part contributes.

/// A fraction in lowest terms. Nothing is rounded until it is written.
public struct Fraction: Hashable, Comparable, Sendable {
  private let isNegative: Bool
  private let numerator: Natural
  private let denominator: Natural

  /// Nothing.
  public static let zero = Fraction(0, 1)

  /// `numerator / denominator`; a denominator of 0 counts as 1.
  public init(_ numerator: Int64, _ denominator: Int64) {
    self.init(
      isNegative: (numerator < 0) != (denominator < 0), Natural(numerator.magnitude), Natural(denominator.magnitude))
  }

  /// The share; nil where it is unknown.
  public init?(_ share: Share) {
    guard share.isKnown else { return nil }
    self.init(share.part, share.whole)
  }

  private init(isNegative: Bool, _ numerator: Natural, _ denominator: Natural) {
    let divisor = Natural.commonDivisor(numerator, denominator)
    self.isNegative = isNegative && !numerator.isZero
    self.numerator = numerator.divided(by: divisor).quotient
    self.denominator = denominator.isZero ? Natural(1) : denominator.divided(by: divisor).quotient
  }

  /// The sum.
  public static func + (left: Fraction, right: Fraction) -> Fraction {
    let first = left.numerator * right.denominator
    let second = right.numerator * left.denominator
    let denominator = left.denominator * right.denominator
    if left.isNegative == right.isNegative {
      return Fraction(isNegative: left.isNegative, first + second, denominator)
    }
    return first < second
      ? Fraction(isNegative: right.isNegative, second - first, denominator)
      : Fraction(isNegative: left.isNegative, first - second, denominator)
  }

  /// The difference.
  public static func - (left: Fraction, right: Fraction) -> Fraction { left + -right }

  /// The other sign.
  public static prefix func - (value: Fraction) -> Fraction {
    Fraction(isNegative: !value.isNegative, value.numerator, value.denominator)
  }

  /// The product.
  public static func * (left: Fraction, right: Fraction) -> Fraction {
    Fraction(
      isNegative: left.isNegative != right.isNegative, left.numerator * right.numerator,
      left.denominator * right.denominator)
  }

  /// The quotient; nil by zero.
  public static func / (left: Fraction, right: Fraction) -> Fraction? {
    guard !right.numerator.isZero else { return nil }
    return Fraction(
      isNegative: left.isNegative != right.isNegative, left.numerator * right.denominator,
      left.denominator * right.numerator)
  }

  /// By value.
  public static func < (left: Fraction, right: Fraction) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    let first = left.numerator * right.denominator
    let second = right.numerator * left.denominator
    return left.isNegative ? second < first : first < second
  }

  /// Below, at or above zero: -1, 0, 1.
  public var sign: Int { numerator.isZero ? 0 : isNegative ? -1 : 1 }

  /// The value without its sign.
  public var magnitude: Fraction { isNegative ? -self : self }

  /// In units of 10^-decimals, half to even; nil where that leaves Int64.
  public func scaled(decimals: Int) -> Int64? {
    let (quotient, rest) = scaledMagnitude(decimals)
    let twice = rest + rest
    let isUp = twice > denominator || (twice == denominator && !quotient.isEven)
    return signed(isUp ? quotient + Natural(1) : quotient)
  }

  /// The greatest number of units of 10^-decimals that is not above the value, and what is left of a unit.
  func floored(decimals: Int) -> (units: Int64, rest: Fraction)? {
    let (quotient, rest) = scaledMagnitude(decimals)
    let isWhole = rest.isZero
    guard let units = signed(isNegative && !isWhole ? quotient + Natural(1) : quotient) else { return nil }
    let left = isNegative && !isWhole ? denominator - rest : rest
    return (units, Fraction(isNegative: false, left, denominator))
  }

  /// With 9 decimals, `-0.212500000`; nil where it leaves Int64.
  public var decimalText: String? { scaled(decimals: 9).map { ExactDecimal.text($0, scale: 9) } }

  private func scaledMagnitude(_ decimals: Int) -> (quotient: Natural, rest: Natural) {
    let scale = (0..<decimals).reduce(Natural(1)) { product, _ in product * Natural(10) }
    let (quotient, rest) = (numerator * scale).divided(by: denominator)
    return (quotient, rest)
  }

  private func signed(_ magnitude: Natural) -> Int64? {
    guard let value = magnitude.uint64.flatMap({ Int64(exactly: $0) }) else { return nil }
    return isNegative ? -value : value
  }
}
