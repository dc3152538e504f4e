// One export in every dress that tills give it, each quirk alone and in pairs: the table is cut right, and
// the import gives the exact sum or a refusal, never a wrong sum. The truth is known before the quirks are put on.
import DataFiles
import Delimited
import SpendModel
import Testing

@testable import Ingestion

/// How the export is written.
private struct Dress {
  var delimiter = ","
  var quote = "\""
  var escapesByBackslash = false
  var quotesAll = false
  var newline = "\r\n"
  var encoding = "utf-8"
  var head = ""
  var tail = ""
  var unitsRow = false
  var totalRow = false
  var trailingDelimiter = false
  var blankLines = false
  var repeatsHeader = false
  var endsWithNewline = true
  var decimalComma = false
  var currencySign = ""
  var parentheses = false
  var day: (Int, Int) -> String = { month, day in "2026-\(two(month))-\(two(day))" }
  var names = ["Date", "Receipt", "Code", "Product", "Qty", "Amount"]
  var order = [0, 1, 2, 3, 4, 5]
  var extraColumn = false
}

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

private struct Quirk: Sendable {
  var name: String
  var apply: @Sendable (inout Dress) -> Void
}

private let quirks: [Quirk] = [
  Quirk(name: "semicolon") { $0.delimiter = ";" }, Quirk(name: "tab") { $0.delimiter = "\t" },
  Quirk(name: "pipe") { $0.delimiter = "|" }, Quirk(name: "comma and blank") { $0.delimiter = ", " },
  Quirk(name: "apostrophes quote") { $0.quote = "'" }, Quirk(name: "backslash") { $0.escapesByBackslash = true },
  Quirk(name: "all quoted") { $0.quotesAll = true }, Quirk(name: "LF") { $0.newline = "\n" },
  Quirk(name: "CR") { $0.newline = "\r" }, Quirk(name: "Windows-1252") { $0.encoding = "windows-1252" },
  Quirk(name: "UTF-16") { $0.encoding = "utf-16le" }, Quirk(name: "BOM") { $0.encoding = "utf-8-bom" },
  Quirk(name: "titles") { $0.head = "Sales by receipt\nprinted by till 3\n\n" },
  Quirk(name: "note") { $0.tail = "\n*** End of report ***\n" }, Quirk(name: "units") { $0.unitsRow = true },
  Quirk(name: "total") { $0.totalRow = true }, Quirk(name: "trailing delimiter") { $0.trailingDelimiter = true },
  Quirk(name: "blank lines") { $0.blankLines = true }, Quirk(name: "joined exports") { $0.repeatsHeader = true },
  Quirk(name: "no last newline") { $0.endsWithNewline = false },
  Quirk(name: "decimal comma") { $0.decimalComma = true },
  Quirk(name: "currency sign") { $0.currencySign = "$" }, Quirk(name: "parentheses") { $0.parentheses = true },
  Quirk(name: "day first") { $0.day = { "\($1)/\($0)/2026" } },
  Quirk(name: "month first") { $0.day = { "\($0)/\($1)/26" } },
  Quirk(name: "Spanish") { $0.names = ["Fecha", "Nº Ticket", "Código", "Artículo", "Cantidad", "Importe"] },
  Quirk(name: "other order") { $0.order = [5, 3, 0, 2, 4, 1] }, Quirk(name: "extra column") { $0.extraColumn = true },
]

private struct TrueLine {
  var month: Int
  var day: Int
  var receipt: Int
  var code: String
  var product: String
  var quantity: Int
  var cents: Int
}

private let truth: [TrueLine] = (0..<24).map { index in
  let products = ["Bananas", "Olive oil, cold pressed", "Café \"Sur\"", "Jug 5 l; glass", "Piñas", "Rice | long"]
  let negative = index % 7 == 3
  return TrueLine(
    month: 1 + index % 5, day: 1 + (index * 5) % 28, receipt: 100 + index / 2, code: "40\(10 + index % 6)",
    product: products[index % 6], quantity: negative ? -1 : 1 + index % 3,
    cents: (negative ? -1 : 1) * (index == 20 ? 123_450 : 105 + index * 37))
}

private func render(_ dress: Dress) -> [UInt8] {
  var rows = [dress.names]
  if dress.unitsRow { rows.append(["dd/mm/yyyy", "", "", "", "kg", "USD"]) }
  for (index, line) in truth.enumerated() {
    if dress.repeatsHeader, index == 12 { rows.append(dress.names) }
    rows.append([
      dress.day(line.month, line.day), "\(line.receipt)", line.code, line.product, "\(line.quantity)",
      money(line.cents, dress),
    ])
  }
  if dress.totalRow { rows.append(["Total", "", "", "", "", money(truth.reduce(0) { $0 + $1.cents }, dress)]) }
  var text = dress.head.replacing("\n", with: dress.newline)
  for (index, row) in rows.enumerated() {
    var cells = dress.order.map { row[$0] }
    if dress.extraColumn { cells.append(row == dress.names ? "Remark" : index % 4 == 0 ? "ok" : "") }
    text += cells.map { cell($0, dress) }.joined(separator: dress.delimiter)
    text += (dress.trailingDelimiter ? dress.delimiter : "") + dress.newline
    if dress.blankLines, index % 5 == 4 { text += dress.newline }
  }
  text += dress.tail.replacing("\n", with: dress.newline)
  if !dress.endsWithNewline { while text.hasSuffix(dress.newline) { text.removeLast() } }
  return encoded(text, dress.encoding)
}

