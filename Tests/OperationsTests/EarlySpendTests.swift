// What the first import of a database derives beside its landing is what is derived from the pages that are stored.
import Foundation
import Testing

@testable import Operations

/// Monthly spend after each of some imports, with so many threads.
private func monthlySpend(after exports: [String], threads: Int) throws -> [String] {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("coop-\(UUID().uuidString)").path
  defer { try? FileManager.default.removeItem(atPath: folder) }
  _ = try initWorkspace(folder: folder, currency: "EUR")
  let tables = [
    ("products.csv", "code,supplier_id,department\n4001,A,Dairy\n4002,B,Dairy\n4003,,Produce\n"),
    ("suppliers.csv", "supplier_id,name\nA,Ana\nB,Bo\n"),
  ]
  for (name, text) in tables { try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name)) }
  let workspace = try Workspace.open(folder: folder, catalogue: Shipped.files)
  return try exports.enumerated().map { number, export in
    let file = folder + "/exports/\(number).csv"
    try Data(export.utf8).write(to: URL(fileURLWithPath: file))
    var request = ImportRequest(files: [file], importedAt: "2026-11-05T06:00:00Z")
    request.threads = threads
    #expect(try importFiles(request, in: workspace, progress: { _ in nil }) { _ in } != .refused)
    var answer: [UInt8] = []
    try runSQL(
      "SELECT * FROM monthly_spend ORDER BY 1, 2, 3, 4, 5, 6", output: "csv", in: workspace,
      write: { answer += $0 }, warn: { Issue.record("\($0)") })
    return String(decoding: answer, as: UTF8.self)
  }
}

/// Receipts at two stores on 70 days: each day has some of four products.
private func export(_ receipts: Range<Int>) -> String {
  receipts.reduce(into: "date,store,receipt,code,quantity,amount\n") { text, number in
    let day = String(format: "2026-%02d-%02d", 1 + number % 70 / 25, 1 + number % 70 % 25)
    text += "\(day),\(number % 2 == 0 ? "North" : "East"),\(number),400\(1 + number % 4),1,\(number % 9).50\n"
  }
}

@Test("What the first import derives beside its landing is what its pages come to")
func earlySpend() throws {
  let series = [
    [export(0..<300), export(250..<400)],
    // A second header begins an export of its own, whose receipts were there before.
    [export(0..<300) + export(100..<200), export(300..<400)],
  ]
  for exports in series {
    let spend = try monthlySpend(after: exports, threads: 2)
    #expect(try spend == monthlySpend(after: exports, threads: 1))
    #expect(spend[0] != spend[1])
  }
  let rows = try monthlySpend(after: [export(0..<300)], threads: 2)[0].split(separator: "\n")
  #expect(rows.first == "month,store,department,supplier,class,reason,lines,amount")
  // Of the receipts 3, 7, 11, … those of the first 25 of 70 days.
  #expect(rows.contains("2026-01,East,,,unrated,unratedUnmatched,29,14650"))
}
