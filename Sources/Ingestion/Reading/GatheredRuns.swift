// Runs of an export that is not sorted, on their way from blocks to store-days: gathered until there are many for each,
// because an append to another store-day for every line would wait for memory each time.
internal import CLanes
internal import SpendModel

/// Runs with the store-days that they belong to, in the order of the export.
struct GatheredRuns {
  private var batch = SaleLineBatch()
  /// Of each run, the number of its store-day.
  private var places: [Int32] = []
  /// Of each run, whether it continues the one before, which is of the same store-day.
  private var continued: [Bool] = []

  var lineCount: Int { batch.lines.count }
  var isEmpty: Bool { batch.runs.isEmpty }

  /// Adds the runs of a batch in `range`; each is then to be placed.
  mutating func append(_ source: SaleLineBatch, runs range: Range<Int>) {
    guard let first = range.first, let last = range.last else { return }
    let lines = source.runs[first].lines.lowerBound..<source.runs[last].lines.upperBound
    let keys = source.runs[first].key.lowerBound..<source.runs[last].key.upperBound
    let shift = (lines: batch.lines.count - lines.lowerBound, keys: batch.keyBytes.count - keys.lowerBound)
    batch.lines += source.lines[lines]
    if !source.fingerprints.isEmpty { batch.fingerprints += source.fingerprints[lines] }
    batch.keyBytes += source.keyBytes[keys]
    for index in range {
      var run = source.runs[index]
      run.lines = run.lines.lowerBound + shift.lines..<run.lines.upperBound + shift.lines
      run.key = run.key.lowerBound + shift.keys..<run.key.upperBound + shift.keys
      batch.runs.append(run)
    }
  }

  /// Says to which store-day the next run belongs, and whether it continues the one before.
  mutating func place(in storeDay: Int, continues: Bool) {
    places.append(Int32(truncatingIfNeeded: storeDay))
    continued.append(continues)
  }

  /// Calls the body for each of `count` store-days that has runs, with their numbers in order; then forgets them.
  mutating func distribute(over count: Int, _ body: (_ storeDay: Int, _ runs: StoreDayRuns) -> Void) {
    let (order, ends) = sorted(count)
    batch.withBuffers { buffers in
      batch.runs.withUnsafeBufferPointer { runs in
        order.withUnsafeBufferPointer { order in
          var begun = 0
          for storeDay in 0..<count where ends[storeDay] > begun {
            let numbers = begun..<ends[storeDay]
            body(
              storeDay,
              StoreDayRuns(order: order, numbers: numbers, runs: runs, continued: continued, buffers: buffers))
            begun = ends[storeDay]
          }
        }
      }
    }
    batch.removeAll()
    places.removeAll(keepingCapacity: true)
    continued.removeAll(keepingCapacity: true)
  }

  /// The runs' numbers by store-day, and where each store-day's end.
  private func sorted(_ count: Int) -> (order: [Int32], ends: [Int]) {
    var ends = [Int](repeating: 0, count: count + 1)
    for place in places { ends[Int(place) + 1] += 1 }
    for storeDay in 0..<count { ends[storeDay + 1] += ends[storeDay] }
    var order = [Int32](repeating: 0, count: places.count)
    for (run, place) in places.enumerated() {
      order[ends[Int(place)]] = Int32(truncatingIfNeeded: run)
      ends[Int(place)] += 1
    }
    return (order, ends)
  }
}

/// The gathered runs of one store-day; valid during the call that hands them over.
struct StoreDayRuns {
  fileprivate let order: UnsafeBufferPointer<Int32>
  fileprivate let numbers: Range<Int>
  fileprivate let runs: UnsafeBufferPointer<ReceiptRun>
  fileprivate let continued: [Bool]
  fileprivate let buffers: SaleLineBatch.Buffers

  /// Appends them in the order of the export.
  func append(to lines: inout StoreDayLines) {
    for index in numbers {
      askForMemory(after: index)
      let number = Int(order[index])
      lines.append(runs[number], of: buffers, continues: continued[number])
    }
  }

  /// Runs of one store-day lie far apart, and so do their lines; also those of the store-day that comes next.
  @inline(__always)
  private func askForMemory(after index: Int) {
    if index + 16 < order.count, let runs = runs.baseAddress { commonspend_prefetch(runs + Int(order[index + 16])) }
    if index + 8 < order.count { buffers.prefetch(runs[Int(order[index + 8])]) }
  }
}
