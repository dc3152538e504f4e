// `value`: single values read as an import would read them.
internal import DataFiles
internal import Ingestion
internal import Rendering
internal import SpendModel

/// Reads values of one kind.
public struct ValueReader: Sendable {
  private enum Kind: String, CaseIterable { case decimal, day, code }

  private let kind: Kind
  private let notation: DecimalNotation
  private let order: DayOrder

  /// A reader of `decimal`, `day` or `code`.
  public init(kind: String, decimal: String?, group: String?, order: String?) throws {
    guard let kind = Kind(rawValue: kind) else {
      throw Problem(
        .wrongUse, what: "There is no kind of value \(kind).", place: "value \(kind)", rule: "decimal, day, code",
        mend: nearest(kind, in: Kind.allCases.map(\.rawValue)).map { "Did you mean \($0)?" } ?? "Write one of them.")
    }
    self.kind = kind
    let mark = decimal.flatMap { $0.utf8.first } ?? 0x2E
    notation = group.map { DecimalNotation(mark: mark, groups: $0.isEmpty ? [] : [Array($0.utf8)]) }
      ?? (mark == 0x2C ? .comma : .point)
    guard let order = DayOrder(rawValue: order ?? "ymd") else {
      throw Problem(
        .wrongUse, what: "The option --order cannot be \(order ?? "").", place: "value --order \(order ?? "")",
        rule: "dmy, mdy, ymd", mend: "Write one of them.")
    }
    self.order = order
  }

  /// `{"value":…}` or `{"rejected":…}`.
  public func jsonText(_ line: String) -> String {
    var line = line
    return line.withUTF8 { bytes in
      switch kind {
      case .decimal: decimal(bytes)
      case .day: day(bytes)
      case .code: code(bytes)
      }
    }.text
  }

  private func rejected(_ reason: String) -> JSONText { .object([("rejected", .string(reason))]) }

  private func decimal(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONText {
    switch DecimalReader(notation: notation).exactText(bytes) {
    case .success(let text): .object([("value", .string(text))])
    case .failure(let rejection): rejected(rejection.reason)
    case nil: rejected("there is nothing")
    }
  }

  private func day(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONText {
    switch DayReader(order: order).read(bytes) {
    case .value(let value): .object([("value", .string(value.day.isoText))])
    case .rejected(let rejection): rejected(bytes.isEmpty ? "there is nothing" : rejection.reason)
    }
  }

  private func code(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONText {
    guard let text = String(validating: bytes, as: UTF8.self), let reading = ProductCode(raw: text.trimmedCell).reading
    else { return rejected("this is no code") }
    return .object([("value", .string(reading.value)), ("kind", .string(reading.kind.rawValue))])
  }
}
