// Lands one export inside a transaction: section by section, page by page, receipt by receipt.
internal import GRDB
internal import SpendModel

/// The work of one import. Used once.
struct ExportLander {
  let db: Database
  let draft: ExportDraft
  let policy: ConflictPolicy
  /// By the draft's item numbers: when some product carries the code.
  let matchedDays: [[DaySpan]]
  let importID: Int64
  private let pages: PageRows
  private var names: NameTables
  private(set) var landing: Landing
  private var conflict: Problem?
  /// Imports that duplicates were counted against, except this one.
  private var against: Set<Int32> = []
  private var parts = (receipts: 0, lines: LineTally())
  private var replaced: [Int32: LineTally] = [:]
  private var retold: [StoreDayKey: Retelling] = [:]
  /// By the draft's item numbers: whether there is no day on which no product carries the code.
  private let isAlwaysMatched: [Bool]
  /// Decoded columns of the page at hand.
  private var numbers: [Int64] = []
  private var amounts: [Int64] = []
  private var quantities: [Int64] = []

  init(
    db: Database, draft: ExportDraft, policy: ConflictPolicy, importID: Int64, names: NameTables,
    matchedDays: [[DaySpan]]
  ) throws {
    self.db = db
    self.draft = draft
    self.policy = policy
    self.importID = importID
    self.matchedDays = matchedDays
    let always = [DaySpan(first: Timeline.always, end: Timeline.never)]
    isAlwaysMatched = matchedDays.map { $0 == always }
    pages = try PageRows(db: db)
    self.names = names
    landing = Landing(state: .imported, file: draft.file, format: draft.format, sha256: draft.sha256)
    landing.kind = draft.kind
    landing.balance = draft.balance
    landing.warnings = draft.warnings
    landing.repeatedLines = draft.repeatedReceipts.lines
  }

  /// Lands every page and returns the figures.
  mutating func land() throws -> Landing {
    for section in draft.sections {
      for page in section { try land(page) }
    }
    landing.importID = Int(importID)
    landing.stores.sort()
    if let conflict {
      landing.state = .conflict
      landing.problem = conflict
      return landing
    }
    noteParts()
    for id in against.sorted() {
      try db.execute(sql: "INSERT INTO duplicate_against VALUES (?, ?)", arguments: [importID, Int64(id)])
    }
    for (id, tally) in replaced.sorted(by: { $0.key < $1.key }) {
      try db.execute(
        sql: "INSERT INTO replaced_lines VALUES (?, ?, ?, ?)",
        arguments: [importID, Int64(id), tally.lines, tally.amount.value])
    }
    try RuleTotalRows(db: db).write(draft.ruleTotals, of: importID, stores: names.idsByName(draft), retold: retold)
    return landing
  }

  private mutating func land(_ draftPage: DraftPage) throws {
    landing.note(draftPage.day, store: draft.stores[draftPage.store])
    let store = names.storeIDs[draftPage.store]
    let stored = try pages.page(store: store, day: draftPage.day)
    if let stored, stored.kind != draft.kind { throw otherKind(draftPage, stored.kind) }
    let place = StoreDayKey(store: store, day: draftPage.day)
    try draftPage.packed.withUnsafeBytes { bytes in
      let packed = try PackedPage(bytes)
      if packed.lineCount > 0, retold[place] == nil { retold[place] = .nothing }
      if let stored {
        try merge(draftPage, packed, into: stored, store: store)
      } else if packed.lineCount > 0 {
        try insert(draftPage, packed, store: store)
      }
    }
  }

  // MARK: - A store-day that is new

