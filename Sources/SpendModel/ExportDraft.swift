// What one export holds once it is read, before anything is stored: what Ingestion hands to Storage.

/// Lines and their money.
public struct LineTally: Hashable, Sendable {
  /// Number of lines.
  public var lines: Int
  /// Sum of their amounts in minor units.
  public var amount: ExactSum

  /// Nothing.
  public init() { self.init(lines: 0, amount: ExactSum()) }

  /// A tally; see the properties.
  public init(lines: Int, amount: ExactSum) {
    self.lines = lines
    self.amount = amount
  }

  /// Adds one line.
  @inlinable public mutating func add(_ amount: Int64) {
    lines += 1
    self.amount.add(amount)
  }

  /// Adds another tally.
  public mutating func add(_ other: LineTally) {
    lines += other.lines
    amount.add(other.amount)
  }
}

/// The balance of an import: read = counted + excluded + duplicate + rejected, in lines and in money.
public struct ImportBalance: Hashable, Sendable {
  /// Every record after the header.
  public var read = LineTally()
  /// What entered the pages.
  public var counted = LineTally()
  /// What a named rule left out, by rule.
  public var excluded: [String: LineTally] = [:]
  /// What was there before.
  public var duplicate = LineTally()
  /// What could not be read; its amount counts where it could be.
  public var rejected = LineTally()

  /// Nothing read.
  public init() {}

  /// The sum over all rules.
  public var excludedTotal: LineTally {
    excluded.values.reduce(into: LineTally()) { $0.add($1) }
  }

  /// Whether both sides agree, in lines and in money, and no sum left its range.
  public var isBalanced: Bool {
    var right = LineTally()
    for part in [counted, excludedTotal, duplicate, rejected] { right.add(part) }
    return read.lines == right.lines && read.amount.value == right.amount.value && !overflowed
  }

  /// Whether some sum left the range of Int64.
  public var overflowed: Bool {
    ([read, counted, duplicate, rejected] + excluded.values).contains { $0.amount.overflowed }
  }
}

/// What a named rule left out of a store's day.
public struct RuleTotal: Hashable, Sendable {
  /// The store's name.
  public var store: String
  /// The business day.
  public var day: Day
  /// `receipt-discount`
  public var rule: String
  /// Lines and money.
  public var tally: LineTally

  /// A total; see the properties.
  public init(store: String, day: Day, rule: String, tally: LineTally) {
    self.store = store
    self.day = day
    self.rule = rule
    self.tally = tally
  }
}

/// A line that could not be read: a value, kept beside the good ones until a person mends it.
public struct Rejection: Hashable, Sendable {
  /// Physical line of the file, from 1.
  public var line: Int
  /// The column's header; empty where the whole line is meant.
  public var column: String
  /// Why, in plain words.
  public var reason: String
  /// The record's cells as text; cells of member, customer, contact and card roles are masked.
  public var cells: [String]
  /// The line's amount where it could be read; unknown adds 0 to the balance.
  public var amount: Int64?

  /// A rejection; see the properties.
  public init(line: Int, column: String, reason: String, cells: [String], amount: Int64?) {
    self.line = line
    self.column = column
    self.reason = reason
    self.cells = cells
    self.amount = amount
  }

  /// The sentence that tells of so many rejected lines whose amount could not be read.
  public static func withoutAmount(_ lines: Int) -> String {
    "\(lines) rejected \(lines == 1 ? "line has" : "lines have") no readable amount; that adds 0 to the balance."
  }
}

/// One store-day of an export.
public struct DraftPage: Sendable {
  /// Index in the draft's `stores`.
  public var store: Int
  /// The business day.
  public var day: Day
  /// The packed page: item numbers index the draft's `items`, import numbers are 0.
  public var packed: [UInt8]
  /// Receipts that came wholly cancelled: not one counted line.
  public var cancelledReceipts: [ReceiptKey]

  /// A store-day; see the properties.
  public init(store: Int, day: Day, packed: [UInt8], cancelledReceipts: [ReceiptKey] = []) {
    self.store = store
    self.day = day
    self.packed = packed
    self.cancelledReceipts = cancelledReceipts
  }
}

/// What one export holds.
public struct ExportDraft: Sendable {
  /// The file's name as a person knows it, without its folder.
  public var file: String
  /// The id of the format that read it.
  public var format: String
  /// What was decided or set: `dateOrder=dmy`, sorted by key.
  public var settings: [String]
  /// Lower-case hex SHA-256 of the file's bytes.
  public var sha256: String
  /// Size of the file in bytes.
  public var byteCount: Int64 = 0
  /// What a person said about the file, `as=square`, sorted; empty: nothing.
  public var asked: [String] = []
  /// The header's cells, for rejected lines.
  public var header: [String]
  /// Tax of the amounts: `excluded` or `included`.
  public var tax: String
  /// Whether each row stands for a product's whole day instead of a receipt's line.
  public var kind: SalePage.Kind
  /// What the pages' item numbers index.
  public var items: [Item] = []
  /// What the pages' store numbers index.
  public var stores: [String] = []
  /// The pages, by section; a repeated header begins a new section, which is compared like a new export.
  /// Within a section pages are sorted by store name and day.
  public var sections: [[DraftPage]] = []
  /// The balance within this file; storage moves lines from counted to duplicate.
  public var balance = ImportBalance()
  /// What the balance's rules left out by store and day, sorted; an excluded line whose day cannot be read is in none.
  public var ruleTotals: [RuleTotal] = []
  /// The lines that could not be read, in file order.
  public var rejections: [Rejection] = []
  /// What a person should know, in plain sentences.
  public var warnings: [String] = []
  /// Receipts whose same lines stand in two places of the file: counted, and a person must look.
  public var repeatedReceipts = LineTally()
  /// The file digest of the import that this file's lines mend (empty: none) and the line each record mends.
  public var mends: MendReference?

  /// A draft without lines.
  public init(
    file: String, format: String, settings: [String], sha256: String, header: [String], tax: String, kind: SalePage.Kind
  ) {
    self.file = file
    self.format = format
    self.settings = settings
    self.sha256 = sha256
    self.header = header
    self.tax = tax
    self.kind = kind
  }
}

/// Which rejected lines a corrected file mends.
public struct MendReference: Hashable, Sendable {
  /// SHA-256 of the export whose lines were rejected.
  public var sha256: String
  /// The rejected lines' physical line numbers, ascending.
  public var lines: [Int]

  /// A reference; see the properties.
  public init(sha256: String, lines: [Int]) {
    self.sha256 = sha256
    self.lines = lines
  }
}

/// What happens to a receipt that is stored with other content.
public enum ConflictPolicy: String, CaseIterable, Hashable, Sendable {
  /// Nothing of the file lands.
  case refuse
  /// The stored lines stay; the incoming ones count as duplicates.
  case keep
  /// The incoming lines count; the stored ones are kept aside.
  case replace
}
