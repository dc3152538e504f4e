// What stood in some columns of the record before: lines of one receipt repeat their store, receipt and time, so most
// lines need one comparison instead of a new reading.
internal import Delimited

/// Where the cells of some columns of one record stand. Valid as long as that record is: `forget` before its block is
/// read into again.
struct RememberedCells {
  /// A run of neighbouring columns; equal bytes from the first to the last mean equal cells.
  private struct Stretch {
    let first, last: Int
    /// Nil: nothing is remembered.
    var cells: Bytes?
  }

  private var stretches: [Stretch]

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
    self.stretches = stretches.map { Stretch(first: $0.lowerBound, last: $0.upperBound) }
  }

  /// Whether the record has the same bytes in these columns. Requires that it has the columns.
  @inline(__always)
  func match(_ record: Record) -> Bool {
    for index in stretches.indices {
      let cells = record.raw(stretches[index].first, through: stretches[index].last)
      guard let remembered = stretches[index].cells, cells.count == remembered.count,
        Bytes.areEqual(cells.base, remembered.base, count: cells.count)
      else { return false }
    }
    return true
  }

  /// Remembers a record that has the columns.
  mutating func remember(_ record: Record) {
    for index in stretches.indices {
      stretches[index].cells = record.raw(stretches[index].first, through: stretches[index].last)
    }
  }

  /// Matches nothing from now on.
  mutating func forget() {
    for index in stretches.indices { stretches[index].cells = nil }
  }
}
