// The number that nearly every cell holds, `-12.50`, from one eight-byte word: no loop, so no branch to guess wrongly.
// Whatever looks different goes to DecimalReader.

enum PlainNumber {
  private static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// 10^exponent for 0...8; nil beyond. Eight digits times that stay far inside Int64.
  @inline(__always)
  static func power(_ exponent: Int) -> Int64? {
    switch exponent {
    case 0: 1
    case 1: 10
    case 2: 100
    case 3: 1_000
    case 4: 10_000
    case 5: 100_000
    case 6: 1_000_000
    case 7: 10_000_000
    case 8: 100_000_000
    default: nil
    }
  }

  /// The digits of `-?digits[mark digits]` as one whole number; nil for every other text.
  /// `word` has eight bytes, the number's last byte highest; what lies before its first byte does not matter. `count` is
  /// the number's bytes, 1...8; `decimals` its digits behind the mark, 0 where there is none.
  @inline(__always)
  static func digits(_ word: UInt64, count: Int, mark: UInt8, decimals: Int) -> Int64? {
    let shift = UInt64(64 &- 8 &* count)
    let isNegative = (word &>> shift) & 0xFF == 0x2D
    let others = decimals == 0 ? 0 : decimals &+ 1
    guard count &- (isNegative ? 1 : 0) &- others >= 1 else { return nil }
    let own = UInt64.max &<< shift
    var digits = (word & own) | (zeros & ~own)
    if isNegative { digits ^= (0x2D ^ 0x30) &<< shift }
    if decimals > 0 {
      let place = UInt64(8 &* (7 &- decimals))
      guard (digits &>> place) & 0xFF == UInt64(mark) else { return nil }
      let below = (UInt64(1) &<< place) &- 1
      let above = UInt64.max &<< (place &+ 8)
      digits = (digits & above) | ((digits & below) &<< 8) | 0x30
    }
    guard let value = value(digits) else { return nil }
    return isNegative ? 0 &- value : value
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
    return Int64(sum &>> 32)
  }
}
