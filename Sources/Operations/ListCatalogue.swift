// `formats` and `methods`: what is built in, and what the workspace adds.
public import DataFiles
internal import Ingestion
internal import Rendering
internal import SpendModel

/// The formats of exports.
public func listFormats(folder: String, catalogue: [DataText]) throws -> Listing {
  let formats = try LoadedCatalogue(builtIn: catalogue, folder: folder).formats()
  let rows = [["format", "reads", "evidence"]] + formats.map { [$0.id, $0.title, $0.evidence] }
  let notes = formats.filter { !$0.notes.isEmpty }.map { "  \($0.id): \($0.notes)\n" }.joined()
  let own = "A co-op's own formats are read from catalogue/formats/*.yaml (docs/add-a-pos-format.md).\n"
  return Listing(
    table: aligned(rows) + "\n" + notes + "\n" + own,
    jsonText: formats.map {
      JSONText.object([
        ("id", .string($0.id)), ("title", .string($0.title)), ("evidence", .string($0.evidence)),
        ("notes", .string($0.notes)),
      ]).text + "\n"
    }.joined())
}

/// The rating methods, with version and digest.
public func listMethods(folder: String, catalogue: [DataText]) throws -> Listing {
  let methods = try LoadedCatalogue(builtIn: catalogue, folder: folder).methods()
  let rows = methods.map { [$0.id, String($0.version), String($0.digest.prefix(12)), $0.title] }
  return Listing(
    table: aligned([["method", "version", "digest", "title"]] + rows)
      + "\nA co-op's own methods are read from catalogue/methods/*.yaml (docs/add-a-rating-method.md).\n",
    jsonText: methods.map {
      JSONText.object([
        ("id", .string($0.id)), ("version", .int($0.version)), ("sha256", .string($0.digest)),
        ("title", .string($0.title)),
        ("question", .string($0.question)), ("reads", .string($0.source.rawValue)),
        ("criteria", .array($0.criteria.map { .string($0.id) })), ("flags", .array($0.flags.map { .string($0.id) })),
      ]).text + "\n"
    }.joined())
}
