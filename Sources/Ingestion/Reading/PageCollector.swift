// Gathers an export's runs by store and day, and makes each store-day into a page with the rules that hold within one
// file. Lines only pile up while the file is read; duplicates are found when a store-day is finished.
internal import SpendModel

/// Collects one section of an export. Memory: open store-days as they are, others packed.
struct PageCollector {
  /// What finishing a section yields.
  struct Result {
    var pages: [DraftPage] = []
    var duplicate = LineTally()
    var scatteredReceipts = 0
    var repeatedReceipts = 0
    var repeated = LineTally()

    /// Lines of receipts that stand twice. Where most receipts that come in pieces are not copies, the export is just
    /// not sorted by receipt, and two equal pieces say nothing.
    var reportedRepeats: (receipts: Int, lines: LineTally) {
      repeatedReceipts * 2 >= scatteredReceipts ? (repeatedReceipts, repeated) : (0, LineTally())
    }
  }

  private let kind: SalePage.Kind
  /// Whether the export numbers its lines, so that a record equal in every cell is a line written twice.
  private let numbersLines: Bool
  private var stacks: [SegmentStack] = []
  private var indexByStoreDay: [UInt64: Int] = [:]
  private var lastKey: UInt64 = .max
  private var lastIndex = 0
  /// Lines that are not packed yet.
  private(set) var openLines = 0
  private var clock = 0
  /// Above this many unpacked lines (some 60 bytes each) the store-days that rested longest are packed.
  static let openLineLimit = 1 << 20

  init(kind: SalePage.Kind, numbersLines: Bool) {
    self.kind = kind
    self.numbersLines = numbersLines
  }

  /// Takes a batch's runs in `range`.
  mutating func add(_ batch: SaleLineBatch, runs range: Range<Int>) {
    for index in range {
      let run = batch.runs[index]
      let stack = stackIndex(store: run.store, day: run.day)
      openLines += run.lines.count
      clock += 1
      stacks[stack].append(run, of: batch, at: clock)
    }
    if openLines > PageCollector.openLineLimit { packRested() }
  }

  private mutating func stackIndex(store: Int32, day: Day) -> Int {
    let key = UInt64(UInt32(bitPattern: store)) << 32 | UInt64(UInt32(bitPattern: day.number))
    if key == lastKey { return lastIndex }
    lastKey = key
    if let index = indexByStoreDay[key] {
      lastIndex = index
    } else {
      lastIndex = stacks.count
      indexByStoreDay[key] = lastIndex
      stacks.append(SegmentStack(store: Int(store), day: day))
    }
    return lastIndex
  }

  /// Packs the longer-rested half of the open lines.
  private mutating func packRested() {
    let byRest = stacks.indices.filter { !stacks[$0].open.lines.isEmpty }
      .sorted { stacks[$0].touchedAt < stacks[$1].touchedAt }
    for index in byRest where openLines > PageCollector.openLineLimit / 2 {
      openLines -= stacks[index].open.lines.count
      stacks[index].pack()
    }
  }

  /// Finishes every store-day, sorted by store name and day, and empties the collector.
  mutating func finish(storeNames: [String]) -> Result {
    let order = stacks.indices.sorted {
      (storeNames[stacks[$0].store], stacks[$0].day) < (storeNames[stacks[$1].store], stacks[$1].day)
    }
    var result = Result()
    for index in order {
      let lines = stacks[index].takeAll()
      var finisher = StoreDayFinisher(kind: kind, numbersLines: numbersLines)
      finisher.add(lines)
      let page = finisher.page()
      result.duplicate.add(finisher.duplicate)
      let repeats = finisher.repeats()
      result.scatteredReceipts += repeats.scattered
      result.repeatedReceipts += repeats.repeated
      result.repeated.add(repeats.lines)
      let cancelled = finisher.cancelledReceipts
      guard page.lineCount > 0 || !cancelled.isEmpty else { continue }
      result.pages.append(
        DraftPage(
          store: stacks[index].store, day: stacks[index].day, packed: page.packed(), cancelledReceipts: cancelled))
    }
    self = PageCollector(kind: kind, numbersLines: numbersLines)
    return result
  }
}

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
  var fingerprints: [UInt64] = []

  mutating func append(_ run: ReceiptRun, of batch: SaleLineBatch) {
    let key = keyBytes.count
    keyBytes.append(contentsOf: batch.keyBytes[run.key])
    let first = lines.count
    for line in batch.lines[run.lines] {
      lines.append(
        PageLine(
          item: line.item, second: line.second, quantity: line.quantity, amount: line.amount, cost: line.cost,
          tax: line.tax))
      if line.fingerprint != 0 { fingerprints.append(line.fingerprint) }
    }
    runs.append(Run(key: key..<keyBytes.count, lines: first..<lines.count, cancelled: run.cancelled))
  }

  mutating func append(_ other: StoreDayLines) {
    let keys = keyBytes.count
    let first = lines.count
    keyBytes += other.keyBytes
    lines += other.lines
    fingerprints += other.fingerprints
    runs += other.runs.map {
      Run(
        key: $0.key.lowerBound + keys..<$0.key.upperBound + keys,
        lines: $0.lines.lowerBound + first..<$0.lines.upperBound + first, cancelled: $0.cancelled)
    }
  }
}

/// A store-day's lines: packed pieces, then the open one.
private struct SegmentStack {
  let store: Int
  let day: Day
  var open = StoreDayLines()
  var touchedAt = 0
  private var packed: [PackedSegment] = []

  init(store: Int, day: Day) {
    self.store = store
    self.day = day
  }

  mutating func append(_ run: ReceiptRun, of batch: SaleLineBatch, at clock: Int) {
    open.append(run, of: batch)
    touchedAt = clock
  }

  mutating func pack() {
    packed.append(PackedSegment(open))
    open = StoreDayLines()
  }

  /// Everything in order; leaves nothing behind.
  mutating func takeAll() -> StoreDayLines {
    guard !packed.isEmpty else {
      defer { open = StoreDayLines() }
      return open
    }
    var all = StoreDayLines()
    for segment in packed { all.append(segment.unpacked) }
    all.append(open)
    packed = []
    open = StoreDayLines()
    return all
  }
}

/// Runs as a packed page (a receipt for each run) with what a page does not hold beside it.
private struct PackedSegment {
  private let page: [UInt8]
  private let cancelled: [Bool]
  private let fingerprints: [UInt64]

  init(_ lines: StoreDayLines) {
    page = SalePage(
      kind: .receipts,
      receipts: lines.runs.map { run in
        PageReceipt(
          key: ReceiptKey(bytes: Array(lines.keyBytes[run.key])), importID: 0, lines: Array(lines.lines[run.lines]))
      }
    ).packed()
    cancelled = lines.runs.map(\.cancelled)
    fingerprints = lines.fingerprints
  }

  var unpacked: StoreDayLines {
    var result = StoreDayLines()
    page.withUnsafeBytes { bytes in
      // These bytes were packed above; bytes that are no page would be our own mistake.
      guard let packed = try? PackedPage(bytes), let page = try? SalePage(packed: packed) else {
        preconditionFailure("a packed segment does not unpack")
      }
      for (receipt, cancelled) in zip(page.receipts, cancelled) {
        let key = result.keyBytes.count
        let first = result.lines.count
        result.keyBytes += receipt.key.bytes
        result.lines += receipt.lines
        result.runs.append(
          StoreDayLines.Run(
            key: key..<result.keyBytes.count, lines: first..<result.lines.count, cancelled: cancelled))
      }
    }
    result.fingerprints = fingerprints
    return result
  }
}
