// The fast record reader against its slow twin: the same records on the same lines, or the same refusal, whatever the
// dialect and the size of the chunks.
import Delimited

@testable import Ingestion

struct RecordCheck {
  private let dialect: Dialect
  private let chunk: Int
  private let text: [UInt8]

  init(_ input: inout FuzzInput) {
    dialect = Dialect(
      delimiter: input.one(of: [0x2C, 0x3B, 0x09, 0x7C, 0x20, 0x5E, 0x01, 0xFF]),
      quote: input.one(of: [0x22, 0x27, nil]), escape: input.one(of: [.doubled, .backslash]),
      newline: input.one(of: [.lf, .cr]))
    let size = input.choice(256)
    chunk = size == 0 ? 1 << 16 : size
    text = Array(input.rest)
  }

  private typealias Records = [PlainRecordReader.PlainRecord]

  var complaint: String? {
    var wide = RecordLimits()
    wide.columns = 1 << 20
    let slow = Result { () throws(RecordFault) in try PlainRecordReader.records(text, dialect: dialect) }
    let fast = Result { () throws(RecordFault) in try records(wide) }
    if slow != fast { return "\(dialect) in chunks of \(chunk): slow \(slow), fast \(fast)" }
    return limited(slow)
  }

  /// Under tight limits a text is refused, or read as without them.
  private func limited(_ slow: Result<Records, RecordFault>) -> String? {
    var limits = RecordLimits()
    limits.recordBytes = 64
    limits.fieldBytes = 16
    limits.columns = 8
    let tight = Result { () throws(RecordFault) in try records(limits) }
    guard case .success(let records) = tight else { return nil }
    if tight != slow { return "limits change what is read: \(tight), without \(slow)" }
    return records.contains { $0.cells.count > 8 || $0.cells.contains { $0.count > 16 } }
      ? "a record beyond the limits was read: \(records)" : nil
  }

  private func records(_ limits: RecordLimits) throws(RecordFault) -> Records {
    var offset = 0
    var reader = RecordReader(dialect: dialect, limits: limits, chunkBytes: chunk) { buffer in
      let count = min(buffer.count, text.count - offset)
      buffer.copyBytes(from: text[offset..<offset + count])
      offset += count
      return count
    }
    var result: Records = []
    do {
      while let batch = try reader.nextBatch() {
        for index in 0..<batch.count {
          result.append(.init(cells: cells(batch[index]), line: batch.line(of: index)))
          checkColumns(batch, index)
        }
      }
    } catch let fault as RecordFault {
      throw fault
    } catch {
      preconditionFailure("the reader threw \(error)")
    }
    return result
  }

  /// The texts of the cells; where a cell says that it is plain, its own bytes must be the text.
  private func cells(_ record: Record) -> [[UInt8]] {
    (0..<record.cellCount).map { column in
      let text = record.text(column)
      if record.isPlain(column) {
        let cell = record.cell(column)
        precondition(Array(cell.buffer) == text, "a plain cell \(Array(cell.buffer)) is not its text \(text)")
      }
      return text
    }
  }

  /// What loops over one column see is what the record says, and words of a cell hold its last bytes.
  private func checkColumns(_ batch: RecordBatch, _ index: Int) {
    let record = batch[index]
    precondition(batch.cell(index, record.cellCount) == nil)
    for column in 0..<record.cellCount {
      guard let cell = batch.cell(index, column), Array(cell.buffer) == Array(record.cell(column).buffer) else {
        preconditionFailure("the batch's cell \(column) is not the record's")
      }
      if let word = batch.eightBytes(endingWith: cell) { checkWord(word, cell.buffer.suffix(8)) }
      guard cell.count <= CellWords.longest else { continue }
      let words = CellWords(cell, of: batch)
      checkWord(words.low, cell.buffer.suffix(8))
      checkWord(words.high, cell.buffer.dropLast(min(8, cell.count)).suffix(8))
    }
  }

  private func checkWord(_ word: UInt64, _ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    var word = word
    for byte in bytes.reversed() {
      precondition(UInt8(truncatingIfNeeded: word >> 56) == byte, "the last bytes of a cell are others")
      word <<= 8
    }
  }
}
