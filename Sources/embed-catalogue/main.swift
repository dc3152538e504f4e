// Build tool: writes the catalogue's data files into one Swift source, so that the executable needs nothing beside it.
import Foundation

let output = URL(fileURLWithPath: CommandLine.arguments[1])
var source = "let embeddedFiles: [CatalogueFile] = [\n"
for path in CommandLine.arguments.dropFirst(2) {
  let file = URL(fileURLWithPath: path)
  let folder = file.deletingLastPathComponent().lastPathComponent
  let text = try String(contentsOf: file, encoding: .utf8)
  source += "  CatalogueFile(path: \"\(folder)/\(file.lastPathComponent)\", text: ####\"\"\"\n\(text)\n\"\"\"####),\n"
}
source += "]\n"
try source.write(to: output, atomically: true, encoding: .utf8)
