// Store-days come out the same however often they were packed before their last line came.
import SpendModel
import Testing

@testable import Ingestion

/// Batches of receipts at three store-days: some come in pieces, some twice, some cancelled.
private func batches(_ seed: UInt64, numbersLines: Bool) -> [SaleLineBatch] {
  var state = seed
  func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
  var receipt = 0
  return (0..<30).map { _ in
    var batch = SaleLineBatch()
    for place in 0..<5 {
      // A batch has no run that continues the one before; the next batch may begin with one.
      if place > 0 || below(2) == 0 { receipt = (receipt + 1 + below(39)) % 40 }
      let first = (lines: batch.lines.count, key: batch.keyBytes.count)
      batch.keyBytes += Array("\(receipt)".utf8)
      // The lines of a receipt follow from its number, so that its copies are equal.
      for line in 0..<below(2) * (1 + receipt % 4) {
        batch.lines.append(SaleLine(item: Int32(line), quantity: 1_000_000, amount: Int64(100 * receipt + line)))
        if numbersLines { batch.fingerprints.append(Fingerprint(UInt64(receipt * 64 + line))) }
      }
      batch.runs.append(
        ReceiptRun(
          store: Int32(receipt % 2), day: Day(number: Int32(20_000 + receipt % 3)),
          key: first.key..<batch.keyBytes.count, lines: first.lines..<batch.lines.count, cancelled: below(9) == 0))
    }
    return batch
  }
}

private func pages(_ collector: PageCollector) -> String {
  var collector = collector
  let result = collector.finish(storeNames: ["North", "South"])
  let pages = result.pages.map { "\($0.store) \($0.day.isoText) \($0.packed) \($0.cancelledReceipts)" }
  return pages.joined(separator: "\n") + "\n\(result.duplicate) \(result.repeats)"
}

private func collected(
  _ batches: [SaleLineBatch], continues: Bool, numbersLines: Bool, _ limits: PageCollector.Limits
) -> String {
  var collector = PageCollector(kind: .receipts, numbersLines: numbersLines, limits: limits)
  for batch in batches { collector.add(batch, runs: batch.runs.indices, continues: continues) }
  return pages(collector)
}

/// Run by run: nothing is gathered to be sorted.
private func collectedSingly(_ batches: [SaleLineBatch], continues: Bool, numbersLines: Bool) -> String {
  var collector = PageCollector(kind: .receipts, numbersLines: numbersLines)
  for batch in batches {
    for run in batch.runs.indices { collector.add(batch, runs: run..<run + 1, continues: continues) }
  }
  return pages(collector)
}

@Test(
  "Store-days come out the same however often they were sorted and packed in between",
  arguments: [true, false], UInt64(1)...12)
func packedInBetween(_ numbersLines: Bool, _ seed: UInt64) {
  let batches = batches(seed, numbersLines: numbersLines)
  for continues in [true, false] {
    let singly = collectedSingly(batches, continues: continues, numbersLines: numbersLines)
    var limits = [(1, 1 << 19, 1), (7, 1 << 19, 9), (1 << 16, 1 << 19, 40), (1 << 16, 1 << 19, 1 << 18)]
    // So few open lines that a run is packed before the next batch continues it: then it counts as two.
    if !continues { limits += [(1 << 16, 10, 40), (20, 30, 1 << 18)] }
    for (rest, open, gathered) in limits {
      let pieces = collected(
        batches, continues: continues, numbersLines: numbersLines,
        .init(rest: rest, openLines: open, gatheredLines: gathered))
      #expect(pieces == singly, "\(rest) \(open) \(gathered) \(continues)")
    }
  }
}
