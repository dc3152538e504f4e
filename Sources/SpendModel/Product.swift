// What a person keeps in products.csv and suppliers.csv: dated rows, half-open.

/// A row of products.csv.
public struct Product: Hashable, Sendable {
  /// The code as written; empty for a row that maps a whole brand.
  public var code = ""
  /// Empty where the supplier is not known.
  public var supplierID = ""
  /// For people.
  public var description = ""
  /// Empty: the export's department counts.
  public var department = ""
  /// Empty where there is none.
  public var category = ""
  /// Empty where there is none.
  public var brand = ""
  /// Unit cost in minor units; nil where it is not known.
  public var cost: Int64?
  /// The row's days.
  public var validity = Validity()
  /// Its line in the file.
  public var line = 0

  /// An empty row.
  public init() {}

  /// Whether two rows say the same, wherever they stand.
  public static func isSame(_ left: Product, _ right: Product) -> Bool {
    var right = right
    right.line = left.line
    return left == right
  }
}

/// A row of suppliers.csv.
public struct Supplier: Hashable, Sendable {
  /// What products and ratings refer to.
  public var id = ""
  /// For people.
  public var name = ""
  /// Other names.
  public var aliases: [String] = []
  /// `distributor` for a wholesaler, which rates nobody; `self` for the co-op itself.
  public var kind = ""
  /// The company that holds the power; empty where there is none.
  public var parentID = ""
  /// The row's days.
  public var validity = Validity()
  /// Its line in the file.
  public var line = 0

  /// An empty row.
  public init() {}
}

/// A row of ratings.csv in its short shape: one dated judgement.
public struct Rating: Hashable, Sendable {
  /// Who is judged.
  public var supplierID = ""
  /// The judgement; `nil` while it is under review.
  public var spendClass: SpendClass?
  /// 0...100, for people.
  public var score: Int?
  /// The row's days; a rating always has a first one.
  public var validity = Validity()
  /// Where it can be looked up.
  public var source = ""
  /// When it was written down.
  public var recordedAt: Day?
  /// Its line in the file.
  public var line = 0

  /// An empty row.
  public init() {}
}

/// The days of a dated row: `from` counts, `to` does not. A missing `to` ends where the next row of the same key begins.
public struct Validity: Hashable, Sendable {
  /// First day; nil: always was.
  public var from: Day?
  /// First day after; nil: open.
  public var to: Day?

  /// Always.
  public init() {}

  /// From one day to another.
  public init(from: Day?, to: Day?) {
    self.from = from
    self.to = to
  }
}
