// The rules within one file, for one store-day: a numbered line that was written twice counts once, every other line
// counts, and a receipt whose same lines stand in two places is counted and reported.
internal import SpendModel

/// Makes store-days into packed pages, one after the other; keeps its working memory.
struct StoreDayFinisher {
  private let kind: SalePage.Kind
  private let numbersLines: Bool
  private var keys = ByteInterner()
  /// The number of each run's receipt, in the order of the receipts' first lines.
  private var receiptOfRun: [Int] = []
  private var cancelled: [Bool] = []
  private var isScattered = false
  /// The lines grouped by receipt; receipt r has those from `starts[r]` to `starts[r + 1]`.
  private var lines: [SaleLine] = []
  private var fingerprints: [Fingerprint] = []
  private var starts: [Int] = []
  /// Memory for what is grouped; empty between two store-days.
  private var ungrouped: (lines: [SaleLine], fingerprints: [Fingerprint]) = ([], [])
  private var packing = PackingReceipts()
  /// Memory for a store-day in pieces; empty between two.
  private var whole = StoreDayLines()
  private var unpacker = PageUnpacker()

  /// Numbered lines that equal an earlier record of their receipt in every cell, of all store-days.
  private(set) var duplicate = LineTally()

  init(kind: SalePage.Kind, numbersLines: Bool) {
    self.kind = kind
    self.numbersLines = numbersLines
  }

  /// Packs a store-day and empties it.
  mutating func finish(_ day: inout StoreDayLines) -> PackedStoreDay {
    numberReceipts(day)
    if numbersLines, isScattered { dropRepeatedRuns(&day) }
    group(&day)
    // Line numbers tell what was written twice; without them a receipt in two places can only be reported.
    let repeats = numbersLines || kind == .dayTotals ? RepeatedReceipts() : findRepeats(day)
    if numbersLines { removeDuplicates() }
    let result = packed(day, repeats)
    swap(&day.lines, &lines)
    swap(&day.fingerprints, &fingerprints)
    day.removeAll()
    return result
  }

  /// Packs a store-day whose first lines were packed before; `open` are the last ones.
  mutating func finish(_ pieces: [PackedStoreDay], _ open: StoreDayLines) -> PackedStoreDay {
    var all = StoreDayLines()
    swap(&all, &whole)
    for piece in pieces { piece.unpack(by: &unpacker, into: &all) }
    all.append(open)
    let result = finish(&all)
    swap(&all, &whole)
    return result
  }

  /// Packs a store-day as its lines came and empties it: where most of them are still to come, grouping them now would be
  /// done in vain.
  mutating func setAside(_ day: inout StoreDayLines) -> PackedStoreDay {
    packing.removeAll()
    for run in day.runs where !run.lines.isEmpty {
      packing.append(importID: 0, lines: run.lines.count, key: day.keyBytes[run.key])
    }
    let page = day.lines.withUnsafeBufferPointer { PackedPage.packed(kind: kind, receipts: packing, lines: $0) }
    let result = PackedStoreDay(
      page: page, isFinished: false, lineCount: day.lines.count, fingerprints: PackedFingerprints(day.fingerprints),
      cancelled: day.runs.filter(\.cancelled).map { ReceiptKey(bytes: Array(day.keyBytes[$0.key])) }, runEnds: [:],
      repeats: RepeatedReceipts())
    day.removeAll()
    return result
  }

  // MARK: - Grouping

  private mutating func numberReceipts(_ day: StoreDayLines) {
    keys.removeAll()
    receiptOfRun.removeAll(keepingCapacity: true)
    receiptOfRun.append(contentsOf: repeatElement(0, count: day.runs.count))
    cancelled.removeAll(keepingCapacity: true)
    isScattered = false
    // Receipts without a line come last, as they do in a store-day that was packed in between.
    for index in day.runs.indices where !day.runs[index].lines.isEmpty { numberReceipt(index, day) }
    for index in day.runs.indices where day.runs[index].lines.isEmpty { numberReceipt(index, day) }
  }

