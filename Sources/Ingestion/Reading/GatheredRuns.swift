// Runs of an export that is not sorted, on their way from blocks to store-days: gathered until there are many for each,
// because an append to another store-day for every line would wait for memory each time.
internal import CLanes
internal import SpendModel

/// Runs with the store-days that they belong to, in the order of the export.
struct GatheredRuns {
  private var lines: [SaleLine] = []
  /// Of each line, where the export numbers its lines; else empty.
  private var fingerprints: [Fingerprint] = []
  private var keyBytes: [UInt8] = []
  private var runs: [GatheredRun] = []

  var lineCount: Int { lines.count }
  var isEmpty: Bool { runs.isEmpty }

  /// Adds the runs of a batch in `range`; `place` says to which store-day each belongs, and whether it continues the one
  /// before.
  mutating func append(
    _ batch: SaleLineBatch, runs range: Range<Int>, place: (ReceiptRun) -> (storeDay: Int, continues: Bool)
  ) {
    guard let first = range.first, let last = range.last else { return }
    let ownLines = batch.runs[first].lines.lowerBound..<batch.runs[last].lines.upperBound
    let ownKeys = batch.runs[first].key.lowerBound..<batch.runs[last].key.upperBound
    let moved = (lines: lines.count - ownLines.lowerBound, keys: keyBytes.count - ownKeys.lowerBound)
    lines += batch.lines[ownLines]
    if !batch.fingerprints.isEmpty { fingerprints += batch.fingerprints[ownLines] }
    keyBytes += batch.keyBytes[ownKeys]
    for index in range {
      let run = batch.runs[index]
      let (storeDay, continues) = place(run)
      runs.append(
        GatheredRun(
          storeDay: Int32(truncatingIfNeeded: storeDay),
          lineEnd: Int32(truncatingIfNeeded: run.lines.upperBound + moved.lines),
          keyEnd: Int32(truncatingIfNeeded: run.key.upperBound + moved.keys), cancelled: run.cancelled,
          continues: continues))
    }
  }

  /// Calls the body for each of `count` store-days that has runs, with their numbers in order; then forgets them.
  mutating func distribute(over count: Int, _ body: (_ storeDay: Int, _ runs: StoreDayRuns) -> Void) {
    let sorted = NumbersByGroup(count: runs.count, groups: count) { Int(runs[$0].storeDay) }
    SaleLineBatch.withBuffers(lines, fingerprints, keyBytes) { buffers in
      runs.withUnsafeBufferPointer { runs in
        sorted.order.withUnsafeBufferPointer { order in
          var begun = 0
          for storeDay in 0..<count where sorted.ends[storeDay] > begun {
            let numbers = begun..<sorted.ends[storeDay]
            body(storeDay, StoreDayRuns(order: order, numbers: numbers, runs: runs, buffers: buffers))
            begun = numbers.upperBound
          }
        }
      }
    }
    lines.removeAll(keepingCapacity: true)
    fingerprints.removeAll(keepingCapacity: true)
    keyBytes.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
  }
}

/// A gathered run: small, since where they lie is waited for. It begins where the one before ends.
private struct GatheredRun {
  var storeDay: Int32
  var lineEnd: Int32
  var keyEnd: Int32
  var cancelled: Bool
  /// Whether it continues the one before, which is of the same store-day.
  var continues: Bool
}

/// The gathered runs of one store-day; valid during the call that hands them over.
struct StoreDayRuns {
  fileprivate let order: UnsafeBufferPointer<Int32>
  fileprivate let numbers: Range<Int>
  fileprivate let runs: UnsafeBufferPointer<GatheredRun>
  fileprivate let buffers: SaleLineBatch.Buffers

  /// Appends them in the order of the export.
  func append(to lines: inout StoreDayLines) {
    for index in numbers {
      askForMemory(after: index)
      let number = Int(order[index])
      let place = place(of: number)
      lines.append(
        key: buffers.key(place.key), buffers.lines(place.lines), buffers.fingerprints(place.lines),
        cancelled: runs[number].cancelled, continues: runs[number].continues)
    }
  }

  private func place(of number: Int) -> (lines: Range<Int>, key: Range<Int>) {
    let before = number == 0 ? (0, 0) : (Int(runs[number - 1].lineEnd), Int(runs[number - 1].keyEnd))
    return (before.0..<Int(runs[number].lineEnd), before.1..<Int(runs[number].keyEnd))
  }

  /// Runs of one store-day lie far apart, and so do their lines; also those of the store-day that comes next.
  @inline(__always)
  private func askForMemory(after index: Int) {
    if index + 16 < order.count, let runs = runs.baseAddress { commonspend_prefetch(runs + Int(order[index + 16])) }
    if index + 8 < order.count {
      let place = place(of: Int(order[index + 8]))
      buffers.prefetch(line: place.lines.lowerBound, key: place.key.lowerBound)
    }
  }
}
