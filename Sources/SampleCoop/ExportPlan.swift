// Which exports there are, and the few things that go wrong in them.

struct ExportPlan {
  let assortment: WareList

  /// All exports of both shops.
  func exports() -> [Export] {
    let offers = OfferList(assortment.wares)
    return mainStreet(offers) + laEsquina(offers)
  }

  private func mainStreet(_ offers: OfferList) -> [Export] {
    var maker = BasketMaker(shop: .mainStreet, assortment: assortment, offers: offers, seed: Story.seed)
    var writer = CorePOSWriter(seed: Story.seed &+ 1)
    var exports = SampleMonth.all.map { month in
      Export(
        path: "exports/main-street/\(month.text).csv", format: "core-pos", dialect: .core, store: Shop.mainStreet.store,
        header: CorePOSWriter.header, lines: writer.lines(maker.baskets(of: month)))
    }
    Mishap.repeatOneLine(&exports[9])
    exports.append(Mishap.weekAgain(exports[6], days: 12...18))
    return exports
  }

  private func laEsquina(_ offers: OfferList) -> [Export] {
    var maker = BasketMaker(shop: .laEsquina, assortment: assortment, offers: offers, seed: Story.seed &+ 2)
    var old = SpanishTillWriter()
    var new = EnglishTillWriter()
    var exports = SampleMonth.all.map { month in
      let baskets = maker.baskets(of: month)
      let path = "exports/la-esquina/\(month.text).csv"
      let store = Shop.laEsquina.store
      return month.index < Story.newTillMonth
        ? Export(
          path: path, format: "generic", dialect: .spanish, store: store, title: SpanishTillWriter.title(month),
          header: SpanishTillWriter.header, lines: old.lines(baskets))
        : Export(
          path: path, format: "generic", dialect: .english, store: store, header: EnglishTillWriter.header,
          lines: new.lines(baskets))
    }
    Mishap.spoilDay(&exports[3])
    Mishap.spoilAmount(&exports[17])
    return exports
  }
}

/// What goes wrong in real exports, once each.
enum Mishap {
  /// A line of the till's table was written twice.
  static func repeatOneLine(_ export: inout Export) {
    guard let index = export.lines.indices.dropFirst(200).first(where: { export.lines[$0].fate == .counted }) else {
      return
    }
    var copy = export.lines[index]
    copy.fate = .duplicate
    export.lines.insert(copy, at: index + 1)
  }

  /// Someone exported a week of the month once more.
  static func weekAgain(_ month: Export, days: ClosedRange<Int>) -> Export {
    var week = month
    // `_` sorts after `.`: the week is imported after its month.
    week.path = month.path.dropLast(4) + "_week-again.csv"
    week.lines = month.lines.filter { days.contains($0.day.day) }.map { line in
      var line = line
      if line.fate == .counted { line.fate = .duplicate }
      return line
    }
    return week
  }

  /// A day that the calendar lacks.
  static func spoilDay(_ export: inout Export) {
    let index = export.lines.count / 2
    export.lines[index].cells[0] = "31/" + export.lines[index].cells[0].dropFirst(3)
    export.lines[index].fate = .rejected
  }

  /// A word where the amount should stand.
  static func spoilAmount(_ export: inout Export) {
    let index = export.lines.count / 2
    export.lines[index].cells[10] = "abc"
    export.lines[index].cents = 0
    export.lines[index].fate = .rejected
  }
}
