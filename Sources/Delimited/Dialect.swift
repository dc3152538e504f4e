// How bytes are cut into records and cells; and the limits beyond which a file is refused.

/// The dialect of a delimited text.
public struct Dialect: Hashable, Sendable {
  /// How a quote is written inside a quoted cell.
  public enum Escape: String, CaseIterable, Hashable, Sendable {
    /// `""`, RFC 4180.
    case doubled
    /// `\"` and `\\` as MySQL's OUTFILE writes them; `""` is understood too. Outside quotes a backslash takes the next
    /// byte literally as well, also a delimiter or a line end.
    case backslash
  }

  /// What ends a record.
  public enum Newline: String, CaseIterable, Hashable, Sendable {
    /// LF; a CR before it is not part of the last cell.
    case lf
    /// A lone CR.
    case cr
  }

  /// Separates cells.
  public var delimiter: UInt8
  /// Opens and closes a quoted cell, at the very start of a cell only; nil: no quoting.
  public var quote: UInt8?
  /// How a quote is written inside quotes.
  public var escape: Escape
  /// What ends a record.
  public var newline: Newline

  /// A dialect; the default is RFC 4180.
  public init(
    delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\""), escape: Escape = .doubled,
    newline: Newline = .lf
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
    self.newline = newline
  }

  var newlineByte: UInt8 { newline == .lf ? 0x0A : 0x0D }
}

/// Limits that keep memory bounded whatever a file holds.
public struct RecordLimits: Hashable, Sendable {
  /// Largest record in bytes.
  public var recordBytes = 16 << 20
  /// Largest cell in bytes.
  public var fieldBytes = 1 << 20
  /// Most cells of a record.
  public var columns = 2000

  /// The default limits.
  public init() {}
}

/// Why a file cannot be cut into records. Lines count from 1.
public enum RecordFault: Error, Hashable, Sendable {
  /// A record is longer than the limit.
  case recordTooLong(line: Int, limit: Int)
  /// A cell is longer than the limit; columns count from 1.
  case fieldTooLong(line: Int, column: Int, limit: Int)
  /// A record has more cells than the limit.
  case tooManyColumns(line: Int, limit: Int)
  /// The file ends inside a quoted cell that began on this line.
  case quoteNeverEnds(line: Int)
}
