// The rows of products.csv as they lie in its table: a product is put together only where it is asked for, since most
// commands look at the code, the supplier and the department of some, and at no more.

/// Products in the order of their file.
public struct ProductList: RandomAccessCollection, Sendable {
  /// Where the table keeps what a product is; nil: nowhere.
  public struct Columns: Sendable {
    /// As in `Product`.
    public var code, supplier, description, department, category, brand: Int?
    /// What a list writes where a product has no supplier, beside an empty cell.
    public var noSupplier: String?

    /// No columns.
    public init() {}
  }

  /// Places of texts in their pools.
  private struct Shared: Sendable {
    var supplier: UInt32
    var department: UInt32
  }

  private let table: PackedTable
  private let columns: Columns
  /// The table's row of each product.
  private var rows: [Int] = []
  /// What every item that is sold asks for lies close together, apart from the table.
  private var shared: [Shared] = []
  private var suppliers = TextPool()
  private var departments = TextPool()
  /// The first product of each supplier, in order.
  public private(set) var firstOfSuppliers: [Int] = []
  /// Costs and days of the first products; those behind have none.
  private var costs: [Int64?] = []
  private var validities: [Validity] = []

  /// A list of rows of a table, to be chosen by `append`.
  public init(_ table: PackedTable, _ columns: Columns) {
    self.table = table
    self.columns = columns
    rows.reserveCapacity(table.count)
    shared.reserveCapacity(table.count)
  }

  /// A list of products.
  public init(_ products: some Sequence<Product>) {
    var table = PackedTable()
    var columns = Columns()
    (columns.code, columns.supplier, columns.description) = (0, 1, 2)
    (columns.department, columns.category, columns.brand) = (3, 4, 5)
    for row in products {
      let cells = [row.code, row.supplierID, row.description, row.department, row.category, row.brand]
      table.append(cells, line: row.line)
    }
    self.init(table, columns)
    for (index, row) in products.enumerated() { append(row: index, cost: row.cost, validity: row.validity) }
  }

  /// Adds the product of a row of the table.
  public mutating func append(row: Int, cost: Int64? = nil, validity: Validity = Validity()) {
    if cost != nil {
      costs += Array(repeating: nil, count: rows.count - costs.count)
      costs.append(cost)
    }
    if validity != Validity() {
      validities += Array(repeating: Validity(), count: rows.count - validities.count)
      validities.append(validity)
    }
    let id = table.utf8(row, columns.supplier)
    let supplier = suppliers.number(of: columns.noSupplier.map { id.elementsEqual($0.utf8) } ?? false ? [] : id)
    if suppliers.texts.count > firstOfSuppliers.count { firstOfSuppliers.append(rows.count) }
    let department = departments.number(of: table.utf8(row, columns.department))
    shared.append(Shared(supplier: supplier, department: department))
    rows.append(row)
  }

  // MARK: - Asking

  /// 0
  public var startIndex: Int { 0 }
  /// How many products there are.
  public var endIndex: Int { rows.count }

  /// The whole product.
  public subscript(index: Int) -> Product {
    var product = Product()
    product.code = code(index)
    product.supplierID = supplierID(index)
    product.description = text(index, columns.description)
    product.department = department(index)
    product.category = text(index, columns.category)
    product.brand = brand(index)
    product.cost = index < costs.count ? costs[index] : nil
    product.validity = validity(index)
    product.line = line(index)
    return product
  }

  /// `Product.code`
  public func code(_ index: Int) -> String { text(index, columns.code) }

  /// The code's bytes.
  func codeBytes(_ index: Int) -> ArraySlice<UInt8> { table.utf8(rows[index], columns.code) }

  /// `Product.supplierID`
  public func supplierID(_ index: Int) -> String { suppliers.texts[Int(shared[index].supplier)] }

  /// `Product.department`
  public func department(_ index: Int) -> String { departments.texts[Int(shared[index].department)] }

  /// `Product.brand`
  public func brand(_ index: Int) -> String { text(index, columns.brand) }

  /// `Product.validity`
  public func validity(_ index: Int) -> Validity { index < validities.count ? validities[index] : Validity() }

  /// `Product.line`
  public func line(_ index: Int) -> Int { table.line(of: rows[index]) }

  private func text(_ index: Int, _ column: Int?) -> String { table.text(rows[index], column) }
}

/// Texts that many rows have in common, each made a String once.
private struct TextPool: Sendable {
  /// By bytes: a text need not be made to be looked up.
  private struct Key: Hashable {
    let bytes: ArraySlice<UInt8>

    static func == (left: Key, right: Key) -> Bool { left.bytes.elementsEqual(right.bytes) }

    func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
  }

  private(set) var texts: [String] = []
  private var numbers: [Key: UInt32] = [:]

  /// The place of a text in `texts`.
  mutating func number(of bytes: ArraySlice<UInt8>) -> UInt32 {
    let key = Key(bytes: bytes)
    if let number = numbers[key] { return number }
    let number = UInt32(texts.count)
    texts.append(String(decoding: bytes, as: UTF8.self))
    numbers[key] = number
    return number
  }
}
