// `match --write FILE`: what a person accepted becomes rows of products.csv and aliases of suppliers.csv. Everything is
// checked before anything is written, and what is accepted already is passed over: the file may be written twice.
internal import DataFiles
internal import Delimited
internal import Rendering
internal import SpendModel

/// What was written.
public struct WrittenMatches: Sendable {
  let productRows: Int
  let aliases: Int
  let known: Int
  let open: Int

  /// For people.
  public var sentences: String {
    """
    products.csv: \(productRows) row\(productRows == 1 ? "" : "s") added
    suppliers.csv: \(aliases) alias\(aliases == 1 ? "" : "es") added
    matched already: \(known), nothing accepted: \(open)

    """
  }

  /// One JSON object.
  public var jsonText: String {
    JSONText.object([
      ("productRows", .int(productRows)), ("aliases", .int(aliases)), ("known", .int(known)), ("open", .int(open)),
    ]).text + "\n"
  }
}

/// Writes the accepted rows of a file that `match --output csv` printed.
public func writeMatches(_ path: String, in workspace: Workspace) throws -> WrittenMatches {
  let tables = try workspace.tables()
  let file = try acceptedFile(path)
  var accepted = AcceptedMatches(file: file, tables: tables, list: try listMatches(in: workspace))
  for row in file.rows { try accepted.take(row) }
  try accepted.checkAliases()
  let paths = WorkspaceTables.Paths(folder: workspace.folder)
  // Both are made before either is written.
  let products = try accepted.productBytes(paths.products)
  let suppliers = try accepted.supplierBytes(paths.suppliers)
  if let products { try writeWhole(products, to: paths.products) }
  if let suppliers { try writeWhole(suppliers, to: paths.suppliers) }
  return WrittenMatches(
    productRows: accepted.productRows.count, aliases: accepted.aliases.count, known: accepted.known, open: accepted.open
  )
}

private func acceptedFile(_ path: String) throws -> TableFile {
  guard FileAccess.exists(path) else {
    throw Problem(
      .refused, what: "There is no such file.", place: path, rule: "match --write FILE",
      mend: "Make it: commonspend match --output csv > \(path)")
  }
  var findings = Findings()
  let optional = MatchList.columns.filter { !["kind", "text", "accept", "candidate"].contains($0) }
  let file = try TableFile(
    path: path, required: ["kind", "text", "accept", "candidate"], optional: optional, findings: &findings)
  try findings.throwFirst()
  return file
}

private struct AcceptedMatches {
  private let file: TableFile
  private let tables: WorkspaceTables
  /// What is listed as unmatched: by kind and text, and codes by their key.
  private let listed: [MatchList.Kind: [String: MatchList.Row]]
  private let byKey: [String: [MatchList.Row]]
  private let products: [String: [Product]]
  private let productKeys: Set<String>
  private let supplierIDs: Set<String>
  private let names: SupplierNames
  private(set) var productRows: [[String: String]] = []
  private(set) var aliases: [(supplier: String, text: String, row: TableRow)] = []
  private(set) var known = 0
  private(set) var open = 0
  private var taken: Set<String> = []

  init(file: TableFile, tables: WorkspaceTables, list: MatchList) {
    self.file = file
    self.tables = tables
    listed = Dictionary(grouping: list.rows, by: \.kind).mapValues { rows in
      Dictionary(rows.map { ($0.text, $0) }, uniquingKeysWith: { first, _ in first })
    }
    byKey = Dictionary(grouping: list.rows.filter { $0.kind == .product }) { ProductCode.key($0.text) }
    products = Dictionary(grouping: tables.products, by: \.code)
    productKeys = Set(tables.products.map { ProductCode.key($0.code) })
    supplierIDs = Set(tables.suppliers.map(\.id))
    names = tables.supplierNames
  }

  mutating func take(_ row: TableRow) throws(Problem) {
    guard !row["accept"].isEmpty, row["accept"].lowercased() != "no" else {
      open += 1
      return
    }
    guard let kind = MatchList.Kind(rawValue: row["kind"]) else {
      throw file.problem(
        row, "kind", "This is no kind of match.", rule: "kinds: product, supplier",
        mend: "Take the row from commonspend match --output csv.")
    }
    let target = try target(row)
    guard let unmatched = try unmatched(row, kind) else {
      known += 1
      return
    }
    guard taken.insert(kind.rawValue + " " + unmatched.text).inserted else {
      throw file.problem(
        row, "text", "The text is accepted twice.", rule: "one row accepts a code or a name",
        mend: "Empty accept in one of the rows.")
    }
    switch (kind, target.kind) {
    case (.product, .product): addCopies(of: target.id, as: unmatched)
    case (.product, .supplier):
      productRows.append(["code": unmatched.text, "supplier_id": target.id, "description": unmatched.description])
    case (.supplier, .supplier):
      aliases.append((target.id, AcceptedMatches.alias(unmatched.text), row))
    case (.supplier, .product):
      throw file.problem(
        row, "accept", "A product cannot stand for a supplier's name.", rule: "a name means a supplier",
        mend: "Write supplier and its id.")
    }
  }

