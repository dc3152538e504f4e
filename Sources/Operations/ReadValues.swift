// `value`: single values read as an import would read them.
public import DataFiles
internal import Ingestion
internal import Rendering
internal import SpendModel

/// Reads values of one kind.
public struct ValueReader: Sendable {
  private enum Kind: String, CaseIterable { case decimal, day, code }

  private let kind: Kind
  private let notation: DecimalNotation?
  private let order: DayOrder?
  private let digits: Int?
  private let layout: VariableCodeLayout

  /// What `value` is told beside the kind.
  public struct Options: Sendable {
    /// `--decimal`, `--group`: see `ValueReading.notation(mark:group:)`.
    public var decimal: String?, group: String?
    /// `--order`: `dmy`, `mdy`, `ymd`, `excel` or `excel1904`.
    public var order: String?
    /// `--digits`: how many a code must have.
    public var digits: Int?
    /// `--variable-codes`: the layout by which a price or weight is read out of a code.
    public var variableCodes: String?
    /// Where the workspace's own layouts are read from.
    public var folder = "."

    /// Nothing told.
    public init() {}
  }

  /// A reader of `decimal`, `day` or `code`. What the options leave open is not guessed: see `ValueReading`.
  public init(kind: String, options: Options, catalogue: [DataText]) throws {
    guard let kind = Kind(rawValue: kind) else {
      throw Problem(
        .wrongUse, what: "There is no kind of value \(kind).", place: "value \(kind)", rule: "decimal, day, code",
        mend: nearest(kind, in: Kind.allCases.map(\.rawValue)).map { "Did you mean \($0)?" } ?? "Write one of them.")
    }
    self.kind = kind
    notation = try ValueReader.notation(options.decimal, options.group)
    order = try options.order.map(ValueReader.order)
    digits = options.digits
    layout =
      try options.variableCodes.map {
        try LoadedCatalogue(builtIn: catalogue, folder: options.folder).codeLayout(
          $0, askedIn: "value --variable-codes")
      } ?? .everywhere
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
    case .code: return json(code(bytes)) { $0 }
    }
  }

  /// Value and kind; of a code with a price or weight whose layout is told also the product's own code and the value.
  private func code(_ bytes: [UInt8]) -> Result<[(String, JSONText)], ValueRefusal> {
    ValueReading.code(bytes, digits: digits).flatMap { reading in
      let fields = [("value", JSONText.string(reading.value)), ("kind", .string(reading.kind.rawValue))]
      guard reading.kind == .variable, let content = layout.content(reading.value) else { return .success(fields) }
      return content.mapError { ValueRefusal($0.reason) }.map { content in
        fields + [("item", .string(content.item))]
          + (content.measure.map { [($0.rawValue, .string(content.value))] } ?? [])
      }
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
