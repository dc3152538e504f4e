// Shops, baskets and their lines: what passes between the chooser of goods and the tills.

/// A shop and its habits.
struct Shop {
  /// The store as its exports name it.
  var store: String
  var receiptsPerDay: Int
  /// 0 is Monday.
  var closedWeekday: Int
  /// Upper limits of three draws that add up to a basket's lines, one more than their sum at least.
  var basketDraws: [Int]
  var registers: [Int]
  var cashiers: [Int]
  /// Whether only wares with a Spanish name are carried.
  var isSmall: Bool
  /// Whether the till writes what CORE-POS writes: open rings, member specials, cancelled and training receipts.
  var isCore: Bool

  static let mainStreet = Shop(
    store: "1", receiptsPerDay: Story.mainStreetReceipts, closedWeekday: 0, basketDraws: [5, 5, 4],
    registers: [1, 2, 3],
    cashiers: [12, 17, 23, 31], isSmall: false, isCore: true)
  static let laEsquina = Shop(
    store: "La Esquina", receiptsPerDay: Story.laEsquinaReceipts, closedWeekday: 6, basketDraws: [4, 4, 3],
    registers: [1, 2], cashiers: [1], isSmall: true, isCore: false)
}

/// One line of a basket.
struct BasketEntry {
  enum Kind {
    case sale
    /// Takes the entry before back; both stay.
    case void
    case refund
    /// A member's rebate on the entry before.
    case memberSpecial
    /// Thrown away at the till, not sold.
    case damaged
  }

  var kind: Kind
  var offer: Offer
  /// Thousandths.
  var quantity: Int
  var cents: Int

  var cost: Int {
    kind == .memberSpecial ? 0 : offer.cost.times(thousandths: quantity)
  }
}

/// One receipt.
struct Basket {
  enum Occasion {
    case sale, cancelled, training
  }

  var occasion: Occasion
  var day: SampleDay
  var second: Int
  var register: Int
  var cashier: Int
  /// 0: not a member.
  var member: Int
  /// Working members get a tenth off at the end.
  var isWorkingMember: Bool
  var entries: [BasketEntry]
}
