// Days and times: what tills print, what the calendar lacks, and a round trip of every written form.
// Facts from the JSON-Schema-Test-Suite (RFC 3339), the W3C CSVW tests, xlrd (values from Excel files), the GS1 syntax
// engine and the exports that were read for the formats.
import Ingestion
import SpendModel
import Testing

private func read(_ text: String, _ order: DayOrder, strict: Bool = false) -> String {
  switch Array(text.utf8).withUnsafeBufferPointer({ DayReader(order: order, isStrict: strict).read($0) }) {
  case .value(let value):
    value.day.isoText + (value.second.map { " \($0)" } ?? "") + (value.offsetMinutes.map { " \($0)" } ?? "")
  case .rejected(let rejection): "\(rejection)"
  }
}

@Test(
  "What tills print is read, the printed day and time as they stand",
  arguments: [
    ("2026-01-31", DayOrder.ymd, "2026-01-31"), ("2026-01-31 23:59:58", .ymd, "2026-01-31 86398"),
    ("20260131", .ymd, "2026-01-31"), ("20150315 150237", .ymd, "2015-03-15 54157"), ("2026/1/5", .ymd, "2026-01-05"),
    ("260131", .ymd, "2026-01-31"), ("310126", .dmy, "2026-01-31"), ("31-01-2026", .dmy, "2026-01-31"),
    ("31/1/26", .dmy, "2026-01-31"), ("22.3.2015", .dmy, "2015-03-22"), ("13/05/25 23.43", .dmy, "2025-05-13 85380"),
    ("3/22/2015", .mdy, "2015-03-22"), ("12/27/2018", .mdy, "2018-12-27"),
    ("9/25/25 10:07\u{202F}PM", .mdy, "2025-09-25 79620"),
    ("8/5/2026 11:56\u{A0}p.\u{202F}m.", .dmy, "2026-05-08 86160"), ("02/01/2024 12:00 AM", .dmy, "2024-01-02 0"),
    ("02/01/2024 12:30 p.m.", .dmy, "2024-01-02 45000"), ("19/09/2018 16:29:22", .dmy, "2018-09-19 59362"),
    ("2024-05-01 09:58:12 +0000", .ymd, "2024-05-01 35892 0"), ("2024-01-02 13:00:00 UTC", .ymd, "2024-01-02 46800 0"),
    ("2026-01-31T23:30:00-03:00", .ymd, "2026-01-31 84600 -180"), ("15-3-2015 1502 Z", .dmy, "2015-03-15 54120 0"),
    ("1985-04-12T00:59:59.999999999999999Z", .ymd, "1985-04-12 3599 0"), ("2026-01-31", .dmy, "2026-01-31"),
    ("1985-04-12T24:00:00", .ymd, "1985-04-12 86400"), ("1998-12-31T15:59:60.123-08:00", .ymd, "1998-12-31 57600 -480"),
    ("1900-07-02 07:10:58", .ymd, "1900-07-02 25858"), ("31/12/69", .dmy, "1969-12-31"),
    ("31/12/68", .dmy, "2068-12-31"), ("ven. 13/02/2026", .dmy, "2026-02-13"), ("Fr, 13.02.2026", .dmy, "2026-02-13"),
    ("mié 11/02/2026 10:30", .dmy, "2026-02-11 37800"),
  ])
