// An export is read the same however many threads read it and however it is cut into blocks: figures, pages, items,
// rejections and sentences, to the byte. Beside it the fast leaves of the reading against their slow twins.
import DataFiles
import Delimited
import SpendModel
import Testing

@testable import Ingestion

/// A fixed sequence, the same on every run.
private struct Soup {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  mutating func one<T>(_ values: [T]) -> T { values[below(values.count)] }
}

/// An export with everything that can go wrong between two blocks: quoted line ends, headers in its middle, lines that
/// are rejected or written twice, receipts in pieces.
private func export(_ seed: UInt64, names: [[UInt8]], hasLineNumbers: Bool) -> [UInt8] {
  var soup = Soup(state: seed)
  let header = Array("Date,Store,Receipt,\(hasLineNumbers ? "Line" : "Note"),UPC,Product,Department,Qty,Amount\n".utf8)
  var bytes = header
  var written: [[UInt8]] = []
  for number in 0..<400 {
    if soup.below(150) == 0 { bytes += header }
    var line = Array(
      "2026-01-\(soup.one(["07", "08", "09"])) 1\(soup.below(10)):00:00,\(soup.one(["North", "South", "1"])),".utf8)
    line += Array("\(1000 + number / 7),\(hasLineNumbers ? String(number % 7) : ""),\(4000 + soup.below(30)),".utf8)
    line +=
      soup.one(names) + Array(",\(soup.one(["Produce", "\"Meat, Fish\""])),\(soup.one(["1", "2.500", "-1"])),".utf8)
    line += Array("\(soup.one(["1.00", "12.50", "-3.25", "\"4.75\"", "1234567.89", "x", "0.5"]))\n".utf8)
    bytes += line
    written.append(line)
    if soup.below(25) == 0 { bytes += soup.one(written) }
  }
  return bytes
}