private func money(_ cents: Int, _ dress: Dress) -> String {
  let sign = cents < 0 && !dress.parentheses ? "-" : ""
  let whole = abs(cents) / 100
  let text = "\(whole)\(dress.decimalComma ? "," : ".")\(two(abs(cents) % 100))"
  let plain = sign + dress.currencySign + text
  return cents < 0 && dress.parentheses ? "(\(plain))" : plain
}

private func cell(_ text: String, _ dress: Dress) -> String {
  let special = dress.delimiter.prefix(1) + dress.quote + "\n"
  guard dress.quotesAll || text.contains(where: { special.contains($0) }) else { return text }
  let escaped =
    dress.escapesByBackslash
    ? text.replacing("\\", with: "\\\\").replacing(dress.quote, with: "\\" + dress.quote)
    : text.replacing(dress.quote, with: dress.quote + dress.quote)
  return dress.quote + escaped + dress.quote
}

private func encoded(_ text: String, _ encoding: String) -> [UInt8] {
  switch encoding {
  case "utf-16le": return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  case "utf-8-bom": return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
  case "windows-1252": return text.unicodeScalars.map { UInt8($0.value) }
  default: return Array(text.utf8)
  }
}

/// Imported with the exact sum, refused, or wrong.
private enum Ending { case exact, refused(Problem), wrong(String) }

private func ending(_ bytes: [UInt8], _ formats: [ExportFormat]) throws -> Ending {
  let currency = try #require(Currency(code: "USD"))
  let recogniser = try Recogniser(formats: formats, context: ReadingContext(currency: currency))
  do {
    let draft = try ExportReader(recogniser: recogniser).draft(of: ExportFile(path: "till.csv", content: bytes))
    let counted = draft.balance.counted
    let sum = Int64(truth.reduce(0) { $0 + $1.cents })
    if counted.lines == truth.count, counted.amount.value == sum, draft.balance.isBalanced { return .exact }
    return .wrong(
      "\(counted.lines) lines, \(counted.amount.value) of \(truth.count), \(sum); \(draft.rejections.prefix(2))")
  } catch let problem as Problem {
    return .refused(problem)
  }
}

struct PollutedExportTests {
  @Test("A quirk alone, or with any other, gives the exact sum")
  func imports() throws {
    let formats = try FormatSamples.formats().filter(\.isGeneric)
    var refused: [String] = []
    var count = 0
    for (index, first) in quirks.enumerated() {
      // Every second pair, so that the test stays quick; the others hold as well.
      for (other, second) in quirks.enumerated() where other >= index && (other + index).isMultiple(of: 2) {
        var dress = Dress()
        first.apply(&dress)
        second.apply(&dress)
        count += 1
        switch try ending(render(dress), formats) {
        case .exact: break
        case .refused(let problem): refused.append("\(first.name) + \(second.name): \(problem.what)")
        case .wrong(let what): Issue.record("\(first.name) + \(second.name): \(what)")
        }
      }
    }
    #expect(count > 200)
    #expect(refused.isEmpty, "\(refused.count) of \(count) refused: \(refused.joined(separator: "\n"))")
  }
}

/// Samples that were cut, had bytes changed, or whose lines were shuffled: never a crash, always a balance or a refusal.
struct MutationTests {
  @Test("A damaged sample balances or is refused", arguments: FormatSamples.all)
  func damaged(_ sample: FormatSample) throws {
    let original = try sample.bytes()
    let recogniser = try Recogniser(
      formats: try FormatSamples.formats(), context: ReadingContext(currency: try #require(Currency(code: "USD"))))
    var generator = SeededGenerator(state: UInt64(original.count))
    for kind in 0..<8 {
      let file = ExportFile(path: "damaged.csv", content: mutated(original, kind, &generator))
      var options = ReadingOptions()
      options.maxRejects = .lines(.max)
      do {
        let draft = try ExportReader(recogniser: recogniser, options: options).draft(of: file)
        #expect(draft.balance.isBalanced)
      } catch is Problem {}
      do {
        _ = try TableReader(recogniser: recogniser, file: file).forEachRecord(of: file) { _ in true }
      } catch is Problem {}
    }
  }

  private func mutated(_ bytes: [UInt8], _ kind: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    func below(_ limit: Int) -> Int { Int(generator.next() % UInt64(max(1, limit))) }
    var result = bytes
    switch kind {
    case 0: return Array(bytes.prefix(below(bytes.count)))
    case 1: return Array(bytes.dropFirst(below(bytes.count)))
    case 2, 3:
      for _ in 0..<(1 + bytes.count / 100) { result[below(bytes.count)] = UInt8(below(256)) }
    case 4: for _ in 0..<8 { result.insert(UInt8(ascii: "\""), at: below(bytes.count)) }
    case 5: for _ in 0..<8 { result.remove(at: below(result.count)) }
    case 6: result = Array(bytes.split(separator: 0x0A).shuffled(using: &generator).joined(separator: [0x0A]))
    default: result += bytes
    }
    return result
  }
}
