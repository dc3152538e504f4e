// What became of one block's records: handed from a decoder to DraftAssembly, and reused.
internal import Delimited
internal import SpendModel

/// Sale lines of a block, and what its decoder met for the first time.
struct DecodedBlock {
  /// Lines with the item numbers, and runs with the store numbers, of the decoder that made them.
  var batch = SaleLineBatch()
  /// Numbers of runs at which a repeated header ends a section.
  var sectionEnds: [Int] = []
  /// Items behind those that the decoder knew before.
  var newItems: [Item] = []
  /// Stores behind those that the decoder knew before.
  var newStores: [String] = []
  var tally = ReadingTally(rules: 0, notices: 0)
  /// How text is decoded after this block.
  var text = TextDecoder(encoding: .utf8, fallback: nil)
  /// Whether it was decoded before it was known how its text is encoded.
  var isProvisional = false

  /// Empties the block and keeps its memory.
  mutating func removeAll() {
    batch.removeAll()
    sectionEnds.removeAll(keepingCapacity: true)
  }
}

/// What is counted while an export is read.
struct ReadingTally {
  var read = LineTally()
  var counted = LineTally()
  var rejected = LineTally()
  /// Lines left out, by the index of their rule.
  var excluded: [LineTally]
  /// The same by store and day, with the store numbers of whose tally it is.
  var excludedDays: ExcludedDays
  var repeatedHeaders = 0
  /// Where the header of another table stands, first.
  var otherHeader: Int?
  var rejections: [Rejection] = []
  var warnings = DecodingWarnings()

  /// Money beside the lines, by the index of its notice.
  var notices: [LineTally]

  /// Nothing, for so many rules and notices.
  init(rules: Int, notices: Int) {
    excluded = Array(repeating: LineTally(), count: rules)
    excludedDays = ExcludedDays(rules: rules)
    self.notices = Array(repeating: LineTally(), count: notices)
  }

  /// Nothing, for a plan.
  init(_ plan: ReadingPlan) { self.init(rules: plan.exclusions.count, notices: plan.notices.count) }

  /// Adds the tally of the block that follows, whose stores have these numbers here; keeps at most `limit` and one
  /// rejections.
  mutating func add(_ other: ReadingTally, stores: [Int32], keeping limit: Int) {
    read.add(other.read)
    counted.add(other.counted)
    rejected.add(other.rejected)
    for rule in excluded.indices { excluded[rule].add(other.excluded[rule]) }
    excludedDays.add(other.excludedDays, stores: stores)
    for notice in notices.indices { notices[notice].add(other.notices[notice]) }
    repeatedHeaders += other.repeatedHeaders
    otherHeader = otherHeader ?? other.otherHeader
    if rejections.count <= limit {
      rejections += other.rejections.prefix((limit - rejections.count).saturatingIncrement)
    }
    warnings.add(other.warnings)
  }

  /// As the balance of a file in which nothing was found twice.
  func balance(_ rules: [Exclusion]) -> ImportBalance {
    var result = ImportBalance()
    result.read = read
    result.counted = counted
    result.rejected = rejected
    for (rule, tally) in zip(rules, excluded) where tally.lines > 0 {
      result.excluded[rule.rule, default: LineTally()].add(tally)
    }
    if repeatedHeaders > 0 {
      result.excluded["repeated-header", default: LineTally()].add(
        LineTally(lines: repeatedHeaders, amount: ExactSum()))
    }
    return result
  }
}

/// What a person should know about a file's numbers, counted while it is read.
struct DecodingWarnings {
  var rounded = LineTally()
  var unreadableExcluded = 0
  var unreadableRejected = 0
  var unreadableCosts = 0

  mutating func add(_ other: DecodingWarnings) {
    rounded.add(other.rounded)
    unreadableExcluded += other.unreadableExcluded
    unreadableRejected += other.unreadableRejected
    unreadableCosts += other.unreadableCosts
  }
}

extension Int {
  /// One more; the largest number stays what it is, so that a limit may mean "none".
  fileprivate var saturatingIncrement: Int { self == .max ? .max : self + 1 }
}
