// The cells that name a line's item: a value of its own, because every line is asked for them.
internal import Delimited

/// Which columns name an item.
struct ItemCells {
  private let code, description: Int?
  /// The columns that name it besides.
  let department, supplier: Int?
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

  /// The code as it is written. Without one the description stands in: it cannot meet a product, but lines of one
  /// product stay together.
  @inline(__always)
  func name(_ records: RecordBatch, _ index: Int) -> Bytes {
    let name = cell(records, index, code)
    if digitsAreFilled, name.count > 0, name[0] &- 0x30 <= 9 { return name }
    return hasCode(records, index) ? name : cell(records, index, description)
  }

  /// Whether the record names a code.
  func hasCode(_ record: Record) -> Bool {
    guard let code else { return false }
    return nulls.filled(record, code) != nil
  }

  @inline(never)
  private func hasCode(_ records: RecordBatch, _ index: Int) -> Bool { hasCode(records[index]) }

  /// A cell; nothing where the record lacks it.
  @inline(__always)
  func cell(_ records: RecordBatch, _ index: Int, _ column: Int?) -> Bytes {
    guard let column, let cell = records.cell(index, column) else { return records.nothing }
    return cell
  }
}
