// Between a file and its reader, for formats whose continuation rows leave the receipt's columns blank: writes the
// records again with those cells filled in, each on the physical line on which it stood.
internal import Delimited

/// A fill over another one.
final class CarryDownFilter {
  private let carried: CarriedColumns
  private let nulls: [[UInt8]]
  private let dialect: Dialect
  private var reader: RecordReader
  private var toSkip: Int
  private var first: [Int: [UInt8]] = [:]
  private var output: [UInt8] = []
  private var taken = 0
  private var line = 1

  init(
    _ carried: CarriedColumns, dialect: Dialect, recordsBeforeData: Int, nulls: [[UInt8]],
    source: @escaping RecordReader.Fill
  ) {
    self.carried = carried
    self.nulls = nulls
    self.dialect = dialect
    toSkip = recordsBeforeData
    reader = RecordReader(dialect: dialect, fill: source)
  }

  /// The next bytes, filled in; 0 at the end.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while taken == output.count {
      output.removeAll(keepingCapacity: true)
      taken = 0
      guard let batch = try reader.nextBatch() else { return 0 }
      for index in 0..<batch.count { take(batch[index], at: batch.line(of: index)) }
    }
    let count = min(buffer.count, output.count - taken)
    buffer.copyBytes(from: output[taken..<taken + count])
    taken += count
    return count
  }

  private func take(_ record: Record, at recordLine: Int) {
    while line < recordLine {
      output.append(dialect.newline == .lf ? 0x0A : 0x0D)
      line += 1
    }
    let isData = toSkip == 0
    if toSkip > 0 { toSkip -= 1 }
    let continues = isData && !first.isEmpty && carried.first.allSatisfy { isBlank(record, $0) }
    if isData, !continues { remember(record) }
    for column in 0..<record.cellCount {
      if column > 0 { output.append(dialect.delimiter) }
      if continues, let value = first[column], isBlank(record, column) {
        output.append(contentsOf: value)
      } else {
        let raw = record.raw(column)
        let newline: UInt8 = dialect.newline == .lf ? 0x0A : 0x0D
        for byte in raw.buffer where byte == newline { line += 1 }
        output.append(contentsOf: raw.buffer)
      }
    }
  }

  private func isBlank(_ record: Record, _ column: Int) -> Bool {
    guard column < record.cellCount else { return true }
    let cell = record.cell(column).trimmed()
    return cell.count == 0 || nulls.contains { cell == $0 }
  }

  /// Keeps the group's cells as they are written. A cell with a line end in it would move the lines below.
  private func remember(_ record: Record) {
    first.removeAll(keepingCapacity: true)
    for column in carried.columns where column < record.cellCount {
      let raw = Array(record.raw(column).buffer)
      first[column] = raw.contains { $0 == 0x0A || $0 == 0x0D } ? [] : raw
    }
  }
}
