// A workspace: its folder, its configuration and what is read from it on demand. Doors open one and hand it to the
// operations.
public import DataFiles
internal import Ingestion
internal import Reporting
internal import SpendModel
internal import Storage

/// An open workspace.
public struct Workspace: Sendable {
  let folder: String
  let databasePath: String
  let configuration: Configuration
  let catalogue: LoadedCatalogue
  /// How codes with a price or weight in them are matched.
  let variableCodes: VariableCodeLayout

  /// Opens a folder that holds a commonspend.yaml. `database` puts the database elsewhere.
  public static func open(folder: String, database: String? = nil, catalogue: [DataText]) throws -> Workspace {
    let path = FileAccess.join(folder, "commonspend.yaml")
    guard FileAccess.exists(path) else {
      throw Problem(
        .refused, what: "This folder is no workspace: it has no commonspend.yaml.", place: path,
        rule: "--workspace \(folder)",
        mend: "Go to the workspace, name it with --workspace, or make one: commonspend init DIR --currency CODE")
    }
    let configuration = try configuration(at: path)
    let loaded = try LoadedCatalogue(builtIn: catalogue, folder: folder)
    return Workspace(
      folder: folder, databasePath: database ?? FileAccess.join(folder, "commonspend.db"), configuration: configuration,
      catalogue: loaded, variableCodes: try loaded.codeLayout(configuration.variableCodes, askedIn: path))
  }

  static func configuration(at path: String) throws(Problem) -> Configuration {
    let bytes = try FileAccess.read(path, mend: "Check the path.")
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Problem(
        .refused, what: "The file is not UTF-8.", place: path, rule: "YAML is UTF-8", mend: "Save it as UTF-8.")
    }
    return try Configuration(text: text, path: path)
  }

  /// The tables, whatever is wrong with them, under a method (nil: the workspace's) and what was known on a day.
  func checkedTables(method: String? = nil, knownOn: Day? = nil) throws -> WorkspaceTables {
    try WorkspaceTables(
      WorkspaceTables.Paths(folder: folder), currency: configuration.currency, variableCodes: variableCodes,
      methods: try catalogue.methods(), method: method ?? configuration.method, knownOn: knownOn)
  }

  /// The tables; refused where something is wrong with them.
  func tables(method: String? = nil, knownOn: Day? = nil) throws -> WorkspaceTables {
    let tables = try checkedTables(method: method, knownOn: knownOn)
    try tables.findings.throwFirst()
    return tables
  }

  /// What the database calls a file: its path from the workspace's folder on, or, outside of it, its bare name.
  func name(of path: String) -> String {
    let inside = folder == "." ? "exports/" : FileAccess.join(folder, "exports/")
    if path.hasPrefix(inside) { return "exports/" + path.dropFirst(inside.count) }
    return path.split(separator: "/").last.map(String.init) ?? path
  }

  var hasDatabase: Bool { FileAccess.exists(databasePath) }

  /// The database for reading; an empty one in memory where nothing was imported yet.
  func readDatabase(_ mode: SpendDatabase.Mode = .read) throws(Problem) -> SpendDatabase {
    try SpendDatabase(path: databasePath, mode: hasDatabase ? mode : .memory)
  }

  /// What the tables and rules were when something was derived from them.
  func derivationDigest(_ methods: [RatingMethod]) -> String {
    guard let digest = ContentDigest() else { return "" }
    for path in WorkspaceTables.Paths(folder: folder).all + [FileAccess.join(folder, "commonspend.yaml")] {
      // The end of one file must not be the beginning of the next.
      digest.update("\u{1E}")
      if let bytes = try? FileAccess.read(path, mend: "") { bytes.withUnsafeBytes { digest.update($0) } }
    }
    digest.update(variableCodes.digest + "\n")
    for method in methods { digest.update(method.digest + "\n") }
    return digest.hexText()
  }
}

extension WorkspaceTables {
  /// Products, suppliers and credits joined, and the credits apart.
  var joined: (assortment: Assortment, credits: [Credit]) {
    let credits = book.credits
    return (assortment(credits), credits)
  }

  /// Products and suppliers joined with credits.
  func assortment(_ credits: [Credit]) -> Assortment {
    Assortment(products: productIndex, suppliers: suppliers, names: supplierNames, credits: credits)
  }

  /// The credits of every supplier under the method asked for, with the evidence behind them.
  var book: CreditBook {
    CreditBook(
      method: method, judged: methods.first { $0.id == RatingMethod.judged.id } ?? .judged, ratings: ratings,
      evidence: evidence, suppliers: suppliers, knownOn: knownOn)
  }

  /// Sentences on tables that are not there.
  var missingNotes: [Phrase] {
    missing.map { Phrase("note.missingTable", ["file": .text(String($0.split(separator: "/").last ?? ""))]) }
      + knowledgeNotes
  }

  /// What `--as-known-on` leaves out, and what it cannot know.
  private var knowledgeNotes: [Phrase] {
    guard let knownOn else { return [] }
    let days = ratings.map(\.recordedAt) + evidence.map(\.recordedAt)
    let later = days.count { $0.map { $0 > knownOn } ?? false }
    let undated = days.count { $0 == nil }
    let values: [String: Phrase.Value] = ["day": .day(knownOn), "later": .count(later), "undated": .count(undated)]
    return [Phrase(undated > 0 ? "note.knownOnUndated" : "note.knownOn", values)]
  }
}
