// Numbers sorted by the group that each belongs to: runs by receipt, and runs by store-day.

/// The numbers from 0 on, group by group.
struct NumbersByGroup {
  /// Within a group ascending.
  private(set) var order: [Int32]
  /// By group: where its numbers end in `order`; they begin where those of the group before end.
  private(set) var ends: [Int]

  /// Sorts so many numbers; `groupOf` says to which of so many groups each belongs.
  @inline(__always)
  init(count: Int, groups: Int, groupOf: (Int) -> Int) {
    order = [Int32](repeating: 0, count: count)
    ends = [Int](repeating: 0, count: groups + 1)
    for number in 0..<count { ends[groupOf(number) + 1] += 1 }
    for group in 0..<groups { ends[group + 1] += ends[group] }
    // What was a group's beginning moves to its end.
    for number in 0..<count {
      let group = groupOf(number)
      order[ends[group]] = Int32(truncatingIfNeeded: number)
      ends[group] += 1
    }
  }
}