func printed(_ text: String, _ order: DayOrder, _ expected: String) { #expect(read(text, order) == expected) }

@Test(
  "Months by name are read in any order",
  arguments: [
    ("Fri, Feb 13, 2026", "2026-02-13"), ("mar 10 feb 2026", "2026-02-10"), ("mar 10 2026", "2026-03-10"),
    ("01-Feb-24", "2024-02-01"), ("09-Mar-11", "2011-03-09"), ("1 février 2024", "2024-02-01"),
    ("01-févr.-24", "2024-02-01"), ("1 de febrero de 2024", "2024-02-01"), ("Feb 1, 2024", "2024-02-01"),
    ("2024-Feb-01", "2024-02-01"), ("3. März 2024", "2024-03-03"), ("14 Juil. 2024", "2024-07-14"),
    ("31 dic 2024 18:05", "2024-12-31 65100"),
  ])
func namedMonths(_ text: String, _ expected: String) {
  for order in [DayOrder.ymd, .dmy, .mdy] { #expect(read(text, order) == expected) }
}

@Test(
  "Days that the calendar lacks are refused",
  arguments: [
    ("2020-02-30", DayOrder.ymd), ("2021-02-29", .ymd), ("2100-02-29", .ymd), ("2020-04-31", .ymd),
    ("0000-00-00", .ymd),
    ("2024-00-15", .ymd), ("2024-01-00", .ymd), ("13/13/2024", .dmy), ("01/00/2024", .dmy), ("31/04/2024", .dmy),
    ("02/30/2024", .mdy), ("200230", .ymd), ("31-Feb-24", .dmy),
  ])
func impossible(_ text: String, _ order: DayOrder) { #expect(read(text, order) == "noSuchDay") }

@Test(
  "What is not wholly a day and a time is refused",
  arguments: [
    "2020-01-01X", "2020-01-01Z", "2013-350", "2023-W01", "2020:01:01", "2020--01-01", "2020-01/01", "12020-01-01",
    "-2020-01-01", "1963-06-1৪", "２０２６-01-31", "৩১/০১/২০২৬", "31/01", "31/01/2026 25:00", "31/01/2026 13:00 PM",
    "31/01/2026 0:30 PM", "31/01/2026 12:60", "31/01/2026 24:01", "2024-01-02T24:00:00Z", "2024-01-02 08:30:06 PST",
    "2024-01-02T10:00:00+24:00", "2024-01-02T10:00:00+10:60", "2024-01-02T10:00:00+01:00Z", "2024-01-02T22:59:60Z",
    "2024-01-02T23:59:61Z", "2024-01-02T10:00:00.", "2024-01-02T10:00:00.1x", "1 jui 2024", "1 xyz 2024", "Total", "",
    "1704153600", "45000", "31/1/026", "2024-01-02 9 pm",
  ])
func refusedDays(_ text: String) {
  for order in [DayOrder.ymd, .dmy, .mdy] {
    #expect(["notADay", "noSuchDay", "notATime"].contains(read(text, order)), "\(text) as \(order)")
  }
}

@Test(
  "Where ISO is asked for, only ISO is taken",
  arguments: [
    "2024-1-2", "1998-01-1", " 2024-01-15", "2024-01-15 ", "2020.01.01", "20-01-01", "998-01-01",
    "2020-01-01 00:00:00Z",
    "1963-06-1T08:30:06Z",
  ])
func strict(_ text: String) {
  #expect(["notADay", "notATime"].contains(read(text, .ymd, strict: true)))
  #expect(read("2024-01-15T08:30:06z", .ymd, strict: true) == "2024-01-15 30606 0")
}

@Test(
  "Serial days of spreadsheets are read on request, in both systems",
  arguments: [
    ("0", DayOrder.excel, "1899-12-31"), ("1", .excel, "1900-01-01"), ("59", .excel, "1900-02-28"),
    ("60", .excel, "noSuchDay"),
    ("61", .excel, "1900-03-01"), ("36526", .excel, "2000-01-01"), ("38406.538889", .excel, "2005-02-23 46560"),
    ("2958465.999988426", .excel, "9999-12-31 86399"), ("2958466", .excel, "notADay"), ("-1", .excel, "notADay"),
    ("0", .excel1904, "1904-01-01"), ("243", .excel1904, "1904-08-31"), ("35063", .excel1904, "1999-12-31"),
    ("2957003", .excel1904, "9999-12-31"), ("2957004", .excel1904, "noSuchDay"),
  ])
func serials(_ text: String, _ order: DayOrder, _ expected: String) { #expect(read(text, order) == expected) }

@Test("A day with its year first is read among serial days too, also with blanks around it or a time behind it")
func yearFirstAmongSerials() {
  for order in [DayOrder.excel, .excel1904] {
    for text in ["2026-01-31", " 2026-01-31\t", "2026/1/31"] { #expect(read(text, order) == "2026-01-31") }
    #expect(read(" 2026-01-31 10:00", order) == "2026-01-31 36000")
    #expect(read("31/1/2026", order) == "notADay")
  }
}

@Test("A clock in a column of its own is read the same way")
func clocks() {
  for (text, second) in [
    ("12:59:30", 46_770), ("1502", 54_120), ("150237", 54_157), ("9:05 a. m.", 32_700), ("18:30 h", 66_600),
  ] {
    #expect(Array(text.utf8).withUnsafeBufferPointer { DayReader.clockSecond($0) } == second)
  }
  for text in ["008:030:006", "8:3:6", "2400x", "12:5", "", "noon"] {
    #expect(Array(text.utf8).withUnsafeBufferPointer { DayReader.clockSecond($0) } == nil)
  }
}

@Test("Every day of four years reads back from every way of writing it")
func writtenForms() {
  var failures: [String] = []
  for number in Int32(19_723)..<21_184 {
    let day = Day(number: number)
    let (year, month, date) = day.civil
    let two = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
    let forms: [(String, DayOrder)] = [
      (day.isoText, .ymd), ("\(year)\(two(month))\(two(date))", .ymd), ("\(year)/\(month)/\(date)", .ymd),
      ("\(two(date))/\(two(month))/\(year)", .dmy), ("\(date).\(month).\(two(year % 100))", .dmy),
      ("\(month)-\(date)-\(year)", .mdy), ("\(two(month))\(two(date))\(two(year % 100))", .mdy),
    ]
    failures += forms.filter { read($0.0, $0.1) != day.isoText }.map(\.0)
  }
  #expect(failures.isEmpty)
}
