// The figures that reading the sample must give, summed from the books of the exports.

struct ExpectedFigures {
  /// In the order of import.
  let exports: [Export]
  let standings: WareStandings

  func files() -> [SampleFile] {
    [
      SampleFile(
        path: "expected/imports.csv", bytes: TextTable.csv(ExpectedFigures.importHeader, exports.map(balance))),
      SampleFile(
        path: "expected/exclusions.csv", bytes: TextTable.csv("file,rule,lines,amount", exports.flatMap(exclusions))),
      SampleFile(
        path: "expected/share-by-month.csv",
        bytes: TextTable.csv(ExpectedFigures.shareHeader, months(exports))),
      SampleFile(
        path: "expected/share-by-store-by-month.csv",
        bytes: TextTable.csv("store," + ExpectedFigures.shareHeader, byStore())),
    ]
  }

  private static let importHeader =
    "file,format,read,counted,excluded,duplicate,rejected,readAmount,countedAmount,excludedAmount,duplicateAmount,"
    + "rejectedAmount"
  private static let shareHeader =
    "period,total,generative,transitional,extractive,unrated,unratedNoRating,unratedExpired,unratedUnmatched,"
    + "unratedNoSupplier,unratedDistributor,unratedUnderReview"

  // MARK: - Imports

  private func balance(_ export: Export) -> [String] {
    let parts = [
      export.lines, export.lines.filter { $0.fate == .counted }, export.lines.filter { rule($0) != nil },
      export.lines.filter { $0.fate == .duplicate }, export.lines.filter { $0.fate == .rejected },
    ]
    return [export.path, export.format] + parts.map { String($0.count) } + parts.map { sum($0).moneyText() }
  }

  private func exclusions(_ export: Export) -> [[String]] {
    Set(export.lines.compactMap(rule)).sorted().map { name in
      let lines = export.lines.filter { rule($0) == name }
      return [export.path, name, String(lines.count), sum(lines).moneyText()]
    }
  }

  private func rule(_ line: BookedLine) -> String? {
    if case .excluded(let name) = line.fate { name } else { nil }
  }

  private func sum(_ lines: [BookedLine]) -> Int { lines.reduce(0) { $0 + $1.cents } }

  // MARK: - Shares

  private func byStore() -> [[String]] {
    [Shop.mainStreet.store, Shop.laEsquina.store].flatMap { store in
      months(exports.filter { $0.store == store }).map { [store] + $0 }
    }
  }

  private func months(_ exports: [Export]) -> [[String]] {
    var sums = SampleMonth.all.map { _ in ShareColumn.allCases.map { _ in 0 } }
    for line in exports.flatMap(\.lines) where line.fate == .counted {
      guard let goods = line.goods, let column = standings.column(goods, on: line.day) else { continue }
      sums[(line.day.year - 2024) * 12 + line.day.month - 11][column.rawValue] += line.cents
    }
    return zip(SampleMonth.all, sums).map { month, sums in
      let unrated = sums.dropFirst(ShareColumn.noRating.rawValue)
      let figures = [sums.reduce(0, +)] + sums.prefix(3) + [unrated.reduce(0, +)] + unrated
      return [month.text] + figures.map { $0.moneyText() }
    }
  }
}
