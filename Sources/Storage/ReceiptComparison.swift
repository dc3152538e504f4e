// Whether a receipt that comes again is the same: the multiset of canonical code, quantity and amount.
internal import SpendModel

/// The content of a receipt, in an order of its own.
struct ReceiptContent {
  struct Entry: Hashable, Comparable {
    var code: String
    var quantity: Int64
    var amount: Int64

    static func < (left: Entry, right: Entry) -> Bool {
      (left.code, left.quantity, left.amount) < (right.code, right.quantity, right.amount)
    }
  }

  let entries: [Entry]

  init(_ lines: [SaleLine], code: (Int32) -> String) {
    entries = lines.map { Entry(code: code($0.item), quantity: $0.quantity, amount: $0.amount) }.sorted()
  }

  enum Relation {
    case equal, part, other
  }

  /// How this content relates to what is stored.
  func relation(to stored: ReceiptContent) -> Relation {
    if entries == stored.entries { return .equal }
    var rest = stored.entries[...]
    for entry in entries {
      while let first = rest.first, first < entry { rest = rest.dropFirst() }
      guard rest.first == entry else { return .other }
      rest = rest.dropFirst()
    }
    return .part
  }

  /// The first entry that only one side has, for the message.
  func firstDifference(from stored: ReceiptContent) -> String {
    let counts = stored.entries.reduce(into: [Entry: Int]()) { $0[$1, default: 0] += 1 }
    var left = counts
    for entry in entries {
      guard let count = left[entry], count > 0 else {
        return "code \(entry.code), quantity \(ExactDecimal.shortText(entry.quantity, scale: 6)) is not stored so"
      }
      left[entry] = count - 1
    }
    return "lines are missing"
  }
}
