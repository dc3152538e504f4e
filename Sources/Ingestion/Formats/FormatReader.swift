// Decodes the parts of a format file; every key is checked and an unknown one is refused with the nearest.
internal import DataFiles
internal import Delimited
internal import SpendModel

struct FormatReader {
  let keys: [String: DataNode]
  let file: String

  func required(_ key: String) throws(Problem) -> DataNode {
    guard let node = keys[key] else {
      throw Problem(
        .refused, what: "The key \(key) is missing.", place: file, rule: "a format has id, title and columns",
        mend: "Add it.")
    }
    return node
  }

  func recognition() throws(Problem) -> ([String], [String], [ExportFormat.Shape]) {
    guard let keys = try keys["recognise"]?.mapping(["header", "without", "shapes"]) else { return ([], [], []) }
    var shapes: [ExportFormat.Shape] = []
    for node in try keys["shapes"]?.list() ?? [] {
      let shape = try node.mapping(["names", "cells"])
      var cells: [(name: String, value: ExportFormat.Value)] = []
      for (name, value) in try shape["cells"]?.entries() ?? [] { cells.append((name, try self.value(value))) }
      shapes.append(ExportFormat.Shape(names: try shape["names"]?.strings() ?? [], cells: cells))
    }
    return (try keys["header"]?.strings() ?? [], try keys["without"]?.strings() ?? [], shapes)
  }

  func dialect() throws(Problem) -> ([UInt8]?, UInt8??, Dialect.Escape?, [String]) {
    let keys = try keys["dialect"]?.mapping(["delimiter", "quote", "escape", "nulls"]) ?? [:]
    var delimiters: [UInt8]?
    if let node = keys["delimiter"] {
      delimiters = []
      for text in try node.strings() { delimiters?.append(try FormatReader.singleByte(text, node)) }
    }
    var quote: UInt8??
    if let node = keys["quote"] {
      quote = try node.string() == "none" ? .some(nil) : FormatReader.singleByte(try node.string(), node)
    }
    let escape = try keys["escape"]?.choice(Dialect.Escape.allCases.map(\.rawValue))
    return (delimiters, quote, escape.flatMap { Dialect.Escape(rawValue: $0) }, try keys["nulls"]?.strings() ?? [])
  }

  /// One byte, written as itself or as `tab`.
  static func singleByte(_ text: String, _ node: DataNode) throws(Problem) -> UInt8 {
    guard let byte = byte(text) else {
      throw node.problem("This is not one ASCII character.", mend: "Write one, or tab.")
    }
    return byte
  }

  static func byte(_ text: String) -> UInt8? {
    if text == "tab" || text == "\\t" { return 0x09 }
    let bytes = Array(text.utf8)
    return bytes.count == 1 && bytes[0] < 0x80 ? bytes[0] : nil
  }

  func columns() throws(Problem) -> [Role: [String]] {
    var result: [Role: [String]] = [:]
    let node = try required("columns")
    // A draft whose columns are all still comments.
    if node.isNull { return result }
    for (key, value) in try node.mapping(Role.allCases.map(\.rawValue)) {
      guard let role = Role(rawValue: key) else { continue }
      result[role] = try value.strings()
    }
    return result
  }

  func dayOrder() throws(Problem) -> DayOrder? {
    guard let node = try keys["day"]?.mapping(["order"])["order"] else { return nil }
    let order = try node.choice(["decide"] + DayOrder.allCases.map(\.rawValue))
    return DayOrder(rawValue: order)
  }

  func numbers() throws(Problem) -> (UInt8?, Bool) {
    let keys = try keys["numbers"]?.mapping(["decimal", "minorUnits"]) ?? [:]
    let mark = try keys["decimal"]?.choice([".", ",", "decide"]) ?? "decide"
    return (mark == "decide" ? nil : FormatReader.byte(mark), try keys["minorUnits"]?.bool() ?? false)
  }

  func tax() throws(Problem) -> ExportFormat.TaxBasis {
    let text = try keys["tax"]?.choice(ExportFormat.TaxBasis.allCases.map(\.rawValue)) ?? "unknown"
    return ExportFormat.TaxBasis(rawValue: text) ?? .unknown
  }

