// What stood in some columns of the record before: lines of one receipt repeat their store, receipt and time, so most
// lines need one comparison instead of a new reading.
internal import Delimited

/// The bytes of some columns of one record.
struct RememberedCells {
  /// Runs of neighbouring columns; equal bytes from the first to the last mean equal cells.
  private let stretches: [ClosedRange<Int>]
  private var bytes: [UInt8] = []
  /// Where each stretch ends in `bytes`.
  private var ends: [Int] = []

  /// Of the given columns; the others do not matter.
  init(columns: some Sequence<Int>) {
    var stretches: [ClosedRange<Int>] = []
    for column in Set(columns).sorted() {
      if let last = stretches.last, last.upperBound + 1 == column {
        stretches[stretches.count - 1] = last.lowerBound...column
      } else {
        stretches.append(column...column)
      }
    }
    self.stretches = stretches
  }

  /// Whether the record has the same bytes in these columns. Requires that it has the columns.
  @inline(__always)
  func match(_ record: Record) -> Bool {
    guard ends.count == stretches.count else { return false }
    return bytes.withUnsafeBufferPointer { remembered in
      var start = 0
      for index in stretches.indices {
        let cells = record.raw(stretches[index].lowerBound, through: stretches[index].upperBound)
        guard ends[index] &- start == cells.count else { return false }
        if let base = remembered.baseAddress, !Bytes.areEqual(base + start, cells.base, count: cells.count) { return false }
        start = ends[index]
      }
      return true
    }
  }

  /// Remembers a record that has the columns.
  mutating func remember(_ record: Record) {
    forget()
    for stretch in stretches {
      bytes.append(contentsOf: record.raw(stretch.lowerBound, through: stretch.upperBound).buffer)
      ends.append(bytes.count)
    }
  }

  /// Matches nothing from now on.
  mutating func forget() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
