// Groups decoded lines into runs: consecutive lines of one receipt.
internal import SpendModel

/// The run that is being built.
struct RunBuilder {
  private var store: Int32 = -1
  private var day = Day(number: 0)
  /// register, cashier and number, joined by the separator; the bytes of `ReceiptKey`.
  private var key: [UInt8] = []
  private var isOpen = false
  private var changed = true
  private var firstLine = 0
  private var cancelled = false

  init() {}

  /// Says to which store and day the next line belongs.
  mutating func place(store: Int32, day: Day) {
    if store != self.store || day != self.day { changed = true }
    self.store = store
    self.day = day
  }

  /// Says to which receipt the next line belongs; takes the key's memory and gives that of the one before.
  mutating func place(receipt: inout [UInt8]) {
    if receipt != key { changed = true }
    swap(&key, &receipt)
  }

  /// Adds a line where the last `place` said.
  @inline(__always)
  mutating func append(_ line: SaleLine, to batch: inout SaleLineBatch) {
    if changed || !isOpen { begin(&batch) }
    batch.lines.append(line)
  }

  /// Notes that a line of the placed receipt was cancelled.
  mutating func cancel(_ batch: inout SaleLineBatch) {
    if changed || !isOpen { begin(&batch) }
    cancelled = true
  }

  /// Closes the open run; the next line begins another one.
  mutating func end(_ batch: inout SaleLineBatch) {
    guard isOpen else { return }
    batch.runs[batch.runs.count - 1].lines = firstLine..<batch.lines.count
    batch.runs[batch.runs.count - 1].cancelled = cancelled
    isOpen = false
  }

  private mutating func begin(_ batch: inout SaleLineBatch) {
    end(&batch)
    let keyStart = batch.keyBytes.count
    batch.keyBytes.append(contentsOf: key)
    firstLine = batch.lines.count
    batch.runs.append(
      ReceiptRun(store: store, day: day, key: keyStart..<batch.keyBytes.count, lines: firstLine..<firstLine))
    cancelled = false
    isOpen = true
    changed = false
  }
}
