// `init`: a workspace with commented files to fill in.
internal import DataFiles
internal import Rendering
internal import SpendModel

/// What `init` made.
public struct InitResult: Sendable {
  private let folder: String
  private let files: [String]

  init(folder: String, files: [String]) {
    self.folder = folder
    self.files = files
  }

  /// For people.
  public var sentences: String {
    """
    \(folder) is a workspace now. Next:
      1. put what your tills export into \(folder)/exports/
      2. fill in products.csv, suppliers.csv and ratings.csv; `commonspend check --workspace \(folder)` looks over them
      3. commonspend import \(folder)/exports/*.csv --workspace \(folder)
      4. commonspend report share --workspace \(folder)

    """
  }

  /// One JSON object.
  public var jsonText: String {
    JSONText.object([("folder", .string(folder)), ("files", .array(files.map { .string($0) }))]).text + "\n"
  }
}

/// Makes a workspace; refused where there is one already.
public func initWorkspace(folder: String, currency code: String) throws -> InitResult {
  guard let currency = Currency(code: code) else {
    throw Problem(
      .wrongUse, what: "There is no currency \(code).", place: "--currency \(code)", rule: "ISO 4217 codes",
      mend: nearest(code.uppercased(), in: Currency.codes).map { "Did you mean \($0)?" } ?? "Write a code such as USD.")
  }
  let files = WorkspaceTemplate.files(currency: currency)
  for (name, _) in files where FileAccess.exists(FileAccess.join(folder, name)) {
    throw Problem(
      .refused, what: "There is a workspace, or a part of one, already. Nothing was changed.",
      place: FileAccess.join(folder, name), rule: "init never overwrites", mend: "Name another folder.")
  }
  try FileAccess.makeFolder(FileAccess.join(folder, "exports"))
  for (name, text) in files { try writeWhole(Array(text.utf8), to: FileAccess.join(folder, name)) }
  return InitResult(folder: folder, files: files.map(\.name))
}

/// The texts of a new workspace.
enum WorkspaceTemplate {
  static func files(currency: Currency) -> [(name: String, text: String)] {
    [
      ("commonspend.yaml", configuration(currency)), ("products.csv", products), ("suppliers.csv", suppliers),
      ("ratings.csv", ratings), (".gitignore", "commonspend.db*\nexports/\nreports/\n"),
    ]
  }

  private static func configuration(_ currency: Currency) -> String {
    """
    # What commonspend should know about this co-op. Every key is described in docs/workspace.md.
    name: Our co-op
    currency: \(currency.code)            # one currency a workspace; it decides the decimals of every amount
    locale: en-US
    store: "1"               # the store of exports that name none
    basis: sales             # sales | cost
    tax: excluded            # excluded | included: the tax of the figures
    method: seed-2017        # how evidence becomes classes; see `commonspend methods`
    fiscalYearStart: 01-01
    minimumCoverage: 67%
    onConflict: refuse       # refuse | keep | replace: a receipt that comes again with other content

    # Nothing is out of scope by default. Money that passes through the till but buys no goods goes in here, for example
    #   excludeDepartments: [GIFT CARDS, MEMBER EQUITY, "990"]
    #   excludeCodes: ["9990"]
    scope:
      excludeDepartments: []
      excludeCodes: []

    # What the board set itself, for example
    #   - { name: Board 2027, share: 30%, by: 2027-12-31, from: { period: 2025, share: 18% }, measure: trailing-12 }
    targets: []

    # What `commonspend sync` writes, for example
    #   - { report: share, output: html, file: reports/share.html }
    reports: []

    """
  }

  private static let products = """
    # One row per product: its code as the till writes it, and who makes it. Rows may be dated, valid_to does not count.
    # A row without a code but with a brand maps the whole brand. Lines that begin with "# " are for people.
    code,supplier_id,description,department,category,brand,cost,valid_from,valid_to

    """

  private static let suppliers = """
    # The companies that make the products. A wholesaler has kind distributor: it rates nobody.
    supplier_id,name,aliases,kind,parent_id,country,website,valid_from,valid_to

    """

  private static let ratings = """
    # What is known of each supplier, from one day to another; valid_to does not count. A row is one of two things:
    #   evidence on a criterion (criterion, met yes or no, level, source, publisher, document_date, grade, proposer, verifier)
    #   a judgement (class generative, transitional, extractive, or unrated while it is under review; score)
    # Without proof there is no rating. docs/reference/ratings.md describes every column.
    supplier_id,criterion,met,level,valid_from,valid_to,source,publisher,document_date,grade,proposer,verifier,class,score,recorded_at

    """
}
