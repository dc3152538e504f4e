// A report beside an import: what it sees of the database is one state of it.
import Foundation
import SpendModel
import Storage
import Testing

@Test("An import beside a report changes nothing of what the report sees")
func oneMoment() throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "moment-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.appending(path: "spend.db").path
  let writer = try SpendDatabase(path: path, mode: .create)
  try writer.take(draft("a", [bananas]))
  let reader = try SpendDatabase(path: path, mode: .read)
  let days = try reader.atOneMoment { pages in
    let items = try pages.items
    try writer.take(draft("b", [milk, TestReceipt(number: "9", lines: [("0077", 1, 100)], day: "2026-03-02")]))
    var days: [Day] = []
    try pages.forEachPage(in: nil) { slice in
      days.append(slice.day)
      let values = try slice.page.values(of: .item)
      #expect((0..<slice.page.lineCount).allSatisfy { values[$0] < items.count })
    }
    return days
  }
  #expect(days.map(\.isoText) == ["2026-03-01"])
  #expect(try reader.items.count == 5)
}
