// The dialect detector and the mending cutter: what was stated or declared holds, lines only go forward, a table that
// is written out again and cut again is the same, and a beginning is cut as in the whole text.
import Delimited

@testable import Ingestion

struct DialectCheck {
  private let stated: StatedDialect
  private let isWhole: Bool
  private let cut: Int
  private let text: [UInt8]

  init(_ input: inout FuzzInput) {
    stated = StatedDialect(
      delimiter: input.one(of: [nil, nil, 0x2C, 0x3B]), quote: input.one(of: [nil, nil, .some(nil), 0x27]),
      escape: input.one(of: [nil, nil, .backslash, .doubled]))
    isWhole = input.choice(2) == 0
    cut = input.choice(256)
    text = Array(input.rest)
  }

  var complaint: String? {
    let found = DialectDetector(text, isWhole: isWhole, stated: stated).detect()
    let dialect = found.dialect
    if let delimiter = stated.delimiter, dialect.delimiter != delimiter { return "the stated delimiter is lost" }
    if let quote = stated.quote, dialect.quote != quote { return "the stated quote is lost" }
    if let escape = stated.escape, dialect.escape != escape { return "the stated escape is lost" }
    if stated.delimiter == nil, let declared = DialectDetector.declaredDelimiter(text), dialect.delimiter != declared {
      return "the declared delimiter is lost"
    }
    let records = TableCutter.records(text, dialect, isWhole: true)
    let layout = TableLayout(records, isDeclared: found.isDeclared)
    if layout.width < 1 || layout.firstLine < 1 { return "a table of no width, or before line 1" }
    return lines(records) ?? beginning(records, dialect) ?? rewritten(records, dialect) ?? mended(dialect, layout.width)
  }

  private func lines(_ records: [CutRecord]) -> String? {
    for (before, after) in zip(records, records.dropFirst()) where after.line <= before.line {
      return "line \(after.line) follows line \(before.line)"
    }
    return records.contains { $0.cells.isEmpty || $0.line < 1 } ? "a record without cells or line" : nil
  }

  /// What is cut of a buffer that more bytes may follow must not change when they come.
  private func beginning(_ records: [CutRecord], _ dialect: TableDialect) -> String? {
    let start = Array(text.prefix(cut))
    var cutter = TableCutter(dialect)
    var position = 0
    var index = 0
    while let (record, next) = cutter.record(start, from: position, isEnd: false) {
      guard index < records.count, record.cells == records[index].cells, record.line == records[index].line else {
        return "record \(index) of the first \(cut) bytes is \(record), not as in the whole text"
      }
      if next <= position { return "the cutter stands still at \(position)" }
      position = next
      index += 1
    }
    return nil
  }

  /// Every cell in quotes, a quote doubled: nothing is left to guess.
  private func rewritten(_ records: [CutRecord], _ dialect: TableDialect) -> String? {
    guard let delimiter = dialect.delimiter, ![0x0A, 0x0D, 0x22].contains(delimiter), records.count < 1000 else {
      return nil
    }
    let out = records.flatMap { $0.cells.map(quoted).joined(separator: [delimiter]) + [0x0A] }
    let again = TableCutter.records(out, TableDialect(delimiter: delimiter), isWhole: true)
    guard again.map(\.cells) != records.map(\.cells) else { return nil }
    return "written out by \(delimiter), the table \(records.map(\.cells)) is cut into \(again.map(\.cells))"
  }

  private func quoted(_ cell: [UInt8]) -> [UInt8] {
    let doubled = cell.split(separator: 0x22, omittingEmptySubsequences: false).joined(separator: [0x22, 0x22])
    return [0x22] + doubled + [0x22]
  }

  /// Mending may move cells between records but must come to the end of the text.
  private func mended(_ dialect: TableDialect, _ width: Int) -> String? {
    lines(TableCutter.records(text, dialect, isWhole: isWhole, expectedWidth: width))
  }
}
