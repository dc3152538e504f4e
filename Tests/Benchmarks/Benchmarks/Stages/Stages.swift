// Each stage of an import and of a report alone, on one synthetic export in memory: what a change to one of them costs
// or saves. The whole jobs, beside other programs, are measured by run-jobs.
import Benchmark
import DataFiles
import Delimited
import Foundation
import Ingestion
import Reporting
import SpendModel
import Storage

/// An export of 100,000 lines: 5 stores, 20 days, receipts of 12 lines.
enum Till {
  static let lineCount = 100_000

  static let bytes: [UInt8] = {
    var text = "store,register,receipt,line,timestamp,upc,description,department,quantity,amount\n"
    for line in 0..<lineCount {
      let receipt = line / 12
      let store = receipt / 4 % 5 + 1
      let day = receipt / (lineCount / 12 / 20 + 1) + 1
      let product = (line &* 2_654_435_761) % 9_973
      text +=
        "\(store),\(receipt % 4),\(receipt),\(line % 12 + 1),2026-01-\(day < 10 ? "0" : "")\(day) 10:\(10 + receipt % 50):00,"
      text += "\(4_000_000_000_000 + product),\(product % 10 == 0 ? "\"Tea, green\"" : "Tea green"),Dry goods,"
      text += "\(product % 8 == 0 ? "0.250" : "1.000"),\(product % 90 + 1).\(10 + product % 90)\n"
    }
    return Array(text.utf8)
  }()

  static func reader() throws -> ExportReader {
    let folder = URL(fileURLWithPath: #filePath).appending(path: "../../../../../Sources/Catalogue/Formats")
      .standardized
    let text = try String(contentsOf: folder.appending(path: "generic.yaml"), encoding: .utf8)
    let format = try ExportFormat(DataText(path: "Formats/generic.yaml", text: text))
    guard let currency = Currency(code: "USD") else { throw CocoaError(.featureUnsupported) }
    return ExportReader(recogniser: try Recogniser(formats: [format], context: ReadingContext(currency: currency)))
  }

  static func draft() throws -> ExportDraft {
    try reader().draft(of: ExportFile(path: "till.csv", content: bytes, digested: true))
  }
}

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.cpuTotal, .wallClock, .peakMemoryResident], maxDuration: .seconds(5), maxIterations: 200)

  Benchmark("cut records") { benchmark in
    for _ in benchmark.scaledIterations {
      var offset = 0
      var reader = RecordReader(dialect: Dialect()) { buffer in
        let count = min(buffer.count, Till.bytes.count - offset)
        buffer.copyBytes(from: Till.bytes[offset..<offset + count])
        offset += count
        return count
      }
      var count = 0
      while let batch = try reader.nextBatch() { count += batch.count }
      blackHole(count)
    }
  }

  Benchmark("read an export into pages") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try Till.draft()) }
  }

  Benchmark("unpack and pack pages") { benchmark in
    let pages = try Till.draft().sections.joined().map(\.packed)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for page in pages { blackHole(try page.withUnsafeBytes { try SalePage(packed: PackedPage($0)) }.packed()) }
    }
  }

  Benchmark("land an export in memory") { benchmark in
    let draft = try Till.draft()
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      let database = try SpendDatabase(path: "memory", mode: .memory)
      blackHole(
        try database.land(draft, onConflict: .refuse, dryRun: false, importedAt: "2026-02-01", matchedDays: { _ in [] })
      )
    }
  }

  Benchmark("fold pages by month") { benchmark in
    guard let pages = DraftPages(try Till.draft()) else { return }
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      var fold = SpendFold(SpendQuery(), assortment: Assortment(products: [], suppliers: [], credits: []))
      try fold.add(pages)
      blackHole(try fold.finish())
    }
  }
}
