// Whole numbers without an upper bound, for exact fractions of sums: a share of a share leaves 128 bits. Slow and plain on
// purpose; reports compute a few thousand of them, never one per line.

/// A natural number.
struct Natural: Hashable, Comparable, Sendable {
  /// Digits of base 2^32, the lowest first, without zeros at the top.
  private var limbs: [UInt32]

  static let zero = Natural(0)

  init(_ value: UInt64) {
    limbs = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
    trim()
  }

  private init(limbs: [UInt32]) {
    self.limbs = limbs
    trim()
  }

  private mutating func trim() { while limbs.last == 0 { limbs.removeLast() } }

  var isZero: Bool { limbs.isEmpty }
  var isEven: Bool { limbs.first.map { $0 & 1 == 0 } ?? true }
  var bitCount: Int { limbs.last.map { limbs.count * 32 - $0.leadingZeroBitCount } ?? 0 }

  /// The value where 64 bits hold it.
  var uint64: UInt64? {
    guard limbs.count <= 2 else { return nil }
    return limbs.reversed().reduce(0) { $0 << 32 | UInt64($1) }
  }

  static func < (left: Natural, right: Natural) -> Bool {
    if left.limbs.count != right.limbs.count { return left.limbs.count < right.limbs.count }
    return left.limbs.reversed().lexicographicallyPrecedes(right.limbs.reversed())
  }

  static func + (left: Natural, right: Natural) -> Natural {
    var sum: [UInt32] = []
    var carry: UInt64 = 0
    for index in 0..<max(left.limbs.count, right.limbs.count) {
      carry += UInt64(left.digit(index)) + UInt64(right.digit(index))
      sum.append(UInt32(truncatingIfNeeded: carry))
      carry >>= 32
    }
    return Natural(limbs: sum + [UInt32(carry)])
  }

  /// The difference; `right` must not be the larger one.
  static func - (left: Natural, right: Natural) -> Natural {
    var difference: [UInt32] = []
    var borrow: Int64 = 0
    for index in left.limbs.indices {
      let digit = Int64(left.limbs[index]) - Int64(right.digit(index)) - borrow
      borrow = digit < 0 ? 1 : 0
      difference.append(UInt32(truncatingIfNeeded: digit))
    }
    return Natural(limbs: difference)
  }

  static func * (left: Natural, right: Natural) -> Natural {
    var product = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count)
    for (index, digit) in left.limbs.enumerated() {
      var carry: UInt64 = 0
      for (other, factor) in right.limbs.enumerated() {
        carry += UInt64(digit) * UInt64(factor) + UInt64(product[index + other])
        product[index + other] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      product[index + right.limbs.count] = UInt32(carry)
    }
    return Natural(limbs: product)
  }

  /// Quotient and remainder, bit by bit; by zero both are zero.
  func divided(by divisor: Natural) -> (quotient: Natural, remainder: Natural) {
    guard !divisor.isZero else { return (.zero, .zero) }
    var quotient = [UInt32](repeating: 0, count: limbs.count)
    var remainder = Natural.zero
    for bit in stride(from: bitCount - 1, through: 0, by: -1) {
      remainder.double(adding: limbs[bit / 32] >> UInt32(bit % 32) & 1)
      guard remainder >= divisor else { continue }
      remainder = remainder - divisor
      quotient[bit / 32] |= 1 << UInt32(bit % 32)
    }
    return (Natural(limbs: quotient), remainder)
  }

  /// The greatest common divisor, by subtraction and halving.
  static func commonDivisor(_ first: Natural, _ second: Natural) -> Natural {
    var (left, right) = (first, second)
    if left.isZero { return right }
    var twos = 0
    while !right.isZero {
      if left.isEven && right.isEven {
        left.halve()
        right.halve()
        twos += 1
      } else if left.isEven {
        left.halve()
      } else if right.isEven {
        right.halve()
      } else {
        if left > right { swap(&left, &right) }
        right = right - left
      }
    }
    for _ in 0..<twos { left.double(adding: 0) }
    return left
  }

  private func digit(_ index: Int) -> UInt32 { index < limbs.count ? limbs[index] : 0 }

  private mutating func double(adding bit: UInt32) {
    var carry = bit
    for index in limbs.indices {
      let next = limbs[index] >> 31
      limbs[index] = limbs[index] << 1 | carry
      carry = next
    }
    if carry > 0 { limbs.append(carry) }
  }

  private mutating func halve() {
    var carry: UInt32 = 0
    for index in limbs.indices.reversed() {
      let next = limbs[index] << 31
      limbs[index] = limbs[index] >> 1 | carry
      carry = next
    }
    trim()
  }
}
