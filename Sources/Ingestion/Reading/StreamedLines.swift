// Lines that are folded while a file is read, without becoming pages: what `analyze --no-dedup` follows.
public import SpendModel

/// Lines of one store and day in one block of a file. A store-day may come in several of them.
public struct StreamedLines {
  /// What the lines' item numbers index: all items so far.
  public let items: [Item]
  /// The store's name.
  public let store: String
  /// The business day.
  public let day: Day
  /// The block's lines.
  public let lines: [SaleLine]
  /// Those of them that belong to the store and day.
  public let ranges: [Range<Int>]

  /// A batch's lines by store and day: a file that is shuffled must not make its receiver jump for every line.
  static func groups(_ batch: SaleLineBatch, items: [Item], stores: [String]) -> [StreamedLines] {
    let runs = batch.runs.filter { !$0.lines.isEmpty }
    let order = isOrdered(runs) ? Array(runs.indices) : runs.indices.sorted { key(runs[$0], $0) < key(runs[$1], $1) }
    var groups: [StreamedLines] = []
    var begun = 0
    for place in order.indices {
      let isLast = place + 1 == order.count
      let run = runs[order[place]]
      if !isLast, runs[order[place + 1]].day == run.day, runs[order[place + 1]].store == run.store { continue }
      groups.append(
        StreamedLines(
          items: items, store: stores[Int(run.store)], day: run.day, lines: batch.lines,
          ranges: order[begun...place].map { runs[$0].lines }))
      begun = place + 1
    }
    return groups
  }

  private static func key(_ run: ReceiptRun, _ index: Int) -> (Day, Int32, Int) { (run.day, run.store, index) }

  /// Whether the runs stand by day, then by store, as most exports are written.
  private static func isOrdered(_ runs: [ReceiptRun]) -> Bool {
    zip(runs, runs.dropFirst()).allSatisfy { ($0.day, $0.store) <= ($1.day, $1.store) }
  }
}
