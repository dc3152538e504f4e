// What number a product code is, for whoever asks about single codes; an import keeps every code as it is written and
// matches by digits, so nothing here decides whether a sale line counts.

extension ProductCode {
  /// What kind of number a code is, and its canonical form.
  public struct Reading: Hashable, Sendable {
    /// The kind of number.
    public var kind: Kind
    /// 14 digits for a GTIN, the digits without zeros for a PLU, the text as written for `variable` and `house`.
    public var value: String
  }

  /// Why a text is no code.
  public enum Refusal: Error, Hashable, Sendable {
    case empty, spreadsheetDamage, foreignDigit, noDigit, letterAmongDigits, numberSystem
    case checkDigit(expected: Int)
    case valueCheckDigit(expected: Int)
    case length(Int)

    /// In plain words.
    public var reason: String {
      switch self {
      case .empty: "empty"
      case .spreadsheetDamage: "a spreadsheet has turned the code into a rounded number; its digits are lost"
      case .foreignDigit: "a digit that is not one of 0 to 9"
      case .noDigit: "a word without any digit is no code"
      case .letterAmongDigits: "a letter stands among the digits"
      case .numberSystem: "seven digits are a UPC-E only where the first is 0 or 1"
      case .checkDigit(let expected): "wrong check digit, expected \(expected)"
      case .valueCheckDigit(let expected): "wrong check digit of the price or weight, expected \(expected)"
      case .length(let count): "no code has \(count) digits"
      }
    }
  }

  /// The kind and value of the code.
  ///
  /// - Up to 5 digits, alone or filled up with zeros to 12 or more: a PLU in its ranges, otherwise a house code.
  /// - 6 to 8 digits: UPC-E (six digits are what its labels print), or GTIN-8 by its check digit.
  ///   Eight digits that begin with 000 and are right as both are a shop's own.
  /// - 12 to 14 digits: a GTIN; the check digit must be right. 13 digits that begin with 0 and have a wrong one are the
  ///   form of CORE-POS, which drops the check digit and fills up with zeros: the digit is put back.
  /// - 9 to 11 digits: ISBN-10, or a GTIN that lost its leading zeros in a spreadsheet, by their check digits.
  /// - Other texts: an ISBN with hyphens, otherwise a house code.
  public func read() -> Result<Reading, Refusal> {
    if raw.isEmpty { return .failure(.empty) }
    if isSpreadsheetDamage { return .failure(.spreadsheetDamage) }
    if raw.unicodeScalars.contains(where: { !$0.isASCII && $0.properties.numericType != nil }) {
      return .failure(.foreignDigit)
    }
    let bytes = Array(raw.utf8)
    return bytes.allSatisfy(ProductCode.isDigit) ? readDigits(bytes) : readText(bytes)
  }

  // MARK: - Digits

  private func readDigits(_ digits: [UInt8]) -> Result<Reading, Refusal> {
    let significant = key.utf8.count
    switch digits.count {
    case ...5: return .success(short)
    case 6...8: return readShortUPC(digits)
    case 9...11: return readDigitsWithoutZeros(digits)
    case 12... where significant <= 5: return .success(short)
    case 12: return checked(digits) { Reading(kind: ProductCode.kind([0x30] + digits), value: $0) }
    case 13: return readThirteen(digits, significant)
    case 14: return checked(digits) { Reading(kind: ProductCode.kindOfFourteen(digits), value: $0) }
    default: return .failure(.length(digits.count))
    }
  }

  /// IFPS numbers: 3000-4999, and with the leading 8 or 9 for a way of growing.
  private var short: Reading {
    let number = Int(key) ?? 0
    let isPLU = [3000...4999, 83_000...84_999, 93_000...94_999].contains { $0.contains(number) }
    return Reading(kind: isPLU ? .plu : .house, value: isPLU ? key : raw)
  }

  private func readShortUPC(_ digits: [UInt8]) -> Result<Reading, Refusal> {
    let isGTIN = digits.count == 8 && ProductCode.hasValidCheckDigit(digits)
    // GTIN-8 that begin with 0 are a shop's own; those that begin with 1 are sold everywhere.
    if !isGTIN || digits[0] == 0x30, let long = ShortUPC.expanded(raw) {
      // No maker's number begins with 00: where both check digits are right, it is the shop's own.
      if isGTIN, raw.hasPrefix("000") { return .success(Reading(kind: .house, value: raw)) }
      return .success(Reading(kind: .upcE, value: ProductCode.padded(long)))
    }
    if isGTIN { return .success(Reading(kind: .gtin8, value: ProductCode.padded(raw))) }
    guard digits.count == 8 else { return .failure(.numberSystem) }
    let body = ShortUPC.expanded(String(decoding: digits.dropLast(), as: UTF8.self)).map { Array($0.utf8.dropLast()) }
    return .failure(.checkDigit(expected: ProductCode.expected(body ?? Array(digits.dropLast()))))
  }