private func draft(_ bytes: [UInt8], threads: Int, blockBytes: Int) throws -> ExportDraft {
  var options = ReadingOptions()
  options.maxRejects = .lines(1_000)
  options.threads = threads
  options.blockBytes = blockBytes
  let context = ReadingContext(
    currency: try #require(Currency(code: "USD")), settings: ["decimal": ".", "dateOrder": "ymd"])
  let formats = try FormatSamples.formats().filter(\.isGeneric)
  return try ExportReader(recogniser: try Recogniser(formats: formats, context: context), options: options)
    .draft(of: ExportFile(path: "till.csv", content: bytes, digested: true))
}

/// Everything that a draft holds, as text.
private func account(_ draft: ExportDraft) -> String {
  let items = draft.items.map { "\($0)" }.joined(separator: "\n")
  let pages = draft.sections.map { section in
    section.map { "\($0.store) \($0.day.isoText) \($0.packed) \($0.cancelledReceipts)" }.joined(separator: "\n")
  }
  let rules = draft.balance.excluded.sorted { $0.key < $1.key }
  return """
    \(draft.sha256) \(draft.stores) \(draft.balance.read) \(draft.balance.counted) \(rules) \(draft.balance.duplicate)
    \(draft.balance.rejected) \(draft.repeatedReceipts) \(draft.rejections) \(draft.warnings)
    \(draft.ruleTotals)
    \(items)
    \(pages.joined(separator: "\n--\n"))
    """
}

private let ascii: [[UInt8]] = ["Apples", "\"Tea\n\"\"green\"\"\"", "\"Bread, dark\""].map { Array($0.utf8) }
private let utf8: [[UInt8]] = ascii + [Array("Crème".utf8)]
private let latin: [[UInt8]] = ascii + [[0x43, 0x72, 0xE8, 0x6D, 0x65]]
/// Begins as ASCII: only somewhere in the file it shows how its text is encoded.
private let late: [[UInt8]] =
  Array(repeating: ascii, count: 60).flatMap(\.self) + [[0x43, 0x72, 0xE8], Array("é".utf8)]

struct ReadingThreadsTests {
  @Test(
    "A draft does not depend on the number of threads or on where blocks end",
    arguments: [(ascii, true), (ascii, false), (utf8, true), (latin, false), (late, true), (late, false)])
  func independent(_ names: [[UInt8]], _ hasLineNumbers: Bool) throws {
    for seed in 1...3 {
      let bytes = export(UInt64(seed), names: names, hasLineNumbers: hasLineNumbers)
      let expected = account(try draft(bytes, threads: 1, blockBytes: 1 << 20))
      for (threads, blockBytes) in [(1, 61), (2, 61), (3, 500), (4, 4096), (8, 127)] {
        let found = account(try draft(bytes, threads: threads, blockBytes: blockBytes))
        #expect(found == expected, "\(threads) threads, blocks of \(blockBytes) bytes, seed \(seed)")
      }
    }
  }

  @Test("A file that breaks off in the middle is refused for the same reason by any number of threads")
  func broken() {
    let bytes = export(5, names: ascii, hasLineNumbers: true) + Array("2026-01-07,\"North".utf8)
    let problems = [1, 2, 5].map { threads in
      #expect(throws: Problem.self) { try draft(bytes, threads: threads, blockBytes: 100) }?.what
    }
    #expect(problems == Array(repeating: "A quoted cell begins here and never ends.", count: 3))
  }

  @Test("A run that a block's end cuts is one run: its two halves are not taken for a receipt written twice")
  func cutRun() throws {
    let line = "2026-01-07,1,77,,4011,Apples,Produce,1,1.00\n"
    let bytes = Array(("Date,Store,Receipt,Note,UPC,Product,Department,Qty,Amount\n" + line + line).utf8)
    for blockBytes in 40..<120 {
      let draft = try draft(bytes, threads: 1, blockBytes: blockBytes)
      #expect(draft.repeatedReceipts.lines == 0, "blocks of \(blockBytes) bytes")
      #expect(draft.balance.counted.lines == 2)
    }
  }
}

struct ReadingLeavesTests {
  @Test("The short number from one word is what DecimalReader reads, or nothing")
  func plainNumbers() throws {
    var soup = Soup(state: 11)
    for _ in 0..<20_000 {
      let text = (0..<1 + soup.below(8)).map { _ in soup.one(Array("0123456789.,-+ e".utf8)) }
      for decimals in 0...6 {
        let bytes = Array("padding:".utf8) + text
        let word = bytes.suffix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let shape = PlainNumber.Shape(decimals: decimals, mark: 0x2E, scale: decimals)
        guard let digits = PlainNumber.value(word, count: text.count, shape) else { continue }
        let reading = text.withUnsafeBufferPointer {
          DecimalReader(notation: DecimalNotation(mark: 0x2E)).read($0, scale: decimals)
        }
        #expect(reading == .value(digits, rounded: false), "\(String(decoding: text, as: UTF8.self))")
      }
    }
    let shape = PlainNumber.Shape(decimals: 2, mark: 0x2E, scale: 4)
    #expect(PlainNumber.value(0x3035_2E32_312D_2020, count: 6, shape) == -125_000)
  }

  @Test("The table of cells gives every combination its own number, wherever its cells are cut")
  func cellKeys() throws {
    let long = String(repeating: "0123456789", count: 4)
    var texts = (0..<3_000).map { "\($0)" } + (0...40).map { String(long.prefix($0)) }
    texts += (0...40).map { String(long.prefix($0)) + "x" }
    let rows = texts.flatMap { ["\($0),1,", "\($0)1,,", ",\($0),2", "y,,\($0)", "\($0),\($0),\($0)"] }
    let bytes = Array(Set(rows).sorted().joined(separator: "\n").utf8)
    for step in [bytes.count, 1_000] {
      let table = CellKeyTable()
      var offset = 0
      var number: Int32 = 0
      var reader = RecordReader(dialect: Dialect(), chunkBytes: step) { buffer in
        let count = min(buffer.count, bytes.count - offset)
        buffer.copyBytes(from: bytes[offset..<offset + count])
        offset += count
        return count
      }
      while let batch = try reader.nextBatch() {
        let keys = (0..<batch.count).map { index in
          let record = batch[index]
          var key = CellKey()
          for place in 0..<3 { key.set(place, record.cell(place), of: batch) }
          return (key, (record.cell(0), record.cell(1), record.cell(2)))
        }
        func find(_ key: CellKey, _ long: LongCells) -> Int32 {
          withUnsafePointer(to: key) { key in withUnsafePointer(to: long) { table.find(key, $0) } }
        }
        for (key, long) in keys {
          #expect(find(key, long) == -1)
          var numbered = key
          numbered.number = number
          withUnsafePointer(to: long) { table.insert(numbered, $0) }
          #expect(find(key, long) == number)
          number += 1
        }
        for (index, (key, long)) in keys.enumerated() {
          #expect(find(key, long) == number - Int32(keys.count - index))
        }
      }
      #expect(Int(number) == Set(rows).count)
    }
  }

  @Test("First letters never tell a cell apart that folds to one of the texts")
  func firstLetters() {
    var soup = Soup(state: 3)
    let letters = FirstLetters(of: ["total", "sous total"])
    for _ in 0..<20_000 {
      let text = (0..<soup.below(9)).map { _ in soup.one(Array("TtÓóoAalS.su -1_".unicodeScalars)) }
      let cell = String(String.UnicodeScalarView(text))
      guard ["total", "sous total"].contains(FoldedText.fold(cell)) else { continue }
      let bytes = Array(cell.utf8)
      let mayBegin = bytes.withUnsafeBufferPointer {
        $0.baseAddress.map { letters.mayBegin(Bytes(base: $0, count: bytes.count)) }
      }
      #expect(mayBegin == true, "\(cell)")
    }
    for (cell, expected) in [("2026-01-07", false), ("17", false), ("Tótal", true), ("north", false)] {
      let bytes = Array(cell.utf8)
      let mayBegin = bytes.withUnsafeBufferPointer {
        $0.baseAddress.map { letters.mayBegin(Bytes(base: $0, count: bytes.count)) }
      }
      #expect(mayBegin == expected, "\(cell)")
    }
  }

  @Test("Six bytes hold a fingerprint")
  func fingerprints() {
    let all = [0, 1, 0xFFFF_FFFF, 0x1_0000_0000, 0xABCD_1234_5678, UInt64.max].map { Fingerprint($0) }
    var unpacked: [Fingerprint] = []
    PackedFingerprints(all).unpack(into: &unpacked)
    #expect(unpacked == all)
    #expect(Fingerprint(UInt64.max) == Fingerprint(0xFFFF_FFFF_FFFF))
  }
}