  private mutating func numberReceipt(_ index: Int, _ day: StoreDayLines) {
    let run = day.runs[index]
    let receipt = receiptNumber(day.keyBytes[run.key])
    receiptOfRun[index] = receipt
    if receipt == cancelled.count { cancelled.append(false) } else if !run.lines.isEmpty { isScattered = true }
    if run.cancelled { cancelled[receipt] = true }
  }

  private mutating func receiptNumber(_ key: ArraySlice<UInt8>) -> Int {
    key.withUnsafeBufferPointer { bytes in
      let hash = hash64(bytes)
      let found = keys.find(bytes, hash: hash)
      return Int(found >= 0 ? found : keys.insert(bytes, hash: hash))
    }
  }

  /// Takes the day's lines in the order of their receipts.
  private mutating func group(_ day: inout StoreDayLines) {
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: cancelled.count + 1))
    for (run, receipt) in zip(day.runs, receiptOfRun) { starts[receipt + 1] += run.lines.count }
    for receipt in cancelled.indices { starts[receipt + 1] += starts[receipt] }
    swap(&lines, &day.lines)
    swap(&fingerprints, &day.fingerprints)
    if isScattered { permute(day) }
  }

  /// Puts the runs of each receipt behind one another.
  private mutating func permute(_ day: StoreDayLines) {
    swap(&lines, &ungrouped.lines)
    swap(&fingerprints, &ungrouped.fingerprints)
    let runs = NumbersByGroup(count: receiptOfRun.count, groups: cancelled.count) { receiptOfRun[$0] }
    for run in runs.order {
      let own = day.runs[Int(run)].lines
      lines.append(contentsOf: ungrouped.lines[own])
      if numbersLines { fingerprints.append(contentsOf: ungrouped.fingerprints[own]) }
    }
    ungrouped.lines.removeAll(keepingCapacity: true)
    ungrouped.fingerprints.removeAll(keepingCapacity: true)
  }

  // MARK: - Lines that were written twice

  /// Drops the runs that their receipt's first run holds already, line for line: a receipt that was exported twice as a
  /// whole is no reason to sort the store-day.
  private mutating func dropRepeatedRuns(_ day: inout StoreDayLines) {
    var firstRuns = [Range<Int>?](repeating: nil, count: cancelled.count)
    var kept = 0
    isScattered = false
    for run in day.runs.indices where !day.runs[run].lines.isEmpty {
      let own = day.runs[run].lines
      let first = firstRuns[receiptOfRun[run]]
      if let first, isRepeated(own, first, day) {
        for line in day.lines[own] { duplicate.add(line.amount) }
        day.runs[run].lines = kept..<kept
        continue
      }
      if first != nil { isScattered = true }
      day.moveLines(own, to: kept)
      day.runs[run].lines = kept..<kept + own.count
      if first == nil { firstRuns[receiptOfRun[run]] = day.runs[run].lines }
      kept += own.count
    }
    day.keepLines(kept)
  }

  private func isRepeated(_ own: Range<Int>, _ first: Range<Int>, _ day: StoreDayLines) -> Bool {
    guard max(own.count, first.count) <= Limits.comparedLines else { return false }
    return own.allSatisfy { line in
      let mark = day.mark(line)
      return first.contains { day.mark($0) == mark }
    }
  }

  private mutating func removeDuplicates() {
    var kept = 0
    for receipt in cancelled.indices {
      let own = starts[receipt]..<starts[receipt + 1]
      starts[receipt] = kept
      kept = own.count <= Limits.comparedLines ? keepNew(own, from: kept) : keepNewOfMany(own, from: kept)
    }
    starts[cancelled.count] = kept
    lines.removeLast(lines.count - kept)
    fingerprints.removeLast(fingerprints.count - kept)
  }

  private enum Limits {
    /// Up to here every line of a receipt is compared with every other.
    static let comparedLines = 200
  }

  /// Moves a receipt's new lines to `first` and on; says where they end.
  private mutating func keepNew(_ own: Range<Int>, from first: Int) -> Int {
    var kept = first
    // A bit for each fingerprint so far: one whose bit is free is new, and mostly it is.
    var bits: UInt64 = 0
    for index in own {
      let bit = 1 &<< (fingerprints[index].bits & 63)
      if bits & bit != 0, (first..<kept).contains(where: { isSame(index, $0) }) {
        duplicate.add(lines[index].amount)
      } else {
        keep(index, at: &kept)
        bits |= bit
      }
    }
    return kept
  }

  private mutating func keepNewOfMany(_ own: Range<Int>, from first: Int) -> Int {
    var seen: Set<LineMark> = []
    var kept = first
    for index in own {
      if seen.insert(LineMark(fingerprints[index], lines[index])).inserted {
        keep(index, at: &kept)
      } else {
        duplicate.add(lines[index].amount)
      }
    }
    return kept
  }

  private mutating func keep(_ index: Int, at place: inout Int) {
    if place != index {
      lines[place] = lines[index]
      fingerprints[place] = fingerprints[index]
    }
    place += 1
  }

  /// The record's hash alone could collide; the stored values make a wrong drop need both.
  @inline(__always)
  private func isSame(_ left: Int, _ right: Int) -> Bool {
    fingerprints[left] == fingerprints[right]
      && LineMark(fingerprints[left], lines[left]) == LineMark(fingerprints[right], lines[right])
  }

  // MARK: - Receipts in two places

  /// Where the runs of each receipt that has several end in it.
  private func runEnds(_ day: StoreDayLines) -> [Int: [Int]] {
    guard isScattered else { return [:] }
    var ends: [Int: [Int]] = [:]
    for (run, receipt) in zip(day.runs, receiptOfRun) where !run.lines.isEmpty {
      ends[receipt, default: []].append((ends[receipt]?.last ?? 0) + run.lines.count)
    }
    return ends.filter { $0.value.count > 1 }
  }

  /// Receipts whose lines came in more than one place, and those of them whose second part equals the first.
  private func findRepeats(_ day: StoreDayLines) -> RepeatedReceipts {
    var found = RepeatedReceipts()
    for (receipt, ends) in runEnds(day) {
      found.scattered += 1
      guard let second = secondCopy(starts[receipt], ends) else { continue }
      found.repeated += 1
      for line in lines[second..<starts[receipt + 1]] { found.lines.add(line.amount) }
    }
    return found
  }

  /// Where the second copy begins, if the runs are the same lines twice.
  private func secondCopy(_ start: Int, _ ends: [Int]) -> Int? {
    guard let count = ends.last, count % 2 == 0, ends.contains(count / 2) else { return nil }
    let middle = start + count / 2
    let halves = [lines[start..<middle], lines[middle..<start + count]]
    let sums = halves.map { half in half.reduce(into: UInt64(0)) { $0 &+= StoreDayFinisher.hash($1) } }
    return sums[0] == sums[1] ? middle : nil
  }

  /// Sums of these tell the same lines in any order.
  private static func hash(_ line: SaleLine) -> UInt64 {
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: 3) { values in
      values[0] = Int64(line.item)
      values[1] = line.quantity
      values[2] = line.amount
      return UnsafeRawBufferPointer(values).withMemoryRebound(to: UInt8.self) { hash64($0) }
    }
  }

  // MARK: - The page

  private mutating func packed(_ day: StoreDayLines, _ repeats: RepeatedReceipts) -> PackedStoreDay {
    packing.removeAll()
    var cancelledKeys: [ReceiptKey] = []
    var numberInPage: [Int: Int] = [:]
    let ends = numbersLines ? [:] : runEnds(day)
    for receipt in cancelled.indices {
      let count = starts[receipt + 1] - starts[receipt]
      if count > 0 {
        if ends[receipt] != nil { numberInPage[receipt] = packing.lineCounts.count }
        packing.append(importID: 0, lines: count, key: keys.key(receipt))
      } else if cancelled[receipt] {
        cancelledKeys.append(ReceiptKey(bytes: Array(keys.key(receipt))))
      }
    }
    let page = lines.withUnsafeBufferPointer { PackedPage.packed(kind: kind, receipts: packing, lines: $0) }
    return PackedStoreDay(
      page: page, isFinished: true, lineCount: lines.count, fingerprints: PackedFingerprints(fingerprints),
      cancelled: cancelledKeys.sorted(),
      runEnds: Dictionary(
        uniqueKeysWithValues: ends.compactMap { receipt, ends in numberInPage[receipt].map { ($0, ends) } }),
      repeats: repeats)
  }
}
