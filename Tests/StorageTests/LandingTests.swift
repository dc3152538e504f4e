// What becomes of receipts that come again: duplicates, parts, conflicts, and the days that hold totals.
import SpendModel
import Storage
import Testing

let bananas = TestReceipt(number: "100", lines: [("4011", 1, 240), ("4012", 1, 300)])
let milk = TestReceipt(number: "101", lines: [("0020", 2, 500)])

@Test("The same export twice is one import")
func sameBytes() throws {
  let database = try SpendDatabase.empty()
  #expect(try database.take(draft("a", [bananas, milk])).state == .imported)
  let again = try database.take(draft("a", [bananas, milk]))
  #expect(again.state == .alreadyImported)
  #expect(again.importID == 1)
  #expect(again.balance.counted.lines == 3)
  #expect(try database.content.count == 3)
}

@Test("The same bytes under another format are refused until the first import is undone")
func otherFormat() throws {
  let database = try SpendDatabase.empty()
  try database.take(draft("a", [bananas]))
  var other = draft("a", [bananas])
  other.format = "square"
  #expect(throws: Problem.self) { try database.take(other) }
  _ = try database.undo(importID: 1)
  #expect(try database.take(other).state == .imported)
}

@Test("Overlapping exports count each receipt once, in either order")
func overlap() throws {
  let first = try SpendDatabase.empty()
  try first.take(draft("a", [bananas, milk]))
  let landing = try first.take(draft("b", [milk, TestReceipt(number: "102", lines: [("4011", 1, 200)])]))
  #expect(landing.balance.duplicate.lines == 1)
  #expect(landing.balance.duplicate.amount.value == 500)
  #expect(landing.balance.counted.lines == 1)
  #expect(landing.balance.isBalanced)
  let second = try SpendDatabase.empty()
  try second.take(draft("b", [milk, TestReceipt(number: "102", lines: [("4011", 1, 200)])]))
  try second.take(draft("a", [bananas, milk]))
  #expect(try first.content == second.content)
}

@Test("A part of a stored receipt is a duplicate and is warned of")
func part() throws {
  let database = try SpendDatabase.empty()
  try database.take(draft("a", [bananas]))
  let landing = try database.take(draft("b", [TestReceipt(number: "100", lines: [("4012", 1, 300)])]))
  #expect(landing.balance.duplicate.lines == 1)
  #expect(landing.warnings.count == 1)
}

@Test("Leading zeros of a code make no conflict")
func canonicalCodes() throws {
  let database = try SpendDatabase.empty()
  try database.take(draft("a", [TestReceipt(number: "7", lines: [("0000000004011", 1, 100)])]))
  #expect(
    try database.take(draft("b", [TestReceipt(number: "7", lines: [("4011", 1, 100)])])).balance.duplicate.lines == 1)
}

@Test("An item is one by code, department, supplier and check digit, whatever export names it first")
func itemNumbers() throws {
  func items(_ numbers: some Sequence<Int>) -> [Item] {
    numbers.map { number in
      Item(
        code: String(number % 7), department: String(number / 7 % 11), supplier: String(number / 77 % 5),
        description: "Item \(number)", hasCheckDigit: number / 385 % 2 == 1)
    }
  }
  let database = try SpendDatabase.empty()
  var first = draft("a", [bananas])
  first.items += items(0..<400)
  var second = draft("b", [milk])
  second.items += items((0..<770).reversed())
  try database.take(first)
  try database.take(second)
  // An item without anything stands where no row is, and is an item like any other where one is.
  var third = draft("c", [TestReceipt(number: "9", lines: [("", 1, 100)])])
  third.items[0] = Item(code: "")
  try database.take(third)
  third.sha256 = "other"
  try database.take(third)
  let all = try database.items
  #expect(all.count == 1 + 2 + 400 + 1 + 370 + 1)
  #expect(all[3] == items([0])[0] && all[3].description == "Item 0")
  #expect(Set(all).isSuperset(of: items(0..<770)))
  #expect(try database.verify().isEmpty)
}

