// Rounding of parts that have to add up: each is rounded down, and the units that are missing go to the largest rests
// (Hamilton's method).

/// Parts whose printed figures add up to the printed whole.
public enum Apportionment {
  /// The parts in units of 10^-decimals; they sum to the rounded sum of the parts, or to `whole` where it is given. Of equal
  /// rests the earlier part gets the unit. Nil where a figure leaves Int64.
  public static func rounded(_ parts: [Fraction], decimals: Int, whole: Fraction? = nil) -> [Int64]? {
    let sum = whole ?? parts.reduce(.zero, +)
    guard let target = sum.scaled(decimals: decimals) else { return nil }
    var units: [Int64] = []
    var rests: [Fraction] = []
    var total = ExactSum()
    for part in parts {
      guard let (floor, rest) = part.floored(decimals: decimals) else { return nil }
      units.append(floor)
      rests.append(rest)
      total.add(floor)
    }
    let (missing, overflow) = target.subtractingReportingOverflow(total.value)
    // More missing units than parts: `whole` is not the sum, so nothing can be made to add up.
    guard !overflow, !total.overflowed, missing >= 0, missing <= units.count else { return nil }
    let order = rests.indices.sorted { (rests[$1], $0) < (rests[$0], $1) }
    for index in order.prefix(Int(missing)) { units[index] += 1 }
    return units
  }
}
