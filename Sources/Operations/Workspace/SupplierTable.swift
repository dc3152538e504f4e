// Rows of suppliers.csv as dated suppliers, each finding with its line: the names that ratings are given to.
internal import SpendModel

struct SupplierTable {
  static let optional = ["aliases", "kind", "parent_id", "country", "tax_id", "website", "valid_from", "valid_to"]
  let file: TableFile

  func suppliers(_ findings: inout Findings) -> [Supplier] {
    var suppliers: [Supplier] = []
    for row in file.rows {
      var supplier = Supplier()
      supplier.id = row["supplier_id"]
      supplier.name = row["name"]
      supplier.aliases = row["aliases"].split(separator: "|").map { String($0).trimmedCell }.filter { !$0.isEmpty }
      supplier.kind = row["kind"]
      supplier.parentID = row["parent_id"]
      supplier.validity = file.validity(row, &findings)
      supplier.line = row.line
      guard !supplier.id.isEmpty else {
        findings.problems.append(
          file.problem(
            row, "supplier_id", "The row has no supplier_id.", rule: "every supplier has an id",
            mend: "Give it one; products and ratings refer to it."))
        continue
      }
      if supplier.parentID == supplier.id {
        findings.problems.append(
          file.problem(
            row, "parent_id", "The supplier owns itself.", rule: "parent_id names another company",
            mend: "Leave it empty where nobody owns the supplier."))
        continue
      }
      suppliers.append(supplier)
    }
    addClashes(suppliers, &findings)
    return suppliers
  }

  /// A name of two suppliers means neither of them: that must not go unseen.
  func addSharedNames(_ names: SupplierNames, of suppliers: [Supplier], _ findings: inout Findings) {
    for shared in names.shared {
      guard let row = suppliers.last(where: { shared.ids.contains($0.id) }) else { continue }
      let ids = shared.ids.joined(separator: ", ")
      let but = shared.isWithoutForm ? ", but for their legal forms" : ""
      findings.remarks.append(
        Problem(
          .refused, what: "The name \(shared.name) means none of the suppliers \(ids): all of them carry it\(but).",
          place: Place(file: file.path, line: row.line, column: "name", text: row.name).description,
          rule: "a name or alias of an export means one supplier, or none",
          mend: "Rename one of them; where only their legal forms differ, make the name an alias of one."))
    }
  }

  private func addClashes(_ suppliers: [Supplier], _ findings: inout Findings) {
    let groups = Dictionary(grouping: suppliers, by: \.id).filter { $0.value.count > 1 }
    for (id, rows) in groups.sorted(by: { $0.key < $1.key }) {
      let clashes = Timeline.stretches(
        rows, validity: \.validity, recordedAt: { _ in nil }, sameContent: { $0.parentID == $1.parentID }
      ).clashes
      for clash in clashes { findings.add(clash, "supplier \(id)", in: file.path, line: \.line) }
      addDifferences(rows, &findings)
    }
  }

  private func addDifferences(_ rows: [Supplier], _ findings: inout Findings) {
    guard let first = rows.first else { return }
    for row in rows.dropFirst() where row.name != first.name || row.kind != first.kind || row.aliases != first.aliases {
      findings.problems.append(
        Problem(
          .refused, what: "Lines \(first.line) and \(row.line) describe the supplier \(row.id) differently.",
          place: Place(file: file.path, line: row.line, column: "supplier_id", text: row.id).description,
          rule: "rows of one supplier differ only in parent_id and days",
          mend: "Give them the same name, aliases and kind, or another supplier_id."))
    }
  }
}
