// What a decoder makes of a block: its lines, grouped into runs of one receipt.
internal import CLanes
internal import SpendModel

/// Consecutive lines of one receipt at one store on one day.
struct ReceiptRun {
  /// Index of the store in the reading's `stores`.
  var store: Int32
  /// The business day.
  var day: Day
  /// Where the receipt's key stands in `SaleLineBatch.keyBytes`. The key is register, cashier and number, joined by
  /// `ReceiptKey.separator`; it is empty for exports without receipts.
  var key: Range<Int>
  /// The run's lines in `SaleLineBatch.lines`; empty where every line of the run was excluded.
  var lines: Range<Int>
  /// Whether a line of this run was excluded because the receipt or the line was cancelled.
  var cancelled = false
}

/// What a reader hands over at a time: some thousand lines, grouped into runs. Reused, so that nothing is allocated per line.
struct SaleLineBatch {
  /// The lines of all runs.
  var lines: [SaleLine] = []
  /// The runs, in the order of the export.
  var runs: [ReceiptRun] = []
  /// Of each line, where the export numbers its lines; else empty.
  var fingerprints: [Fingerprint] = []
  /// The bytes of the runs' receipt keys.
  var keyBytes: [UInt8] = []

  /// The arrays where they stand. An export that is not sorted has a run for nearly every line, and slices of arrays are
  /// counted references.
  struct Buffers {
    fileprivate let lines: UnsafeBufferPointer<SaleLine>
    fileprivate let fingerprints: UnsafeBufferPointer<Fingerprint>
    fileprivate let keyBytes: UnsafeBufferPointer<UInt8>

    func lines(_ range: Range<Int>) -> UnsafeBufferPointer<SaleLine> { .init(rebasing: lines[range]) }

    /// Nothing where the export does not number its lines.
    func fingerprints(_ lines: Range<Int>) -> UnsafeBufferPointer<Fingerprint> {
      fingerprints.isEmpty ? fingerprints : .init(rebasing: fingerprints[lines])
    }

    func key(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> { .init(rebasing: keyBytes[range]) }

    /// Asks for the memory of a line and of a key.
    @inline(__always)
    func prefetch(line: Int, key: Int) {
      if let base = lines.baseAddress { commonspend_prefetch(base + line) }
      if let base = fingerprints.baseAddress { commonspend_prefetch(base + line) }
      if let base = keyBytes.baseAddress { commonspend_prefetch(base + key) }
    }
  }

  /// Calls the body with the arrays as they are now.
  func withBuffers(_ body: (Buffers) -> Void) { SaleLineBatch.withBuffers(lines, fingerprints, keyBytes, body) }

  /// Calls the body with arrays like a batch's.
  static func withBuffers(
    _ lines: [SaleLine], _ fingerprints: [Fingerprint], _ keyBytes: [UInt8], _ body: (Buffers) -> Void
  ) {
    lines.withUnsafeBufferPointer { lines in
      fingerprints.withUnsafeBufferPointer { fingerprints in
        keyBytes.withUnsafeBufferPointer { body(Buffers(lines: lines, fingerprints: fingerprints, keyBytes: $0)) }
      }
    }
  }

  /// Empties the batch and keeps its memory.
  mutating func removeAll() {
    lines.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    fingerprints.removeAll(keepingCapacity: true)
    keyBytes.removeAll(keepingCapacity: true)
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

  var bits: UInt64 { UInt64(high) << 32 | UInt64(low) }

  @inline(__always)
  static func == (left: Fingerprint, right: Fingerprint) -> Bool { left.low == right.low && left.high == right.high }
}

/// What tells a numbered line from another of its receipt: the record's hash alone could collide; the stored values make
/// a wrong drop need both.
struct LineMark: Hashable {
  private var fingerprint: Fingerprint
  private var item: Int32
  private var quantity, amount: Int64

  init(_ fingerprint: Fingerprint, _ line: SaleLine) {
    self.fingerprint = fingerprint
    item = line.item
    quantity = line.quantity
    amount = line.amount
  }
}
