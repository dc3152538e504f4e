// A piece of a file with the records that end in it: what the reader hands to whoever decodes. Blocks are reused, and
// may be decoded on another thread than the one that reads.

/// Bytes, separators and record spans of one piece. Owned by one holder at a time: first the reader, then a decoder.
public final class RecordBlock: @unchecked Sendable {
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Bytes that are there.
  private(set) var filled = 0
  var sink: SeparatorSink
  private let dialect: Dialect

  init(dialect: Dialect, capacity: Int) {
    self.dialect = dialect
    self.capacity = max(1, capacity)
    memory = .allocate(capacity: self.capacity)
    sink = SeparatorSink(trimsCarriageReturn: dialect.newline == .lf)
  }

  deinit {
    memory.deallocate()
    sink.deallocate()
  }

  /// The records; valid until the block is read into again.
  public var batch: RecordBatch {
    RecordBatch(
      base: bytes, separators: UnsafePointer(sink.separators), spans: UnsafePointer(sink.spans), dialect: dialect,
      count: sink.spanCount)
  }

  /// Where the bytes begin; `filled` of them can be read.
  var bytes: UnsafePointer<UInt8> { UnsafePointer(memory) }

  /// The bytes of the record that has not ended.
  var unfinished: UnsafeRawBufferPointer {
    let start = min(sink.recordStart, filled)
    return UnsafeRawBufferPointer(start: memory + start, count: filled - start)
  }

  /// Begins again with the unfinished record of the block before.
  func begin(with carry: RecordCarry) {
    filled = 0
    reserve(carry.bytes.count)
    memory.update(from: carry.bytes, count: carry.bytes.count)
    filled = carry.bytes.count
    sink.begin(with: carry, base: bytes)
  }

  /// Takes up to `count` more bytes from `fill`; says where they are.
  func append(_ count: Int, from fill: RecordReader.Fill) throws -> Range<Int> {
    reserve(filled + count)
    sink.moved(to: bytes)
    let taken = try fill(UnsafeMutableRawBufferPointer(start: memory + filled, count: count))
    precondition(taken >= 0 && taken <= count, "fill wrote more than there is room for")
    defer { filled += taken }
    return filled..<filled + taken
  }

  /// The unfinished record, for the next block.
  var carry: RecordCarry { sink.carry(unfinished) }

  private func reserve(_ count: Int) {
    guard count > capacity else { return }
    capacity = max(count, capacity * 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: memory, count: filled)
    memory.deallocate()
    memory = larger
  }
}

/// What is known of a record whose end was not read yet.
struct RecordCarry {
  var bytes: [UInt8] = []
  /// Ends of its finished cells, from its first byte.
  var separators: [UInt32] = []
  /// The physical line on which it begins, from 1.
  var recordLine: Int
  /// The physical line that was reached.
  var line: Int
}
