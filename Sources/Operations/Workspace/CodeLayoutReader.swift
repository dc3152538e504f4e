// Decodes a file of Catalogue/Codes, or of a workspace's catalogue/codes/: how a country, or a shop, writes a price or a
// weight into its codes (docs/reference/values.md).
internal import DataFiles
internal import Ingestion
internal import SpendModel

enum CodeLayoutReader {
  static func layout(_ file: DataText) throws(Problem) -> VariableCodeLayout {
    let keys = try DataFile(text: file.text, name: file.path).root.mapping(["id", "title", "evidence", "forms"])
    guard let id = try keys["id"]?.string(), let title = try keys["title"]?.string(), let forms = keys["forms"] else {
      throw Problem(
        .refused, what: "A key is missing.", place: file.path, rule: "a layout of codes has id, title and forms",
        mend: "Add it; docs/reference/values.md describes it.")
    }
    var result: [VariableCodeLayout.Form] = []
    for node in try forms.list() { result.append(try form(node)) }
    return VariableCodeLayout(
      id: id, title: title, digest: ContentDigest.hexText(of: Array(file.text.utf8)), forms: result)
  }

  private static func form(_ node: DataNode) throws(Problem) -> VariableCodeLayout.Form {
    let keys = try node.mapping(["code", "measure", "decimals"])
    let pattern = try keys["code"]?.string() ?? ""
    guard var form = VariableCodeLayout.Form(pattern: pattern) else {
      throw (keys["code"] ?? node).problem(
        "This draws no code of 13 digits.",
        rule: "two digits from 20 to 29, I for the item, X for the value's check digit, V for the value, C",
        mend: "Draw it like 22IIIIXVVVVVC or 23IIIIIIVVVVC; X needs four or five V.")
    }
    if let node = keys["measure"] {
      form.measure = VariableCodeLayout.Measure(
        rawValue: try node.choice(VariableCodeLayout.Measure.allCases.map(\.rawValue)))
    }
    if let node = keys["decimals"] {
      form.decimals = try node.int()
      guard (0...3).contains(form.decimals) else {
        throw node.problem("A value has no such decimals.", rule: "0 to 3", mend: "Write one of them.")
      }
    }
    return form
  }
}
