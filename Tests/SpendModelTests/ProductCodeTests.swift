// Product codes: what number a text is, against the tables of others and a check digit computed the naive way.
// Facts from jodal/biip (GTIN, UPC, RCN), the GS1 syntax engine, commons-validator, python-stdnum, the IFPS list of PLU
// numbers and the sample data of CORE-POS.
import SpendModel
import Testing

private func reading(_ text: String) -> String {
  switch ProductCode(raw: text).read() {
  case .success(let reading): "\(reading.kind.rawValue) \(reading.value)"
  case .failure(let refusal): refusal.reason
  }
}

@Test(
  "A code is read as the number it is",
  arguments: [
    ("036000291452", "upc-a 00036000291452"), ("0036000291452", "upc-a 00036000291452"),
    ("614141000036", "upc-a 00614141000036"), ("5901234123457", "gtin-13 05901234123457"),
    ("05901234123457", "gtin-14 05901234123457"), ("98765432109213", "gtin-14 98765432109213"),
    ("96385074", "gtin-8 00000096385074"), ("00011112", "house 00011112"), ("00000017", "gtin-8 00000000000017"),
    ("9780306406157", "isbn 09780306406157"), ("0306406152", "isbn 09780306406157"),
    ("080442957X", "isbn 09780804429573"), ("978-0-306-40615-7", "isbn 09780306406157"),
  ])
func global(_ text: String, _ expected: String) { #expect(reading(text) == expected) }

@Test(
  "UPC-E is expanded, with and without number system and check digit",
  arguments: [
    ("04252614", "upc-e 00042100005264"), ("0425261", "upc-e 00042100005264"), ("425261", "upc-e 00042100005264"),
    ("1425261", "upc-e 00142100005261"), ("02345147", "upc-e 00023450000017"), ("08679339", "upc-e 00086700000939"),
  ])
func shortUPC(_ text: String, _ expected: String) { #expect(reading(text) == expected) }

@Test("UPC-E and UPC-A are turned into each other, where they can be")
func shortUPCBothWays() {
  #expect(ShortUPC.expanded("06397126") == "063200009716")
  #expect(ShortUPC.compressed("023450000017") == "02345147")
  #expect(ShortUPC.compressed("123456789012") == nil)
  for number in stride(from: 0, to: 1_000_000, by: 997) {
    let digits = String(String(1_000_000 + number).dropFirst())
    guard let long = ShortUPC.expanded("0" + digits), let short = ShortUPC.compressed(long) else {
      Issue.record("\(digits) is not expanded")
      continue
    }
    // Several short forms may name one long form; all of them expand to it.
    #expect(ShortUPC.expanded(short) == long)
  }
}

@Test(
  "Short numbers are PLUs in their ranges, otherwise the shop's own, also filled up with zeros",
  arguments: [
    ("4011", "plu 4011"), ("94011", "plu 94011"), ("84011", "plu 84011"), ("0000000004011", "plu 4011"),
    ("0000000094011", "plu 94011"), ("2999", "house 2999"), ("5000", "house 5000"), ("82999", "house 82999"),
    ("95000", "house 95000"), ("150", "house 150"), ("0001", "house 0001"), ("0000000009506", "house 0000000009506"),
    ("DP150", "house DP150"), ("2.99DP150", "house 2.99DP150"), ("10383Q", "house 10383Q"),
    ("1136442-k", "house 1136442-k"), ("12E4", "house 12E4"),
  ])
func short(_ text: String, _ expected: String) { #expect(reading(text) == expected) }

@Test(
  "Codes that carry a price or a weight are told by their first digits and stay as they are written",
  arguments: [
    ("2112345678900", "variable 2112345678900"), ("2712341002251", "variable 2712341002251"),
    ("201111111115", "variable 201111111115"), ("0021234000000", "variable 0021234000000"),
    ("0021235000000", "variable 0021235000000"), ("0021234512345", "variable 0021234512345"),
  ])
func variable(_ text: String, _ expected: String) { #expect(reading(text) == expected) }

@Test("A UPC-A of number system 4 is a company's own")
func companyInternal() { #expect(reading("401111111119") == "house 00401111111119") }

@Test(
  "The check digit that CORE-POS drops is put back",
  arguments: [
    ("0007468215123", "upc-a 00074682151237"), ("0007631430055", "upc-a 00076314300556"),
    ("0075764500200", "upc-a 00757645002004"), ("0978030640615", "isbn 09780306406157"),
  ])
func withoutCheckDigit(_ text: String, _ expected: String) { #expect(reading(text) == expected) }

@Test("Leading zeros that a spreadsheet dropped are put back where the check digit is right")
func lostZeros() {
  #expect(reading("36000291452") == "upc-a 00036000291452")
  #expect(reading("75010313113") == "no code has 11 digits")
}

@Test(
  "What is no code is refused with its reason",
  arguments: [
    ("", "empty"), ("5901234123458", "wrong check digit, expected 7"),
    ("416000336109", "wrong check digit, expected 8"),
    ("04252613", "wrong check digit, expected 4"), ("2112345678901", "wrong check digit, expected 0"),
    ("4425261", "seven digits are a UPC-E only where the first is 0 or 1"), ("2112345678", "no code has 10 digits"),
    ("123456789012345675", "no code has 18 digits"), ("012345678⁰⁰⁰", "a digit that is not one of 0 to 9"),
    ("٤٠١١", "a digit that is not one of 0 to 9"), ("0123456789abc", "a letter stands among the digits"),
    ("DISCOUNT", "a word without any digit is no code"),
  ])
func refused(_ text: String, _ reason: String) { #expect(reading(text) == reason) }

@Test(
  "Scientific notation is never expanded",
  arguments: ["7.46E+11", "7,46822E+11", "9e+05", "7.0E11", "1E-3"])
func spreadsheetDamage(_ text: String) {
  #expect(ProductCode(raw: text).read() == .failure(.spreadsheetDamage))
}

/// GS1 General Specifications 7.9, digit by digit: weights 3, 1, 3 … from the right.
private func naiveCheckDigit(_ digits: [Int]) -> Int {
  var sum = 0
  var weight = 3
  for digit in digits.reversed() {
    sum += digit * weight
    weight = weight == 3 ? 1 : 3
  }
  var check = 0
  while (sum + check) % 10 != 0 { check += 1 }
  return check
}

@Test("Check digits agree with the naive sum, and exactly one digit in ten is right")
func checkDigits() {
  var state: UInt64 = 42
  for count in 1...17 {
    for _ in 0..<20 {
      let digits = (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % 10
      }
      let bytes = digits.map { UInt8($0) + 0x30 }
      #expect(ProductCode.checkDigit(bytes) == UInt8(naiveCheckDigit(digits)) + 0x30)
      #expect((UInt8(0x30)...0x39).count { ProductCode.hasValidCheckDigit(bytes + [$0]) } == 1)
    }
  }
}

@Test("Two ways of writing a number meet in their key; a text is its own key")
func keys() {
  #expect(ProductCode(raw: "0000000004011").key == "4011")
  #expect(ProductCode(raw: "000").key == "0")
  #expect(ProductCode(raw: "DP150").key == "DP150")
}
