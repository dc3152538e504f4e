// Rating tables of several co-ops in one: what is decided by which rule, and that nothing is decided unseen.
import Foundation
import SpendModel
import Testing

@testable import Operations

private let header =
  "supplier_id,criterion,met,level,valid_from,valid_to,source,document_date,grade,proposer,verifier,class,recorded_at\n"

/// Writes tables and merges them; the merged table's rows as text without the header.
private func merged(_ tables: [String], ownFirst: Bool = false) throws -> (
  rows: [String], conflicts: [String], status: Operations.ExitStatus
) {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("merge-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let files = try tables.enumerated().map { number, text in
    let file = folder.appendingPathComponent("\(number).csv")
    try Data((header + text).utf8).write(to: file)
    return file.path
  }
  let result = try mergeRatings(files: files, ownFirst: ownFirst, folder: folder.path, catalogue: Shipped.files)
  let path = folder.path + "/"
  let shorten = { (text: String) in text.replacingOccurrences(of: path, with: "") }
  let rows = String(decoding: result.table, as: UTF8.self).split(separator: "\n").dropFirst().map {
    shorten(String($0))
  }
  return (rows, result.conflicts.map(shorten), result.status)
}

@Test("Rows of one table only are taken with their place; equal rows name both places")
func together() throws {
  let result = try merged([
    "S1,open-accounting,yes,,2026-01-01,,u,2025-12-31,1,,,,2026-01-02\nS2,,,,2026-01-01,,,,,,,generative,\n",
    "S1,open-accounting,yes,1,2026-01-01,,u,2025-12-31,1,,,,2026-03-03\nS3,maximum-wage,yes,,2026-01-01,,w,,,,,,\n",
  ])
  #expect(result.conflicts.isEmpty && result.status == .done)
  #expect(
    result.rows == [
      "S1,open-accounting,yes,1,2026-01-01,,u,,2025-12-31,1,,,,,2026-03-03,1.csv line 2 | 0.csv line 2",
      "S2,,,,2026-01-01,,,,,,,,generative,,,0.csv line 3",
      "S3,maximum-wage,yes,1,2026-01-01,,w,,,1,,,,,,1.csv line 3",
    ])
}

@Test(
  "The newest document counts, then the highest grade, then the own table",
  arguments: [
    ("u,2025-06-30,3,,,,", "v,2025-12-31,1,,,,", "1.csv line 2", "newer document"),
    ("u,2025-12-31,1,,,,", "v,2025-12-31,3,,,,", "1.csv line 2", "higher grade"),
    ("u,2025-12-31,1,,,,", "v,2025-12-31,1,,,,2026-02-02", "1.csv line 2", "recorded later"),
    ("u,2025-12-31,1,,,,", "v,2025-12-31,1,,,,", "0.csv line 2", "equal, the own table decides"),
  ])
func rules(_ own: String, _ other: String, _ kept: String, _ reason: String) throws {
  let start = "S1,open-accounting,yes,1,2026-01-01,,"
  let result = try merged([start + own + "\n", start + other + "\n"])
  #expect(result.rows.count == 1 && result.rows[0].hasSuffix(kept))
  #expect(
    result.conflicts.count == 1 && result.conflicts[0].contains("\(kept) is kept")
      && result.conflicts[0].contains(reason))
  #expect(result.status == .mustLook)
  let mine = try merged([start + own + "\n", start + other + "\n"], ownFirst: true)
  #expect(mine.rows[0].hasSuffix("0.csv line 2"))
}

@Test("A row that would overlap another table's next row is shortened, and said so; the result can be read again")
func overlaps() throws {
  let result = try merged([
    "S1,maximum-wage,yes,,2026-01-01,2027-01-01,u,,,,,,\n", "S1,maximum-wage,yes,,2026-06-01,,v,,,,,,\n",
  ])
  #expect(result.conflicts.count == 1 && result.conflicts[0].contains("it ends on 2026-06-01"))
  #expect(result.rows[0].hasPrefix("S1,maximum-wage,yes,1,2026-01-01,2026-06-01,u"))
  let columns =
    "supplier_id,criterion,met,level,valid_from,valid_to,source,publisher,document_date,grade,proposer,verifier,class,score,recorded_at,origin\n"
  let again = try readRatings(columns + result.rows.joined(separator: "\n") + "\n")
  #expect(again.findings.problems.isEmpty && again.evidence.count == 2)
}

@Test("A table that is wrong in itself is refused")
func wrongTable() {
  #expect(throws: Problem.self) { try merged(["S1,open-accounting,yes,9,2026-01-01,,u,,,,,,\n", ""]) }
}
