// `sql "SELECT …"`: an answer over the documented views, as text, CSV or JSON lines; streamed except as text, which needs
// to know its widths.
internal import Delimited
internal import Rendering
internal import SpendModel
internal import Storage

/// Runs one SELECT. `write` gets bytes of the answer as they come, `warn` what a person should know beside it.
public func runSQL(
  _ sql: String, output: String, in workspace: Workspace, write: @escaping ([UInt8]) -> Void, warn: (String) -> Void
) throws {
  guard let form = SQLAnswer.Form(rawValue: output) else {
    throw Problem(
      .wrongUse, what: "The option --output cannot be \(output).", place: "--output \(output)",
      rule: "--output is one of text, csv, json", mend: "Write one of them.")
  }
  guard workspace.hasDatabase else {
    throw Problem(
      .refused, what: "Nothing was imported yet.", place: workspace.databasePath, rule: "sql",
      mend: "Import an export first.")
  }
  let digest = workspace.derivationDigest((try? workspace.catalogue.methods()) ?? [])
  if try workspace.readDatabase().derivedDigest(of: Derivation.name) != digest {
    warn(
      "monthly_spend, products and credits are older than the workspace's files; the next import or sync refreshes them."
    )
  }
  var answer = SQLAnswer(form: form, write: write)
  try SQLReader(path: workspace.databasePath).run(sql, columns: { answer.begin($0) }, row: { answer.add($0) })
  answer.end()
}

/// Writes an answer in one of its forms.
private struct SQLAnswer {
  enum Form: String {
    case text, csv, json
  }

  let form: Form
  let write: ([UInt8]) -> Void
  private var columns: [String] = []
  private var rows: [[String]] = []
  private var numeric: Set<Int> = []
  private var csv = RecordWriter(formulaSafe: true)

  init(form: Form, write: @escaping ([UInt8]) -> Void) {
    self.form = form
    self.write = write
  }

  mutating func begin(_ names: [String]) {
    columns = names
    guard form == .csv else { return }
    for name in names { csv.text(name) }
    csv.endRow()
  }

  mutating func add(_ values: [SQLValue]) {
    switch form {
    case .text:
      for (index, value) in values.enumerated() where SQLAnswer.isNumber(value) { numeric.insert(index) }
      rows.append(values.map { PrintableText.visible(SQLAnswer.text($0) ?? "–") })
    case .json:
      write(Array((JSONText.object(Array(zip(columns, values.map(SQLAnswer.json)))).text + "\n").utf8))
    case .csv:
      for value in values {
        if case .text(let text) = value { csv.text(text) } else { csv.verbatim(SQLAnswer.text(value) ?? "") }
      }
      csv.endRow()
      if csv.bytes.count > 1 << 16 { write(csv.take()) }
    }
  }

  mutating func end() {
    switch form {
    case .text: write(Array(aligned([columns] + rows, right: numeric).utf8))
    case .csv: write(csv.take())
    case .json: break
    }
  }

  private static func isNumber(_ value: SQLValue) -> Bool {
    switch value {
    case .integer, .real: true
    default: false
    }
  }

  private static func text(_ value: SQLValue) -> String? {
    switch value {
    case .null: nil
    case .integer(let number): String(number)
    case .real(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : "\(number)"
    case .text(let text): text
    case .blob(let count): "(\(count) bytes)"
    }
  }

  private static func json(_ value: SQLValue) -> JSONText {
    switch value {
    case .null: .null
    case .integer, .real: text(value).map { .number($0) } ?? .null
    case .text, .blob: .optional(text(value))
    }
  }
}
