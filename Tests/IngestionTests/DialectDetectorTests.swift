// Detection on a parse: each text has one right dialect, found without a format; and what somebody said holds.
import Delimited
import Testing

@testable import Ingestion

struct Sighting: CustomTestStringConvertible, Sendable {
  var name: String
  var text: String
  var delimiter: Character?
  var quote: Character? = "\""
  var escape = Dialect.Escape.doubled
  var skipsBlank = false
  var testDescription: String { name }
}

private func detect(_ text: String, _ stated: StatedDialect = StatedDialect()) -> DetectedDialect {
  DialectDetector(Array(text.utf8), isWhole: true, stated: stated).detect()
}

@Test(
  "The dialect is found on a parse",
  arguments: [
    Sighting(name: "comma", text: "a,b,c\n1,2,3\n", delimiter: ","),
    Sighting(name: "decimal commas between semicolons", text: "a;b\n1,5;2,5\n3,25;4,75\n", delimiter: ";"),
    Sighting(name: "prose between tabs", text: "id\ttext\n1\tHello, you, there\n2\tNo, yes; maybe\n", delimiter: "\t"),
    Sighting(name: "pipes", text: "a|b|c\n1|x, y|3\n2|z|4\n", delimiter: "|"),
    Sighting(name: "carets, with evidence", text: "a^b^c\n1^x y^3\n2^z^4\n5^q^6\n", delimiter: "^"),
    Sighting(name: "colons of a passwd file", text: "root:x:0:/root\nbin:x:2:/bin\nsys:x:3:/dev\n", delimiter: ":"),
    Sighting(name: "times are no cells between colons", text: "10:00:00\n10:01:00\n10:02:00\n", delimiter: nil),
    Sighting(
      name: "the blank in a time is no delimiter",
      text: "2026-01-01 10:00:00,4.5\n2026-01-02 10:00:00,3.5\n2026-01-03 10:00:00,1\n", delimiter: ","),
    Sighting(name: "one column", text: "name\nAnna\nBob\n", delimiter: nil),
    Sighting(
      name: "writing", text: "This is a text, with commas.\nIt goes on; really.\nNo table\nat all, no.\n",
      delimiter: nil),
    Sighting(name: "apostrophes quote", text: "a,b\n'x, y','1'\n'z','2'\n'it''s','3'\n", delimiter: ",", quote: "'"),
    Sighting(name: "an apostrophe before a minus quotes nothing", text: "a,b\n'-1.0,2\n'-3.0,4\n", delimiter: ","),
    Sighting(
      name: "backslashes escape", text: "a,b\n\"1\",\"x \\\"y\\\", z\"\n\"2\",\"w\"\n", delimiter: ",",
      escape: .backslash),
    Sighting(name: "a path ends with a backslash", text: "a,b\n\"C:\\x\\\",\"1\"\n\"C:\\y\\\",\"2\"\n", delimiter: ","),
    Sighting(name: "comma and blank", text: "a, b\n1, \"x, y\"\n2, \"z\"\n", delimiter: ",", skipsBlank: true),
    Sighting(name: "blanks of a few cells belong to them", text: "a,b\n1,x\n2, y\n3,z\n", delimiter: ","),
    Sighting(name: "sep= decides", text: "sep=;\na;b,c\n1;2,3\n", delimiter: ";"),
  ])
func detection(_ sighting: Sighting) {
  let found = detect(sighting.text).dialect
  #expect(found.delimiter == sighting.delimiter?.asciiValue)
  #expect(found.quote == sighting.quote?.asciiValue)
  #expect(found.escape == sighting.escape)
  #expect(found.skipsBlank == sighting.skipsBlank)
}

@Test("What somebody said of the dialect holds")
func statedDialect() {
  let text = "a;b,c\n1;2,3\n4;5,6\n"
  #expect(detect(text, StatedDialect(delimiter: 0x2C)).dialect.delimiter == 0x2C)
  #expect(detect("a,b\n\"1\",2\n", StatedDialect(quote: .some(nil))).dialect.quote == nil)
}

// MARK: - Layout

private func layout(_ text: String) -> TableLayout {
  let found = detect(text)
  return TableLayout(TableCutter.records(Array(text.utf8), found.dialect, isWhole: true), isDeclared: found.isDeclared)
}

@Test("Titles above the table are left out only where that is sure")
func titles() {
  #expect(layout("Sales of May\n\nday,code,amount\n2026-05-01,x,1\n2026-05-02,y,2\n").firstLine == 3)
  #expect(layout("Sales,,\nday,code,amount\n2026-05-01,x,1\n").firstLine == 2)
  #expect(layout("day,code\n2026-05-01,x\n2026-05-02,y\n").firstLine == 1)
  // A header that lost a delimiter stays.
  #expect(layout("daycode,amount\n2026-05-01,x,1\n2026-05-02,y,2\n2026-05-03,y,2\n").firstLine == 1)
  #expect(layout("day code amount\n2026-05-01,x,1\n2026-05-02,y,2\n2026-05-03,y,2\n").firstLine == 1)
}

