// `ratings expiring`: what ends soon, so that somebody asks for the next proof before spend becomes unrated.
internal import Rendering
internal import Reporting
public import SpendModel

/// Evidence and judgements that end within a number of days after `day`, the earliest first.
public func expiringRatings(
  within days: Int, after day: Day, method: String? = nil, knownOn: Day? = nil, in workspace: Workspace
) throws -> Listing {
  let id = try QueryBuilder.method(named: method, workspace.configuration, try workspace.catalogue.methods())
  let tables = try workspace.tables(method: id, knownOn: knownOn)
  let book = tables.book
  let spend = try SupplierSpend(workspace, tables.assortment(book.credits))
  let list = ExpiringList(tables: tables, book: book, spend: spend, day: day, last: day.adding(days: days))
  return list.listing(workspace.configuration.currency, days)
}

/// `90d`, `12w` or `3m` in days; nil for any other text.
public func days(within text: String) -> Int? {
  guard let unit = text.last, let count = Int(text.dropLast()), (1...9999).contains(count) else { return nil }
  switch unit {
  case "d": return count
  case "w": return count * 7
  case "m": return count * 30
  default: return nil
  }
}

private struct ExpiringList {
  struct Entry {
    var end: Day
    var supplier: String
    var criterion: String?
    var line: Int
  }

  let tables: WorkspaceTables
  let book: CreditBook
  let spend: SupplierSpend
  let day: Day
  let last: Day

  private func isSoon(_ end: Day?) -> Bool { end.map { $0 > day && $0 <= last } ?? false }

  private var entries: [Entry] {
    let rated = Set(tables.evidence.map(\.supplierID)).union(tables.ratings.map(\.supplierID))
    var entries: [Entry] = []
    for id in rated {
      for stretch in book.evidence(of: id)
      where stretch.holds(on: day) && isSoon(stretch.to) && stretch.end != .superseded {
        entries.append(
          Entry(
            end: stretch.to ?? last, supplier: id, criterion: stretch.evidence.criterion, line: stretch.evidence.line))
      }
      let credit = book.credit(of: id, on: day)
      if credit.method == RatingMethod.judged.id, credit.inheritedFrom == nil, credit.standing.spendClass != .unrated,
        isSoon(credit.to), let line = credit.lines.first
      {
        entries.append(Entry(end: credit.to ?? last, supplier: id, criterion: nil, line: line))
      }
    }
    return entries.sorted {
      ($0.end, -(spend.bySupplier[$0.supplier] ?? 0), $0.supplier, $0.line)
        < ($1.end, -(spend.bySupplier[$1.supplier] ?? 0), $1.supplier, $1.line)
    }
  }

  func listing(_ currency: Currency, _ days: Int) -> Listing {
    let entries = entries
    let header = ["ends", "supplier", "name", "what", "ratings.csv", "today", "from then on", "twelve months"]
    let rows = entries.map { entry in
      [
        entry.end.isoText, entry.supplier, tables.name(of: entry.supplier), entry.criterion ?? "judgement",
        "line \(entry.line)", book.credit(of: entry.supplier, on: day).standing.words,
        book.credit(of: entry.supplier, on: entry.end).standing.words,
        MoneyText.grouped(spend.bySupplier[entry.supplier] ?? 0, currency),
      ]
    }
    let table =
      rows.isEmpty
      ? "Nothing ends within \(days) days after \(day.isoText).\n"
      : PrintableText.visible(aligned([header] + rows, right: [7]))
        + "\nFrom then on: what the supplier is if nothing is added. `commonspend ask SUPPLIER` writes what to ask for.\n"
    return Listing(table: table, jsonText: entries.map { json($0, currency).text + "\n" }.joined())
  }

  private func json(_ entry: Entry, _ currency: Currency) -> JSONText {
    let now = book.credit(of: entry.supplier, on: day).standing
    let then = book.credit(of: entry.supplier, on: entry.end).standing
    return .object([
      ("ends", .string(entry.end.isoText)), ("supplier", .string(entry.supplier)),
      ("name", .string(tables.name(of: entry.supplier))), ("criterion", .optional(entry.criterion)),
      ("line", .int(entry.line)),
      ("class", .string(now.spendClass.rawValue)), ("reason", .optional(now.reason)),
      ("classThen", .string(then.spendClass.rawValue)), ("reasonThen", .optional(then.reason)),
      ("spend", .number(currency.text(spend.bySupplier[entry.supplier] ?? 0))),
    ])
  }
}
