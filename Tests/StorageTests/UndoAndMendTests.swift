// Taking imports back, and rejected lines that come back corrected.
import SpendModel
import Storage
import Testing

@Test("Undo restores the content before the import, and the file can be taken again")
func undo() throws {
  let database = try SpendDatabase.empty()
  try database.take(draft("a", [bananas]))
  let before = try database.content
  try database.take(draft("b", [milk]))
  _ = try database.undo(importID: 2)
  #expect(try database.content == before)
  #expect(try database.imports().map(\.state) == ["imported", "undone"])
  #expect(try database.take(draft("b", [milk])).importID == 3)
}

@Test("An import that others counted duplicates against is undone only after them, and they are named")
func needed() throws {
  let database = try SpendDatabase.empty()
  try database.take(draft("a", [bananas, milk]))
  try database.take(draft("b", [milk]))
  let problem = #expect(throws: Problem.self) { try database.undo(importID: 1) }
  #expect(problem?.what == "Later imports rest on this one: 2 (b).")
  _ = try database.undo(importID: 2)
  _ = try database.undo(importID: 1)
  #expect(try database.content.isEmpty)
}

let unreadable = Rejection(
  line: 4, column: "Amount", reason: "this is no number", cells: ["2026-03-01", "abc"], amount: nil)

func correction(_ receipts: [TestReceipt], lines: [Int]) -> ExportDraft {
  var correction = draft("mend", receipts)
  correction.mends = MendReference(sha256: "sha-a", lines: lines)
  return correction
}

@Test("A corrected line joins its receipt and moves from rejected to counted")
func mend() throws {
  let database = try SpendDatabase.empty()
  try database.take(draft("a", [bananas], rejections: [unreadable]))
  try database.take(correction([TestReceipt(number: "100", lines: [("4013", 1, 310)])], lines: [4]))
  let balance = try #require(try database.importRecord(id: 1)).landing.balance
  #expect(balance.rejected.lines == 0)
  #expect(balance.counted.lines == 3)
  #expect(balance.read.amount.value == 850)
  #expect(balance.isBalanced)
  #expect(try database.rejects(importID: 1).allSatisfy { $0.mendedBy == 2 })
  #expect(try database.verify().isEmpty)
  let whole = try SpendDatabase.empty()
  try whole.take(draft("whole", [TestReceipt(number: "100", lines: bananas.lines + [("4013", 1, 310)])]))
  #expect(try database.content == whole.content)
}

@Test("A correction can be taken back, and then its export too")
func undoMend() throws {
  let database = try SpendDatabase.empty()
  try database.take(draft("a", [bananas], rejections: [unreadable]))
  let before = try database.content
  // The correction equals a line that the receipt has already: only one of the two may go.
  try database.take(correction([TestReceipt(number: "100", lines: [("4012", 1, 300)])], lines: [4]))
  #expect(throws: Problem.self) { try database.undo(importID: 1) }
  _ = try database.undo(importID: 2)
  #expect(try database.content == before)
  #expect(try database.rejects(importID: 1).allSatisfy { $0.mendedBy == nil })
  #expect(try #require(try database.importRecord(id: 1)).landing.balance.rejected.lines == 1)
  #expect(try database.verify().isEmpty)
  _ = try database.undo(importID: 1)
  #expect(try database.content.isEmpty)
}

@Test("A correction of a line that was not rejected, or of an unknown export, is refused")
func wrongMend() throws {
  let database = try SpendDatabase.empty()
  try database.take(draft("a", [bananas], rejections: [unreadable]))
  #expect(throws: Problem.self) { try database.take(correction([milk], lines: [5])) }
  var stranger = correction([milk], lines: [4])
  stranger.mends?.sha256 = "nobody"
  #expect(throws: Problem.self) { try database.take(stranger) }
  #expect(try database.content.count == 2)
}