@Test("Names above values are a header, values above values are none")
func headers() {
  #expect(layout("day,code\n2026-05-01,x\n").hasHeader)
  #expect(!layout("2026-05-01,x\n2026-05-02,y\n").hasHeader)
  #expect(layout("name,town\nAnna,Lyon\nBob,Lima\n").hasHeader)
}

// MARK: - Cutting

@Test(
  "Stray quotes are mended where the table's width shows how",
  arguments: [
    ("1,\"a\"b\",3\n", ["1", "a\"b", "3"]), ("1,a\"b,3\n", ["1", "a\"b", "3"]), ("1,\"ab,3\n", ["1", "\"ab", "3"]),
    ("1,\"ab\"\",3\n", ["1", "ab\"", "3"]), ("1,\"\"ab\",3\n", ["1", "\"ab", "3"]), ("1,\"a\" ,3\n", ["1", "a", "3"]),
    ("1,\"a\", b\",3\n", ["1", "a\", b", "3"]), ("1,\"a\",\"b\",3\n", ["1", "a", "b", "3"]),
  ])
func strayQuotes(_ line: String, _ cells: [String]) {
  let text = line + "4,\"x\ny\",6\n"
  let records = TableCutter.records(Array(text.utf8), TableDialect(delimiter: 0x2C), isWhole: true, expectedWidth: 3)
  #expect(records.map { $0.cells.map { String(decoding: $0, as: UTF8.self) } } == [cells, ["4", "x\ny", "6"]])
}

@Test("On well-formed text the mending cutter and the slow reader agree")
func cutterAgrees() throws {
  var generator = SeededGenerator(state: 11)
  for _ in 0..<200 {
    var text: [UInt8] = []
    for _ in 0..<(1 + Int(generator.next() % 6)) {
      let cells = (0..<3).map { _ in wellFormedCell(&generator) }
      text += Array((cells.joined(separator: ",") + (generator.next() % 2 == 0 ? "\r\n" : "\n")).utf8)
    }
    let slow = try PlainRecordReader.records(text, dialect: Dialect())
    let mended = TableCutter.records(text, TableDialect(delimiter: 0x2C), isWhole: true, expectedWidth: 3)
    #expect(mended.map(\.cells) == slow.map(\.cells))
    #expect(mended.map(\.line) == slow.map(\.line))
  }
}

private func wellFormedCell(_ generator: inout SeededGenerator) -> String {
  let pieces = ["a", "\"\"", ",", "\n", " ", "é", "1"]
  let text = (0..<Int(generator.next() % 5)).map { _ in pieces[Int(generator.next() % 7)] }.joined()
  return text.contains { "\",\n".contains($0) } || generator.next() % 3 == 0 ? "\"\(text)\"" : text + "x"
}

/// The same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 17
  }
}

// MARK: - Encodings

@Test(
  "Single-byte text is Windows-1252 unless its letters say otherwise",
  arguments: [
    ([UInt8]([0x4E, 0x69, 0xF1, 0x6F]), TextEncoding.windows1252),
    ([0x63, 0x61, 0x66, 0xE9, 0x3B, 0x33, 0x20, 0x80], .windows1252),
    ([0x63, 0x61, 0x66, 0xE9, 0x3B, 0x33, 0x20, 0xA4], .iso8859_15),
    ([0x70, 0x69, 0x96, 0x61, 0x2C, 0x63, 0x61, 0x66, 0x8E, 0x2C, 0x67, 0x9F, 0x65, 0x6E], .macintosh),
    ([0x64, 0x00, 0x61, 0x00, 0x79, 0x00, 0x2C, 0x00, 0x61, 0x00], .utf16le),
    ([0x00, 0x64, 0x00, 0x61, 0x00, 0x79, 0x00, 0x2C, 0x00, 0x61], .utf16be),
    ([0xEF, 0xBB, 0xBF, 0x61], .utf8),
  ])
func encodingGuess(_ bytes: [UInt8], _ encoding: TextEncoding) {
  #expect(EncodingDecider.of(bytes, isWhole: true).encoding == encoding)
}

@Test(
  "Marks of encodings that cannot be read are named",
  arguments: [
    ([UInt8]([0xFF, 0xFE, 0, 0, 0x64, 0, 0, 0]), true), ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x64], true),
    ([0xEF, 0xBB], true),
    ([0xEF], true), ([0xEF, 0xBB, 0xBF], false), ([0xFF, 0xFE, 0x64, 0], false), ([0xEF, 0xBB, 0x20], false),
    ([], false),
  ])
func foreignMarks(_ bytes: [UInt8], _ isForeign: Bool) {
  #expect((EncodingDecider.foreignMark(bytes) != nil) == isForeign)
}
