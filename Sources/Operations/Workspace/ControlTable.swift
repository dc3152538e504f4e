// Rows of controls.csv: what the till itself says it took, by store and day.
internal import Ingestion
internal import Reporting
internal import SpendModel

struct ControlTable {
  let file: TableFile
  let currency: Currency

  /// The controls of a workspace's folder; nil where there is no controls.csv.
  static func controls(in folder: String, _ currency: Currency) throws -> [ControlTotal]? {
    let path = FileAccess.join(folder, "controls.csv")
    guard FileAccess.exists(path) else { return nil }
    var findings = Findings()
    let file = try TableFile(
      path: path, required: ["store", "day", "amount"], optional: ["lines"], findings: &findings)
    let controls = ControlTable(file: file, currency: currency).controls(&findings)
    try findings.throwFirst()
    return controls
  }

  func controls(_ findings: inout Findings) -> [ControlTotal] {
    var seen: [StoreDay: Int] = [:]
    return file.rows.compactMap { row in
      guard let control = control(row, &findings) else { return nil }
      let place = StoreDay(store: control.store, day: control.day)
      if let earlier = seen.updateValue(row.line, forKey: place) {
        findings.problems.append(
          file.problem(
            row, "day", "Lines \(earlier) and \(row.line) are of the same store and day.",
            rule: "one total a store and day",
            mend: "Keep one of them."))
        return nil
      }
      return control
    }
  }

  private func control(_ row: TableRow, _ findings: inout Findings) -> ControlTotal? {
    guard let day = file.day(row, "day", &findings) else {
      if row["day"].isEmpty {
        findings.problems.append(
          file.problem(
            row, "day", "The day is missing.", rule: "days are YYYY-MM-DD", mend: "Write a day such as 2026-03-01."))
      }
      return nil
    }
    let reader = DecimalReader(notation: DecimalNotation(mark: 0x2E))
    let reading = Array(row["amount"].utf8).withUnsafeBufferPointer { reader.read($0, scale: currency.decimals) }
    guard case .value(let amount, rounded: false) = reading else {
      findings.problems.append(
        file.problem(
          row, "amount", "This is no amount of \(currency.code).", rule: "a number with a decimal point",
          mend: "Write a number such as 1234.50."))
      return nil
    }
    return ControlTotal(store: row["store"], day: day, amount: amount, lines: lines(row, &findings))
  }

  private func lines(_ row: TableRow, _ findings: inout Findings) -> Int? {
    let text = row["lines"]
    guard !text.isEmpty else { return nil }
    if let lines = Int(text), lines >= 0 { return lines }
    findings.problems.append(
      file.problem(
        row, "lines", "This is no count of lines.", rule: "a whole number, or empty", mend: "Write digits only."))
    return nil
  }
}
