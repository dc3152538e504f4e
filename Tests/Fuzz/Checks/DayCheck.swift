// The day reader: every day is one of the calendar and reads back, marked days are those that splitting at the marks
// gives, blanks around a cell change nothing, and clocks stay within a day.
import SpendModel

@testable import Ingestion

struct DayCheck {
  private let order: DayOrder
  private let isStrict: Bool
  private let text: [UInt8]

  init(_ input: inout FuzzInput) {
    order = input.one(of: DayOrder.allCases)
    isStrict = input.choice(4) == 1
    text = Array(input.rest)
  }

  var complaint: String? {
    let reading = read(text)
    return clock ?? decided ?? padded(reading) ?? split(reading) ?? value(reading)
  }

  private func read(_ bytes: [UInt8]) -> DayReader.Reading {
    bytes.withUnsafeBufferPointer { DayReader(order: order, isStrict: isStrict).read($0) }
  }

  private func value(_ reading: DayReader.Reading) -> String? {
    guard case .value(let value) = reading else { return nil }
    let (year, month, day) = value.day.civil
    if Day(year: year, month: month, day: day) != value.day {
      return "\(value.day) is no day of the calendar"
    }
    if read(Array(value.day.isoText.utf8)) != .value(DayAndTime(day: value.day, second: nil, offsetMinutes: nil)) {
      return "\(value.day.isoText) is not read back"
    }
    if let second = value.second, !(0...86_400).contains(second) { return "second \(second) is no time of day" }
    if let offset = value.offsetMinutes, abs(offset) >= 1440 { return "offset of \(offset) minutes" }
    return value.offsetMinutes != nil && value.second == nil ? "an offset without a time" : nil
  }

  /// Blanks at the ends belong to no cell, but where ISO is asked for.
  private func padded(_ reading: DayReader.Reading) -> String? {
    guard !isStrict, String(validating: text, as: UTF8.self) != nil else { return nil }
    let other = read([0x20] + text + [0x09])
    return other == reading ? nil : "read as \(reading), between blanks as \(other)"
  }

  /// `1/2/2003` and its kin, the slow and obvious way.
  private func split(_ reading: DayReader.Reading) -> String? {
    guard order == .dmy || order == .mdy, !isStrict else { return nil }
    let parts = text.split(separator: 0x2F, omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in part.allSatisfy { (0x30...0x39).contains($0) } ? part.count : nil }
    guard numbers.count == 3, parts.count == 3, (1...2).contains(numbers[0]), (1...2).contains(numbers[1]),
      numbers[2] == 4
    else { return nil }
    let values = parts.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    let expected = Day(
      year: values[2], month: values[order == .dmy ? 1 : 0], day: values[order == .dmy ? 0 : 1])
    let wanted = expected.map { DayReader.Reading.value(DayAndTime(day: $0, second: nil, offsetMinutes: nil)) }
    return reading == wanted ?? .rejected(.noSuchDay) ? nil : "read as \(reading), split as \(wanted as Any)"
  }

  private var clock: String? {
    let second = text.withUnsafeBufferPointer { DayReader.clockSecond($0) }
    if let second, !(0...86_400).contains(second) { return "second \(second) is no time of day" }
    return nil
  }

  /// An order that one cell decides reads that cell as a day or says that the calendar has none.
  private var decided: String? {
    var decider = DayOrderDecider()
    text.withUnsafeBufferPointer { decider.add($0) }
    if case .conflict = decider.verdict { return "one cell cannot contradict itself" }
    guard case .success(let day) = ValueReading.day(text, order: order) else { return nil }
    return Day(isoText: day.day) == nil ? "\(day.day) is no day" : nil
  }
}
