// Every kind of processor finds the same separators: what this machine's best way finds, the ways for lesser machines find
// too, and the byte-by-byte machine agrees through RecordReaderTests.
import CLanes
import Testing

@testable import Delimited

/// What a scanner that may use so much of the processor finds: the separators, and where records begin and end.
private func found(_ bytes: [UInt8], _ dialect: Dialect, _ processor: Int32) -> (
  separators: [UInt32], records: [UInt32]
) {
  var sink = SeparatorSink(trimsCarriageReturn: true)
  defer { sink.deallocate() }
  var scanner = SeparatorScanner(dialect, processor: processor)
  bytes.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress else { return }
    sink.begin(with: RecordCarry(recordLine: 1, line: 1), base: base)
    sink.reserve(bytes.count)
    scanner.scan(base, from: 0, to: bytes.count, into: &sink)
  }
  let spans = (0..<sink.spanCount).map { sink.spans[$0] }
  let last = spans.last.map { Int($0.firstSeparator + $0.cellCount) } ?? 0
  return (
    (0..<last).map { sink.separators[$0] },
    spans.flatMap { [$0.start, $0.end, $0.firstSeparator, $0.cellCount, UInt32($0.line)] }
  )
}

@Test("Every kind of processor finds the same separators and records", arguments: 1...60)
func processors(_ seed: Int) {
  var soup = Soup(state: UInt64(seed) * 104_729)
  let dialects = [Dialect(), Dialect(quote: nil), backslash]
  // From a byte in three that means something to hardly one: few words and many need the exact machine.
  let plain = Array(repeating: UInt8(ascii: "x"), count: [3, 20, 200][seed % 3])
  let alphabet = Array(",\n,\"".utf8) + (seed % 2 == 0 ? Array("\r\\\"".utf8) : []) + plain
  let bytes = (0..<64 * 150 + soup.below(64)).map { _ in alphabet[soup.below(alphabet.count)] }
  for dialect in dialects {
    let simple = found(bytes, dialect, Int32(COMMONSPEND_ANY_PROCESSOR))
    #expect(!simple.records.isEmpty)
    for processor in 0...commonspend_processor() {
      let other = found(bytes, dialect, processor)
      #expect(simple.separators == other.separators)
      #expect(simple.records == other.records)
    }
  }
}
