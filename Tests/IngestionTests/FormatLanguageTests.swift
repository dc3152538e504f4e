// Each verb of the format language, on a format and an export of a few lines; and what recognition refuses to guess.
import DataFiles
import SpendModel
import Testing

@testable import Ingestion

private func format(_ id: String, _ extra: String, header: String = "[Day, Item, Total]") throws -> ExportFormat {
  try ExportFormat(
    DataText(
      path: "Formats/\(id).yaml",
      text: """
        id: \(id)
        title: Test
        recognise: { header: \(header) }
        columns: { day: Day, receipt: Order, code: Item, quantity: Qty, amount: Total, store: Shop }
        day: { order: ymd }
        numbers: { decimal: "." }
        tax: excluded
        \(extra)
        """))
}

private func draft(
  _ text: String, _ formats: [ExportFormat], settings: [String: String] = [:], formatID: String? = nil
) throws -> ExportDraft {
  let currency = try #require(Currency(code: "USD"))
  let context = ReadingContext(currency: currency, formatID: formatID, settings: settings)
  var options = ReadingOptions()
  options.maxRejects = .lines(.max)
  return try ExportReader(recogniser: try Recogniser(formats: formats, context: context), options: options)
    .draft(of: ExportFile(path: "till.csv", content: Array(text.utf8)))
}

private func problem(_ body: () throws -> Void) -> Problem? {
  do {
    try body()
    return nil
  } catch {
    return error as? Problem
  }
}

struct FormatLanguageTests {
  @Test("carryDown fills a group's rows and never crosses into the next group")
  func carryDown() throws {
    let till = try format("till", "carryDown: { first: [Day], columns: [Day, Order, Shop] }")
    let result = try draft(
      """
      Day,Order,Shop,Item,Qty,Total
      2026-05-13,7,North,a,1,1.00
      ,,,"b
      two",1,2.00
      2026-05-14,8,,c,1,4.00
      ,,,d,1,8.00
      ,,,e,1,x

      """, [till])
    #expect(result.balance.counted.lines == 4)
    #expect(result.balance.counted.amount.value == 1500)
    // The second group names no shop: its lines belong to the default store, not to North.
    #expect(result.stores.sorted() == ["1", "North"])
    #expect(result.rejections.map(\.line) == [7])
    #expect(result.rejections.first?.cells == ["2026-05-14", "8", "", "e", "1", "x"])
  }

  @Test("A notice sums its column over the counted lines")
  func notices() throws {
    let till = try format(
      "till",
      "notices: [{ column: Refund, says: orders were refunded }]\nexclude: [{ rule: void, when: { Item: [v] } }]")
    let result = try draft(
      "Day,Item,Total,Refund\n2026-05-13,a,1.00,0.25\n2026-05-13,v,1.00,9.00\n2026-05-14,b,1.00,\n", [till])
    #expect(result.warnings.contains("1 orders were refunded (0.25)."))
  }

  @Test("totals leaves out totals and notes, and only where the format says so", arguments: [true, false])
  func totals(_ says: Bool) throws {
    let till = try format("till", "totals: \(says)")
    let text = "Day,Item,Total\n2026-05-13,a,1.00\nTotal,,1.00\n*** End of report ***\n"
    let result = try draft(text, [till])
    #expect(result.balance.rejected.lines == (says ? 0 : 2))
    #expect(result.balance.excluded["total"]?.lines == (says ? 1 : nil))
    #expect(result.balance.excluded["footer"]?.lines == (says ? 1 : nil))
  }

  @Test("A code in brackets stands before the name")
  func bracketed() throws {
    let result = try draft(
      "Day,Item,Total\n2026-05-13,[4011] Bananas,1.00\n2026-05-13,Rice,1.00\n",
      [try format("till", "code: { bracketed: true }")])
    #expect(result.items.map(\.code).sorted() == ["4011", "Rice"])
  }

  @Test("A rule may name its column in several spellings")
  func alternatives() throws {
    let till = try format("till", "exclude: [{ rule: cancelled, when: { \"Status|Estado\": [X] } }]")
    let result = try draft("Day,Item,Total,Estado\n2026-05-13,a,1.00,X\n2026-05-13,b,1.00,\n", [till])
    #expect(result.balance.excluded["cancelled"]?.lines == 1)
  }

  @Test("A row of another width is rejected, never shifted; a trailing delimiter is no other width")
  func widths() throws {
    let result = try draft(
      "Day,Item,Total,\n2026-05-13,a,1.00,\n2026-05-13,b,1.00\n2026-05-13,2.00\n2026-05-13,c,d,3.00\n",
      [try format("till", "")])
    #expect(result.balance.counted.lines == 2)
    #expect(result.rejections.map(\.line) == [4, 5])
  }

  @Test("A tie between named formats is asked")
  func ties() throws {
    let formats = [try format("one", ""), try format("two", "")]
    let text = "Day,Item,Total\n2026-05-13,a,1.00\n"
    let found = problem { _ = try draft(text, formats) }
    #expect(found?.mend == "Name one: --as one or --as two.")
    #expect(try draft(text, formats, formatID: "two").format == "two")
  }

  @Test("A file, a format and a person that name different delimiters contradict each other")
  func contradictions() throws {
    let text = "sep=;\nDay;Item;Total\n2026-05-13;a;1.00\n"
    let open = try format("till", "")
    #expect(try draft(text, [open]).balance.counted.lines == 1)
    let said = problem { _ = try draft(text, [open], settings: ["delimiter": ","]) }
    #expect(said?.what == "The file says that its delimiter is ;, --set delimiter says ,.")
    let fixed = try format("till", "dialect: { delimiter: \",\" }")
    let stated = problem { _ = try draft(text, [fixed], formatID: "till") }
    #expect(stated?.what == "The file says that its delimiter is ;, format till says ,.")
  }

  @Test("A quote that never closes refuses the file, unless it is said that there are none")
  func openQuote() throws {
    let till = try format("till", "")
    let text = "Day,Item,Total\n2026-05-13,\"5 inch,1.00\n2026-05-14,b,2.00\n"
    #expect(problem { _ = try draft(text, [till]) }?.what == "A quoted cell begins here and never ends.")
    #expect(try draft(text, [till], settings: ["quote": "none"]).balance.counted.lines == 2)
  }

  @Test("An unknown key of a format is refused with the nearest")
  func unknownKey() {
    let found = problem { _ = try format("till", "carrydown: { first: [Day] }") }
    #expect(found?.mend == "Did you mean carryDown?")
  }
}
