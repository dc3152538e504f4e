// Days against a calendar that is counted one month after another, the slow and obvious way.
import SpendModel
import Testing

/// The length of a month, told as people tell it.
private func naiveLength(_ month: Int, _ year: Int) -> Int {
  if month == 2 { return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28 }
  return [4, 6, 9, 11].contains(month) ? 30 : 31
}

@Test("Every month of the years 1 to 9999 begins and ends on the day that counting gives")
func monthsRoundTrip() {
  // 1970-01-01 is day 719 162 after 0001-01-01.
  var number: Int32 = -719_162
  var failures = 0
  for year in 1...9999 {
    for month in 1...12 {
      let length = naiveLength(month, year)
      let last = Day(number: number + Int32(length) - 1)
      if Day(year: year, month: month, day: 1)?.number != number { failures += 1 }
      if Day(year: year, month: month, day: length) != last { failures += 1 }
      if last.civil != (year, month, length) || Day(number: number).civil != (year, month, 1) { failures += 1 }
      if Day(year: year, month: month, day: length + 1) != nil { failures += 1 }
      number += Int32(length)
    }
  }
  #expect(failures == 0)
}

@Test("Every day of two centuries is written and read back, and follows the day before in the week")
func daysRoundTrip() {
  var failures = 0
  for number in Int32(-25_567)...47_481 {
    let day = Day(number: number)
    if Day(isoText: day.isoText) != day { failures += 1 }
    if day.isoWeekday != Day(number: number - 1).isoWeekday % 7 + 1 { failures += 1 }
  }
  #expect(failures == 0)
  #expect(Day(isoText: "2000-01-01")?.isoWeekday == 6)
}

@Test(
  "Texts that are no ISO day are refused",
  arguments: ["2026-2-01", "2026-02-29", "0000-01-01", "2026-02-01 ", " 2026-02-01", "20260201", "2026-02-0১", ""])
func notISO(_ text: String) { #expect(Day(isoText: text) == nil) }
