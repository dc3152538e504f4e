// What a person is told when something cannot be done: four parts, used by every module.

/// A refusal with its four parts. Bad rows are values of their own; a problem stops a file or a command.
public struct Problem: Error, Hashable, Sendable {
  /// What kind of situation it is; decides the exit status (docs/reference/exit-status.md).
  public enum Kind: String, Hashable, Sendable {
    /// Wrong use of a command: exit status 2.
    case wrongUse
    /// Data or a workspace file was refused, nothing landed: exit status 3.
    case refused
    /// A receipt came with other content than is stored: exit status 3, state `conflict`.
    case conflict
    /// Another writer holds the workspace: exit status 4.
    case busy
    /// The database is damaged, newer, or not ours: exit status 5.
    case damaged
    /// Disk, permission or another failure of the environment: exit status 6.
    case environment
  }

  /// The situation.
  public var kind: Kind
  /// What happened.
  public var what: String
  /// File, line, column and text, as far as they are known.
  public var place: String
  /// The rule or option that was in force.
  public var rule: String
  /// What the person can do.
  public var mend: String

  /// A problem with its four parts; parts that do not apply are empty.
  public init(_ kind: Kind, what: String, place: String = "", rule: String = "", mend: String = "") {
    self.kind = kind
    self.what = what
    self.place = place
    self.rule = rule
    self.mend = mend
  }
}

/// Where in a file something stands.
public struct Place: Hashable, Sendable {
  /// The file's path as the person gave it.
  public var file: String
  /// Line number, from 1.
  public var line: Int?
  /// The column's header, or its number.
  public var column: String?
  /// The key of a data file, `targets[0].share`.
  public var key: String?
  /// The text that was found there.
  public var text: String?

  /// A place; what is not known is left out.
  public init(
    file: String, line: Int? = nil, column: String? = nil, key: String? = nil, text: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.key = key
    self.text = text
  }

  /// `till.csv, line 3, column amount: "abc"`.
  public var description: String {
    var parts = file
    if let line { parts += ", line \(line)" }
    if let column { parts += ", column \(column)" }
    if let key { parts += ", key \(key)" }
    if let text { parts += ": \"\(Place.shown(text))\"" }
    return parts
  }

  /// At most 60 characters of a text, with control characters made visible.
  static func shown(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(60) {
      if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || isInvisible(scalar) {
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return text.unicodeScalars.count > 60 ? result + "…" : result
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    (0x200B...0x200F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
      || (0x2060...0x2069).contains(scalar.value) || scalar.value == 0xFEFF
  }
}