  private mutating func insert(_ draftPage: DraftPage, _ packed: PackedPage, store: Int64) throws {
    packed.decode(.item, into: &numbers)
    guard let bytes = packed.relabelled(importID: Int32(importID), items: names.renumbering, numbers) else {
      throw PageDamage.notAPage
    }
    packed.decode(.amount, into: &amounts)
    packed.decode(.quantity, into: &quantities)
    let sums = try PageRows.sums(amounts, quantities)
    try bytes.withUnsafeBytes { try pages.write(PackedPage($0), sums, store: store, day: draftPage.day) }
    landing.noteChange(draftPage.day)
    landing.receipts += packed.receiptCount
    noteUnmatched(draftPage.day)
  }

  /// Looks at the decoded lines of a page.
  private mutating func noteUnmatched(_ day: Day) {
    for index in numbers.indices {
      let item = Int(numbers[index])
      if !isAlwaysMatched[item], matchedDays[item].leaveOut(day) { landing.unmatched.add(amounts[index]) }
    }
  }

  // MARK: - A store-day that is stored

  private mutating func merge(
    _ draftPage: DraftPage, _ packed: PackedPage, into stored: SalePage, store: Int64
  ) throws {
    var page = stored
    var indexByKey = Dictionary(page.receipts.enumerated().map { ($1.key, $0) }) { first, _ in first }
    var aside = SalePage(kind: page.kind)
    var changed = false
    var met = draftPage.cancelledReceipts.count { indexByKey[$0] != nil }
    for incoming in try SalePage(packed: packed).receipts {
      let receipt = relabelled(incoming)
      guard let index = indexByKey[receipt.key] else {
        indexByKey[receipt.key] = page.receipts.count
        page.receipts.append(receipt)
        count(incoming, draftPage)
        changed = true
        continue
      }
      met += 1
      switch try meet(receipt, page.receipts[index], draftPage) {
      case .duplicate: move(receipt.lines)
      case .replace:
        setAside(page.receipts[index], &aside)
        page.receipts[index] = receipt
        count(incoming, draftPage)
        changed = true
      }
    }
    changed = try meetCancelled(draftPage, &page, &indexByKey, &aside) || changed
    noteRetelling(StoreDayKey(store: store, day: draftPage.day), met: met, of: stored.receipts.count)
    if changed {
      try pages.write(page, store: store, day: draftPage.day)
      landing.noteChange(draftPage.day)
    }
    try write(aside, store: store, day: draftPage.day)
  }

  private mutating func noteRetelling(_ place: StoreDayKey, met: Int, of stored: Int) {
    guard met > 0 else { return }
    retold[place] = max(retold[place] ?? .nothing, met == stored ? .whole : .part)
  }

  private enum Meeting { case duplicate, replace }

  /// What happens to a receipt whose key is stored.
  private mutating func meet(_ receipt: PageReceipt, _ stored: PageReceipt, _ page: DraftPage) throws -> Meeting {
    let content = ReceiptContent(receipt.lines) { names.canonicalCode($0) }
    let storedContent = ReceiptContent(stored.lines) { names.canonicalCode($0) }
    let relation = content.relation(to: storedContent)
    if relation == .other {
      return clash(receipt.key, page, what: content.firstDifference(from: storedContent), stored)
        ? .replace : .duplicate
    }
    if relation == .part {
      parts.receipts += 1
      for line in receipt.lines { parts.lines.add(line.amount) }
    }
    noteAgainst(stored)
    return .duplicate
  }

  /// A receipt that is stored with counted lines and comes back wholly cancelled is a conflict too.
  private mutating func meetCancelled(
    _ draftPage: DraftPage, _ page: inout SalePage, _ indexByKey: inout [ReceiptKey: Int], _ aside: inout SalePage
  ) throws -> Bool {
    var removed: [Int] = []
    for key in draftPage.cancelledReceipts {
      guard let index = indexByKey[key] else { continue }
      if clash(key, draftPage, what: "it comes back wholly cancelled", page.receipts[index]) {
        setAside(page.receipts[index], &aside)
        removed.append(index)
        indexByKey[key] = nil
      }
    }
    for index in removed.sorted(by: >) { page.receipts.remove(at: index) }
    return !removed.isEmpty
  }

