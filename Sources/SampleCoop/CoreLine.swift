// One line of a CORE-POS receipt, before it becomes a record: an item, or one of the many things that are none.

/// What differs from line to line of a receipt.
struct CoreLine {
  var type = "I"
  var subtype = ""
  var status = ""
  var upc: String
  var description: String
  var department = 0
  var quantity = 1000
  var itemQuantity = 1000
  var isWeighed = false
  var cost = 0
  var unitPrice = 0
  var total: Int
  var isTaxed = false
  var isFood = false
  var memberDiscount = 0
  var isVoided = false
  /// The rule that leaves the line out whatever receipt it stands on.
  var ownRule: String?

  init(
    type: String, subtype: String = "", upc: String, description: String, department: Int = 0, total: Int
  ) {
    self.type = type
    self.subtype = subtype
    self.upc = upc
    self.description = description
    self.department = department
    self.total = total
  }

  static func commentary(_ type: String, _ subtype: String, _ text: String) -> CoreLine {
    var line = CoreLine(type: type, subtype: subtype, upc: "0", description: text, total: 0)
    line.quantity = 0
    line.itemQuantity = 0
    line.ownRule = "commentary"
    return line
  }

  init(_ entry: BasketEntry) {
    let offer = entry.offer
    upc = CoreLine.upc(offer)
    description = CoreLine.shouted(offer.description)
    type = offer.isOpenRing ? "D" : "I"
    department = offer.departmentNumber
    quantity = entry.quantity
    itemQuantity = entry.quantity
    isWeighed = offer.isWeighed
    cost = entry.cost
    unitPrice = offer.price
    total = entry.cents
    isTaxed = offer.isTaxed
    isFood = !offer.isTaxed && offer.departmentNumber < 900
    switch entry.kind {
    case .sale: break
    case .void:
      status = "V"
      isVoided = true
    case .refund:
      status = "R"
      itemQuantity = -entry.quantity
    case .memberSpecial:
      status = "M"
      memberDiscount = entry.cents
      itemQuantity = 0
      unitPrice = entry.cents
    case .damaged:
      status = "Z"
      ownRule = "damaged"
    }
  }

  /// Thirteen digits without check digit; `2.99DP150` for an open ring.
  private static func upc(_ offer: Offer) -> String {
    if offer.isOpenRing { return offer.price.moneyText() + offer.code }
    return (offer.isGTIN ? String(offer.code.dropLast()) : offer.code).zeroPadded(13)
  }

  /// The till knows thirty plain capitals.
  private static func shouted(_ text: String) -> String {
    let plain: [Character: Character] = ["è": "e", "é": "e", "î": "i", "í": "i", "ñ": "n"]
    return String(text.map { plain[$0] ?? $0 }.prefix(30)).uppercased()
  }
}
