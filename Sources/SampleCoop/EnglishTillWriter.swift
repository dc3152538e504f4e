// La Esquina's new till: a plain English CSV that needs no format of its own.

struct EnglishTillWriter {
  static let header = [
    "Date", "Time", "Store", "Register", "Receipt", "Line", "Barcode", "Product", "Department", "Quantity", "Amount",
    "Cost",
  ]

  private var receipt = 0

  /// The lines of a month.
  mutating func lines(_ baskets: [Basket]) -> [BookedLine] {
    var lines: [BookedLine] = []
    for basket in baskets {
      receipt += 1
      for (index, entry) in basket.entries.enumerated() {
        lines.append(
          BookedLine(
            cells: cells(basket, entry, line: index + 1), day: basket.day, goods: entry.offer.goods, cents: entry.cents,
            fate: .counted))
      }
    }
    return lines
  }

  private func cells(_ basket: Basket, _ entry: BasketEntry, line: Int) -> [String] {
    [
      basket.day.isoText, basket.second.clockText, "La Esquina", "E\(basket.register)", "R-\(receipt.padded(5))",
      String(line), entry.offer.code, entry.offer.description, entry.offer.department, entry.quantity.quantityText(),
      entry.cents.moneyText(), entry.cost.moneyText(),
    ]
  }
}
