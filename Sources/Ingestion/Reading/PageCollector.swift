// Gathers an export's runs by store and day, and makes each store-day into a page with the rules that hold within one
// file. Memory: some open lines, and packed pages.
internal import SpendModel

/// Collects one section of an export.
struct PageCollector {
  /// What finishing a section yields.
  struct Result {
    var pages: [DraftPage] = []
    var duplicate = LineTally()
    var repeats = RepeatedReceipts()

    /// Lines of receipts that stand twice. Where most receipts that come in pieces are not copies, the export is just
    /// not sorted by receipt, and two equal pieces say nothing.
    var reportedRepeats: (receipts: Int, lines: LineTally) {
      repeats.repeated * 2 >= repeats.scattered ? (repeats.repeated, repeats.lines) : (0, LineTally())
    }
  }

  private let kind: SalePage.Kind
  /// Whether the export numbers its lines, so that a record equal in every cell is a line written twice.
  private let numbersLines: Bool
  private var finisher: StoreDayFinisher
  private var stacks: [StoreDayStack] = []
  private var indexByStoreDay: [UInt64: Int] = [:]
  private var lastKey: UInt64 = .max
  private var lastIndex = 0
  /// Emptied memory of store-days, to be used again.
  private var spares: [StoreDayLines] = []
  /// Store-days with unpacked lines, and how many lines these are.
  private var openStacks: [Int] = []
  private var openLines = 0
  private var gathered = GatheredRuns()
  /// Lines taken so far.
  private var clock = 0
  private var nextPacking: Int
  private let limits: Limits

  /// How many lines may lie unpacked, at some 50 bytes each.
  struct Limits {
    /// A store-day to which nothing was added for so many lines is packed: what is packed soon is still in the
    /// processor's cache, and most exports are sorted by day.
    var rest = 1 << 16
    /// Above this many lines in all store-days those that rested longest are packed.
    var openLines = 1 << 19

    /// So many lines of an export that is not sorted are gathered, sorted by store-day and packed at a time: at some 80
    /// bytes each they stay near the processor.
    var gatheredLines = 1 << 18

    /// How often is looked: in steps so small that a thread which waits for this one does not wait long.
    var restStep: Int { max(1, rest / 16) }
  }

  init(kind: SalePage.Kind, numbersLines: Bool, limits: Limits = Limits()) {
    self.kind = kind
    self.numbersLines = numbersLines
    self.limits = limits
    nextPacking = limits.restStep
    finisher = StoreDayFinisher(kind: kind, numbersLines: numbersLines)
  }

  /// Takes a batch's runs in `range`. `continues`: the first of them follows the last one taken.
  mutating func add(_ batch: SaleLineBatch, runs range: Range<Int>, continues: Bool) {
    if isScattered(batch.runs[range]) {
      gather(batch, range, continues: continues)
    } else {
      place(packing: false)
      append(batch, range, continues: continues)
    }
    if clock >= nextPacking { packRested() }
  }

  /// Whether many lines go to another store-day than the one before.
  private func isScattered(_ runs: ArraySlice<ReceiptRun>) -> Bool {
    guard var before = runs.first, let last = runs.last else { return false }
    let lines = last.lines.upperBound - before.lines.lowerBound
    // Mostly a receipt is a run, and some hundred of them a store-day.
    guard runs.count * 4 > lines else { return false }
    var changes = 0
    for run in runs {
      if run.store != before.store || run.day != before.day { changes += 1 }
      before = run
    }
    return changes * 4 > lines
  }

  private mutating func gather(_ batch: SaleLineBatch, _ range: Range<Int>, continues: Bool) {
    var (range, continues) = (range, continues)
    // What continues a run that is placed already is placed there, before anything else is done with that run.
    if let first = range.first, continues, gathered.isEmpty {
      append(batch, first..<first + 1, continues: true)
      (range, continues) = (first + 1..<range.upperBound, false)
    }
    var runs = GatheredRuns()
    swap(&runs, &gathered)
    runs.append(batch, runs: range) { run in
      let before = lastIndex
      let stack = stackIndex(store: run.store, day: run.day)
      clock += run.lines.count
      defer { continues = false }
      return (stack, continues && stack == before)
    }
    swap(&runs, &gathered)
    if gathered.lineCount >= limits.gatheredLines { place(packing: true) }
  }

