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
  return (0..<30).map { _ in
    var batch = SaleLineBatch()
    for _ in 0..<5 {
      let receipt = below(12)
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

private func collected(_ batches: [SaleLineBatch], numbersLines: Bool, _ limits: PageCollector.Limits) -> String {
  var collector = PageCollector(kind: .receipts, numbersLines: numbersLines, limits: limits)
  for batch in batches { collector.add(batch, runs: batch.runs.indices, continues: false) }
  let result = collector.finish(storeNames: ["North", "South"])
  let pages = result.pages.map { "\($0.store) \($0.day.isoText) \($0.packed) \($0.cancelledReceipts)" }
  return pages.joined(separator: "\n") + "\n\(result.duplicate) \(result.repeats)"
}

@Test(
  "Store-days come out the same however often they were packed in between",
  arguments: [true, false], UInt64(1)...12)
func packedInBetween(_ numbersLines: Bool, _ seed: UInt64) {
  let batches = batches(seed, numbersLines: numbersLines)
  let whole = collected(batches, numbersLines: numbersLines, PageCollector.Limits())
  for limits in [(1, 1 << 19), (7, 1 << 19), (1 << 16, 10), (20, 30)] {
    let pieces = collected(batches, numbersLines: numbersLines, .init(rest: limits.0, openLines: limits.1))
    #expect(pieces == whole, "\(limits)")
  }
}