  func code() throws(Problem) -> (Bool, String?, Bool) {
    let keys = try keys["code"]?.mapping(["checkDigits", "openRing", "bracketed"]) ?? [:]
    return (
      try keys["checkDigits"]?.choice(["present", "absent", "unknown"]) == "present", try keys["openRing"]?.string(),
      try keys["bracketed"]?.bool() ?? false
    )
  }

  func carryDown() throws(Problem) -> ExportFormat.CarryDown? {
    guard let node = keys["carryDown"] else { return nil }
    let parts = try node.mapping(["first", "columns"])
    let first = try parts["first"]?.strings() ?? []
    let columns = try parts["columns"]?.strings() ?? []
    guard !first.isEmpty, !columns.isEmpty else {
      throw node.problem(
        "carryDown needs first and columns.", rule: "first: columns that are filled on the first row of a group only",
        mend: "Write carryDown: {first: [Date], columns: [Date, Order]}.")
    }
    return ExportFormat.CarryDown(first: first, columns: columns)
  }

  func notices() throws(Problem) -> [ExportFormat.Notice] {
    var notices: [ExportFormat.Notice] = []
    for node in try keys["notices"]?.list() ?? [] {
      let parts = try node.mapping(["column", "says"])
      guard let column = try parts["column"]?.string(), let says = try parts["says"]?.string() else {
        throw node.problem("A notice needs column and says.", mend: "Write {column: Refunded Amount, says: …}.")
      }
      notices.append(ExportFormat.Notice(column: column, says: says))
    }
    return notices
  }

  func rules(_ key: String) throws(Problem) -> [ExportFormat.Rule] {
    var rules: [ExportFormat.Rule] = []
    for node in try keys[key]?.list() ?? [] {
      let parts = try node.mapping(["rule", "cancels", "when", "whenRole", "whenPosition"])
      var tests: [(target: ExportFormat.Target, value: ExportFormat.Value)] = []
      for (name, value) in try parts["when"]?.entries() ?? [] { tests.append((.name(name), try self.value(value))) }
      for (name, value) in try parts["whenRole"]?.entries() ?? [] {
        tests.append((try role(name, value), try self.value(value)))
      }
      for (name, value) in try parts["whenPosition"]?.entries() ?? [] {
        guard let position = Int(name), position > 0 else {
          throw value.problem("Positions count from 1.", mend: "Write 1.")
        }
        tests.append((.position(position - 1), try self.value(value)))
      }
      guard !tests.isEmpty else {
        throw node.problem("The rule tests nothing.", mend: "Add `when: {column: [values]}`.")
      }
      rules.append(
        ExportFormat.Rule(
          name: try parts["rule"]?.string() ?? key, cancels: try parts["cancels"]?.bool() ?? false, tests: tests))
    }
    return rules
  }

  private func role(_ name: String, _ node: DataNode) throws(Problem) -> ExportFormat.Target {
    guard let role = Role(rawValue: name) else {
      let roles = Role.allCases.map(\.rawValue)
      throw node.problem(
        "The role \(name) is unknown.", rule: "roles: \(roles.joined(separator: ", "))",
        mend: nearest(name, in: roles).map { "Did you mean \($0)?" } ?? "Use one of them.")
    }
    return .role(role)
  }

  /// `[A, B]`, `blank`, `filled`, `{folded: […]}`, `{words: […]}` or `{prefix: […]}`.
  private func value(_ node: DataNode) throws(Problem) -> ExportFormat.Value {
    if node.isMapping {
      let parts = try node.mapping(["folded", "words", "prefix"])
      if let folded = try parts["folded"]?.strings() { return .folded(folded.map(FoldedText.fold)) }
      if let words = try parts["words"]?.strings() { return .words(words.map(FoldedText.fold)) }
      if let prefix = try parts["prefix"]?.strings() { return .prefix(prefix) }
      throw node.problem("Nothing is compared here.", mend: "Write {folded: [total]} or {prefix: ['***']}.")
    }
    switch node.scalarText {
    case "blank": return .blank
    case "filled": return .filled
    default: return .oneOf(try node.strings())
    }
  }
}