  /// Appends what was gathered to its store-days, and packs these where that is wanted.
  private mutating func place(packing: Bool) {
    if gathered.isEmpty { return }
    var runs = GatheredRuns()
    swap(&runs, &gathered)
    runs.distribute(over: stacks.count) { index, runs in
      if stacks[index].open.runs.isEmpty { open(index) }
      let before = stacks[index].open.lines.count
      runs.append(to: &stacks[index].open)
      openLines += stacks[index].open.lines.count - before
      stacks[index].touchedAt = clock
      // The next run may continue the last one.
      if packing, index != lastIndex { pack(index, expectingMore: true) }
    }
    swap(&runs, &gathered)
    openStacks.removeAll { stacks[$0].open.runs.isEmpty }
  }

  /// Gives a store-day memory for lines.
  private mutating func open(_ index: Int) {
    openStacks.append(index)
    stacks[index].open = spares.popLast() ?? StoreDayLines()
  }

  /// Appends a batch's runs in `range` to their store-days.
  private mutating func append(_ batch: SaleLineBatch, _ range: Range<Int>, continues: Bool) {
    batch.withBuffers { buffers in
      batch.runs.withUnsafeBufferPointer { runs in
        append(UnsafeBufferPointer(rebasing: runs[range]), buffers, continues: continues)
      }
    }
  }

  /// Appends runs, those of one store-day together.
  private mutating func append(
    _ runs: UnsafeBufferPointer<ReceiptRun>, _ buffers: SaleLineBatch.Buffers, continues: Bool
  ) {
    var begun = 0
    while begun < runs.count {
      let (store, day) = (runs[begun].store, runs[begun].day)
      var end = begun + 1
      while end < runs.count, runs[end].store == store, runs[end].day == day { end += 1 }
      let before = lastIndex
      let stack = stackIndex(store: store, day: day)
      let count = runs[end - 1].lines.upperBound - runs[begun].lines.lowerBound
      openLines += count
      clock += count
      stacks[stack].touchedAt = clock
      if stacks[stack].open.runs.isEmpty { open(stack) }
      stacks[stack].open.append(
        UnsafeBufferPointer(rebasing: runs[begun..<end]), of: buffers,
        continues: continues && begun == 0 && stack == before)
      begun = end
    }
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
      stacks.append(StoreDayStack(store: Int(store), day: day))
    }
    return lastIndex
  }

  /// Packs what has rested; where too many lines are open all the same, the longer-rested half of them.
  private mutating func packRested() {
    nextPacking = clock + limits.restStep
    for index in openStacks where clock - stacks[index].touchedAt >= limits.rest { pack(index) }
    if openLines > limits.openLines {
      let byRest = openStacks.sorted { stacks[$0].touchedAt < stacks[$1].touchedAt }
      for index in byRest where openLines > limits.openLines / 2 { pack(index) }
    }
    openStacks.removeAll { stacks[$0].open.runs.isEmpty }
  }

  /// Packs an open store-day: as a page, or, where more of it is expected, as its lines came.
  private mutating func pack(_ index: Int, expectingMore: Bool = false) {
    openLines -= stacks[index].open.lines.count
    stacks[index].packed.append(
      expectingMore ? finisher.setAside(&stacks[index].open) : finisher.finish(&stacks[index].open))
    spares.append(stacks[index].open)
    stacks[index].open = StoreDayLines()
  }

  /// Finishes every store-day, sorted by store name and day, and empties the collector.
  mutating func finish(storeNames: [String]) -> Result {
    place(packing: false)
    let order = stacks.indices.sorted {
      (storeNames[stacks[$0].store], stacks[$0].day) < (storeNames[stacks[$1].store], stacks[$1].day)
    }
    var result = Result()
    for index in order {
      let day = stacks[index].takeWhole(&finisher)
      result.repeats.add(day.repeats)
      guard day.lineCount > 0 || !day.cancelled.isEmpty else { continue }
      result.pages.append(
        DraftPage(
          store: stacks[index].store, day: stacks[index].day, packed: day.page, cancelledReceipts: day.cancelled))
    }
    result.duplicate = finisher.duplicate
    self = PageCollector(kind: kind, numbersLines: numbersLines, limits: limits)
    return result
  }
}

/// A store-day's lines: packed pieces, then the open one.
private struct StoreDayStack {
  let store: Int
  let day: Day
  var open = StoreDayLines()
  var touchedAt = 0
  var packed: [PackedStoreDay] = []

  /// Everything in order as one page; leaves nothing behind.
  mutating func takeWhole(_ finisher: inout StoreDayFinisher) -> PackedStoreDay {
    defer {
      packed = []
      open = StoreDayLines()
    }
    if packed.isEmpty { return finisher.finish(&open) }
    if packed.count == 1, packed[0].isFinished, open.runs.isEmpty { return packed[0] }
    return finisher.finish(packed, open)
  }
}