  private func readDigitsWithoutZeros(_ digits: [UInt8]) -> Result<Reading, Refusal> {
    if let isbn = ProductCode.isbn(digits) { return .success(isbn) }
    guard ProductCode.hasValidCheckDigit(digits) else { return .failure(.length(digits.count)) }
    let full = Array(ProductCode.padded(raw).utf8.dropFirst())
    return .success(gtin(full, ProductCode.padded(raw)))
  }

  private func readThirteen(_ digits: [UInt8], _ significant: Int) -> Result<Reading, Refusal> {
    // CORE-POS zeroes the price of its variable codes: by chance one in ten has a right check digit.
    if raw.hasPrefix("002"), raw.hasSuffix("00000") { return .success(Reading(kind: .variable, value: raw)) }
    guard digits[0] == 0x30, !ProductCode.hasValidCheckDigit(digits) else {
      return checked(digits) { self.gtin(digits, $0) }
    }
    // Fewer digits than any maker's number has: a shop's own number, filled up.
    guard significant > 7, let check = ProductCode.checkDigit(digits) else {
      return .success(Reading(kind: .house, value: raw))
    }
    let full = digits + [check]
    return .success(gtin(Array(full.dropFirst()), String(decoding: full, as: UTF8.self)))
  }

  private func checked(_ digits: [UInt8], _ reading: (String) -> Reading) -> Result<Reading, Refusal> {
    guard ProductCode.hasValidCheckDigit(digits) else {
      return .failure(.checkDigit(expected: ProductCode.expected(digits.dropLast())))
    }
    let result = reading(ProductCode.padded(raw))
    return .success(result.kind == .variable ? Reading(kind: .variable, value: raw) : result)
  }

  private func gtin(_ thirteen: [UInt8], _ value: String) -> Reading {
    let kind = ProductCode.kind(thirteen)
    return Reading(kind: kind, value: kind == .variable ? raw : value)
  }

  /// The kind of a GTIN by its first digits, written with 13.
  private static func kind(_ digits: [UInt8]) -> Kind {
    switch (digits[0], digits[1], digits[2]) {
    case (0x32, _, _), (0x30, 0x32, _): .variable
    // UPC-A of number system 4 are a company's own.
    case (0x30, 0x34, _): .house
    case (0x39, 0x37, 0x38), (0x39, 0x37, 0x39): .isbn
    case (0x30, _, _): .upcA
    default: .gtin13
    }
  }

  /// A code with a price or weight stays one where it is filled up to 14 digits.
  private static func kindOfFourteen(_ digits: [UInt8]) -> Kind {
    digits[0] == 0x30 && kind(Array(digits.dropFirst())) == .variable ? .variable : .gtin14
  }

  // MARK: - Texts

  private func readText(_ bytes: [UInt8]) -> Result<Reading, Refusal> {
    if let isbn = ProductCode.isbn(bytes.filter { $0 != 0x2D && $0 != 0x20 }) { return .success(isbn) }
    guard bytes.contains(where: ProductCode.isDigit) else { return .failure(.noDigit) }
    let leading = bytes.prefix(while: ProductCode.isDigit).count
    if leading >= 8, [12, 13, 14].contains(raw.count) { return .failure(.letterAmongDigits) }
    return .success(Reading(kind: .house, value: raw))
  }

  /// ISBN-10 or ISBN-13 as its GTIN.
  private static func isbn(_ bytes: [UInt8]) -> Reading? {
    let text = String(decoding: bytes, as: UTF8.self)
    if bytes.count == 13, text.hasPrefix("978") || text.hasPrefix("979"), hasValidCheckDigit(bytes) {
      return Reading(kind: .isbn, value: "0" + text)
    }
    guard bytes.count == 10, bytes.dropLast().allSatisfy(isDigit), let last = bytes.last else { return nil }
    guard isDigit(last) || last == 0x58 || last == 0x78 else { return nil }
    var sum = isDigit(last) ? Int(last - 0x30) : 10
    for (index, byte) in bytes.dropLast().enumerated() { sum += Int(byte - 0x30) * (10 - index) }
    let body = Array("978".utf8) + bytes.dropLast()
    guard sum % 11 == 0, let check = checkDigit(body) else { return nil }
    return Reading(kind: .isbn, value: "0" + String(decoding: body + [check], as: UTF8.self))
  }

  private static func expected(_ digits: some Collection<UInt8>) -> Int {
    checkDigit(digits).map { Int($0 - 0x30) } ?? 0
  }

  /// 14 digits.
  private static func padded(_ digits: String) -> String {
    String(repeating: "0", count: max(0, 14 - digits.utf8.count)) + digits
  }
}
