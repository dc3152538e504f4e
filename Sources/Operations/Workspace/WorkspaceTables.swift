// products.csv, suppliers.csv and ratings.csv as checked values: what joins sold codes to classes.
internal import SpendModel

/// The tables of a workspace.
struct WorkspaceTables {
  private(set) var productIndex: ProductIndex
  private(set) var suppliers: [Supplier] = []
  /// The names that exports may write for them.
  private(set) var supplierNames = SupplierNames([])
  var ratings: [Rating] = []
  var evidence: [Evidence] = []
  /// The methods that there are.
  let methods: [RatingMethod]
  /// The method asked for.
  let method: RatingMethod
  /// Ratings recorded later are left out; nil: none.
  let knownOn: Day?
  /// Extra columns by file.
  var extraColumns: [(file: String, columns: [String])] = []
  /// Tables that are not there.
  var missing: [String] = []
  var findings = Findings()

  var products: ProductList { productIndex.products }

  /// Where the tables stand.
  struct Paths {
    var products: String
    var suppliers: String
    var ratings: String

    init(folder: String) {
      self.init(
        products: FileAccess.join(folder, "products.csv"), suppliers: FileAccess.join(folder, "suppliers.csv"),
        ratings: FileAccess.join(folder, "ratings.csv"))
    }

    init(products: String, suppliers: String, ratings: String) {
      self.products = products
      self.suppliers = suppliers
      self.ratings = ratings
    }

    var all: [String] { [products, suppliers, ratings] }
  }

  /// Reads all three; what is wrong is in `findings`. A table that is not there is empty and named in `missing`.
  /// `variableCodes`: how codes with a price or weight in them are matched.
  init(
    _ paths: Paths, currency: Currency, variableCodes: VariableCodeLayout, methods: [RatingMethod], method: String,
    knownOn: Day? = nil
  ) throws {
    productIndex = ProductIndex(ProductList([]))
    self.methods = methods
    self.method = methods.first { $0.id == method } ?? .judged
    self.knownOn = knownOn
    if let file = try table(
      paths.products, ["code", "supplier_id"], ProductTable.optional, ProductListShape.all)
    {
      let table = ProductTable(file: file, currency: currency)
      productIndex = ProductIndex(table.products(&findings), layout: variableCodes)
      table.addClashes(productIndex, &findings)
    }
    if let file = try table(paths.suppliers, ["supplier_id", "name"], SupplierTable.optional) {
      let table = SupplierTable(file: file)
      suppliers = table.suppliers(&findings)
      supplierNames = SupplierNames(suppliers)
      table.addSharedNames(supplierNames, of: suppliers, &findings)
    }
    if let file = try table(paths.ratings, RatingTable.required, RatingTable.optional) {
      (ratings, evidence) = RatingTable(file: file, vocabulary: EvidenceVocabulary(methods)).rows(&findings)
    }
    remarkUnknownSuppliers(paths)
    remarkLengthening(paths)
  }

  private mutating func table(
    _ path: String, _ required: [String], _ optional: [String], _ shapes: [ProductListShape] = []
  ) throws -> TableFile? {
    guard FileAccess.exists(path) else {
      missing.append(path)
      return nil
    }
    do {
      let file = try TableFile(path: path, required: required, optional: optional, shapes: shapes, findings: &findings)
      if !file.extraColumns.isEmpty { extraColumns.append((path, file.extraColumns)) }
      return file
    } catch let problem as Problem where problem.kind == .refused {
      findings.problems.append(problem)
      return nil
    }
  }

  /// The method's months end evidence even where the row would have it longer: that must not go unseen.
  private mutating func remarkLengthening(_ paths: Paths) {
    for item in evidence where item.whyNotCounted == nil {
      guard let written = item.validity.to, let end = method.lastDayPast(item), end < written else { continue }
      findings.remarks.append(
        Problem(
          .refused, what: "The evidence counts until \(end.adding(days: -1).isoText), not as long as valid_to says.",
          place: Place(file: paths.ratings, line: item.line, column: "valid_to", text: written.isoText).description,
          rule: "valid_to may shorten the months of \(method.id), never lengthen them",
          mend: "Nothing, or bring newer evidence."))
    }
  }

  /// A supplier without a row can still be rated, but a mistyped id looks the same.
  private mutating func remarkUnknownSuppliers(_ paths: Paths) {
    guard !missing.contains(paths.suppliers) else { return }
    let known = Set(suppliers.map(\.id))
    var seen: Set<String> = []
    func remark(_ id: String, _ path: String, _ line: Int) {
      guard !id.isEmpty, !known.contains(id), seen.insert(path + id).inserted else { return }
      findings.remarks.append(
        Problem(
          .refused, what: "The supplier \(id) has no row in suppliers.csv.",
          place: Place(file: path, line: line, column: "supplier_id", text: id).description,
          rule: "suppliers are named in suppliers.csv", mend: "Add a row, or correct the id."))
    }
    for index in products.firstOfSuppliers { remark(products.supplierID(index), paths.products, products.line(index)) }
    for rating in ratings { remark(rating.supplierID, paths.ratings, rating.line) }
    for item in evidence { remark(item.supplierID, paths.ratings, item.line) }
    for supplier in suppliers { remark(supplier.parentID, paths.suppliers, supplier.line) }
  }
}

extension Findings {
  /// Two rows of one key that cannot both hold.
  mutating func add<Row>(_ clash: TimelineClash<Row>, _ key: String, in path: String, line: (Row) -> Int) {
    let what: String
    let mend: String
    switch clash.kind {
    case .sameStart:
      what = "Lines \(line(clash.first)) and \(line(clash.second)) begin on the same day and differ, for \(key)."
      mend = "Keep one of them, or give one another day."
    case .overlap:
      what = "Line \(line(clash.first)) ends after line \(line(clash.second)) begins, for \(key)."
      mend = "End the earlier row where the later one begins: valid_to is the first day that no longer counts."
    case .reversed:
      what = "The row ends before it begins, for \(key)."
      mend = "Correct valid_from or valid_to; valid_to is the first day that no longer counts."
    }
    problems.append(
      Problem(
        .refused, what: what, place: Place(file: path, line: line(clash.second)).description,
        rule: "days are half-open, rows of one key do not overlap", mend: mend))
  }
}
