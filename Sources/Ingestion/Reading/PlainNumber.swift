// The number that nearly every cell holds, `-12.50`, from one eight-byte word: no loop, so no branch to guess wrongly.
// Whatever looks different goes to DecimalReader.

enum PlainNumber {
  private static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// How numbers with so many decimals are taken apart: what would be the same for each of them, made once.
  struct Shape {
    /// Where the mark stands in the word; 0, the place of no mark, where there are no decimals.
    fileprivate let markShift: UInt64
    fileprivate let mark: UInt64
    /// Bytes that are not digits: the mark.
    fileprivate let others: Int
    /// The digits on either side of the mark.
    fileprivate let below, above: UInt64
    /// 10^(scale - decimals); nil: the number has more decimals than the scale, or far fewer.
    fileprivate let factor: Int64?

    /// `decimals`: digits behind the mark, 0 where there is none. Numbers are wanted in units of 10^-scale.
    init(decimals: Int, mark: UInt8, scale: Int) {
      let hasMark = (1...6).contains(decimals)
      markShift = hasMark ? UInt64(8 * (7 - decimals)) : 0
      self.mark = UInt64(mark)
      others = hasMark ? 1 + decimals : 0
      below = hasMark ? (1 << markShift) - 1 : 0
      above = hasMark ? ~0 << (markShift + 8) : ~0
      factor = decimals > 6 ? nil : PlainNumber.power(scale - decimals)
    }
  }

  /// 10^exponent for 0...8; nil beyond. Eight digits times that stay far inside Int64.
  private static func power(_ exponent: Int) -> Int64? {
    guard (0...8).contains(exponent) else { return nil }
    return (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// The number `-?digits[mark digits]`; nil for every other text.
  /// `word` has eight bytes, the number's last byte highest; what lies before its first byte does not matter. `count` is
  /// the number's bytes, 1...8.
  @inline(__always)
  static func value(_ word: UInt64, count: Int, _ shape: Shape) -> Int64? {
    guard let factor = shape.factor else { return nil }
    let shift = UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    let own = UInt64.max &<< shift
    let isNegative = (word &>> shift) & 0xFF == 0x2D
    guard count &- (isNegative ? 1 : 0) > shape.others else { return nil }
    var digits = (word & own) | (zeros & ~own)
    if isNegative { digits ^= (0x2D ^ 0x30) &<< shift }
    if shape.others > 0 {
      guard (digits &>> shape.markShift) & 0xFF == shape.mark else { return nil }
      digits = (digits & shape.above) | ((digits & shape.below) &<< 8) | 0x30
    }
    guard let value = value(digits) else { return nil }
    return (isNegative ? 0 &- value : value) &* factor
  }

  /// Eight ASCII digits, the first in the lowest byte.
  @inline(__always)
  private static func value(_ text: UInt64) -> Int64? {
    var digits = text ^ zeros
    guard ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080 == 0 else { return nil }
    // Pairs, then fours, then all eight: three multiplications.
    digits = digits &* 10 &+ (digits &>> 8)
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    let sum = (digits & mask) &* 0x000F_4240_0000_0064 &+ ((digits &>> 16) & mask) &* 0x0000_2710_0000_0001
    return Int64(truncatingIfNeeded: sum &>> 32)
  }
}
