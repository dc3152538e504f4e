// La Esquina's old till: a Spanish report with title lines, decimal commas, a total row and a closing line.

struct SpanishTillWriter {
  static let header = [
    "Fecha", "Hora", "Tienda", "Caja", "Nº Ticket", "Línea", "Código", "Artículo", "Departamento", "Cantidad",
    "Importe",
    "Socio",
  ]

  /// Lines above the header.
  static func title(_ month: SampleMonth) -> [String] {
    guard let first = month.days.first?.day, let last = month.days.last?.day else { return [] }
    return ["Informe de ventas por ticket - La Esquina", "Periodo: \(first.spanishText) - \(last.spanishText)", ""]
  }

  /// Ticket numbers run on through the years.
  private var ticket = 4100

  /// The lines of a month, with the report's end.
  mutating func lines(_ baskets: [Basket]) -> [BookedLine] {
    var lines: [BookedLine] = []
    for basket in baskets {
      ticket += 1
      for (index, entry) in basket.entries.enumerated() {
        lines.append(
          BookedLine(
            cells: cells(basket, entry, line: index + 1), day: basket.day, goods: entry.offer.goods, cents: entry.cents,
            fate: .counted))
      }
    }
    guard let last = lines.last else { return [] }
    return lines + SpanishTillWriter.end(total: lines.reduce(0) { $0 + $1.cents }, day: last.day)
  }

  private func cells(_ basket: Basket, _ entry: BasketEntry, line: Int) -> [String] {
    [
      basket.day.spanishText, basket.second.clockText, "La Esquina", String(basket.register), String(ticket),
      String(line), SpanishTillWriter.code(entry.offer), entry.offer.spanishDescription, entry.offer.spanishDepartment,
      entry.quantity.quantityText(mark: ","), entry.cents.moneyText(mark: ","),
      basket.member > 0 ? String(basket.member) : "",
    ]
  }

  /// European scanners give thirteen digits for a GTIN.
  private static func code(_ offer: Offer) -> String {
    offer.isGTIN ? offer.code.zeroPadded(13) : offer.code
  }

  private static func end(total: Int, day: SampleDay) -> [BookedLine] {
    let amount = total.moneyText(mark: ",", group: ".")
    return [
      BookedLine(
        cells: ["Total", "", "", "", "", "", "", "", "", "", amount, ""], day: day, goods: nil, cents: total,
        fate: .excluded("total")),
      BookedLine(cells: ["*** Fin del informe ***"], day: day, goods: nil, cents: 0, fate: .excluded("footer")),
    ]
  }
}
