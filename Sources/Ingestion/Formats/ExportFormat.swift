// A POS format as data: the text of a Formats/*.yaml, decoded and checked. The language is closed: rows of one shape
// are described here, anything else is a reader in Swift (docs/add-a-pos-format.md).
public import DataFiles
internal import Delimited
public import SpendModel

/// One format of exports.
public struct ExportFormat: Sendable {
  /// What a rule compares a cell with.
  enum Value: Hashable, Sendable {
    case oneOf([String]), folded([String]), words([String]), prefix([String]), blank, filled
  }

  /// Which column a rule looks at.
  enum Target: Hashable, Sendable {
    case name(String), role(Role), position(Int)
  }

  struct Rule: Sendable {
    var name: String
    var cancels: Bool
    var tests: [(target: Target, value: Value)]
  }

  /// A file without a header is known by its number of columns and by what some of them hold.
  struct Shape: Sendable {
    var names: [String]
    var cells: [(name: String, value: Value)]
  }

  /// Rows that leave columns blank which stand on the first row of their group only.
  struct CarryDown: Sendable {
    /// A row with all of these blank continues the group above it.
    var first: [String]
    /// Columns that then take the value of the group's first row.
    var columns: [String]
  }

  /// Money beside the lines that a person must hear of.
  struct Notice: Sendable {
    var column: String
    var says: String
  }

  enum Gives: String, CaseIterable, Sendable {
    case receipts, dayTotals
    /// Receipts where a receipt column is there, else day totals.
    case byReceiptColumn
  }

  /// Its id, `core-pos`.
  public let id: String
  /// For people.
  public let title: String
  /// How its description came about: `real file`, `program code`, `third party (unverified)`.
  public let evidence: String
  /// What `formats` says beside the title.
  public let notes: String
  let isGeneric: Bool
  let gives: Gives
  /// All of these header names must be there.
  let headerNames: [String]
  /// None of these may.
  let absentNames: [String]
  let shapes: [Shape]
  let delimiters: [UInt8]?
  /// `.some(nil)`: cells are never quoted; nil: not said, the file shows it.
  let quote: UInt8??
  let escape: Dialect.Escape?
  let nulls: [String]
  let columns: [Role: [String]]
  let dayOrder: DayOrder?
  let decimalMark: UInt8?
  let amountsAreMinorUnits: Bool
  let tax: TaxBasis
  let checkDigitsPresent: Bool
  let openRingMark: String?
  /// Whether the code stands in brackets before the name: `[4011] Bananas`.
  let codeIsBracketed: Bool
  let carryDown: CarryDown?
  let notices: [Notice]
  /// Whether rows of totals and notes below the table are left out by the common rules.
  let hasTotals: Bool
  let exclusions: [Rule]
  let negations: [Rule]
  let returns: [Rule]

  /// What a format says of the tax in its amounts.
  enum TaxBasis: String, CaseIterable, Sendable { case excluded, included, unknown }

  /// Decodes and checks a format file.
  public init(_ file: DataText) throws(Problem) {
    let keys = try DataFile(text: file.text, name: file.path).root.mapping([
      "id", "title", "evidence", "notes", "generic", "gives", "recognise", "dialect", "columns", "day", "numbers",
      "tax",
      "code", "exclude", "negate", "returns", "carryDown", "notices", "totals",
    ])
    let reader = FormatReader(keys: keys, file: file.path)
    id = try reader.required("id").string()
    title = try reader.required("title").string()
    evidence = try keys["evidence"]?.string() ?? "not stated"
    notes = try keys["notes"]?.string() ?? ""
    isGeneric = try keys["generic"]?.bool() ?? false
    gives =
      try keys["gives"].map { node throws(Problem) in
        Gives(rawValue: try node.choice(Gives.allCases.map(\.rawValue))) ?? .receipts
      } ?? .receipts
    (headerNames, absentNames, shapes) = try reader.recognition()
    (delimiters, quote, escape, nulls) = try reader.dialect()
    columns = try reader.columns()
    dayOrder = try reader.dayOrder()
    (decimalMark, amountsAreMinorUnits) = try reader.numbers()
    tax = try reader.tax()
    (checkDigitsPresent, openRingMark, codeIsBracketed) = try reader.code()
    carryDown = try reader.carryDown()
    notices = try reader.notices()
    hasTotals = try keys["totals"]?.bool() ?? false
    exclusions = try reader.rules("exclude")
    negations = try reader.rules("negate")
    returns = try reader.rules("returns")
  }
}
