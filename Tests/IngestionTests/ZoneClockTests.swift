// Times with an offset in a workspace that names its time zone. Expected values: IANA tz data.
import SpendModel
import Testing

@testable import Ingestion

@Test(
  "A time with offset becomes the local day of the zone, across midnight and daylight saving",
  arguments: [
    ("2026-01-10", 7_200, 0, "America/Santiago", "2026-01-09", 82_800),
    ("2026-07-10", 14_400, 0, "America/Santiago", "2026-07-10", 0),
    ("2026-03-29", 3_600, 0, "Europe/Berlin", "2026-03-29", 10_800),
    ("2026-10-25", 3_600, 60, "Europe/Berlin", "2026-10-25", 7_200),
    ("1969-12-31", 86_000, 0, "Asia/Kolkata", "1970-01-01", 19_400),
  ])
func zones(_ day: String, _ second: Int, _ offset: Int, _ zone: String, _ localDay: String, _ localSecond: Int) throws {
  let clock = try #require(ZoneClock(zone))
  let value = DayAndTime(day: try #require(Day(isoText: day)), second: second, offsetMinutes: offset)
  let local = clock.local(value)
  #expect(local.day.isoText == localDay)
  #expect(local.second == localSecond)
}

@Test("A time without offset is never shifted")
func printed() throws {
  let clock = try #require(ZoneClock("America/Santiago"))
  let value = DayAndTime(day: try #require(Day(isoText: "2026-01-10")), second: 60, offsetMinutes: nil)
  #expect(clock.local(value) == value)
  #expect(ZoneClock("Mars/Olympus") == nil)
}
