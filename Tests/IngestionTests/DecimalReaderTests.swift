// Decimals: tables of accepted and refused cells, then generated numbers against a slow way in Int128.
// Facts from the General Decimal Arithmetic tests (base.decTest, quantize.decTest), ICU's number format specification,
// python-babel, the W3C CSVW tests, DuckDB and frictionless-py; the rest is what tills were seen to write.
import Ingestion
import Testing

private func read(_ text: String, _ notation: DecimalNotation = .point, scale: Int = 2) -> DecimalReader.Reading {
  read(Array(text.utf8), notation, scale: scale)
}

private func read(_ bytes: [UInt8], _ notation: DecimalNotation, scale: Int) -> DecimalReader.Reading {
  bytes.withUnsafeBufferPointer { DecimalReader(notation: notation).read($0, scale: scale) }
}

@Test(
  "An amount is read exactly, whatever stands around it",
  arguments: [
    ("12.50", 1250), ("12.5", 1250), ("12", 1200), (".5", 50), ("17.", 1700), ("-0.00", 0), ("+12.76", 1276),
    ("007.10", 710), ("1,234.56", 123_456), ("1234.56", 123_456), ("1'234.56", 123_456), ("1’234.56", 123_456),
    ("1 234.56", 123_456), ("1\u{A0}234.56", 123_456), ("1\u{202F}234.56", 123_456), ("1,234,567", 123_456_700),
    ("-4.50", -450), ("\u{2212}4.50", -450), ("4.50-", -450), ("(4.50)", -450), ("'-1.0", -100), ("4.50 CR", -450),
    ("4.50 DR", 450), ("$8.00", 800), ("-$7.00", -700), ("$-4.50", -450), ("($33.62)", -3362), ("$1,149.00 ", 114_900),
    ("₱12.00", 1200), ("12.00 €", 1200), ("EUR 7.82", 782), ("53.45 USD", 5345), ("(7.92) EUR", -792),
    ("US$ 3.00", 300), ("R$3.00", 300), ("S/. 12.00", 1200), ("12.00 kr", 1200), ("Euros 7.82", 782),
    ("5E-1", 50), ("1.5e3", 150_000), ("-2.00E-02", -2), ("1E+09", 100_000_000_000),
  ])