let dearer = TestReceipt(number: "100", lines: [("4011", 1, 240), ("4012", 1, 350)])

@Test("A receipt with other content is refused, and nothing of the file lands")
func refuse() throws {
  let database = try SpendDatabase.empty()
  try database.take(draft("a", [bananas]))
  let before = try database.content
  let landing = try database.take(draft("b", [dearer, milk]))
  #expect(landing.state == .conflict)
  #expect(landing.conflicts.receipts == 1)
  #expect(landing.problem?.kind == .conflict)
  #expect(try database.content == before)
  #expect(try database.imports().count == 1)
}

@Test("Keep leaves what is stored and counts the incoming lines as duplicates")
func keep() throws {
  let database = try SpendDatabase.empty()
  try database.take(draft("a", [bananas]))
  let landing = try database.take(draft("b", [dearer, milk]), .keep)
  #expect(landing.conflicts.kept == 1)
  #expect(landing.balance.duplicate.lines == 2)
  #expect(landing.balance.counted.lines == 1)
  #expect(try database.verify().isEmpty)
}

@Test("Replace counts the incoming lines, and undo brings the stored ones back")
func replace() throws {
  let database = try SpendDatabase.empty()
  try database.take(draft("a", [bananas]))
  let before = try database.content
  let landing = try database.take(draft("b", [dearer]), .replace)
  #expect(landing.conflicts.replaced == 1)
  #expect(landing.balance.counted.amount.value == 590)
  #expect(try database.verify().isEmpty)
  #expect(throws: Problem.self) { try database.undo(importID: 1) }
  _ = try database.undo(importID: 2)
  #expect(try database.content == before)
  #expect(try database.verify().isEmpty)
}

@Test("A counted receipt that comes back wholly cancelled is a conflict", arguments: ConflictPolicy.allCases)
func cancelled(_ policy: ConflictPolicy) throws {
  let database = try SpendDatabase.empty()
  try database.take(draft("a", [bananas, milk]))
  let landing = try database.take(draft("b", [], cancelled: ["100"]), policy)
  #expect(landing.state == (policy == .refuse ? .conflict : .imported))
  #expect(try database.content.count == (policy == .replace ? 1 : 3))
  #expect(try database.verify().isEmpty)
}

@Test("A store-day holds receipts or day totals, never both")
func kinds() throws {
  let database = try SpendDatabase.empty()
  try database.take(draft("a", [bananas]))
  #expect(throws: Problem.self) {
    try database.take(draft("b", [TestReceipt(number: "", lines: [("4011", 9, 900)])], kind: .dayTotals))
  }
  #expect(try database.content.count == 2)
}

@Test("A day's totals are compared as a whole, like a receipt")
func dayTotals() throws {
  let database = try SpendDatabase.empty()
  let day = TestReceipt(number: "", lines: [("4011", 9, 900), ("4012", 1, 100)])
  try database.take(draft("a", [day], kind: .dayTotals))
  var copy = draft("b", [day], kind: .dayTotals)
  copy.sha256 = "other bytes"
  #expect(try database.take(copy).balance.duplicate.lines == 2)
  let changed = TestReceipt(number: "", lines: [("4011", 9, 901), ("4012", 1, 100)])
  #expect(try database.take(draft("c", [changed], kind: .dayTotals)).state == .conflict)
}

@Test("A trial run tells the figures and stores nothing")
func dryRun() throws {
  let database = try SpendDatabase.empty()
  let landing = try database.land(
    draft("a", [bananas]), onConflict: .refuse, dryRun: true, importedAt: "", matchedDays: { _ in [] })
  #expect(landing.state == .dryRun)
  #expect(landing.importID == nil)
  #expect(landing.balance.counted.lines == 2)
  #expect(try database.content.isEmpty)
}
