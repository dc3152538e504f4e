// The rules within one file, for one store-day: a numbered line that was written twice counts once, every other line
// counts, and a receipt whose same lines stand in two places is counted and reported.
internal import SpendModel

/// Makes one store-day's runs into a page.
struct StoreDayFinisher {
  private let kind: SalePage.Kind
  private let numbersLines: Bool
  private var keys = ByteInterner()
  private var receipts: [Receipt] = []
  private var seen: Set<Mark> = []

  /// Numbered lines that equal an earlier record of their receipt in every cell.
  private(set) var duplicate = LineTally()

  private struct Receipt {
    var lines: [PageLine] = []
    var cancelled = false
    /// Order-free hash and end of each run's lines, where the export does not number them.
    var runs: [(hash: UInt64, end: Int)] = []
  }

  /// The record's hash alone could collide; the stored values make a wrong drop need both.
  private struct Mark: Hashable {
    var receipt: Int32
    var fingerprint: UInt64
    var item: Int32
    var quantity: Int64
    var amount: Int64
  }

  init(kind: SalePage.Kind, numbersLines: Bool) {
    self.kind = kind
    self.numbersLines = numbersLines
  }

  mutating func add(_ all: StoreDayLines) {
    seen.reserveCapacity(numbersLines ? all.lines.count : 0)
    for run in all.runs {
      let receipt = receiptNumber(all.keyBytes[run.key])
      if run.cancelled { receipts[receipt].cancelled = true }
      guard !run.lines.isEmpty else { continue }
      if numbersLines {
        addNumbered(all, run.lines, to: receipt)
      } else {
        addUnnumbered(all.lines[run.lines], to: receipt)
      }
    }
  }

  private mutating func receiptNumber(_ key: ArraySlice<UInt8>) -> Int {
    key.withUnsafeBufferPointer { bytes in
      let hash = hash64(bytes)
      let found = keys.find(bytes, hash: hash)
      if found >= 0 { return Int(found) }
      receipts.append(Receipt())
      return Int(keys.insert(bytes, hash: hash))
    }
  }

  private mutating func addNumbered(_ all: StoreDayLines, _ range: Range<Int>, to receipt: Int) {
    for index in range {
      let line = all.lines[index]
      let mark = Mark(
        receipt: Int32(receipt), fingerprint: all.fingerprints[index], item: line.item, quantity: line.quantity,
        amount: line.amount)
      if seen.insert(mark).inserted {
        receipts[receipt].lines.append(line)
      } else {
        duplicate.add(line.amount)
      }
    }
  }

  private mutating func addUnnumbered(_ lines: ArraySlice<PageLine>, to receipt: Int) {
    receipts[receipt].lines.append(contentsOf: lines)
    guard kind == .receipts else { return }
    let hash = lines.reduce(into: UInt64(0)) { $0 &+= StoreDayFinisher.hash($1) }
    receipts[receipt].runs.append((hash, receipts[receipt].lines.count))
  }

  private static func hash(_ line: PageLine) -> UInt64 {
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: 3) { values in
      values[0] = Int64(line.item)
      values[1] = line.quantity
      values[2] = line.amount
      return UnsafeRawBufferPointer(values).withMemoryRebound(to: UInt8.self) { hash64($0) }
    }
  }

  /// The receipts with lines, in the order of their first line.
  func page() -> SalePage {
    SalePage(
      kind: kind,
      receipts: receipts.indices.filter { !receipts[$0].lines.isEmpty }.map {
        PageReceipt(key: ReceiptKey(bytes: Array(keys.key($0))), importID: 0, lines: receipts[$0].lines)
      })
  }

  /// Receipts whose lines came in more than one place, and those of them whose second part equals the first.
  func repeats() -> (scattered: Int, repeated: Int, lines: LineTally) {
    var tally = LineTally()
    var scattered = 0
    var repeated = 0
    for receipt in receipts where receipt.runs.count > 1 {
      scattered += 1
      guard let start = StoreDayFinisher.secondCopy(receipt.runs) else { continue }
      repeated += 1
      for line in receipt.lines[start...] { tally.add(line.amount) }
    }
    return (scattered, repeated, tally)
  }

  /// Where the second copy begins, if the runs are the same lines twice.
  private static func secondCopy(_ runs: [(hash: UInt64, end: Int)]) -> Int? {
    let total = runs.reduce(into: UInt64(0)) { $0 &+= $1.hash }
    guard let last = runs.last else { return nil }
    var sum: UInt64 = 0
    for run in runs {
      sum &+= run.hash
      if run.end * 2 == last.end { return sum &* 2 == total ? run.end : nil }
    }
    return nil
  }

  /// Receipts that were cancelled and have no counted line.
  var cancelledReceipts: [ReceiptKey] {
    receipts.indices.filter { receipts[$0].lines.isEmpty && receipts[$0].cancelled }
      .map { ReceiptKey(bytes: Array(keys.key($0))) }.sorted()
  }
}
