// The first waist: what any point-of-sale system's line becomes. Formats on one side, pages and folds on the other.

/// One item on one receipt, normalised. Texts are interned: `item` is a number, in a reading's or a database's list of items.
@frozen public struct SaleLine: Hashable, Sendable {
  /// Item number; whose numbering is the holder's business.
  public var item: Int32
  /// Second of the day 0..<86 400, or -1 where the export has no time.
  public var second: Int32
  /// Quantity in millionths; negative for returns and voids.
  public var quantity: Int64
  /// Amount in minor units, in the basis that the export declares; negative for returns and voids.
  public var amount: Int64
  /// Cost of the whole line in minor units, or `SaleLine.unknown`.
  public var cost: Int64
  /// Tax of the line in minor units, or `SaleLine.unknown`.
  public var tax: Int64

  /// Stands for a cost or tax that is not known. 0 is a known zero.
  public static let unknown = Int64.min

  /// A sale line; see the properties for units.
  @inlinable public init(
    item: Int32, second: Int32 = -1, quantity: Int64, amount: Int64, cost: Int64 = SaleLine.unknown,
    tax: Int64 = SaleLine.unknown
  ) {
    self.item = item
    self.second = second
    self.quantity = quantity
    self.amount = amount
    self.cost = cost
    self.tax = tax
  }
}

/// What identifies a receipt within its store and day.
public struct ReceiptKey: Hashable, Comparable, Sendable {
  /// Joins register, cashier and number; it cannot occur in a till's text.
  public static let separator: UInt8 = 0x1F
  /// register U+001F cashier U+001F number, UTF-8; empty for a day total.
  public var bytes: [UInt8]

  /// The key of the given bytes.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// Register, cashier and number; empty where the export has none.
  public var parts: (register: String, cashier: String, number: String) {
    let cells = bytes.split(separator: ReceiptKey.separator, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard cells.count == 3 else { return ("", "", "") }
    return (cells[0], cells[1], cells[2])
  }

  /// By bytes.
  public static func < (left: ReceiptKey, right: ReceiptKey) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

/// What a page's item column points to: the code, department and supplier as the export wrote them.
public struct Item: Hashable, Sendable {
  /// The product code as written, trimmed.
  public var code: String
  /// The department as exported; empty where there is none.
  public var department: String
  /// The supplier as exported; empty where there is none.
  public var supplier: String
  /// The first description seen, for people; not part of the identity.
  public var description: String
  /// Whether the export's format says that its codes carry their check digit.
  public var hasCheckDigit: Bool

  /// An item; see the properties.
  public init(
    code: String, department: String = "", supplier: String = "", description: String = "", hasCheckDigit: Bool = false
  ) {
    self.code = code
    self.department = department
    self.supplier = supplier
    self.description = description
    self.hasCheckDigit = hasCheckDigit
  }

  /// Same code, department and supplier.
  public static func == (left: Item, right: Item) -> Bool {
    left.code == right.code && left.department == right.department && left.supplier == right.supplier
      && left.hasCheckDigit == right.hasCheckDigit
  }

  /// By code, department and supplier.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(code)
    hasher.combine(department)
    hasher.combine(supplier)
    hasher.combine(hasCheckDigit)
  }
}
