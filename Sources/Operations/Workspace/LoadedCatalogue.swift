// The data files in force: those built in, then the workspace's own from its folder `catalogue/`. Decoded on demand,
// so that a command pays only for what it needs.
internal import DataFiles
internal import Ingestion
internal import Reporting
internal import SpendModel

/// Formats, methods and reports by id.
struct LoadedCatalogue: Sendable {
  private let files: [DataText]

  private init(files: [DataText]) { self.files = files }

  /// The built-in files and those below the folder's `catalogue/`.
  init(builtIn: [DataText], folder: String) throws(Problem) {
    var files = builtIn
    for kind in ["formats", "methods", "reports", "texts", "codes"] {
      let path = FileAccess.join(FileAccess.join(folder, "catalogue"), kind)
      for name in FileAccess.entries(path) where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        let file = FileAccess.join(path, name)
        let bytes = try FileAccess.read(file, mend: "Check its permissions.")
        guard let text = String(validating: bytes, as: UTF8.self) else {
          throw Problem(
            .refused, what: "The file is not UTF-8.", place: file, rule: "data files are UTF-8",
            mend: "Save it as UTF-8.")
        }
        files.append(DataText(path: file, text: text))
      }
    }
    self.files = files
  }

  private func decoded<T>(_ folder: String, _ make: (DataText) throws(Problem) -> T, id: (T) -> String) throws(Problem)
    -> [T]
  {
    var result: [T] = []
    var paths: [String: String] = [:]
    for file in files where file.folder.lowercased() == folder {
      let value = try make(file)
      if let other = paths[id(value)] {
        throw Problem(
          .refused, what: "The id \(id(value)) is given twice.", place: "\(other) and \(file.path)",
          rule: "ids of a catalogue are unique", mend: "Give the co-op's own file another id.")
      }
      paths[id(value)] = file.path
      result.append(value)
    }
    return result.sorted { id($0) < id($1) }
  }

  /// `skippingEmpty`: a shell has made the file empty already into which `inspect --format-file` is about to print.
  func formats(skippingEmpty: Bool = false) throws(Problem) -> [ExportFormat] {
    if skippingEmpty { return try LoadedCatalogue(files: files.filter { !$0.text.isEmpty }).formats() }
    return try decoded("formats", { file throws(Problem) in try ExportFormat(file) }, id: \.id)
  }

  /// Declared and computed reports, by id.
  func reports() throws(Problem) -> [any Report] {
    let declared = try decoded("reports", { file throws(Problem) in try ReportDefinition(file) }, id: \.id)
    for definition in declared where ComputedReports.all.contains(where: { $0.card.id == definition.id }) {
      throw Problem(
        .refused, what: "The id \(definition.id) is given twice.", place: "report \(definition.id)",
        rule: "ids of a catalogue are unique", mend: "Give the co-op's own file another id.")
    }
    let reports = ComputedReports.all + declared.map { DeclaredReport($0) }
    return reports.sorted { $0.card.id < $1.card.id }
  }

  /// The strings of every language: the built-in files, then the workspace's own.
  var texts: [DataText] { files.filter { $0.folder.lowercased() == "texts" } }

  /// The layout of codes with a price or weight that a text asks for; nil asks for what holds in every country. `place`:
  /// where it is asked for.
  func codeLayout(_ id: String?, askedIn place: String) throws(Problem) -> VariableCodeLayout {
    guard let id else { return .everywhere }
    let layouts = try codeLayouts()
    if let layout = layouts.first(where: { $0.id == id }) { return layout }
    throw Problem(
      .refused, what: "The layout of codes \(id) is not known.", place: Place(file: place, text: id).description,
      rule: "one of \(layouts.map(\.id).joined(separator: ", "))",
      mend: nearest(id.uppercased(), in: layouts.map(\.id)).map { "Did you mean \($0)?" }
        ?? "Write one of them, or describe your own in catalogue/codes/ (docs/reference/values.md).")
  }

  /// Every layout of codes with a price or weight.
  func codeLayouts() throws(Problem) -> [VariableCodeLayout] { try decoded("codes", CodeLayoutReader.layout, id: \.id) }

  func methods() throws(Problem) -> [RatingMethod] {
    try decoded("methods", { file throws(Problem) in try MethodReader.method(file) }, id: \.id)
  }
}
