// Single values as `commonspend value` reads them: options, normal forms and reasons.
import Ingestion
import SpendModel
import Testing

private func decimal(_ text: String, _ mark: String?, _ group: String?) -> String {
  switch ValueReading.decimal(Array(text.utf8), mark: mark, group: group) {
  case .success(let value): value
  case .failure(let refusal): "! " + refusal.reason
  }
}

private func day(_ text: String, _ order: DayOrder?) -> String {
  switch ValueReading.day(Array(text.utf8), order: order) {
  case .success(let value):
    [value.day, value.time, value.offsetMinutes.map(String.init)].compactMap { $0 }.joined(separator: " ")
  case .failure(let refusal): "! " + refusal.reason
  }
}

@Test(
  "A number comes back exactly, without needless zeros",
  arguments: [
    ("1.00", "1"), ("-00.00", "0"), (".5", "0.5"), ("17.", "17"), ("012.760", "12.76"),
    ("0.000000123456789", "0.000000123456789"),
    ("126.5E+20", "12650000000000000000000"), ("1.265E-20", "0.00000000000000000001265"), ("0.000E-2", "0"),
    ("95%", "0.95"), ("-95 %", "-0.95"), ("5‰", "0.005"), ("123456.789‰", "123.456789"), ("53.45 USD", "53.45"),
  ])
func normalForms(_ text: String, _ expected: String) { #expect(decimal(text, ".", nil) == expected) }

@Test(
  "The options say what the marks mean",
  arguments: [
    ("1.234,50", ",", ".", "1234.5"), ("1,234.50", ".", ",", "1234.5"), ("1 234,50", ",", "\u{202F}", "1234.5"),
    ("1’234.50", ".", "'", "1234.5"), ("1.234", nil, ".", "1234"), ("1,5", ",", nil, "1.5"),
    ("4.50-", ".", ",", "-4.5"),
    ("12,34", nil, nil, "12.34"), ("1,234.56", nil, nil, "1234.56"), ("1234", nil, nil, "1234"),
  ])
func options(_ text: String, _ mark: String?, _ group: String?, _ expected: String) {
  #expect(decimal(text, mark, group) == expected)
}

@Test("What the options do not say is not guessed")
func refusedNumbers() {
  #expect(decimal("1,234", nil, nil).hasPrefix("! ambiguous"))
  #expect(decimal("1.234", nil, nil).hasPrefix("! ambiguous"))
  #expect(decimal("123,65", ".", nil) == "! this is no number")
  #expect(decimal("12-", ".", nil) == "! this is no number")
  #expect(decimal("2000,000", ".", ",") == "! the thousands marks do not stand in groups of three")
  #expect(decimal("92233720368547758.08", ".", nil) == "! the number is too large")
  #expect(decimal("", ".", nil) == "! empty")
  #expect(decimal(" ", nil, nil) == "! empty")
  #expect(decimal("1", ".", ".") == "! one mark cannot stand for decimals and thousands")
  #expect(decimal("1", ";", nil) == "! the decimal mark is . or ,")
  #expect(decimal("1", ".", "_") == "! the thousands mark is . or , or an apostrophe or a blank")
}

@Test(
  "A day comes back in ISO, its time and offset beside it",
  arguments: [
    ("1963-06-19", nil, "1963-06-19"), ("2026-01-31T23:30:00-03:00", nil, "2026-01-31 23:30:00 -180"),
    ("20150315 150237", nil, "2015-03-15 15:02:37"), ("01-Feb-24", nil, "2024-02-01"), ("250606", .ymd, "2025-06-06"),
    ("31/1/2026", .dmy, "2026-01-31"), ("1/31/26", .mdy, "2026-01-31"), ("26/01/31", .ymd, "2026-01-31"),
    ("1985-04-12T24:00:00", nil, "1985-04-12 24:00:00"), ("36526", .excel, "2000-01-01"),
  ] as [(String, DayOrder?, String)])
func days(_ text: String, _ order: DayOrder?, _ expected: String) { #expect(day(text, order) == expected) }

@Test("Without an order only what needs none is a day")
func refusedDays() {
  #expect(day("03/04/2026", nil).hasPrefix("! ambiguous"))
  #expect(day("250606", nil).hasPrefix("! ambiguous"))
  #expect(day("20-01-01", .ymd) == "! this is no day in the order that was decided")
  #expect(day("2020-02-30", nil) == "! the calendar has no such day")
  #expect(day("2020-01-01 00:00:00Z", nil) == "! what follows the day is no time")
  #expect(day("", .dmy) == "! empty")
}

@Test("A code is read without the blanks around it")
func codes() throws {
  let reading = try ValueReading.code(Array(" 4011\r".utf8)).get()
  #expect(reading.kind == .plu && reading.value == "4011")
  #expect(ValueReading.code([]) == .failure(ValueRefusal("empty")))
  #expect(ValueReading.code([0xFF]) == .failure(ValueRefusal("these bytes are no UTF-8 text")))
}
