// What stood in some columns of the record before: lines of one receipt repeat their store, receipt and time, so most
// lines need one comparison instead of a new reading.
internal import Delimited

/// Where the cells of some columns of one record stand. Valid as long as that record is: `forget` before its block is
/// read into again.
struct RememberedCells {
  /// Runs of neighbouring columns; equal bytes from the first to the last mean equal cells.
  private let stretches: [ClosedRange<Int>]
  private var remembered: [Bytes] = []

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
    guard remembered.count == stretches.count else { return false }
    for index in stretches.indices {
      let cells = record.raw(stretches[index].lowerBound, through: stretches[index].upperBound)
      guard cells.count == remembered[index].count,
        Bytes.areEqual(cells.base, remembered[index].base, count: cells.count)
      else { return false }
    }
    return true
  }

  /// Remembers a record that has the columns.
  mutating func remember(_ record: Record) {
    forget()
    for stretch in stretches {
      remembered.append(record.raw(stretch.lowerBound, through: stretch.upperBound))
    }
  }

  /// Matches nothing from now on.
  mutating func forget() { remembered.removeAll(keepingCapacity: true) }
}