  /// Notes a conflict; true where the stored receipt is to be replaced.
  private mutating func clash(_ key: ReceiptKey, _ page: DraftPage, what: String, _ stored: PageReceipt) -> Bool {
    landing.conflicts.receipts += 1
    switch policy {
    case .refuse:
      if conflict == nil { conflict = conflictProblem(key, page, what) }
      return false
    case .keep:
      landing.conflicts.kept += 1
      noteAgainst(stored)
      return false
    case .replace:
      landing.conflicts.replaced += 1
      return true
    }
  }

  private mutating func noteAgainst(_ stored: PageReceipt) {
    if Int64(stored.importID) != importID { against.insert(stored.importID) }
  }

  private mutating func count(_ incoming: PageReceipt, _ page: DraftPage) {
    landing.receipts += 1
    for line in incoming.lines where matchedDays[Int(line.item)].leaveOut(page.day) {
      landing.unmatched.add(line.amount)
    }
  }

  /// Moves lines from counted to duplicate.
  private mutating func move(_ lines: [SaleLine]) {
    for line in lines {
      landing.balance.counted.lines -= 1
      landing.balance.counted.amount.add(-line.amount)
      landing.balance.duplicate.add(line.amount)
    }
  }

  private mutating func setAside(_ receipt: PageReceipt, _ aside: inout SalePage) {
    aside.receipts.append(receipt)
    for line in receipt.lines { replaced[receipt.importID, default: LineTally()].add(line.amount) }
  }

  private func write(_ aside: SalePage, store: Int64, day: Day) throws {
    guard !aside.receipts.isEmpty else { return }
    try SetAsideRows(db: db, table: .replaced).append(aside, importID: importID, store: store, day: day)
  }

  private func relabelled(_ receipt: PageReceipt) -> PageReceipt {
    var receipt = receipt
    receipt.importID = Int32(importID)
    for index in receipt.lines.indices {
      receipt.lines[index].item = names.renumbering.numbers[Int(receipt.lines[index].item)]
    }
    return receipt
  }

  // MARK: - Sentences

  private mutating func noteParts() {
    guard parts.receipts > 0 else { return }
    landing.warnings.append(
      "\(parts.receipts) \(parts.receipts == 1 ? "receipt" : "receipts") came with only a part of the lines that are"
        + " stored (lines: \(parts.lines.lines)), counted as duplicates; look whether the export was cut.")
  }

  private func describe(_ key: ReceiptKey, _ page: DraftPage) -> String {
    let (register, cashier, number) = key.parts
    var text = "store \(draft.stores[page.store]), \(page.day.isoText)"
    if !register.isEmpty { text += ", register \(register)" }
    if !cashier.isEmpty { text += ", cashier \(cashier)" }
    return key.bytes.isEmpty ? text + ", the day's totals" : text + ", receipt \(number)"
  }

  private func conflictProblem(_ key: ReceiptKey, _ page: DraftPage, _ what: String) -> Problem {
    Problem(
      .conflict, what: "A receipt is stored with other content: \(what).",
      place: "\(draft.file), \(describe(key, page))", rule: "--on-conflict refuse",
      mend:
        "Look at both; then import with --on-conflict keep (what is stored) or --on-conflict replace (what comes now).")
  }

  private func otherKind(_ page: DraftPage, _ stored: SalePage.Kind) -> Problem {
    let holds = stored == .receipts ? "receipts" : "day totals"
    return Problem(
      .refused, what: "This store-day already holds \(holds); it cannot hold both receipts and day totals.",
      place: "\(draft.file), store \(draft.stores[page.store]), \(page.day.isoText)",
      rule: "a store-day holds receipts or day totals, never both",
      mend: "Import only one kind for a day, or undo the import that brought the other: commonspend imports undo ID.")
  }
}

extension [DaySpan] {
  /// Whether the day lies in no span.
  func leaveOut(_ day: Day) -> Bool { !contains { $0.contains(day) } }
}
