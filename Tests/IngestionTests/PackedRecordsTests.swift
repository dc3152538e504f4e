// Records that are kept as a whole, against the slow reader's cells.
import Delimited
import SpendModel
import Testing

@testable import Ingestion

private func packed(
  _ text: String, _ dialect: Dialect, chunkBytes: Int, limit: Int = .max, trimmed: Bool
) throws -> PackedTable {
  let bytes = Array(text.utf8)
  var offset = 0
  var reader = RecordReader(dialect: dialect, chunkBytes: chunkBytes) { buffer in
    let count = min(buffer.count, bytes.count - offset)
    buffer.copyBytes(from: bytes[offset..<offset + count])
    offset += count
    return count
  }
  var table = PackedTable(byteCount: bytes.count)
  while table.count < limit, let batch = try reader.nextBatch() {
    table.append(batch, limit: limit - table.count, trimmed: trimmed)
  }
  return table
}

private func cells(_ table: PackedTable) -> [[String]] {
  (0..<table.count).map { row in (0..<table.cellCount(of: row)).map { table.text(row, $0) } }
}

@Test(
  "Records kept as a whole have the cells, the lines and the escapes of the slow reader",
  arguments: [
    "code,name\r\n1,\"Crème, 5\"\" tub\"\r\n\r\n2, plain \n\"two\nlines\",\"\"\n3,a\"b\n \"x\" ,\" y \"\nlast,",
    "", "one", "\"\"\"\"", "a,\\N,\"b\\\"c\",d\\,e\n\\\\,\"\\\\\"\n",
  ])
func whole(_ text: String) throws {
  for escape in [Dialect.Escape.doubled, .backslash] {
    let dialect = Dialect(escape: escape)
    guard let expected = try? PlainRecordReader.records(Array(text.utf8), dialect: dialect) else { continue }
    let texts = expected.map { $0.cells.map { String(decoding: $0, as: UTF8.self) } }
    for chunkBytes in [1, 7, 1 << 16] {
      let table = try packed(text, dialect, chunkBytes: chunkBytes, trimmed: false)
      #expect(cells(table) == texts)
      #expect((0..<table.count).map { table.line(of: $0) } == expected.map(\.line))
      let trimmed = try packed(text, dialect, chunkBytes: chunkBytes, trimmed: true)
      #expect(
        cells(trimmed)
          == texts.map { $0.map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) } })
      let two = try packed(text, dialect, chunkBytes: chunkBytes, limit: 2, trimmed: false)
      #expect(cells(two) == Array(texts.prefix(2)))
    }
  }
}

@Test("A cell that is not there is empty")
func absent() throws {
  let table = try packed("a,b\nc\n", Dialect(), chunkBytes: 64, trimmed: true)
  #expect(table.text(1, 1).isEmpty && table.text(0, nil).isEmpty && table.utf8(0, 7).isEmpty)
}
