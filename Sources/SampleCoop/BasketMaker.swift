// Fills baskets: who buys what on which day. Tills write them down; the expected figures never look in here.

/// Makes the baskets of one shop, month after month.
struct BasketMaker {
  private let shop: Shop
  private let wares: [Ware]
  private let offers: OfferList
  private let wareIndices: [[Int]]
  private let trends: [[SampleSupplier.Trend]]
  private var random: RandomSource
  private var departmentPicker: EvenPicker
  private var warePickers: [EvenPicker]
  private var weights: [[Int]] = []
  /// Receipts still to come, in hundredths.
  private var owed = 0

  init(shop: Shop, assortment: WareList, offers: OfferList, seed: UInt64) {
    self.shop = shop
    self.offers = offers
    wares = assortment.wares
    random = RandomSource(seed: seed)
    departmentPicker = EvenPicker(start: random.next())
    wareIndices = WareTables.departments.indices.map { department in
      assortment.wares.indices.filter {
        assortment.wares[$0].department == department
          && (!shop.isSmall || !assortment.wares[$0].spanishDescription.isEmpty)
      }
    }
    trends = wareIndices.map { indices in indices.map { BasketMaker.trend(assortment.wares[$0]) } }
    warePickers = []
    for _ in WareTables.departments { warePickers.append(EvenPicker(start: random.next())) }
  }

  private static func trend(_ ware: Ware) -> SampleSupplier.Trend {
    SupplierRoster.index(ware.provenance.last?.supplier ?? "").map { SupplierRoster.all[$0].trend } ?? .steady
  }

  /// The month's baskets in the order of the till.
  mutating func baskets(of month: SampleMonth) -> [Basket] {
    weights = wareIndices.indices.map { monthWeights(department: $0, month) }
    return month.days.flatMap { day, weekday in
      weekday == shop.closedWeekday || day.isHoliday ? [] : baskets(of: month, day: day, weekday: weekday)
    }
  }

  private func monthWeights(department: Int, _ month: SampleMonth) -> [Int] {
    zip(wareIndices[department], trends[department]).map { index, trend in
      let perMonth =
        switch trend {
        case .rising: Story.risingPerMonth
        case .steady: 0
        case .fading: Story.fadingPerMonth
        }
      return wares[index].weight * wares[index].seasonFactor(month: month.month) * (1000 + perMonth * month.index)
    }
  }

  private mutating func baskets(of month: SampleMonth, day: SampleDay, weekday: Int) -> [Basket] {
    let growth = 1000 + Story.growthPerMonth * month.index
    let expected = shop.receiptsPerDay.times(thousandths: growth)
      .times(hundredths: Story.monthFactors[month.month - 1]).times(hundredths: Story.weekdayFactors[weekday])
    owed += expected + random.within(-40...40)
    let count = max(0, owed / 100)
    owed -= count * 100
    // Eight in the morning to eight at night.
    let seconds = (0..<count).map { _ in 28_800 + random.below(43_200) }.sorted()
    return seconds.map { basket(day: day, second: $0, month) }
  }

  private mutating func basket(day: SampleDay, second: Int, _ month: SampleMonth) -> Basket {
    var basket = Basket(
      occasion: .sale, day: day, second: second, register: shop.registers[random.below(shop.registers.count)],
      cashier: shop.cashiers[random.below(shop.cashiers.count)],
      member: random.chance(640) ? 555_001 + random.below(420) : 0, isWorkingMember: false, entries: [])
    basket.isWorkingMember = basket.member % 9 == 1
    if shop.isCore { chooseOccasion(&basket) }
    let lines = shop.basketDraws.reduce(1) { $0 + random.below($1) } + (random.chance(60) ? 3 : 0)
    for _ in 0..<lines { addEntry(to: &basket, month) }
    if random.chance(35) { addAside(to: &basket) }
    return basket
  }

  private mutating func chooseOccasion(_ basket: inout Basket) {
    if random.chance(12) { basket.occasion = .cancelled }
    if random.chance(5) {
      basket.occasion = .training
      basket.register = random.chance(500) ? 99 : basket.register
      basket.cashier = basket.register == 99 ? basket.cashier : 9999
    }
  }

  // MARK: - Entries

  private mutating func addEntry(to basket: inout Basket, _ month: SampleMonth) {
    let offer = chooseOffer()
    let quantity = chooseQuantity(offer)
    let entry = BasketEntry(
      kind: .sale, offer: offer, quantity: quantity, cents: offer.price.times(thousandths: quantity))
    if random.chance(5) {
      basket.entries.append(
        BasketEntry(kind: .refund, offer: offer, quantity: -quantity, cents: -entry.cents))
      return
    }
    basket.entries.append(entry)
    if random.chance(7) {
      basket.entries.append(BasketEntry(kind: .void, offer: offer, quantity: -quantity, cents: -entry.cents))
    } else if shop.isCore {
      addExtras(to: &basket, entry, month)
    }
  }

  private mutating func addExtras(to basket: inout Basket, _ entry: BasketEntry, _ month: SampleMonth) {
    if case .ware(let index) = entry.offer.goods, (index + month.index) % 12 == 0, entry.offer.isGTIN, basket.member > 0
    {
      basket.entries.append(
        BasketEntry(
          kind: .memberSpecial, offer: entry.offer, quantity: 1000, cents: -entry.cents.times(hundredths: 15)))
    }
    if random.chance(2) {
      basket.entries.append(
        BasketEntry(kind: .damaged, offer: entry.offer, quantity: entry.quantity, cents: entry.cents))
    }
  }

  private mutating func chooseOffer() -> Offer {
    if random.chance(20) { return offers.strangers[random.below(offers.strangers.count)] }
    let department = departmentPicker.index(weights: WareTables.departments.map(\.weight))
    if shop.isCore, random.chance(12) {
      var ring = offers.openRings[department]
      ring.price = 99 + 50 * random.below(14)
      return ring
    }
    return offers.wares[wareIndices[department][warePickers[department].index(weights: weights[department])]]
  }

  private mutating func chooseQuantity(_ offer: Offer) -> Int {
    if offer.isWeighed { return offer.price > 700 ? random.within(150...900) : random.within(320...2600) }
    if offer.price > 900 || offer.isOpenRing { return 1000 }
    return [1000, 2000, 3000, 4000][random.index(weights: offer.price < 150 ? [50, 25, 15, 10] : [82, 14, 3, 1])]
  }

  private mutating func addAside(to basket: inout Basket) {
    let asides = shop.isCore ? offers.coreAsides : offers.esquinaAsides
    let offer = asides[random.below(asides.count)]
    // A returned jug is one negative item, as the tills write it.
    basket.entries.append(BasketEntry(kind: .sale, offer: offer, quantity: 1000, cents: offer.price))
  }
}
