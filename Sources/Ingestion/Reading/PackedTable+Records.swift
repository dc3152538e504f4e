// Records kept as a whole: small tables, and the sample of an export, whose cells are looked up in any order.
public import Delimited
public import SpendModel

extension PackedTable {
  /// Adds the first records of a batch, quotes and escapes undone. `trimmed`: cells without blanks at their ends.
  public mutating func append(_ batch: RecordBatch, limit: Int = .max, trimmed: Bool) {
    let count = min(batch.count, limit)
    guard count > 0 else { return }
    // The bytes are taken over together, with the delimiters; cells are places in them.
    let origin = batch[0].bytes.base
    let last = batch[count - 1].bytes
    let start = append(UnsafeBufferPointer(start: origin, count: last.base + last.count - origin))
    for index in 0..<count {
      let record = batch[index]
      beginRow(line: batch.line(of: index), at: start + (record.bytes.base - origin))
      for column in 0..<record.cellCount {
        if record.isPlain(column) {
          let cell = trimmed ? record.cell(column).trimmed() : record.cell(column)
          addCell(at: start + (cell.base - origin), count: cell.count)
        } else {
          // Undone, a cell is never longer than it was.
          let place = start + (record.raw(column).base - origin)
          record.text(column).withUnsafeBufferPointer { text in
            guard let base = text.baseAddress else { return addCell(at: place, count: 0) }
            let cell = Bytes(base: base, count: text.count)
            let kept = trimmed ? cell.trimmed() : cell
            replace(at: place, by: kept.buffer)
            addCell(at: place, count: kept.count)
          }
        }
      }
    }
  }
}
