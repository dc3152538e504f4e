// Which notation and which order a column has. Columns from datagouv/hydra#470, wealthfolio#1601, dateparser#539,
// dataprep#599 and dateinfer#5, where other programs swapped day and month without a word.
import Ingestion
import Testing

private func notation(_ cells: [String], decimals: Int? = 2) -> NotationDecider.Verdict {
  var decider = NotationDecider(currencyDecimals: decimals)
  for cell in cells { Array(cell.utf8).withUnsafeBufferPointer { decider.add($0) } }
  return decider.verdict
}

private func order(_ cells: [String]) -> DayOrderDecider.Verdict {
  var decider = DayOrderDecider()
  for cell in cells { Array(cell.utf8).withUnsafeBufferPointer { decider.add($0) } }
  return decider.verdict
}

@Test(
  "One cell that is a number one way only decides the column",
  arguments: [
    ["12.34"], ["1,234.56"], ["1,234,567"], ["1.234", "1.5"], ["0.125"], ["-$0.125"], ["1234.567"], ["1.5e3"],
  ])
func points(_ cells: [String]) { #expect(notation(cells) == .decided(.point)) }

@Test(
  "The same holds for commas", arguments: [["12,34"], ["1.234,56"], ["1.234.567"], ["1,234", "0,5"], ["1 234,5 €"]])
func commaColumns(_ cells: [String]) { #expect(notation(cells) == .decided(.comma)) }

@Test("A thousand and one and a bit look alike: such a column is asked about")
func ambiguous() {
  #expect(notation(["5", "1.234", "12.345"]) == .undecidable("1.234"))
  #expect(notation(["1,234"]) == .undecidable("1,234"))
  #expect(notation(["1.234"], decimals: 3) == .undecidable("1.234"))
}

@Test("A currency without decimals has only thousands")
func withoutDecimals() {
  #expect(notation(["1.234"], decimals: 0) == .decided(.comma))
  #expect(notation(["1,234"], decimals: 0) == .decided(.point))
}

@Test("Cells without a mark, and cells that are no number, say nothing")
func silent() {
  #expect(notation(["12", "1 234", "", "Rs. 500"]) == .open)
  #expect(notation(["1.2.3", "see p. 4, top", "12.50"]) == .decided(.point))
}

@Test("Two marks in one column are a conflict, with both cells named")
func mixed() { #expect(notation(["1.50", "1,50"]) == .conflict("1.50", "1,50")) }

@Test(
  "A number over 12 decides day and month",
  arguments: [
    (["03/04/2022", "25/04/2022"], DayOrder.dmy), (["15/4/2019", "2/5/2019"], .dmy),
    (["12-01-06", "12-04-06", "20-12-06"], .dmy), (["13/05/25 23.43"], .dmy), (["9/25/25 10:07 PM"], .mdy),
    (["2/3/2024", "12/27/2018"], .mdy), (["2026-01-31"], .ymd), (["20260131"], .ymd), (["01-Feb-24"], .ymd),
    (["96-01-02", "20-12-06"], .ymd), (["2026-01-31", "31/01/2026"], .dmy),
  ])
func decidedOrders(_ cells: [String], _ expected: DayOrder) { #expect(order(cells) == .decided(expected)) }

@Test("Steady days are no proof: the column is asked about")
func ambiguousOrder() {
  #expect(order(["04/12/2012", "05/12/2012", "06/12/2012"]) == .undecidable("04/12/2012"))
  #expect(order(["310126"]) == .undecidable("310126"))
}

@Test("A column that no single order fits is a conflict, with both cells named")
func conflictingOrders() {
  #expect(order(["13/01/2022", "14/02/2022", "02/25/2022"]) == .conflict("13/01/2022", "02/25/2022"))
}

@Test("A column without days decides nothing")
func noDays() { #expect(order(["", "Total", "12.50", "99/99/2020"]) == .none) }