  /// Every dated row of the product: a copy of its newest alone would give its supplier to days before its time. The
  /// description stays the accepted product's; its cost is not known to be the same.
  private mutating func addCopies(of code: String, as unmatched: MatchList.Row) {
    for product in products[code] ?? [] {
      productRows.append([
        "code": unmatched.text, "supplier_id": product.supplierID, "description": product.description,
        "department": product.department, "category": product.category, "brand": product.brand,
        "valid_from": product.validity.from?.isoText ?? "", "valid_to": product.validity.to?.isoText ?? "",
      ])
    }
  }

  /// Each text must mean its supplier once all are written, and nobody else.
  func checkAliases() throws(Problem) {
    let new = newAliases
    var suppliers = tables.suppliers
    for index in suppliers.indices { suppliers[index].aliases += new[suppliers[index].id] ?? [] }
    let names = SupplierNames(suppliers)
    for (id, text, row) in aliases where names.meaning(of: text) != .one(id) {
      throw file.problem(
        row, "text", "Other suppliers have the same name, so that an alias of \(id) would mean none of them.",
        rule: "a name or alias of an export means one supplier, or none",
        mend: "Rename the others in suppliers.csv first.")
    }
  }

  private var newAliases: [String: [String]] {
    Dictionary(grouping: aliases, by: \.supplier).mapValues { $0.map(\.text) }
  }

  /// A vertical bar parts aliases; the folding takes a blank for the same.
  private static func alias(_ text: String) -> String {
    String(text.unicodeScalars.map { $0 == "|" || $0.value < 0x20 ? " " : Character($0) }).trimmedCell
  }

  /// The listed row that is meant; nil where it is matched by now. A spreadsheet may have cut leading zeros.
  private func unmatched(_ row: TableRow, _ kind: MatchList.Kind) throws(Problem) -> MatchList.Row? {
    let text = row["text"]
    if let same = listed[kind]?[text] { return same }
    if kind == .supplier { return try nothing(row, isKnown: names.meaning(of: text) != .none) }
    let key = ProductCode.key(text)
    let near = byKey[key] ?? []
    if near.count == 1 { return near[0] }
    let isKnown = near.isEmpty && productKeys.contains(key)
    return try nothing(row, isKnown: isKnown)
  }

  private func nothing(_ row: TableRow, isKnown: Bool) throws(Problem) -> MatchList.Row? {
    if isKnown { return nil }
    throw file.problem(
      row, "text", "No imported export has this text without a match.", rule: "texts as commonspend match lists them",
      mend: "Take the row from commonspend match --output csv again; a spreadsheet must read the column as text.")
  }

  /// What `accept` says: yes, `product CODE`, `supplier ID`, or a bare code or id where only one of them is meant.
  private func target(_ row: TableRow) throws(Problem) -> (kind: MatchList.Kind, id: String) {
    let isYes = row["accept"].lowercased() == "yes"
    let text = isYes ? row["candidate"] : row["accept"]
    var found: [(kind: MatchList.Kind, id: String)] = []
    for kind in [MatchList.Kind.product, .supplier] {
      if text.hasPrefix(kind.rawValue + " ") {
        let id = String(text.dropFirst(kind.rawValue.count + 1)).trimmedCell
        if exists(kind, id) { return (kind, id) }
      }
      if !isYes, exists(kind, text), kind == .supplier || row["kind"] == "product" { found.append((kind, text)) }
    }
    if found.count == 1 { return found[0] }
    throw file.problem(
      row, isYes ? "candidate" : "accept",
      found.isEmpty ? "There is no such product or supplier." : "There is a product and a supplier of this name.",
      rule: "yes, product CODE, supplier ID, or empty", mend: "Write one that products.csv or suppliers.csv has.")
  }

  private func exists(_ kind: MatchList.Kind, _ id: String) -> Bool {
    guard !id.isEmpty else { return false }
    return switch kind {
    case .product: products[id] != nil
    case .supplier: supplierIDs.contains(id)
    }
  }

  // MARK: - The new files

  /// products.csv with the new rows; nil where there are none.
  func productBytes(_ path: String) throws -> [UInt8]? {
    guard !productRows.isEmpty else { return nil }
    var table = try TableLines(path: path, .products)
    table.add(productRows)
    return table.bytes
  }

  /// suppliers.csv with the new aliases, in every dated row of the supplier: they must not differ in their aliases.
  func supplierBytes(_ path: String) throws -> [UInt8]? {
    guard !aliases.isEmpty else { return nil }
    let new = newAliases
    var table = try TableLines(path: path, .suppliers)
    try table.change(
      tables.suppliers.compactMap { row in
        new[row.id].map {
          TableLines.Edit(line: row.line, column: "aliases", text: (row.aliases + $0).joined(separator: "|"))
        }
      })
    return table.bytes
  }
}
