// The numbers behind the sample's story, in one place. The dates of the story stand in SupplierRoster, RatingRoster and
// the ware tables, where a reader of the workspace meets them too.

/// What the sample tells: two shops that move their members' money, one till that is replaced, and one takeover.
enum Story {
  /// Every random choice follows from it.
  static let seed: UInt64 = 2049
  /// 2024-11 to 2026-10.
  static let monthCount = 24
  /// From this month on La Esquina has its new till (2026-01).
  static let newTillMonth = 14

  /// Members come to like the suppliers of rising trend and to leave those of fading trend: change of a ware's weight
  /// in thousandths a month.
  static let risingPerMonth = 6
  static let fadingPerMonth = -6
  /// Out of season a ware sells at this part of its weight, in hundredths.
  static let outOfSeason = 40

  /// Receipts of a day, in hundredths, and how they grow in thousandths a month.
  static let mainStreetReceipts = 248
  static let laEsquinaReceipts = 530
  static let growthPerMonth = 9
  /// Busy and quiet months, January first, in hundredths.
  static let monthFactors = [92, 94, 98, 100, 102, 101, 94, 93, 102, 104, 110, 114]
  /// Busy and quiet days, Monday first, in hundredths.
  static let weekdayFactors = [88, 86, 92, 98, 116, 128, 92]

  /// Sales tax of household goods, body care and the deli, in tenths of a percent.
  static let salesTax = 75
}
