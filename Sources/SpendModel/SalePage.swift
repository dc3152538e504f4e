// The second waist: every sale line of one store and one business day. Imports (or a scale-out engine) on one side,
// storage and reports on the other. This file has the unpacked page; SalePage+Packing.swift has its bytes.

/// One receipt of a page with its counted lines. Lines of one receipt always come from one import.
public struct PageReceipt: Hashable, Sendable {
  /// Register, cashier and number; empty for a day total.
  public var key: ReceiptKey
  /// The import that brought it.
  public var importID: Int32
  /// Its lines, in the order of the export.
  public var lines: [SaleLine]

  /// A receipt; see the properties.
  public init(key: ReceiptKey, importID: Int32, lines: [SaleLine]) {
    self.key = key
    self.importID = importID
    self.lines = lines
  }
}

/// The lines of one store and one business day, by receipt.
public struct SalePage: Hashable, Sendable {
  /// What the unit of de-duplication is. A store-day holds one kind, never both.
  public enum Kind: UInt8, Hashable, Sendable {
    /// Lines belong to receipts.
    case receipts = 0
    /// One row per product and day, without receipts.
    case dayTotals = 1
  }

  /// Receipts or day totals.
  public var kind: Kind
  /// The receipts in the order in which they came.
  public var receipts: [PageReceipt]

  /// A page; see the properties.
  public init(kind: Kind, receipts: [PageReceipt] = []) {
    self.kind = kind
    self.receipts = receipts
  }

  /// Number of lines of all receipts.
  public var lineCount: Int { receipts.reduce(0) { $0 + $1.lines.count } }

  /// Sum of amounts and of quantities; says when a sum leaves the range of Int64.
  public var sums: (amount: ExactSum, quantity: ExactSum) {
    var amount = ExactSum()
    var quantity = ExactSum()
    for receipt in receipts {
      for line in receipt.lines {
        amount.add(line.amount)
        quantity.add(line.quantity)
      }
    }
    return (amount, quantity)
  }
}

/// A page as a source hands it to a fold: borrowed bytes, valid during the call only.
public struct PageSlice {
  /// Index of the store in the source's `stores`.
  public var store: Int
  /// The business day.
  public var day: Day
  /// The packed page.
  public var page: PackedPage

  /// A slice; see the properties.
  public init(store: Int, day: Day, page: PackedPage) {
    self.store = store
    self.day = day
    self.page = page
  }
}

/// Whatever can hand out packed pages: a database, or exports that were just read.
public protocol PageSource {
  /// The items that the pages' item numbers index.
  var items: [Item] { get throws }
  /// The same, without their descriptions where that is quicker: most questions show none.
  var bareItems: [Item] { get throws }
  /// The names of the stores that slices index.
  var stores: [String] { get throws }
  /// First and last day that hold lines, per store; nil for a store without any.
  var dayRanges: [ClosedRange<Day>?] { get throws }
  /// Calls the body with every page whose day lies in the span (nil: all), by store and then by day.
  func forEachPage(in span: DaySpan?, _ body: (PageSlice) throws -> Void) throws
}

extension PageSource {
  /// The items as they are.
  public var bareItems: [Item] { get throws { try items } }
}
