// Product lists as tills export them, accepted as products.csv by their headers: each shape says which of its columns
// stand for ours. A list without suppliers is taken too; its products are then unrated, reason "no supplier".
internal import DataFiles
internal import SpendModel

/// One program's product list.
struct ProductListShape {
  /// For people.
  let title: String
  /// Header names, folded, that must all be there; a list means either.
  let recognise: [[String]]
  /// Our column, and the header names that stand for it, folded, best first.
  let columns: [(name: String, aliases: [String])]

  /// Known lists; the first that fits is taken.
  static let all: [ProductListShape] = [
    ProductListShape(
      title: "CORE-POS products", recognise: [["upc"], ["default vendor id"]],
      columns: [
        ("code", ["upc"]), ("supplier_id", ["default vendor id"]), ("description", ["description"]),
        ("department", ["department"]), ("brand", ["brand"]), ("cost", ["cost"]),
      ]),
    ProductListShape(
      title: "CORE-POS vendor items", recognise: [["upc"], ["vendorid", "vendor id"], ["sku"]],
      columns: [
        ("code", ["upc"]), ("supplier_id", ["vendorid", "vendor id"]), ("description", ["description"]),
        ("brand", ["brand"]), ("cost", ["cost"]),
      ]),
    ProductListShape(
      title: "KASO articles", recognise: [["code"], ["designation"], ["code fournisseur"]],
      columns: [
        ("code", ["code"]), ("supplier_id", ["code fournisseur"]), ("description", ["designation"]),
        ("department", ["code rayon"]), ("category", ["code famille"]), ("brand", ["code marque"]),
        ("cost", ["prix achat brut"]),
      ]),
    ProductListShape(
      title: "Loyverse items", recognise: [["handle"], ["sku", "ref"], ["name", "nombre"]],
      columns: [
        ("code", ["sku", "ref"]), ("description", ["name", "nombre"]), ("category", ["category", "categoria"]),
        ("cost", ["cost", "costo", "coste"]),
      ]),
    ProductListShape(
      title: "Odoo products",
      recognise: [
        ["barcode", "codigo de barras", "code barres"],
        ["name", "display name", "nombre", "nombre mostrado", "nom", "nom affiche"],
        [
          "internal reference", "default code", "referencia interna", "reference interne", "seller ids/name",
          "vendors/vendor", "vendors", "seller ids/partner id", "proveedores/proveedor", "fournisseurs/fournisseur",
          "standard price", "categ id", "product category",
        ],
      ],
      columns: [
        ("code", ["barcode", "codigo de barras", "code barres"]),
        ("description", ["name", "display name", "nombre", "nombre mostrado", "nom", "nom affiche"]),
        (
          "supplier_id",
          [
            "seller ids/partner id", "seller ids/name", "vendors/vendor", "vendors", "proveedores/proveedor",
            "fournisseurs/fournisseur",
          ]
        ), ("category", ["product category", "categ id", "categoria de producto", "categorie d article"]),
        ("cost", ["standard price", "cost", "coste", "costo", "cout"]),
      ]),
  ]

  /// What `check` says of such a list: which column was taken for which.
  func remark(_ header: PlainTable.Row, _ names: [String], place: String) -> Problem {
    let taken = columns.compactMap { column -> String? in
      guard let position = names.firstIndex(of: FoldedText.fold(column.name)) else { return nil }
      return "\(column.name) is \(header.cells[position])"
    }
    return Problem(
      .refused, what: "The list is taken as \(title): \(taken.joined(separator: ", ")).", place: place,
      rule: "products.csv may be a till's own product list",
      mend: "Nothing, if that is right; else give the columns our names: code, supplier_id.")
  }

  /// The header with the names of ours in place of those that stand for them; nil where the shape does not fit. The
  /// first name is the one that is taken, others of the same column stay.
  func renamed(_ folded: [String]) -> [String]? {
    guard recognise.allSatisfy({ names in names.contains { folded.contains($0) } }) else { return nil }
    var result = folded.map { name in columns.contains { FoldedText.fold($0.name) == name } ? "other " + name : name }
    for (name, aliases) in columns {
      guard let position = aliases.lazy.compactMap({ folded.firstIndex(of: $0) }).first else { continue }
      result[position] = FoldedText.fold(name)
    }
    return result
  }
}
