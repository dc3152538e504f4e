// One report with everything it is run with: the path that `report`, `analyze`, `publish` and `sync` share.
internal import DataFiles
internal import Rendering
internal import Reporting
internal import SpendModel

struct ReportRun {
  let report: any Report
  let renderer: any Renderer
  let wording: Wording
  var context: ReportContext

  /// Checks everything that can be refused before a page is read.
  init(
    _ name: String, _ request: ReportRequest, _ configuration: Configuration, _ catalogue: LoadedCatalogue,
    tables: (_ method: String) throws -> WorkspaceTables
  ) throws {
    wording = try QueryBuilder.wording(request, configuration, catalogue)
    renderer = try QueryBuilder.renderer(request, wording)
    report = try findReport(name, in: try catalogue.reports())
    let query = try QueryBuilder(configuration: configuration, card: report.card).query(request)
    let method = try QueryBuilder.method(request, configuration, try catalogue.methods())
    let tables = try tables(method)
    let book = tables.book
    let credits = book.credits
    let frame = ReportFrame(
      currency: configuration.currency, tax: configuration.tax, method: method, dayRanges: [],
      notes: tables.missingNotes)
    context = ReportContext(query: query, frame: frame) { view in
      tables.assortment(view.applied(to: credits))
    }
    context.ratings = RatingBasis(book: book, suppliers: tables.suppliers)
    context.targets = configuration.targets
    context.minimumCoverage = configuration.minimumCoverage
    context.choices = try QueryBuilder.choices(request)
  }

  /// Folds for the report's questions, to be fed with pages.
  func folds() throws(Problem) -> QuestionFolds {
    QuestionFolds(try report.questions(context), assortment: context.assortment)
  }

  /// The table of the answers.
  func table(_ folds: QuestionFolds) throws(Problem) -> ReportTable {
    var folds = folds
    return try report.table(try folds.finish(), context)
  }

  /// The table over a whole source of pages.
  mutating func table(over pages: any PageSource) throws -> ReportTable {
    context.pages = pages
    context.frame.dayRanges = try pages.dayRanges
    var folds = try folds()
    try folds.add(pages)
    return try table(folds)
  }
}
