// The number that nearly every cell holds, `-12.50`, from one eight-byte word: no loop, so no branch to guess wrongly.
// Whatever looks different goes to DecimalReader.

enum PlainNumber {
  private static let zeros: UInt64 = 0x3030_3030_3030_3030
  /// `-` where a digit 0 is 0.
  private static let minus: UInt64 = 0x2D ^ 0x30

  /// How numbers with so many decimals are taken apart: what would be the same for each of them, made once.
  struct Shape {
    /// The mark in its place; 0 where there is none.
    fileprivate let mark: UInt64
    /// What lifts every byte that may not stand in its place to 0x80 or more: all but a digit, all but the mark.
    fileprivate let lift: UInt64
    /// The digits on either side of the mark.
    fileprivate let below, above: UInt64
    /// The fewest bytes: the mark, the decimals and a digit before them.
    fileprivate let least: Int
    /// 10^(scale - decimals).
    fileprivate let factor: Int64

    /// `decimals`: digits behind the mark, 0 where there is none. Numbers are wanted in units of 10^-scale; none is plain
    /// that has more decimals, or far fewer.
    init(decimals: Int, mark: UInt8, scale: Int) {
      let hasMark = (1...6).contains(decimals)
      let place = UInt64(hasMark ? 8 * (7 - decimals) : 0)
      let factor = decimals > 6 ? nil : PlainNumber.power(scale - decimals)
      self.mark = hasMark ? UInt64(mark ^ 0x30) << place : 0
      lift = 0x7676_7676_7676_7676 | (hasMark ? 0x7F << place : 0)
      below = hasMark ? (1 << place) - 1 : 0
      above = hasMark ? ~0 << (place + 8) : ~0
      least = factor == nil ? .max : 1 + (hasMark ? 1 + decimals : 0)
      self.factor = factor ?? 0
    }
  }

  /// 10^exponent for 0...7; nil beyond. Eight digits times that stay below `NumberColumn.largest`.
  private static func power(_ exponent: Int) -> Int64? {
    guard (0...7).contains(exponent) else { return nil }
    return (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// The number `-?digits[mark digits]`; nil for every other text.
  /// `word` has eight bytes, the number's last byte highest; what lies before its first byte does not matter. `count` is
  /// the number's bytes, 1...8.
  @inline(__always)
  static func value(_ word: UInt64, count: Int, _ shape: Shape) -> Int64? {
    let shift = UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    let own = (word ^ zeros) &>> shift
    let sign: UInt64 = own & 0xFF == minus ? 1 : 0
    // Digits are 0...9 now, and so are the bytes that the number lacks, its sign and its mark.
    let digits = (own ^ (minus &* sign)) &<< shift ^ shape.mark
    let others = ((digits &+ shape.lift) | digits) & 0x8080_8080_8080_8080
    guard others == 0, count &- Int(truncatingIfNeeded: sign) >= shape.least else { return nil }
    let value = value((digits & shape.above) | (digits & shape.below) &<< 8) &* shape.factor
    return sign == 1 ? 0 &- value : value
  }

  /// Eight digits, each a byte, the first in the lowest.
  @inline(__always)
  private static func value(_ digits: UInt64) -> Int64 {
    // Pairs, then fours, then all eight: three multiplications.
    let pairs = digits &* 10 &+ (digits &>> 8)
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    let sum = (pairs & mask) &* 0x000F_4240_0000_0064 &+ ((pairs &>> 16) & mask) &* 0x0000_2710_0000_0001
    return Int64(truncatingIfNeeded: sum &>> 32)
  }
}
