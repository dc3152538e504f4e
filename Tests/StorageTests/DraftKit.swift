// Drafts by hand: what the storage tests land, as short as it can be said.
import SpendModel
import Storage

/// One receipt of a draft: register 1, cashier empty.
struct TestReceipt {
  var number: String
  /// Code, quantity in whole units, amount in minor units.
  var lines: [(String, Int64, Int64)]
  var day = "2026-03-01"
  var store = "1"
}

func key(_ number: String) -> ReceiptKey { ReceiptKey(bytes: Array("1\u{1F}\u{1F}\(number)".utf8)) }

/// A draft of one section; `cancelled` names receipts that came wholly cancelled on 2026-03-01 in store 1.
func draft(
  _ name: String, _ receipts: [TestReceipt], cancelled: [String] = [], kind: SalePage.Kind = .receipts,
  rejections: [Rejection] = []
) -> ExportDraft {
  var draft = ExportDraft(
    file: name, format: "generic", settings: [], sha256: "sha-" + name, header: ["Date", "Amount"], tax: "excluded",
    kind: kind)
  var pages: [String: SalePage] = [:]
  for receipt in receipts {
    let place = receipt.store + "|" + receipt.day
    let lines = receipt.lines.map { code, quantity, amount in
      SaleLine(item: item(code, &draft), second: -1, quantity: quantity * 1_000_000, amount: amount)
    }
    pages[place, default: SalePage(kind: kind)].receipts.append(
      PageReceipt(key: kind == .receipts ? key(receipt.number) : ReceiptKey(bytes: []), importID: 0, lines: lines))
    for line in lines {
      draft.balance.read.add(line.amount)
      draft.balance.counted.add(line.amount)
    }
  }
  if !cancelled.isEmpty, pages["1|2026-03-01"] == nil { pages["1|2026-03-01"] = SalePage(kind: kind) }
  for rejection in rejections {
    draft.balance.read.add(rejection.amount ?? 0)
    draft.balance.rejected.add(rejection.amount ?? 0)
  }
  draft.rejections = rejections
  draft.sections = [pages.keys.sorted().map { draftPage($0, pages[$0] ?? SalePage(kind: kind), cancelled, &draft) }]
  return draft
}

private func item(_ code: String, _ draft: inout ExportDraft) -> Int32 {
  if let index = draft.items.firstIndex(where: { $0.code == code }) { return Int32(index) }
  draft.items.append(Item(code: code, department: "Produce"))
  return Int32(draft.items.count - 1)
}

private func draftPage(_ place: String, _ page: SalePage, _ cancelled: [String], _ draft: inout ExportDraft)
  -> DraftPage
{
  let parts = place.split(separator: "|").map(String.init)
  if !draft.stores.contains(parts[0]) { draft.stores.append(parts[0]) }
  return DraftPage(
    store: draft.stores.firstIndex(of: parts[0]) ?? 0, day: Day(isoText: parts[1]) ?? Day(number: 0),
    packed: page.packed(),
    cancelledReceipts: cancelled.map(key))
}

extension SpendDatabase {
  /// An empty database in memory.
  static func empty() throws -> SpendDatabase { try SpendDatabase(path: "memory", mode: .memory) }

  @discardableResult func take(_ draft: ExportDraft, _ policy: ConflictPolicy = .refuse) throws -> Landing {
    try land(draft, onConflict: policy, dryRun: false, importedAt: "2026-11-05T06:00:00Z", matchedDays: { _ in [] })
  }

  /// Every line as text: two databases with the same sales have the same.
  var content: [String] {
    get throws {
      var lines: [String] = []
      try forEachDigestLine { lines.append($0) }
      return lines
    }
  }
}
