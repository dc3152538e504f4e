// A published report as a file: `published/NAME.json`, frozen for good and fit for git. It holds the table as it was, what
// was asked, and digests of everything the table was made from.
internal import Foundation
internal import Ingestion
internal import Rendering
internal import Reporting
internal import SpendModel
internal import Storage

/// What a published table was made from, as digests.
struct PublishedInputs: Equatable {
  /// SHA-256 of the exports whose lines count, and their names.
  var imports: [String: String]
  /// SHA-256 of the workspace's files, by name.
  var files: [String: String]
  /// SHA-256 of the method's file.
  var method: String

  static func current(in workspace: Workspace, method: String) throws -> PublishedInputs {
    let live = try workspace.readDatabase().imports().filter { $0.state == "imported" }
    let imports = Dictionary(live.map { ($0.landing.sha256, $0.landing.file) }) { first, _ in first }
    let names = ["commonspend.yaml", "products.csv", "suppliers.csv", "ratings.csv"]
    var files: [String: String] = [:]
    for name in names {
      let path = FileAccess.join(workspace.folder, name)
      if FileAccess.exists(path) {
        files[name] = ContentDigest.hexText(of: try FileAccess.read(path, mend: "Check its permissions."))
      }
    }
    let card = try workspace.catalogue.methods().first { $0.id == method }
    return PublishedInputs(imports: imports, files: files, method: card?.digest ?? "")
  }

  var json: JSONText {
    .object([
      (
        "imports",
        .array(
          imports.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            .map { .object([("file", .string($0.value)), ("sha256", .string($0.key))]) })
      ),
      ("files", .object(files.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
      ("method", .string(method)),
    ])
  }

  init(imports: [String: String], files: [String: String], method: String) {
    self.imports = imports
    self.files = files
    self.method = method
  }

  init(_ json: JSONText?) {
    let pairs = (json?["imports"]?.elements ?? []).compactMap { entry in
      entry["sha256"]?.textValue.map { ($0, entry["file"]?.textValue ?? "") }
    }
    imports = Dictionary(pairs) { first, _ in first }
    files = [:]
    if case .object(let entries)? = json?["files"] { for (name, value) in entries { files[name] = value.textValue } }
    method = json?["method"]?.textValue ?? ""
  }
}

/// One published report.
struct PublishedFile {
  let name: String
  let json: JSONText

  static func folder(_ workspace: Workspace) -> String { FileAccess.join(workspace.folder, "published") }

  static func path(_ name: String, _ workspace: Workspace) -> String {
    FileAccess.join(folder(workspace), name + ".json")
  }

  /// The bytes of a file: the last key is the SHA-256 of all that stands before it.
  static func bytes(
    _ name: String, at moment: String, report: String, _ request: ReportRequest, _ inputs: PublishedInputs,
    _ table: JSONText
  ) -> [UInt8] {
    let body = JSONText.object([
      ("published", .string(name)), ("version", .int(1)), ("at", .string(moment)), ("report", .string(report)),
      ("request", json(request)), ("madeFrom", inputs.json), ("table", table),
    ]).lines
    let start = body.dropLast(2)
    let digest = ContentDigest.hexText(of: Array(start.utf8))
    return Array((start + ",\n  \"sha256\": \"\(digest)\"\n}\n").utf8)
  }

  private static func json(_ request: ReportRequest) -> JSONText {
    .object([
      ("from", .optional(request.from)), ("to", .optional(request.to)), ("period", .optional(request.period)),
      ("by", .array(request.by.map { .string($0) })), ("where", .array(request.filters.map { .string($0) })),
      ("method", .optional(request.method)), ("basis", .optional(request.basis)),
      ("asKnownOn", .optional(request.knownOn?.isoText)), ("against", .optional(request.against)),
      ("switch", .optional(request.switched)),
    ])
  }

  /// Reads a file; refused where somebody changed it.
  init(name: String, in workspace: Workspace) throws(Problem) {
    let path = PublishedFile.path(name, workspace)
    let bytes = try FileAccess.read(path, mend: "See `commonspend published` for the names.")
    let text = String(decoding: bytes, as: UTF8.self)
    guard let mark = text.range(of: ",\n  \"sha256\": \"", options: .backwards), let json = JSONReader.value(text),
      json["sha256"]?.textValue == ContentDigest.hexText(of: Array(text[..<mark.lowerBound].utf8))
    else {
      throw PublishedFile.changed(path)
    }
    self.name = name
    self.json = json
  }

  static func changed(_ path: String) -> Problem {
    Problem(
      .refused, what: "This published file is not as it was written.", place: path, rule: "published is frozen",
      mend: "Take it back from git or from a backup.")
  }

  /// What was asked.
  var request: ReportRequest {
    var request = ReportRequest(output: "json")
    let asked = json["request"]
    request.from = asked?["from"]?.textValue
    request.to = asked?["to"]?.textValue
    request.period = asked?["period"]?.textValue
    request.by = asked?["by"]?.elements.compactMap(\.textValue) ?? []
    request.filters = asked?["where"]?.elements.compactMap(\.textValue) ?? []
    request.method = asked?["method"]?.textValue
    request.basis = asked?["basis"]?.textValue
    request.knownOn = asked?["asKnownOn"]?.textValue.flatMap { Day(isoText: $0) }
    request.against = asked?["against"]?.textValue
    request.switched = asked?["switch"]?.textValue
    request.locale = "en-US"
    return request
  }

  /// How the index knows it.
  var publication: Publication {
    Publication(name: name, sha256: json["sha256"]?.textValue ?? "", publishedAt: moment, report: report)
  }

  var report: String { json["report"]?.textValue ?? "" }
  var moment: String { json["at"]?.textValue ?? "" }
  var table: JSONText { json["table"] ?? .null }
  var inputs: PublishedInputs { PublishedInputs(json["madeFrom"]) }
}
