// Moments with an offset as the workspace's own day and time: only where commonspend.yaml names a time zone.
private import Foundation
internal import SpendModel

/// Turns an offset time into the local time of one zone. Never used for times without an offset: a till's printed day
/// is never shifted.
struct ZoneClock: Sendable {
  private let zone: TimeZone

  /// The clock of an IANA zone, `America/Santiago`; nil where there is none of that name.
  init?(_ name: String) {
    guard let zone = TimeZone(identifier: name) else { return nil }
    self.zone = zone
  }

  /// The same moment in the zone; a value without offset or time is returned as it is.
  func local(_ value: DayAndTime) -> DayAndTime {
    guard let offset = value.offsetMinutes, let second = value.second else { return value }
    let universal = Int64(value.day.number) * 86_400 + Int64(second) - Int64(offset) * 60
    let local = universal + Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(universal))))
    let (day, rest) = local.quotientAndRemainder(dividingBy: 86_400)
    let isBefore = rest < 0
    return DayAndTime(
      day: Day(number: Int32(clamping: isBefore ? day - 1 : day)), second: Int(isBefore ? rest + 86_400 : rest),
      offsetMinutes: nil)
  }
}

/// Whether the system knows a time zone of this name.
public func isTimeZone(_ name: String) -> Bool { ZoneClock(name) != nil }
