// Exact fractions and the rounding of parts that have to add up.
import Testing

@testable import SpendModel

@Test("Fractions of large sums are exact")
func largeFractions() {
  let large = Fraction(Int64.max, Int64.max - 1)
  let square = large * large
  #expect(square / large == large)
  #expect(square - square == .zero)
  #expect((square + Fraction(-1, 1)).sign == 1)
  #expect(Fraction(1, 3) + Fraction(1, 6) == Fraction(1, 2))
  #expect(Fraction(6, -4) == Fraction(-3, 2))
  #expect(Fraction(0, -5) == .zero)
  #expect(Fraction(1, 2) / .zero == nil)
}

@Test("Fractions are compared by value, below zero too")
func fractionOrder() {
  let sorted = [Fraction(-1, 2), Fraction(-1, 3), .zero, Fraction(1, 3), Fraction(1, 2)]
  #expect(sorted.shuffled().sorted() == sorted)
}

@Test(
  "Fractions are rounded half to even",
  arguments: [
    (Fraction(1, 8), 2, Int64(12)), (Fraction(3, 8), 2, 38), (Fraction(-1, 8), 2, -12), (Fraction(2, 3), 4, 6667),
    (Fraction(-2, 3), 0, -1), (Fraction(17, 80), 9, 212_500_000),
  ])
func rounding(_ value: Fraction, _ decimals: Int, _ expected: Int64) {
  #expect(value.scaled(decimals: decimals) == expected)
}

@Test("A division of random numbers agrees with 128 bits")
func divisionAgrees() {
  var generator = SystemRandomNumberGenerator()
  for _ in 0..<300 {
    let (high, low, divisor) = (
      UInt64.random(in: 0...(.max), using: &generator) >> 2, UInt64.random(in: 0...(.max), using: &generator),
      UInt64.random(in: 1...(.max), using: &generator)
    )
    let value = Natural(high) * Natural(1 << 32) * Natural(1 << 32) + Natural(low)
    let (quotient, remainder) = value.divided(by: Natural(divisor))
    let wide = UInt128(high) << 64 | UInt128(low)
    #expect(remainder.uint64 == UInt64(wide % UInt128(divisor)))
    #expect(quotient * Natural(divisor) + remainder == value)
  }
}

@Test(
  "Parts are rounded so that they add up",
  arguments: [
    ([Int64(1), 1, 1], 3, [Int64(334), 333, 333]), ([92, 93, 70], 2, [36, 37, 27]), ([1], 2, [100]),
  ])
func largestRemainder(_ parts: [Int64], _ decimals: Int, _ expected: [Int64]) {
  let whole = parts.reduce(0, +)
  let shares = parts.map { Fraction($0, whole) }
  #expect(Apportionment.rounded(shares, decimals: decimals) == expected)
}

@Test("Signed parts add up to their rounded sum")
func signedParts() throws {
  let parts = [Fraction(1, 3), Fraction(-1, 7), Fraction(2, 11), Fraction(-5, 13)]
  let units = try #require(Apportionment.rounded(parts, decimals: 2))
  #expect(units.reduce(0, +) == parts.reduce(.zero, +).scaled(decimals: 2))
  for (part, unit) in zip(parts, units) { #expect((part - Fraction(unit, 100)).magnitude < Fraction(1, 100)) }
}
