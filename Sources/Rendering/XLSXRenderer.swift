// A report as a spreadsheet: one sheet a grid, real numbers with formats, a frozen header; the sentences on a sheet of
// their own. The same table and the same moment give the same bytes.
internal import CXlsxWriter
public import Reporting
public import SpendModel

/// `--output xlsx`
public struct XLSXRenderer: Renderer {
  /// See `Renderer`.
  public static let name = "xlsx"
  private let choices: RenderingChoices

  /// A renderer in a language; `createdAt` is the moment that the file tells.
  public init(_ choices: RenderingChoices) { self.choices = choices }

  /// See `Renderer`.
  public func render(_ table: ReportTable) throws(Problem) -> [UInt8] {
    // The library only writes to a path: an unnamed file has one for as long as it is open.
    guard let file = commonspend_unnamed_file() else { throw XLSXRenderer.failure("no temporary file can be made") }
    defer { commonspend_unnamed_close(file) }
    guard let book = Workbook(path: "/dev/fd/\(commonspend_unnamed_descriptor(file))", choices, table.currency) else {
      throw XLSXRenderer.failure("the workbook cannot be made")
    }
    book.describe(table)
    book.add(table.main, heading: choices.wording.text(table.title, table.currency))
    for section in table.sections { book.add(section, heading: choices.wording.heading(section, table.currency)) }
    book.addNotes(table)
    if let error = book.close() { throw XLSXRenderer.failure(error) }
    return try XLSXRenderer.content(file)
  }

  private static func content(_ file: UnsafeMutableRawPointer) throws(Problem) -> [UInt8] {
    let length = commonspend_unnamed_length(file)
    guard length > 0 else { throw failure("it cannot be read back") }
    var bytes = [UInt8](repeating: 0, count: length)
    guard commonspend_unnamed_read(file, &bytes, length) == length else { throw failure("it cannot be read back") }
    return bytes
  }

  private static func failure(_ why: String) -> Problem {
    Problem(
      .environment, what: "The spreadsheet cannot be written: \(why).", place: "--output xlsx",
      rule: "a temporary file of the system", mend: "Check the disk and its temporary folder, or use --output csv.")
  }
}

/// A workbook that is being written. The library owns sheets and formats until it is closed.
private final class Workbook {
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let choices: RenderingChoices
  private let currency: Currency
  private var sheetNames: Set<String> = []
  private var formats: [String: UnsafeMutablePointer<lxw_format>] = [:]

  init?(path: String, _ choices: RenderingChoices, _ currency: Currency) {
    guard let book = workbook_new(path) else { return nil }
    self.book = book
    self.choices = choices
    self.currency = currency
  }

  /// Writes everything; an error's text, or nil.
  func close() -> String? {
    let error = workbook_close(book)
    return error == LXW_NO_ERROR ? nil : String(cString: lxw_strerror(error))
  }

  /// Title and moment. Without a moment the library would take the clock's, and no two files would be the same.
  func describe(_ table: ReportTable) {
    choices.wording.text(table.title, currency).withCString { title in
      var properties = lxw_doc_properties()
      properties.title = UnsafeMutablePointer(mutating: title)
      properties.created = Moment.seconds(choices.createdAt)
      workbook_set_properties(book, &properties)
    }
  }

  func add(_ grid: ReportGrid, heading: String) {
    guard let sheet = workbook_add_worksheet(book, name(heading)) else { return }
    let grid = SheetGrid(grid, choices.wording, currency)
    for (column, heading) in grid.headings.enumerated() {
      worksheet_write_string(sheet, 0, UInt16(column), heading, format("header"))
      worksheet_set_column(sheet, UInt16(column), UInt16(column), grid.width(column), nil)
    }
    for (row, cells) in grid.rows.enumerated() {
      for (column, cell) in cells.enumerated() {
        write(cell, to: sheet, UInt32(row + 1), UInt16(column), isTotal: false)
      }
    }
    for (column, cell) in grid.totals.enumerated() {
      write(cell, to: sheet, UInt32(grid.rows.count + 1), UInt16(column), isTotal: true)
    }
    worksheet_freeze_panes(sheet, 1, 1)
    if !grid.rows.isEmpty {
      worksheet_autofilter(sheet, 0, 0, UInt32(grid.rows.count), UInt16(max(0, grid.headings.count - 1)))
    }
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
  }

  func addNotes(_ table: ReportTable) {
    let wording = choices.wording
    guard let sheet = workbook_add_worksheet(book, name(wording.plain("notes"))) else { return }
    var lines = [wording.text(table.question, currency), wording.sentences(table.headline, currency)]
    lines += [Provenance.text(table, wording)]
    lines += (table.main.notes + table.sections.flatMap(\.notes) + table.notes).map { wording.text($0, currency) }
    worksheet_set_column(sheet, 0, 0, 110, nil)
    for (row, line) in lines.filter({ !$0.isEmpty }).enumerated() {
      worksheet_write_string(sheet, UInt32(row), 0, line, format("text"))
    }
  }

  private func write(
    _ cell: SheetCell, to sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32, _ column: UInt16, isTotal: Bool
  ) {
    let suffix = isTotal ? "-total" : ""
    switch cell {
    case .text(let text): worksheet_write_string(sheet, row, column, text, format("plain" + suffix))
    case .flag(let flag): worksheet_write_boolean(sheet, row, column, flag ? 1 : 0, format("plain" + suffix))
    case .number(let number, let kind):
      worksheet_write_number(sheet, row, column, number, format(kind.rawValue + suffix))
    case .empty: worksheet_write_blank(sheet, row, column, format("plain" + suffix))
    }
  }

  /// At most 31 characters, none of `[]:*?/\`, and not twice.
  private func name(_ heading: String) -> String {
    let allowed = String(heading.filter { !"[]:*?/\\'".contains($0) }.prefix(28))
    var name = allowed.isEmpty ? "Sheet" : allowed
    var number = 2
    while !sheetNames.insert(name.lowercased()).inserted {
      name = "\(allowed) \(number)"
      number += 1
    }
    return name
  }

  private func format(_ key: String) -> UnsafeMutablePointer<lxw_format>? {
    if let known = formats[key] { return known }
    guard let format = workbook_add_format(book) else { return nil }
    formats[key] = format
    let kind = key.split(separator: "-")[0]
    if let pattern = pattern(String(kind)) { format_set_num_format(format, pattern) }
    if kind == "header" {
      format_set_bold(format)
      format_set_text_wrap(format)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
    }
    if kind == "text" { format_set_text_wrap(format) }
    if key.hasSuffix("-total") {
      format_set_bold(format)
      format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
    }
    return format
  }

  private func pattern(_ kind: String) -> String? {
    switch SheetCell.Kind(rawValue: kind) {
    case .money: choices.wording.style.spreadsheetMoney(currency)
    case .share: "0.0%"
    case .points: "+0.00;-0.00;0.00"
    case .count: "#,##0"
    case .quantity: "#,##0.######"
    case .day: "yyyy-mm-dd"
    case nil: nil
    }
  }
}