func amounts(_ text: String, _ expected: Int64) { #expect(read(text) == .value(expected, rounded: false)) }

@Test(
  "A comma is the decimal mark where the column says so",
  arguments: [
    ("1.234,56", 123_456), ("12,50", 1250), ("1 234,56", 123_456), ("1.001", 100_100), ("+1,53e4", 1_530_000),
    ("-4,50 €", -450), ("288,00", 28_800),
  ])
func commas(_ text: String, _ expected: Int64) { #expect(read(text, .comma) == .value(expected, rounded: false)) }

@Test(
  "A cell that is not wholly a number is refused",
  arguments: [
    "12abc", "--5", "+-1", "-+1", "++1", "+ 1", "-1-", "3+", "e", "e+1", "1e", "1ee", "1e1.0", "1E+-1", "0x10", "1.2.3",
    ".", "-", "+", "£", "1..2", "NaN", "NAN12", "nan", "Inf", "9INF", "-Infinity", "qNaN", "1,23,4567.89",
    "1,23,456.00",
    "1234,567.89", "0,,000", "12.34,567", "1,234.56x", "(4.50", "4.50)", "-(4.50)", "(-4.50)", "$$5", "$5 USD", "95%",
    "1 234,567.00", "3,425E-1", "4.50E1-", "50¢", "XYZ 5", "5 apples", "١٢", "１２", "1٫5", "²", "①②", "1_000", "ONE",
    "USD", "()", "12 CR DR",
  ])
func refusedCells(_ text: String) {
  guard case .rejected = read(text) else {
    Issue.record("\(text) is read as \(read(text))")
    return
  }
}

@Test("Blank cells are blank, not zero", arguments: ["", " ", "\t", "\u{A0}", "'"])
func blanks(_ text: String) { #expect(read(text) == .blank) }

@Test("Single-byte encodings have their own no-break space, apostrophe and euro sign")
func singleBytes() {
  #expect(read([0x31, 0xA0, 0x32, 0x33, 0x34, 0x2C, 0x35, 0x30], .comma, scale: 2) == .value(123_450, rounded: false))
  #expect(read([0x80, 0x35, 0x2E, 0x30, 0x30], .point, scale: 2) == .value(500, rounded: false))
  #expect(read([0x31, 0x92, 0x32, 0x33, 0x34], .point, scale: 0) == .value(1234, rounded: false))
}

@Test(
  "What has more decimals than the currency is rounded once, half to even, and said to be",
  arguments: [
    ("1.005", 2, 100), ("1.015", 2, 102), ("1.0051", 2, 101), ("-1.005", 2, -100), ("-1.015", 2, -102), ("0.5", 0, 0),
    ("1.5", 0, 2), ("2.5", 0, 2), ("9.999", 2, 1000), ("0.09", 0, 0), ("0.0051", 2, 1), ("1.23455", 4, 12_346),
    ("1.23465", 4, 12_346), ("1.234551", 4, 12_346), ("91233.6000000001", 2, 9_123_360), ("1e-300", 2, 0),
    ("177593.059999999", 2, 17_759_306),
  ])
func rounding(_ text: String, _ scale: Int, _ expected: Int64) {
  #expect(read(text, scale: scale) == .value(expected, rounded: true))
}

@Test("Currencies without decimals and with three keep theirs")
func otherDecimals() {
  #expect(read("1234", scale: 0) == .value(1234, rounded: false))
  #expect(read("1.250", scale: 3) == .value(1250, rounded: false))
  #expect(read("1.25", scale: 3) == .value(1250, rounded: false))
}

@Test("The range of Int64 ends without a trap")
func limits() {
  #expect(read("92233720368547758.07") == .value(.max, rounded: false))
  #expect(read("-92233720368547758.08") == .value(.min, rounded: false))
  #expect(read("92233720368547758.074") == .value(.max, rounded: true))
  for text in [
    "92233720368547758.08", "-92233720368547758.09", "92233720368547758.075", "9223372036854775807", "1e30",
    "184467440737095516.155", "99999999999999999999999999999999",
  ] { #expect(read(text) == .rejected(.tooLarge)) }
  for text in ["1e401", "1e-401", "999e999999999", "-7e1000000000", "1e99999999999999999999"] {
    #expect(read(text) == .rejected(.scientificOverflow))
  }
}

// MARK: - Against the slow way

/// Whole and fraction digits to units of 10^-scale: all digits as one Int128, then one division.
private func slow(_ whole: String, _ fraction: String, scale: Int, negative: Bool) -> Int64? {
  var value: Int128 = 0
  for character in whole + fraction { value = value * 10 + Int128(character.wholeNumberValue ?? 0) }
  for _ in 0..<max(0, scale - fraction.count) { value *= 10 }
  var divisor: Int128 = 1
  for _ in 0..<max(0, fraction.count - scale) { divisor *= 10 }
  var result = value / divisor
  let twice = value % divisor * 2
  if twice > divisor || (twice == divisor && result % 2 == 1) { result += 1 }
  return Int64(exactly: negative ? -result : result)
}

private struct Noise {
  var state: UInt64
  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
  mutating func digits(_ count: Int) -> String { (0..<count).map { _ in String(below(10)) }.joined() }
}

private func grouped(_ digits: String, by mark: String) -> String {
  var result = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { result += mark }
    result.append(digit)
  }
  return result
}

@Test("Generated numbers come out as digit-by-digit arithmetic in Int128 has them", arguments: 0..<4)
func generated(_ seed: Int) {
  var noise = Noise(state: UInt64(seed))
  for _ in 0..<500 {
    let whole = noise.digits(1 + noise.below(20))
    let fraction = noise.digits(noise.below(9))
    let scale = noise.below(5)
    let negative = noise.below(2) == 0
    let mark = ["", ",", "'", "\u{A0}"][noise.below(4)]
    let text = (negative ? "-" : "") + grouped(whole, by: mark) + (fraction.isEmpty ? "" : "." + fraction)
    let dropped = fraction.dropFirst(scale).contains { $0 != "0" }
    let expected = slow(whole, fraction, scale: scale, negative: negative)
    #expect(
      read(text, scale: scale) == expected.map { .value($0, rounded: dropped) } ?? .rejected(.tooLarge),
      "\(text) at \(scale)")
  }
}

@Test("An exponent moves the point and nothing else", arguments: 0..<2)
func exponents(_ seed: Int) {
  var noise = Noise(state: UInt64(seed) + 99)
  for _ in 0..<300 {
    let digits = noise.digits(1 + noise.below(6))
    let shift = noise.below(6)
    let zeros = String(repeating: "0", count: shift)
    #expect(read("\(digits)E+\(shift)") == read(digits + zeros))
    #expect(read("\(digits)e-\(shift)", scale: 6) == read("0.\(zeros)\(digits)e\(digits.count)", scale: 6))
  }
}
