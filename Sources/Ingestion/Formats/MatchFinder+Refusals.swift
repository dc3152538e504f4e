// What is said of a file that no format fits: how near it came, and what to do.
internal import DataFiles
internal import Delimited
internal import SpendModel

extension MatchFinder {
  func doesNotFit(_ format: ExportFormat) -> Problem {
    let seen = headerSeen
    if let declared = DialectDetector.declaredDelimiter(sample.bytes), let fixed = format.delimiters,
      let first = fixed.first, !fixed.contains(declared)
    {
      return MatchFinder.contradiction(first, declared, "format \(format.id)", path)
    }
    let missing =
      format.isGeneric
      ? "a day, an amount, or a code or description" : missingNames(format, seen).joined(separator: ", ")
    return Problem(
      .refused, what: "The file is no \(format.id) export: it lacks \(missing).",
      place: headerPlace(seen), rule: "--as \(format.id)",
      mend: "Leave --as out to have the format recognised, or see `commonspend inspect`.")
  }

  func nothingFits(_ formats: [ExportFormat]) -> Problem {
    let dialect = Dialect(delimiter: detected.dialect.delimiter ?? 0x2C, quote: detected.dialect.quote ?? 0x22)
    if let fault = sample.brokenLimit(dialect) { return fault.problem(in: path) }
    let seen = headerSeen
    let named = formats.filter { !$0.isGeneric && !$0.headerNames.isEmpty }
    let best = named.max { known($0, seen) < known($1, seen) }
    let near = best.flatMap { known($0, seen) > 2 && missingNames($0, seen).count <= 2 ? $0 : nil }
    let hint =
      near.map {
        "nearest is \($0.id), which misses "
          + missingNames($0, seen).map { String($0.prefix { $0 != "|" }) }.joined(separator: ", ")
      } ?? formats.first(where: \.isGeneric).flatMap(partial)
    return Problem(
      .refused, what: "No format fits this file" + (hint.map { ": " + $0 } ?? "") + ".",
      place: headerPlace(seen),
      rule:
        "a format is recognised by its header or its shape; generic needs a day, an amount, and a code or description",
      mend:
        "Check that this is the sales export with its header; else describe it in catalogue/formats/ (docs/add-a-pos-format.md)."
    )
  }

  /// What the likeliest header has of what `generic` needs, and what it lacks.
  private func partial(_ generic: ExportFormat) -> String? {
    let dialect = Dialect(
      delimiter: detected.dialect.delimiter ?? 0x2C, quote: detected.dialect.quote ?? 0x22,
      escape: detected.dialect.escape)
    let records = cache.records(sample, dialect, skipsBlank: detected.dialect.skipsBlank).records
    let needs: [(what: String, roles: [Role])] = [
      ("a day", [.day, .businessDay]), ("a product", [.description, .code]),
      ("an amount", [.amount, .amountWithTax, .amountWithoutTax]),
    ]
    let bound = records.prefix(MatchFinder.headerSearchDepth).compactMap { record in
      (try? bind(generic, names(record).map(\.folded), record)).map { (record, $0) }
    }
    let has = { (columns: [Role: Int]) in needs.filter { $0.roles.contains { columns[$0] != nil } } }
    guard let (record, columns) = bound.max(by: { has($0.1).count < has($1.1).count }), !has(columns).isEmpty else {
      return nil
    }
    let texts = record.texts(sample.encoding)
    let found = has(columns).map { need in
      "\(need.what) (\(need.roles.compactMap { columns[$0] }.first.map { texts[$0].trimmedBlanks } ?? ""))"
    }
    let lacks = needs.map(\.what).filter { what in !has(columns).contains { $0.what == what } }
    if lacks == ["a day"] {
      return "it has \(found.joined(separator: " and ")), but no column of days; say its day with --set day=…"
    }
    return lacks.isEmpty
      ? nil
      : "it has \(found.joined(separator: " and ")), but no column with a name known for \(lacks.joined(separator: " or "))"
  }

  private func known(_ format: ExportFormat, _ seen: [String]) -> Int {
    format.headerNames.count - missingNames(format, seen).count
  }

  private func missingNames(_ format: ExportFormat, _ seen: [String]) -> [String] {
    let folded = seen.map(FoldedText.fold)
    return format.headerNames.filter { name in !alternatives(name).contains { folded.contains($0) } }
  }

  /// The table's header, as the bytes show it. A first line of data is never told: it may name a member.
  private var headerSeen: [String] { sight.hasHeader ? sight.first : [] }

  private func headerPlace(_ seen: [String]) -> String {
    Place(file: path, line: 1, text: seen.isEmpty ? nil : seen.joined(separator: ", ")).description
  }
}
