// Groups decoded lines into runs: consecutive lines of one receipt. One comparison per line, one key per run.
internal import Delimited
internal import SpendModel

/// The run that is being built.
struct RunBuilder {
  /// Second of the day of the line that was placed last.
  private(set) var second: Int32 = -1
  private var store: Int32 = -1
  private var day = Day(number: 0)
  /// register, cashier and number, joined by the separator; the bytes of `ReceiptKey`.
  private var key: [UInt8] = []
  private var scratch: [UInt8] = []
  private var isOpen = false
  private var changed = true
  private var firstLine = 0
  private var keyStart = 0
  private var cancelled = false

  init() {}

  /// Says where the next line belongs.
  mutating func place(store: Int32, moment: Moment, record: Record, bindings: Bindings) {
    second = moment.second
    buildKey(record, bindings)
    guard isOpen, store == self.store, moment.day == day, scratch == key else {
      changed = true
      self.store = store
      day = moment.day
      swap(&key, &scratch)
      return
    }
  }

  /// Adds a line where the last `place` said.
  mutating func append(_ line: SaleLine, to batch: inout SaleLineBatch) {
    if changed { begin(&batch) }
    batch.lines.append(line)
  }

  /// Notes that a line of the placed receipt was cancelled.
  mutating func cancel(_ batch: inout SaleLineBatch) {
    if changed { begin(&batch) }
    cancelled = true
  }

  /// Closes the open run; the next line begins another one.
  mutating func end(_ batch: inout SaleLineBatch) {
    guard isOpen else { return }
    batch.runs[batch.runs.count - 1].lines = firstLine..<batch.lines.count
    batch.runs[batch.runs.count - 1].cancelled = cancelled
    isOpen = false
    changed = true
  }

  private mutating func begin(_ batch: inout SaleLineBatch) {
    end(&batch)
    keyStart = batch.keyBytes.count
    batch.keyBytes.append(contentsOf: key)
    firstLine = batch.lines.count
    batch.runs.append(
      ReceiptRun(store: store, day: day, key: keyStart..<batch.keyBytes.count, lines: firstLine..<firstLine))
    cancelled = false
    isOpen = true
    changed = false
  }

  private mutating func buildKey(_ record: Record, _ bindings: Bindings) {
    scratch.removeAll(keepingCapacity: true)
    guard bindings.receipt != nil else { return }
    append(record, bindings.register)
    scratch.append(ReceiptKey.separator)
    append(record, bindings.cashier)
    scratch.append(ReceiptKey.separator)
    append(record, bindings.receipt)
  }

  private mutating func append(_ record: Record, _ column: Int?) {
    guard let column, column < record.cellCount else { return }
    let cell = record.cell(column).trimmed()
    scratch.append(contentsOf: UnsafeBufferPointer(start: cell.base, count: cell.count))
  }
}
