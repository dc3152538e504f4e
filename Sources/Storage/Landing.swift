// What became of an export: the figures that `import --json` prints, and that the table `import` keeps.
public import SpendModel

/// The outcome of landing one export.
public struct Landing: Sendable {
  /// How it ended.
  public enum State: String, Sendable {
    case imported
    case alreadyImported = "already-imported"
    case dryRun = "dry-run"
    case conflict
  }

  /// How it ended.
  public var state: State
  /// The import's number; nil for a dry run and a conflict.
  public var importID: Int?
  /// The file's name.
  public var file: String
  /// The format's id.
  public var format: String
  /// SHA-256 of the file.
  public var sha256: String
  /// First and last day with a line.
  public var days: ClosedRange<Day>?
  /// First and last day whose page the import changed: what it holds may all have been there before.
  var changedDays: ClosedRange<Day>?
  /// Stores with a line, sorted.
  public var stores: [String] = []
  /// What `receipts` counts: receipts, or store-days of an export that has day totals.
  public var kind = SalePage.Kind.receipts
  /// Distinct receipts that were counted.
  public var receipts = 0
  /// The balance.
  public var balance = ImportBalance()
  /// Receipts that were stored with other content.
  public var conflicts = (receipts: 0, kept: 0, replaced: 0)
  /// Counted lines whose code no product carries on that day.
  public var unmatched = LineTally()
  /// Lines of receipts that stand twice in the file.
  public var repeatedLines = 0
  /// What a person should know.
  public var warnings: [String] = []
  /// Why nothing landed.
  public var problem: Problem?

  /// An outcome without figures.
  public init(state: State, file: String, format: String, sha256: String) {
    self.state = state
    self.file = file
    self.format = format
    self.sha256 = sha256
  }

  /// Notes a store-day of the file.
  mutating func note(_ day: Day, store: String) {
    days = days.widened(to: day)
    if !stores.contains(store) { stores.append(store) }
  }

  /// Notes a day whose page was written.
  mutating func noteChange(_ day: Day) { changedDays = changedDays.widened(to: day) }
}

extension ClosedRange<Day> {
  /// The same days as a span.
  var span: DaySpan { DaySpan(first: lowerBound, end: upperBound.adding(days: 1)) }
}
