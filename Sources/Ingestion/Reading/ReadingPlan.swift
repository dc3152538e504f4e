// How one file is read: made once per file by recognition (a format, the person's settings and a look at the first
// bytes), then followed line by line by the decoder without another decision.
public import Delimited
public import SpendModel

/// What a column means.
public enum Role: String, CaseIterable, Hashable, Sendable {
  case store, day, time, businessDay, register, cashier, receipt, line
  case code, description, department, category, brand, supplier
  case quantity, amount, amountWithTax, amountWithoutTax, unitPrice, discount, tax, cost, unitCost, currency
  case member, customer, contact, card

  /// Whether cells of this role are a member's or customer's data: never stored, logged or printed.
  public var isPersonal: Bool {
    switch self {
    case .member, .customer, .contact, .card: true
    default: false
    }
  }
}

/// A test on one cell of a record.
public struct CellTest: Hashable, Sendable {
  /// What the cell is compared with.
  public enum Match: Hashable, Sendable {
    /// The trimmed cell equals one of the texts, byte for byte.
    case oneOf([[UInt8]])
    /// The trimmed cell, with case and accents folded, equals one of the texts, which are folded already.
    case foldedOneOf([String])
    /// The same, or the folded cell begins with one of them as a word: `total 2026-02-13`.
    case foldedWords([String])
    /// The trimmed cell begins with one of the texts.
    case prefix([[UInt8]])
    /// The cell is empty, blanks, or one of the format's null texts.
    case blank
    /// The cell is neither.
    case filled
  }

  /// Column of the record, from 0.
  public var column: Int
  /// What is compared.
  public var match: Match

  /// A test; see the properties.
  public init(column: Int, match: Match) {
    self.column = column
    self.match = match
  }
}

/// A named rule that leaves lines out: all tests must hold.
public struct Exclusion: Hashable, Sendable {
  /// The rule's name in the balance, `tender`.
  public var rule: String
  /// Whether such a line says that its receipt or itself was cancelled.
  public var cancels: Bool
  /// All must hold.
  public var tests: [CellTest]

  /// A rule; see the properties.
  public init(rule: String, cancels: Bool, tests: [CellTest]) {
    self.rule = rule
    self.cancels = cancels
    self.tests = tests
  }
}

/// Where a line's amount comes from.
public enum AmountSource: Hashable, Sendable {
  /// One column holds it.
  case column(Int)
  /// The column plus the tax column.
  case plusTax(Int, tax: Int)
  /// The column less the tax column.
  case minusTax(Int, tax: Int)
  /// Unit price times quantity, less the discount column where there is one; rounded once, half to even.
  case priced(unitPrice: Int, quantity: Int, discount: Int?)
}

/// How codes are written.
public struct CodeReading: Hashable, Sendable {
  /// Whether the format says that check digits are present.
  public var hasCheckDigit = false
  /// An open ring `2.99DP150` takes the code of its department, `DP150`: the mark, `DP`, or nil.
  public var openRingMark: [UInt8]?

  /// Whether the code stands in brackets before the name: `[4011] Bananas`.
  public var isBracketed = false

  /// Plain codes.
  public init() {}
}

/// Rows that leave columns blank which stand on the first row of their group only.
public struct CarriedColumns: Hashable, Sendable {
  /// A record with all of these blank continues the group above it.
  public var first: [Int]
  /// They then take the value of the group's first record.
  public var columns: [Int]
}

/// Money beside the lines: an order's refund, say.
public struct Notice: Hashable, Sendable {
  /// The column.
  public var column: Int
  /// What its amounts are: "were refunded in part".
  public var says: String
}

/// Everything that was decided about a file before its first line is read.
public struct ReadingPlan: Sendable {
  /// The format's id.
  public var format: String
  /// Why this format: one sentence.
  public var evidence: String
  /// How bytes are cut.
  public var dialect: Dialect
  /// Whether a blank behind each delimiter belongs to it.
  public var skipsBlank: Bool
  /// The text encoding decided on; `nil` fallback means a contradiction is refused.
  public var encoding: TextEncoding
  /// Taken instead of UTF-8 when the bytes turn out not to be UTF-8 and were plain ASCII so far.
  public var fallbackEncoding: TextEncoding?
  /// Records before the first line of data: preamble and header (by record count, blank lines not counted).
  public var recordsBeforeData: Int
  /// The header's cells; made up (`column 1`…) or taken from the format where the file has none.
  public var header: [String]
  /// The header's cells as they stand in the file, to know a header that is repeated; empty where the file has none.
  var headerCells: [[UInt8]] = []
  /// The column of each role.
  public var columns: [Role: Int]
  /// A record whose cells equal the header's begins a new export.
  public var repeatedHeaderBeginsExport: Bool
  /// Columns that continuation rows leave blank.
  public var carryDown: CarriedColumns?
  /// Columns whose sums a person must hear of, with the sentence.
  public var notices: [Notice] = []
  /// Texts that mean "nothing": `NULL`, `\N`.
  public var nulls: [[UInt8]]
  /// Tried in order; the first that holds wins.
  public var exclusions: [Exclusion]
  /// Lines whose amount and quantity change sign.
  public var negations: [[CellTest]]
  /// Lines whose amount and quantity are negative, whichever sign they are written with.
  var returns: [[CellTest]] = []
  /// Whether a line that names no product is none: where no format says what such a row is, it may be a payment, or its
  /// receipt's head.
  var needsProduct = false
  /// Where the amount comes from.
  public var amount: AmountSource
  /// Whether amounts are whole minor units (cents) already.
  public var amountsAreMinorUnits: Bool
  /// Decimal notation by column.
  public var notations: [Int: DecimalNotation]
  /// Order of day, month and year in the day column.
  public var dayOrder: DayOrder
  /// The day of every line, said by a person of an export that has no column of days.
  var day: Day?
  /// IANA zone into which times with an offset are converted; nil: the printed day counts.
  public var timeZone: String?
  /// How codes are written.
  public var code: CodeReading
  /// Receipts, or one row per product and day.
  public var kind: SalePage.Kind
  /// Tax of the amounts as they are counted: `excluded`, `included`, or `unknown`, which is taken as the workspace's.
  public var tax: String
  /// The store of lines that name none.
  public var defaultStore: String
  /// The workspace's currency; a line in another is rejected.
  public var currency: Currency
  /// Settings in force, `dateOrder=dmy`, sorted.
  public var settings: [String]
  /// What recognition wants a person to know.
  public var warnings: [String]
}

extension ReadingPlan {
  /// The bytes of a file as the plan's dialect wants them.
  func source(_ file: ExportFile) -> RecordReader.Fill {
    let transcoder = Transcoder(encoding: encoding, source: file.fill)
    let fill = skipsBlank ? BlankSkipper(dialect).fill(over: transcoder.fill) : transcoder.fill
    guard let carryDown else { return fill }
    return CarryDownFilter(
      carryDown, dialect: dialect, recordsBeforeData: recordsBeforeData, nulls: nulls, source: fill
    ).fill
  }
}
