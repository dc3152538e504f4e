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
  var lines: [PageLine] = []
  /// Of each line, where the export numbers its lines; else empty.
  var fingerprints: [Fingerprint] = []

  /// Adds a run of a batch. `continues`: nothing stands between it and the last run, so lines of the same receipt are
  /// one run that a block's end had cut.
  mutating func append(_ run: ReceiptRun, of batch: SaleLineBatch, withFingerprints: Bool, continues: Bool) {
    let first = lines.count
    for index in run.lines {
      let line = batch.lines[index]
      lines.append(
        PageLine(
          item: line.item, second: line.second, quantity: line.quantity, amount: line.amount, cost: line.cost,
          tax: line.tax))
    }
    if withFingerprints { for index in run.lines { fingerprints.append(Fingerprint(batch.lines[index].fingerprint)) } }
    if continues, let last = runs.last, keyBytes[last.key] == batch.keyBytes[run.key] {
      runs[runs.count - 1].lines = last.lines.lowerBound..<lines.count
      runs[runs.count - 1].cancelled = last.cancelled || run.cancelled
      return
    }
    append(key: batch.keyBytes[run.key], lines: first..<lines.count, cancelled: run.cancelled)
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

  /// Forgets everything and keeps the memory.
  mutating func removeAll() {
    keyBytes.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    fingerprints.removeAll(keepingCapacity: true)
  }
}

/// 48 bits of a record's hash: six bytes a line are kept until the file ends. Two records that differ must also agree in
/// receipt, item, quantity and amount before one of them could be taken for the other.
struct Fingerprint: Hashable {
  private var low: UInt32
  private var high: UInt16

  init(_ hash: UInt64) {
    low = UInt32(truncatingIfNeeded: hash)
    high = UInt16(truncatingIfNeeded: hash &>> 32)
  }

  @inline(__always)
  static func == (left: Fingerprint, right: Fingerprint) -> Bool { left.low == right.low && left.high == right.high }
}

/// A store-day's lines by receipt, packed; more lines of the store-day may come.
struct PackedStoreDay {
  var page: [UInt8]
  var lineCount: Int
  /// Of each line of the page, where the export numbers its lines.
  var fingerprints: PackedFingerprints
  /// Receipts without a line whose lines were cancelled.
  var cancelled: [ReceiptKey]
  /// Of receipts that came in several runs in an export without line numbers: where each run ends in its receipt.
  var runEnds: [Int: [Int]]
  /// Receipts that came in pieces, and those of them that hold the same lines twice.
  var repeats: RepeatedReceipts

  /// The lines again, a run for each receipt, behind those that `lines` holds.
  func unpack(into all: inout StoreDayLines) {
    page.withUnsafeBytes { bytes in
      // These bytes were packed by us; bytes that are no page would be our own mistake.
      guard let packed = try? PackedPage(bytes), let page = try? SalePage(packed: packed) else {
        preconditionFailure("a packed store-day does not unpack")
      }
      for (index, receipt) in page.receipts.enumerated() {
        var start = all.lines.count
        let first = start
        all.lines += receipt.lines
        for end in runEnds[index] ?? [receipt.lines.count] {
          all.append(key: receipt.key.bytes, lines: start..<first + end, cancelled: false)
          start = first + end
        }
      }
    }
    for key in cancelled { all.append(key: key.bytes, lines: all.lines.count..<all.lines.count, cancelled: true) }
    fingerprints.unpack(into: &all.fingerprints)
  }
}

/// Fingerprints at six bytes each.
struct PackedFingerprints {
  private var bytes: [UInt8] = []

  init(_ fingerprints: some Sequence<Fingerprint>) {
    for fingerprint in fingerprints { fingerprint.append(to: &bytes) }
  }

  func unpack(into fingerprints: inout [Fingerprint]) {
    for offset in stride(from: 0, to: bytes.count, by: 6) { fingerprints.append(Fingerprint(bytes[offset..<offset + 6])) }
  }
}

extension Fingerprint {
  fileprivate init(_ bytes: ArraySlice<UInt8>) {
    self.init(bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) })
  }

  fileprivate func append(to bytes: inout [UInt8]) {
    withUnsafeBytes(of: low.littleEndian) { bytes.append(contentsOf: $0) }
    withUnsafeBytes(of: high.littleEndian) { bytes.append(contentsOf: $0) }
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
