// A page as bytes and back: every column, also where only some lines know their cost, and where all know the same one.
import SpendModel
import Testing

private func roundTrip(_ page: SalePage) throws -> SalePage {
  try page.packed().withUnsafeBytes { try SalePage(packed: PackedPage($0)) }
}

private func page(_ lines: [[SaleLine]]) -> SalePage {
  SalePage(
    kind: .receipts,
    receipts: lines.enumerated().map { number, lines in
      PageReceipt(
        key: ReceiptKey(bytes: Array("1\u{1F}\u{1F}\(number)".utf8)), importID: Int32(number % 3), lines: lines)
    })
}

struct PagePackingTests {
  @Test("Lines of any size come back as they were")
  func anyValues() throws {
    var state: UInt64 = 42
    func next(_ bits: UInt64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return Int64(bitPattern: state) >> Int64(64 - bits)
    }
    for bits in stride(from: UInt64(2), through: 50, by: 4) {
      let lines = (0..<40).map { receipt in
        (0..<receipt % 5).map { _ in
          SaleLine(
            item: Int32(truncatingIfNeeded: next(bits) & 0x7FFF_FFFF), second: Int32(abs(next(10))) * 80,
            quantity: next(bits) &* 1000, amount: next(bits), cost: next(2) == 0 ? SaleLine.unknown : next(bits),
            tax: SaleLine.unknown)
        }
      }
      #expect(try roundTrip(page(lines)) == page(lines))
    }
  }

  @Test("A cost that all lines share is known, and so is the least one")
  func knownCosts() throws {
    for costs in [[5, 5, 5], [0, 0], [-1, 3], [SaleLine.unknown, 7], [Int64.min + 1, 2]] as [[Int64]] {
      let lines = costs.map { SaleLine(item: 1, second: 0, quantity: 1_000_000, amount: 100, cost: $0) }
      #expect(try roundTrip(page([lines])).receipts[0].lines.map(\.cost) == costs)
    }
  }

  @Test("Quantities share the largest power of ten", arguments: [1, 10, 1_000, 500_000, 1_000_000] as [Int64])
  func scaled(_ unit: Int64) throws {
    let lines = (-3...3).map { SaleLine(item: 1, second: -1, quantity: Int64($0) * unit, amount: 1) }
    #expect(try roundTrip(page([lines])) == page([lines]))
  }

  @Test("A page for another holder is what its lines with other item numbers would be packed to")
  func relabelled() throws {
    let renumberings: [(Int32) -> Int32] = [
      { $0 }, { $0 + 1 }, { $0 + 70_000 }, { 400 - $0 }, { $0 == 7 ? 9_000 : $0 },
    ]
    for first in [0, 6, 7, 299] as [Int32] {
      for renumbered in renumberings {
        let lines = (0..<3).map { receipt in
          (first..<first + receipt * 4).map { SaleLine(item: $0 % 300, quantity: 1_000, amount: Int64($0)) }
        }
        var expected = page(lines)
        for receipt in expected.receipts.indices {
          expected.receipts[receipt].importID = 12
          for line in expected.receipts[receipt].lines.indices {
            expected.receipts[receipt].lines[line].item = renumbered(lines[receipt][line].item)
          }
        }
        var items = ItemRenumbering()
        for item in 0..<Int32(300) { items.append(renumbered(item)) }
        try page(lines).packed().withUnsafeBytes { bytes in
          let packed = try PackedPage(bytes)
          var numbers: [Int64] = []
          packed.decode(.item, into: &numbers)
          #expect(packed.relabelled(importID: 12, items: items, numbers) == expected.packed())
          #expect(packed.relabelled(importID: 12, items: ItemRenumbering(), numbers) == nil)
        }
      }
    }
  }

  @Test("Items and amounts read in place are those that are decoded")
  func inPlace() throws {
    for bits in 0..<63 as Range<Int64> {
      for first in [0, -5, 70_000, Int64.min + 5] {
        let amounts = [first, first &+ (1 << bits), first &+ (1 << bits) / 3]
        let lines = amounts.map { SaleLine(item: Int32(truncatingIfNeeded: $0), second: 0, quantity: 1, amount: $0) }
        try page([lines]).packed().withUnsafeBytes { bytes in
          let packed = try PackedPage(bytes)
          for column in [.item, .amount] as [PackedPage.Column] {
            var decoded: [Int64] = []
            packed.decode(column, into: &decoded)
            let values = try packed.values(of: column)
            #expect((0..<3).map { values[$0] } == decoded)
          }
          #expect(throws: PageDamage.notAPage) { try packed.values(of: .cost) }
        }
      }
    }
  }

  @Test("A page without lines, and one of receipts without lines, come back")
  func empty() throws {
    #expect(try roundTrip(SalePage(kind: .dayTotals)) == SalePage(kind: .dayTotals))
    #expect(try roundTrip(page([[], []])) == page([[], []]))
  }
}
