// The lines of one store and day while a file is read: as they came, run by run; and packed, with what a page does not
// hold beside it.
internal import Delimited
internal import SpendModel

/// Lines of one store-day in the order in which they came.
struct StoreDayLines {
  struct Run {
    var key: Range<Int>
    var lines: Range<Int>
    var cancelled: Bool
  }

  var keyBytes: [UInt8] = []
  var runs: [Run] = []
  var lines: [SaleLine] = []
  /// Of each line, where the export numbers its lines; else empty.
  var fingerprints: [Fingerprint] = []

  /// Adds runs that stand behind one another in their batch. `continues`: nothing stands between the first of them and the
  /// last run here, so lines of the same receipt are one run that a block's end had cut.
  mutating func append(
    _ new: UnsafeBufferPointer<ReceiptRun>, of buffers: SaleLineBatch.Buffers, continues: Bool
  ) {
    guard let first = new.first, let last = new.last else { return }
    let own = (
      lines: first.lines.lowerBound..<last.lines.upperBound, keys: first.key.lowerBound..<last.key.upperBound
    )
    let moved = (lines: lines.count - own.lines.lowerBound, keys: keyBytes.count - own.keys.lowerBound)
    lines.append(contentsOf: buffers.lines(own.lines))
    fingerprints.append(contentsOf: buffers.fingerprints(own.lines))
    keyBytes.append(contentsOf: buffers.key(own.keys))
    for index in new.indices {
      let run = new[index]
      append(
        Run(
          key: run.key.lowerBound + moved.keys..<run.key.upperBound + moved.keys,
          lines: run.lines.lowerBound + moved.lines..<run.lines.upperBound + moved.lines, cancelled: run.cancelled),
        continues: continues && index == 0)
    }
  }

  /// Adds a single run.
  mutating func append(
    key: UnsafeBufferPointer<UInt8>, _ own: UnsafeBufferPointer<SaleLine>,
    _ ownFingerprints: UnsafeBufferPointer<Fingerprint>, cancelled: Bool, continues: Bool
  ) {
    let first = (line: lines.count, key: keyBytes.count)
    // Of an export that is not sorted a run is mostly one line.
    if own.count == 1 { lines.append(own[0]) } else { lines.append(contentsOf: own) }
    if ownFingerprints.count == 1 {
      fingerprints.append(ownFingerprints[0])
    } else {
      fingerprints.append(contentsOf: ownFingerprints)
    }
    keyBytes.append(contentsOf: key)
    append(
      Run(key: first.key..<keyBytes.count, lines: first.line..<lines.count, cancelled: cancelled),
      continues: continues)
  }

  /// Adds a run whose lines and key are there already.
  private mutating func append(_ run: Run, continues: Bool) {
    if continues, let last = runs.last, keyBytes[last.key].elementsEqual(keyBytes[run.key]) {
      runs[runs.count - 1].lines = last.lines.lowerBound..<run.lines.upperBound
      runs[runs.count - 1].cancelled = last.cancelled || run.cancelled
    } else {
      runs.append(run)
    }
  }

  /// Adds a run of lines that are there already.
  mutating func append(key: some Collection<UInt8>, lines: Range<Int>, cancelled: Bool) {
    let start = keyBytes.count
    keyBytes.append(contentsOf: key)
    runs.append(Run(key: start..<keyBytes.count, lines: lines, cancelled: cancelled))
  }

  /// Adds all runs of another.
  mutating func append(_ other: StoreDayLines) {
    let first = lines.count
    lines += other.lines
    fingerprints += other.fingerprints
    for run in other.runs {
      append(
        key: other.keyBytes[run.key], lines: run.lines.lowerBound + first..<run.lines.upperBound + first,
        cancelled: run.cancelled)
    }
  }

  /// What tells a numbered line from another.
  func mark(_ line: Int) -> LineMark { LineMark(fingerprints[line], lines[line]) }

  /// Moves lines towards the beginning, over others.
  mutating func moveLines(_ range: Range<Int>, to first: Int) {
    if range.lowerBound == first { return }
    for (offset, index) in range.enumerated() {
      lines[first + offset] = lines[index]
      fingerprints[first + offset] = fingerprints[index]
    }
  }

  /// Forgets all lines but the first ones.
  mutating func keepLines(_ count: Int) {
    lines.removeLast(lines.count - count)
    fingerprints.removeLast(fingerprints.count - count)
  }

  /// Forgets everything and keeps the memory.
  mutating func removeAll() {
    keyBytes.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    fingerprints.removeAll(keepingCapacity: true)
  }
}

/// A store-day's lines by receipt, packed; more lines of the store-day may come.
struct PackedStoreDay {
  var page: [UInt8]
  /// Whether its lines are grouped by receipt and its duplicates are taken out; else each receipt of the page is a run.
  var isFinished: Bool
  var lineCount: Int
  /// Of each line of the page, where the export numbers its lines.
  var fingerprints: PackedFingerprints
  /// Receipts without a line whose lines were cancelled; where it is not finished, those of every cancelled run.
  var cancelled: [ReceiptKey]
  /// Of receipts that came in several runs in an export without line numbers: where each run ends in its receipt.
  var runEnds: [Int: [Int]]
  /// Receipts that came in pieces, and those of them that hold the same lines twice.
  var repeats: RepeatedReceipts

  /// The lines again, a run for each receipt, behind those that `lines` holds.
  func unpack(by unpacker: inout PageUnpacker, into all: inout StoreDayLines) {
    var receipt = 0
    page.withUnsafeBytes { bytes in
      var lines: [SaleLine] = []
      swap(&lines, &all.lines)
      do throws(PageDamage) {
        try unpacker.unpack(PackedPage(bytes), into: &lines) { key, _, own in
          var start = own.lowerBound
          for end in runEnds[receipt] ?? [own.count] {
            all.append(key: key, lines: start..<own.lowerBound + end, cancelled: false)
            start = own.lowerBound + end
          }
          receipt += 1
        }
      } catch {
        // These bytes were packed by us.
        preconditionFailure("a packed store-day does not unpack: \(error)")
      }
      swap(&lines, &all.lines)
    }
    for key in cancelled { all.append(key: key.bytes, lines: all.lines.count..<all.lines.count, cancelled: true) }
    fingerprints.unpack(into: &all.fingerprints)
  }
}

/// Fingerprints at six bytes each.
struct PackedFingerprints {
  private let bytes: [UInt8]
  private let count: Int

  init(_ fingerprints: [Fingerprint]) {
    count = fingerprints.count
    // Eight bytes are stored for each, of which the next overwrites what is too much.
    bytes = Array(unsafeUninitializedCapacity: count * 6 + 2) { target, filled in
      let raw = UnsafeMutableRawBufferPointer(target)
      for index in 0..<fingerprints.count {
        raw.storeBytes(of: fingerprints[index].bits.littleEndian, toByteOffset: index * 6, as: UInt64.self)
      }
      filled = fingerprints.isEmpty ? 0 : fingerprints.count * 6 + 2
    }
  }

  func unpack(into fingerprints: inout [Fingerprint]) {
    bytes.withUnsafeBytes { raw in
      for index in 0..<count {
        fingerprints.append(
          Fingerprint(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index * 6, as: UInt64.self))))
      }
    }
  }
}

/// What was found about receipts whose lines stand in several places.
struct RepeatedReceipts {
  var scattered = 0
  var repeated = 0
  var lines = LineTally()

  mutating func add(_ other: RepeatedReceipts) {
    scattered += other.scattered
    repeated += other.repeated
    lines.add(other.lines)
  }
}
