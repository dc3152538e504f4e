// Rows added to a person's table, and single cells changed, leave every other byte as it was.
import Foundation
import Testing

@testable import Operations

struct TableLinesTests {
  private func changed(
    _ text: String, _ edits: [TableLines.Edit] = [], adding rows: [[String: String]] = []
  ) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    var table = try TableLines(path: path, .suppliers)
    if !edits.isEmpty { try table.change(edits) }
    table.add(rows)
    return String(decoding: table.bytes, as: UTF8.self)
  }

  private func alias(_ line: Int, _ text: String) -> TableLines.Edit {
    .init(line: line, column: "aliases", text: text)
  }

  @Test("A cell is changed where it stands, whatever quotes, comments and blanks are around it")
  func cells() throws {
    let text = "# a, \"note\"\nsupplier_id,aliases, name\n\nS1, a|b ,\"One, \"\"Inc.\"\"\"\nS2,\"x, y\",Two\nS3,,\"\"\n"
    let new = try changed(text, [alias(4, "a|b|c"), alias(5, "x, y|z"), alias(6, "q")])
    #expect(
      new
        == "# a, \"note\"\nsupplier_id,aliases, name\n\nS1,a|b|c,\"One, \"\"Inc.\"\"\"\nS2,\"x, y|z\",Two\nS3,q,\"\"\n")
  }

  @Test("A missing column comes behind the header's, and short rows get their delimiters")
  func missing() throws {
    let text = "supplier_id;name;kind\r\nS1;One\r\nS2;Two;self\r\nS3;Three"
    let new = try changed(text, [alias(2, "a"), alias(4, "c; d")])
    #expect(new == "supplier_id;name;kind;aliases\r\nS1;One;;a\r\nS2;Two;self\r\nS3;Three;;\"c; d\"")
  }

  @Test("A byte order mark and a cell of several lines stay")
  func lines() throws {
    let text = "\u{FEFF}supplier_id,name,website,aliases\nS1,\"One\nof two\",w,\nS2,Two,v,b\n"
    #expect(
      try changed(text, [alias(4, "b|c")])
        == "\u{FEFF}supplier_id,name,website,aliases\nS1,\"One\nof two\",w,\nS2,Two,v,b|c\n")
    #expect(
      try changed(text, [alias(2, "a")])
        == "\u{FEFF}supplier_id,name,website,aliases\nS1,\"One\nof two\",w,a\nS2,Two,v,b\n")
  }

  @Test("Rows come at the end, under the header's columns")
  func rows() throws {
    let new = try changed("name,supplier_id\nOne,S1", adding: [["supplier_id": "S2", "name": "Two, too"]])
    #expect(new == "name,supplier_id\nOne,S1\n\"Two, too\",S2\n")
  }

  @Test("Another table is refused")
  func other() {
    #expect(throws: (any Error).self) { try changed("code,shelf\n1,2\n") }
    #expect(throws: (any Error).self) { try changed("") }
  }
}
