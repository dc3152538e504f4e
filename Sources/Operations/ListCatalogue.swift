// `formats` and `methods`: what is built in, and what the workspace adds.
public import DataFiles
internal import Ingestion
internal import Rendering

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
        ("id", .string($0.id)), ("title", .string($0.title)), ("evidence", .string($0.evidence)), ("notes", .string($0.notes)),
      ]).text + "\n"
    }.joined())
}

/// The rating methods.
public func listMethods(folder: String, catalogue: [DataText]) throws -> String {
  let methods = try LoadedCatalogue(builtIn: catalogue, folder: folder).methods()
  return aligned([["method", "title"]] + methods.map { [$0.id, $0.title] })
    + "\nA co-op's own methods are read from catalogue/methods/*.yaml.\n"
}
