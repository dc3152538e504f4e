// Spend by month, store, department, supplier and standing: many small sums between the fold that makes them and the
// table for people with SQL. Rows are numbers; what the numbers mean stands beside them once.

/// Monthly spend.
public struct MonthlySpend: Sendable {
  /// What the rows of one place tell apart.
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

  /// A store's month.
  public struct Place: Hashable, Sendable {
    /// `2026-10`.
    public var month: String
    /// The store's name.
    public var store: String

    /// A place; see the properties.
    public init(month: String, store: String) {
      self.month = month
      self.store = store
    }
  }

  /// The spend of a cell in one place.
  public struct Row: Hashable, Sendable {
    /// Index in `places`.
    public var place: Int
    /// Index in `cells`.
    public var cell: Int
    /// Number of lines.
    public var lines: Int
    /// Minor units.
    public var amount: Int64

    /// A row; see the properties.
    public init(place: Int, cell: Int, lines: Int, amount: Int64) {
      self.place = place
      self.cell = cell
      self.lines = lines
      self.amount = amount
    }
  }

  /// By month and store; each once.
  public var places: [Place]
  /// By department, supplier and standing, unknown first; each once.
  public var cells: [Cell]
  /// By place and cell; each pair once.
  public var rows: [Row]

  /// Monthly spend; see the properties.
  public init(places: [Place], cells: [Cell], rows: [Row]) {
    self.places = places
    self.cells = cells
    self.rows = rows
  }
}
