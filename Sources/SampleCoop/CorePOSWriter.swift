// Main Street's till: baskets as the current CORE-POS table with all that it holds besides sales.

/// Writes baskets and books every line with the rule that must leave it out.
struct CorePOSWriter {
  static let header = [
    "datetime", "store_id", "register_no", "emp_no", "trans_no", "upc", "description", "trans_type", "trans_subtype",
    "trans_status", "department", "quantity", "scale", "cost", "unitPrice", "total", "regPrice", "tax", "foodstamp",
    "discount", "memDiscount", "discountable", "discounttype", "voided", "percentDiscount", "ItemQtty", "volDiscType",
    "volume", "VolSpecial", "mixMatch", "matched", "memType", "staff", "numflag", "charflag", "card_no", "trans_id",
    "pos_row_id", "store_row_id",
  ]

  private var random: RandomSource
  private var lines: [BookedLine] = []
  private var rows = 0
  private var numbers: [Int: Int] = [:]
  private var numbersDay: SampleDay?

  // The receipt that is being written.
  private var basket: Basket
  private var number = 0
  private var line = 0
  private var second = 0

  init(seed: UInt64) {
    random = RandomSource(seed: seed)
    basket = Basket(
      occasion: .sale, day: SampleDay(year: 0, month: 0, day: 0), second: 0, register: 0, cashier: 0, member: 0,
      isWorkingMember: false, entries: [])
  }

  /// The lines of a month.
  mutating func lines(_ baskets: [Basket]) -> [BookedLine] {
    lines = []
    for basket in baskets { write(basket) }
    return lines
  }

  private mutating func write(_ next: Basket) {
    begin(next)
    for entry in basket.entries { add(CoreLine(entry), goods: entry.offer.goods) }
    let goods = basket.entries.filter { $0.kind != .damaged }
    let total = goods.reduce(0) { $0 + $1.cents }
    let tax = goods.filter(\.offer.isTaxed).reduce(0) { $0 + $1.cents }.times(thousandths: Story.salesTax)
    guard basket.occasion != .cancelled else {
      add(.commentary("0", "", "** TRANSACTION CANCELLED **"))
      return
    }
    let due = total + addReductions(total) + tax
    if random.chance(150) { add(.commentary("C", "", "Subtotal \(total.moneyText())")) }
    if random.chance(15) { add(.commentary("C", "CM", "told a \"dad joke\"")) }
    add(CoreLine(type: "A", upc: "TAX", description: "Tax", total: tax), excludedBy: "tax")
    pay(due)
  }

  private mutating func begin(_ next: Basket) {
    basket = next
    second = next.second
    line = 0
    if numbersDay != next.day {
      numbersDay = next.day
      numbers = [:]
    }
    // Receipt numbers restart daily with every register and cashier.
    number = numbers[next.register * 10_000 + next.cashier, default: 0] + 1
    numbers[next.register * 10_000 + next.cashier] = number
  }

  /// The working members' tenth and coupons; their sum.
  private mutating func addReductions(_ total: Int) -> Int {
    var sum = 0
    if basket.isWorkingMember, total > 0 {
      let discount = -total.times(hundredths: 10)
      add(.commentary("0", "", "** 10% Discount Applied **"))
      add(
        CoreLine(type: "S", upc: "DISCOUNT", description: "Discount", total: discount), excludedBy: "receipt-discount")
      sum += discount
    }
    if total > 1000, random.chance(20) {
      add(
        CoreLine(
          type: "T", subtype: "CP", upc: "0053270001050", description: "Mfr coupon 50c", department: 140, total: -50),
        excludedBy: "tender")
      sum -= 50
    }
    if total > 2000, random.chance(15) {
      add(
        CoreLine(
          type: "I", subtype: "IC", upc: "0049999900002", description: "Owner coupon", department: 0, total: -200),
        excludedBy: "tender")
      sum -= 200
    }
    return sum
  }

  private mutating func pay(_ due: Int) {
    let tenders = [
      ("CC", "Credit Card"), ("DC", "Debit Card"), ("CA", "Cash"), ("EF", "EBT FS"), ("CK", "Check"),
      ("GD", "Gift Card"),
    ]
    let (code, name) = tenders[random.index(weights: [42, 27, 18, 7, 4, 2])]
    let handed = code == "CA" && due > 0 ? (due + 499) / 500 * 500 : due
    add(CoreLine(type: "T", subtype: code, upc: "0", description: name, total: -handed), excludedBy: "tender")
    guard handed != due else { return }
    add(CoreLine(type: "T", subtype: "CA", upc: "0", description: "Change", total: handed - due), excludedBy: "tender")
  }

  private mutating func add(_ core: CoreLine, goods: Goods? = nil, excludedBy rule: String? = nil) {
    var core = core
    if basket.occasion == .cancelled { core.status = "X" }
    line += 1
    rows += 1
    second += random.within(1...6)
    lines.append(
      BookedLine(
        cells: cells(core), day: basket.day, goods: goods, cents: core.total, fate: fate(core, excludedBy: rule)))
  }

  /// Training before cancelled before what the line is.
  private func fate(_ core: CoreLine, excludedBy rule: String?) -> Fate {
    switch basket.occasion {
    case .training: .excluded("training")
    case .cancelled: .excluded("cancelled")
    case .sale: (rule ?? core.ownRule).map { .excluded($0) } ?? .counted
    }
  }

  private func cells(_ core: CoreLine) -> [String] {
    [
      basket.day.isoText + " " + second.clockText, "1", String(basket.register), String(basket.cashier), String(number),
      core.upc, core.description, core.type, core.subtype, core.status, String(core.department),
      core.quantity.quantityText(), core.isWeighed ? "1" : "0", core.cost.moneyText(), core.unitPrice.moneyText(),
      core.total.moneyText(), core.unitPrice.moneyText(), core.isTaxed ? "1" : "0", core.isFood ? "1" : "0", "0",
      core.memberDiscount == 0 ? "0" : core.memberDiscount.moneyText(), "1", core.memberDiscount == 0 ? "0" : "2",
      core.isVoided ? "1" : "0", basket.isWorkingMember ? "10" : "0", core.itemQuantity.quantityText(), "0", "0", "0",
      "", "0", basket.member > 0 ? "1" : "0", basket.isWorkingMember ? "1" : "0", "0", "",
      basket.member > 0 ? String(basket.member) : "11", String(line), String(rows), String(rows),
    ]
  }
}
