// The texts of monthly spend as bytes that stand still, so that SQLite need not copy them for every row.
internal import SpendModel

/// The texts that rows of monthly spend point to.
struct MonthlyTexts {
  /// Bytes that are valid while `withCells` runs; nil stands for NULL.
  typealias Text = UnsafeRawBufferPointer?

  /// The texts by the numbers of the rows.
  struct Cells {
    var months: [Text]
    var stores: [Text]
    var cells: [(department: Text, supplier: Text, spendClass: Text, reason: Text)]
  }

  private let spend: MonthlySpend
  private var bytes: [UInt8] = []
  /// Where each text stands, in the order in which `withCells` takes them.
  private var places: [Range<Int>?] = []

  init(_ spend: MonthlySpend) {
    self.spend = spend
    for text in spend.months + spend.stores { add(text) }
    for cell in spend.cells {
      add(cell.department)
      add(cell.supplier)
      add(cell.standing.spendClass.rawValue)
      add(cell.standing.spendClass == .unrated ? cell.standing.column : nil)
    }
  }

  private mutating func add(_ text: String?) {
    let start = bytes.count
    bytes.append(contentsOf: (text ?? "").utf8)
    places.append(text.map { _ in start..<bytes.count })
  }

  /// Calls the body with the texts.
  func withCells(_ body: (Cells) throws -> Void) throws {
    try bytes.withUnsafeBytes { bytes in
      let texts = places.map { place in place.map { UnsafeRawBufferPointer(rebasing: bytes[$0]) } }
      let months = texts.prefix(spend.months.count)
      let stores = texts.dropFirst(months.count).prefix(spend.stores.count)
      let first = months.count + stores.count
      let cells = spend.cells.indices.map { index in
        let place = first + index * 4
        return (texts[place], texts[place + 1], texts[place + 2], texts[place + 3])
      }
      try body(Cells(months: Array(months), stores: Array(stores), cells: cells))
    }
  }
}
