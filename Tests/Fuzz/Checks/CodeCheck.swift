// Product codes: a reading has the form that its kind promises, its check digit is right by a sum of its own, and
// canonical forms are read as themselves.
import SpendModel

@testable import Ingestion

struct CodeCheck {
  private let text: [UInt8]

  init(_ input: inout FuzzInput) { text = Array(input.rest) }

  var complaint: String? {
    let outcome = ValueReading.code(text)
    let padded = ValueReading.code([0x20, 0x09] + text + [0x0D])
    if outcome != padded { return "read as \(outcome), between blanks as \(padded)" }
    guard let raw = String(validating: text, as: UTF8.self) else { return nil }
    let code = ProductCode(raw: raw)
    if ProductCode.key(code.key) != code.key { return "the key \(code.key) has another key" }
    if let fault = short(raw) { return fault }
    guard case .success(let reading) = code.read() else { return nil }
    return form(reading, raw) ?? again(reading)
  }

  private func form(_ reading: ProductCode.Reading, _ raw: String) -> String? {
    switch reading.kind {
    case .variable: return reading.value == raw ? nil : "a variable code was changed"
    case .plu:
      let number = Int(reading.value) ?? 0
      let isInRange = [3000...4999, 83_000...84_999, 93_000...94_999].contains { $0.contains(number) }
      return isInRange ? nil : "\(reading.value) is no PLU"
    case .house where reading.value == raw: return nil
    case .gtin8, .gtin12, .gtin13, .gtin14, .upcA, .upcE, .isbn, .house:
      return isGTIN(reading.value) ? nil : "\(reading.kind) \(reading.value) of \(raw) is no 14 digits with their check"
    }
  }

  /// Fourteen digits whose weighted sum ends in 0: 3, 1, 3 ... from the left.
  private func isGTIN(_ value: String) -> Bool {
    let digits = value.utf8.map { Int($0) - 0x30 }
    guard digits.count == 14, digits.allSatisfy({ (0...9).contains($0) }) else { return false }
    return digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 3 : 1) } % 10 == 0
  }

  /// The 14 digits of a code are a code of the same digits.
  private func again(_ reading: ProductCode.Reading) -> String? {
    guard isGTIN(reading.value), ProductCode.key(reading.value).utf8.count > 5 else { return nil }
    guard case .success(let second) = ProductCode(raw: reading.value).read(), second.value == reading.value else {
      return "\(reading.value) is not read as itself"
    }
    return nil
  }

  private func short(_ raw: String) -> String? {
    if let long = ShortUPC.expanded(raw) {
      guard let short = ShortUPC.compressed(long), ShortUPC.expanded(short) == long else {
        return "\(raw) expands to \(long), which has no short form"
      }
    }
    if let short = ShortUPC.compressed(raw), ShortUPC.expanded(short) != raw { return "\(short) is not \(raw)" }
    return nil
  }
}
