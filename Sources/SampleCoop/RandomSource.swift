// Chance for the sample, the same on every machine: integers only, no seeded hashing, no clock.

/// SplitMix64.
struct RandomSource {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// 0..<limit.
  mutating func below(_ limit: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(limit)).high)
  }

  /// A number in the range.
  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// True in so many of a thousand cases.
  mutating func chance(_ perMille: Int) -> Bool { below(1000) < perMille }

  /// An index, drawn by the weights.
  mutating func index(weights: [Int]) -> Int {
    EvenPicker.index(of: below(weights.reduce(0, +)), in: weights)
  }
}

/// Draws by weights without luck: a Weyl sequence spreads the draws evenly, so that a month of a small shop already
/// has the proportions of the weights.
struct EvenPicker {
  private var position: UInt64
  private static let goldenStep: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(start: UInt64) { position = start }

  /// The next index.
  mutating func index(weights: [Int]) -> Int {
    position &+= EvenPicker.goldenStep
    let total = weights.reduce(0, +)
    return EvenPicker.index(of: Int(position.multipliedFullWidth(by: UInt64(total)).high), in: weights)
  }

  /// The index in whose stretch of the summed weights the mark lies.
  static func index(of mark: Int, in weights: [Int]) -> Int {
    var rest = mark
    for (index, weight) in weights.enumerated() {
      if rest < weight { return index }
      rest -= weight
    }
    return weights.count - 1
  }
}
