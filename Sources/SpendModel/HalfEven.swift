// The product's one rounding rule, on whole numbers: half to even, once.

extension Int128 {
  /// The quotient, rounded half to even. Requires `divisor` > 0.
  public func dividedHalfEven(by divisor: Int128) -> Int128 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    let twice = rest.magnitude * 2
    guard twice > divisor.magnitude || (twice == divisor.magnitude && quotient % 2 != 0) else { return quotient }
    return quotient + (rest < 0 ? -1 : 1)
  }
}
