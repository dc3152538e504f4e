// `value`: single values read as an import would read them.
internal import DataFiles
internal import Ingestion
internal import Rendering
internal import SpendModel

/// Reads values of one kind.
public struct ValueReader: Sendable {
  private enum Kind: String, CaseIterable { case decimal, day, code }

  private let kind: Kind
  private let notation: DecimalNotation?
  private let order: DayOrder?

  /// A reader of `decimal`, `day` or `code`. What the options leave open is not guessed: see `ValueReading`.
  public init(kind: String, decimal: String?, group: String?, order: String?) throws {
    guard let kind = Kind(rawValue: kind) else {
      throw Problem(
        .wrongUse, what: "There is no kind of value \(kind).", place: "value \(kind)", rule: "decimal, day, code",
        mend: nearest(kind, in: Kind.allCases.map(\.rawValue)).map { "Did you mean \($0)?" } ?? "Write one of them.")
    }
    self.kind = kind
    notation = try ValueReader.notation(decimal, group)
    self.order = try order.map(ValueReader.order)
  }

  private static func notation(_ mark: String?, _ group: String?) throws -> DecimalNotation? {
    switch ValueReading.notation(mark: mark, group: group) {
    case .success(let notation): return notation
    case .failure(let refusal):
      throw Problem(
        .wrongUse, what: "The options --decimal and --group do not fit.",
        place: "value --decimal \(mark ?? "") --group \(group ?? "")", rule: refusal.reason,
        mend: "Write --decimal , --group . or the like.")
    }
  }

  private static func order(_ text: String) throws -> DayOrder {
    guard let order = DayOrder(rawValue: text) else {
      throw Problem(
        .wrongUse, what: "The option --order cannot be \(text).", place: "value --order \(text)",
        rule: DayOrder.allCases.map(\.rawValue).joined(separator: ", "), mend: "Write one of them.")
    }
    return order
  }

  /// `{"value":…}` or `{"rejected":…}`.
  public func jsonText(_ line: String) -> String {
    let bytes = Array(line.utf8)
    switch kind {
    case .decimal: return json(ValueReading.decimal(bytes, notation: notation)) { [("value", .string($0))] }
    case .day: return json(ValueReading.day(bytes, order: order), ValueReader.fields)
    case .code:
      return json(ValueReading.code(bytes)) { [("value", .string($0.value)), ("kind", .string($0.kind.rawValue))] }
    }
  }

  private func json<Value>(
    _ result: Result<Value, ValueRefusal>, _ fields: (Value) -> [(String, JSONText)]
  ) -> String {
    switch result {
    case .success(let value): JSONText.object(fields(value)).text
    case .failure(let refusal): JSONText.object([("rejected", .string(refusal.reason))]).text
    }
  }

  /// The day, and the time where the value has one.
  private static func fields(_ value: DayText) -> [(String, JSONText)] {
    [("value", .string(value.day))] + (value.time.map { [("time", .string($0))] } ?? [])
  }
}
