// The format file that inspect prints for a foreign export: it always decodes, names the file's own columns, and reads
// the export as `generic` does.
import DataFiles
import SpendModel
import Testing

@testable import Ingestion

private func recogniser(_ formats: [ExportFormat], _ settings: [String: String] = [:]) throws -> Recogniser {
  let currency = try #require(Currency(code: "EUR"))
  return try Recogniser(formats: formats, context: ReadingContext(currency: currency, settings: settings))
}

private func decoded(_ text: String) throws -> ExportFormat {
  try ExportFormat(DataText(path: "catalogue/formats/draft.yaml", text: text))
}

private func draft(_ text: String, name: String = "till.csv", _ settings: [String: String] = [:]) throws -> String {
  try recogniser(try FormatSamples.formats(), settings)
    .formatDraft(of: ExportFile(path: name, content: Array(text.utf8)))
}

private func balance(_ formats: [ExportFormat], _ bytes: [UInt8]) throws -> (format: String, counted: LineTally) {
  var options = ReadingOptions()
  options.maxRejects = .lines(.max)
  let draft = try ExportReader(recogniser: try recogniser(formats), options: options)
    .draft(of: ExportFile(path: "till.csv", content: bytes))
  return (draft.format, draft.balance.counted)
}

struct FormatDraftTests {
  @Test("A sample whose format is unknown gives a format file that decodes and fits", arguments: FormatSamples.all)
  func samples(_ sample: FormatSample) throws {
    let others = try FormatSamples.formats().filter { $0.id != sample.id || $0.isGeneric }
    let bytes = try sample.bytes()
    let text = try recogniser(others).formatDraft(of: ExportFile(path: sample.name + ".csv", content: bytes))
    let own = try decoded(text)
    #expect(!others.contains { $0.id == own.id })
    let finder = try MatchFinder(
      sample: try FileSample(ExportFile(path: "till.csv", content: bytes), setting: nil),
      context: try recogniser(others).context, path: "till.csv")
    #expect(try finder.match(own) != nil, "\(text)")
    guard sample.id == "generic" else { return }
    let asGeneric = try? balance(others, bytes)
    guard let asGeneric else { return }
    let asOwn = try balance(others + [own], bytes)
    #expect(asOwn.format == own.id)
    #expect(asOwn.counted == asGeneric.counted, "\(text)")
  }

  @Test("What the file does not say is asked in a comment, with the columns that could be meant")
  func questions() throws {
    let text = try draft("Dag;Kvitto;Vara;Belopp;Butik\n13.02.2026;7;Brot;2,50;Nord\n14.02.2026;8;Milch;1,20;Nord\n")
    #expect(text.contains("\n  day: Dag  # by its cells\n"))
    #expect(
      text.contains("\n  # amount: ???  <- which column is the line's amount? Numbers stand in: Kvitto, Belopp\n"))
    #expect(text.contains("\n  # not used: Kvitto, Vara, Belopp, Butik\n"))
    #expect(text.contains("\nday: { order: dmy }\n"))
    #expect(text.contains("\nnumbers: { decimal: decide }"))
    #expect(try decoded(text).headerNames == ["Dag", "Kvitto", "Vara", "Belopp", "Butik"])
  }

  @Test("A comment of the draft becomes its line: then the file is read")
  func oneEdit() throws {
    let export = "Fecha;Boleta;Producto;Facturado\n13/02/2026;7;Pan;2,50\n14/02/2026;8;Leche;1,20\n"
    let edited = try draft(export).replacing(
      "# amount: ???  <- which column is the line's amount? Numbers stand in: Facturado", with: "amount: Facturado")
    let formats = try FormatSamples.formats() + [try decoded(edited)]
    let found = try balance(formats, Array(export.utf8))
    #expect(found.format == "till")
    #expect(found.counted.amount.value == 370)
  }

  @Test("Names of any kind come back as they are")
  func hostileNames() throws {
    let names = [
      "a: b", "# c", "\"\"d\"\"", "e\\f", "[g]", "yes", "12", "h\ni", "{j", "- k", "ñandú", "*l", "m|n", "o\u{202E}p",
      "🥕",
    ]
    let header = names.map { "\"\($0)\"" }.joined(separator: ";")
    let row = names.indices.map { "\($0),50" }.joined(separator: ";")
    let text = try draft(header + "\n" + row + "\n" + row + "\n")
    let expected = names.map { $0.replacing("\"\"", with: "\"") }.filter { !$0.contains("|") }
    #expect(try decoded(text).headerNames == expected)
    #expect(!text.unicodeScalars.contains("\u{202E}"))
  }

  @Test("A name that stands twice is left to a person")
  func twice() throws {
    let text = try draft("Fecha;Producto;Total;Total\n13/02/2026;Pan;2,50;2,50\n")
    #expect(text.contains("# amount: ???"))
    #expect(try decoded(text).columns[.amount] == nil)
  }

  @Test("A file without a header is known by its columns, and no cell of it is printed")
  func headerless() throws {
    let text = try draft("2026-02-13,7,Ana Rojas,2.50\n2026-02-14,8,Eva Soto,1.20\n")
    #expect(text.contains("names: [column 1, column 2, column 3, column 4]"))
    #expect(text.contains("\n  day: column 1  # by its cells\n"))
    #expect(!text.contains("Rojas"))
    #expect(try decoded(text).shapes.first?.cells.count == 4)
  }

  @Test(
    "The id is made of the words of the file's name",
    arguments: [
      ("Ventas_2026-03.csv", "ventas"), ("Export Süd 03.csv.gz", "export-sud"), ("2026-03.csv", "our-till"),
      ("shopify.csv", "our-shopify"),
    ])
  func ids(_ name: String, _ id: String) throws {
    #expect(try decoded(try draft("Fecha;Total\n13/02/2026;2\n", name: name)).id == id)
  }
}
