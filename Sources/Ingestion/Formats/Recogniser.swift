// Recognition: which format a file has, with its evidence. A tie is asked, never guessed; `generic` is tried last.
internal import DataFiles
internal import Delimited
public import SpendModel

/// What a workspace and a person say about an export, apart from its format.
public struct ReadingContext: Sendable {
  /// The workspace's currency.
  public var currency: Currency
  /// The store of exports that name none.
  public var defaultStore: String
  /// Tax of the workspace's figures: `excluded` or `included`.
  public var tax: String
  /// The workspace's time zone, for times with an offset; nil: the printed day counts.
  public var timeZone: String?
  /// `--as`.
  public var formatID: String?
  /// `--set`, by key.
  public var settings: [String: String]

  /// What can be set.
  public static let settingKeys = [
    "dateOrder", "decimal", "delimiter", "quote", "escape", "encoding", "tax", "store", "day", "ignore",
  ]

  /// A context; see the properties.
  public init(
    currency: Currency, defaultStore: String = "1", tax: String = "excluded", formatID: String? = nil,
    settings: [String: String] = [:]
  ) {
    self.currency = currency
    self.defaultStore = defaultStore
    self.tax = tax
    self.formatID = formatID
    self.settings = settings
  }
}

/// Chooses a format for a file.
public struct Recogniser: Sendable {
  let formats: [ExportFormat]
  let context: ReadingContext

  /// A recogniser over the given formats; refused where a setting or the named format is unknown.
  public init(formats: [ExportFormat], context: ReadingContext) throws(Problem) {
    self.formats = formats
    self.context = context
    for key in context.settings.keys.sorted() where !ReadingContext.settingKeys.contains(key) {
      throw Problem(
        .wrongUse, what: "The setting \(key) is unknown.", place: "--set \(key)=\(context.settings[key] ?? "")",
        rule: "settings: \(ReadingContext.settingKeys.joined(separator: ", "))",
        mend: nearest(key, in: ReadingContext.settingKeys).map { "Did you mean \($0)?" } ?? "Leave it out.")
    }
    if let id = context.formatID, !formats.contains(where: { $0.id == id }) {
      let ids = formats.map(\.id).sorted()
      throw Problem(
        .wrongUse, what: "There is no format \(id).", place: "--as \(id)",
        rule: "formats: \(ids.joined(separator: ", "))",
        mend: nearest(id, in: ids).map { "Did you mean \($0)?" } ?? "See `commonspend formats`.")
    }
  }

  /// How the file is read; refused where no format or more than one fits, or something cannot be decided.
  public func plan(for export: ExportFile) throws -> ReadingPlan {
    let file = try export.rewound(digested: false)
    let sample = try FileSample(file, setting: context.settings["encoding"])
    let found = try choose(try MatchFinder(sample: sample, context: context, path: file.path))
    let match = found.format.isGeneric ? try LineAmount(found, sample, path: file.path).settled() : found
    return try PlanBuilder(match: match, sample: sample, context: context, file: file).plan()
  }

  /// How a file looks, whether or not a format fits it.
  func tableSight(of export: ExportFile) throws -> TableSight {
    let file = try export.rewound(digested: false)
    let sample = try FileSample(file, setting: context.settings["encoding"])
    let finder = try MatchFinder(sample: sample, context: context, path: file.path)
    guard let match = try? choose(finder) else { return finder.sight }
    return finder.sight(match)
  }

  /// Header names under which the formats know data of members and customers, folded.
  public var personalNames: Set<String> {
    var names: Set<String> = []
    for format in formats {
      for (role, aliases) in format.columns where role.isPersonal { names.formUnion(aliases.map(FoldedText.fold)) }
    }
    return names
  }

  private func choose(_ finder: MatchFinder) throws(Problem) -> FormatMatch {
    if let id = context.formatID, let format = formats.first(where: { $0.id == id }) {
      if let match = try finder.match(format) { return match }
      throw finder.doesNotFit(format)
    }
    var matches: [FormatMatch] = []
    for format in formats where !format.isGeneric {
      if let match = try finder.match(format) { matches.append(match) }
    }
    if matches.count > 1 { throw tie(matches, finder.path) }
    if let match = matches.first { return match }
    for format in formats where format.isGeneric {
      if let match = try finder.match(format) { return match }
    }
    throw finder.nothingFits(formats)
  }

  private func tie(_ matches: [FormatMatch], _ path: String) -> Problem {
    let ids = matches.map(\.format.id).sorted()
    return Problem(
      .refused, what: "The file fits \(ids.count) formats: \(ids.joined(separator: ", ")).", place: path,
      rule: "a tie is asked, never guessed", mend: "Name one: \(ids.map { "--as \($0)" }.joined(separator: " or ")).")
  }
}

/// A format that fits a file, with the dialect under which it does.
struct FormatMatch {
  var format: ExportFormat
  var dialect: Dialect
  var header: [String]
  var hasHeader: Bool
  /// Index of the first record of data.
  var dataStart: Int
  var columns: [Role: Int]
  var evidence: String
  /// Physical line of the header.
  var headerLine: Int?
  /// Whether a blank behind each delimiter belongs to it.
  var skipsBlank = false
  /// The header's cells as they stand in the file; empty where it has none.
  var headerCells: [[UInt8]] = []
  /// Columns that `generic` could take for the line's amount, the best name first.
  var amountCandidates: [Int] = []
  /// Columns that are not read, by a person's wish or because they are no amounts of lines.
  var ignored: [String] = []
  /// What recognition wants a person to know.
  var warnings: [String] = []

  /// `Status|Estado` names either column.
  func column(named names: String) -> Int? {
    let folded = header.map(format.isGeneric ? HeaderName.fold : FoldedText.fold)
    for name in names.split(separator: "|") {
      if let column = folded.firstIndex(of: FoldedText.fold(String(name))) { return column }
    }
    return nil
  }
}
