// Spend by month, store, department, supplier and standing: many small sums between the fold that makes them and the
// table for people with SQL. Rows are numbers; what the numbers mean stands beside them once.

/// Monthly spend.
public struct MonthlySpend: Sendable {
  /// What the rows of one store and month tell apart.
  public struct Cell: Hashable, Sendable {
    /// Nil where none is known.
    public var department: String?
    /// Supplier id; nil where none is known.
    public var supplier: String?
    /// Class and reason.
    public var standing: Standing

    /// A cell; see the properties.
    public init(department: String?, supplier: String?, standing: Standing) {
      self.department = department
      self.supplier = supplier
      self.standing = standing
    }
  }

  /// The spend of a cell in one store and month.
  public struct Row: Hashable, Sendable {
    /// Index in `months`.
    public var month: Int
    /// Index in `stores`.
    public var store: Int
    /// Index in `cells`.
    public var cell: Int
    /// Number of lines.
    public var lines: Int
    /// Minor units.
    public var amount: Int64

    /// A row; see the properties.
    public init(month: Int, store: Int, cell: Int, lines: Int, amount: Int64) {
      self.month = month
      self.store = store
      self.cell = cell
      self.lines = lines
      self.amount = amount
    }
  }

  /// `2026-10`.
  public var months: [String]
  /// Names.
  public var stores: [String]
  /// See `Cell`.
  public var cells: [Cell]
  /// In the order of the table.
  public var rows: [Row]

  /// Monthly spend; see the properties.
  public init(months: [String], stores: [String], cells: [Cell], rows: [Row]) {
    self.months = months
    self.stores = stores
    self.cells = cells
    self.rows = rows
  }
}
