// The cells that name a line's item. A value of its own, because it is asked for every line, and twice.
internal import Delimited

/// Which columns name an item.
struct ItemCells {
  private let code, department, supplier, description: Int?
  private let nulls: NullTexts
  /// Whether a digit in front makes a cell one that is neither blank nor a null text.
  private let digitsAreFilled: Bool

  init(_ bindings: Bindings, _ nulls: NullTexts) {
    code = bindings.code
    department = bindings.department
    supplier = bindings.supplier
    description = bindings.description
    self.nulls = nulls
    digitsAreFilled = !nulls.mayBeNumbers
  }

  /// The cells as they are written. Without a code the description stands in: it cannot meet a product, but lines of
  /// one product stay together.
  @inline(__always)
  func key(_ records: RecordBatch, _ index: Int) -> CellKey {
    var name = cell(records, index, code)
    let isFilled = digitsAreFilled && name.count > 0 && name[0] &- 0x30 <= 9
    if !isFilled, !hasCode(records, index) { name = cell(records, index, description) }
    var key = CellKey(name, of: records)
    if department != nil { key.second = CellWords(cell(records, index, department), of: records) }
    if supplier != nil { key.third = CellWords(cell(records, index, supplier), of: records) }
    return key
  }

  /// Whether the record names a code.
  func hasCode(_ record: Record) -> Bool {
    guard let code else { return false }
    return nulls.filled(record, code) != nil
  }

  @inline(never)
  private func hasCode(_ records: RecordBatch, _ index: Int) -> Bool { hasCode(records[index]) }

  @inline(__always)
  private func cell(_ records: RecordBatch, _ index: Int, _ column: Int?) -> Bytes {
    guard let column, let cell = records.cell(index, column) else { return records.nothing }
    return cell
  }
}
