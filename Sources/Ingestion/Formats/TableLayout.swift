// Where the table begins in a text that was cut: titles above it, its header, or no header at all. Only what is sure
// is taken for a title; a doubtful line stays part of the table.
internal import Delimited

struct TableLayout {
  /// Cells of most records.
  var width = 1
  /// Physical line of the table's first record; what stands above are titles.
  var firstLine = 1
  /// Whether the first record names columns.
  var hasHeader = false
  /// Cells of the first record.
  var first: [[UInt8]] = []

  private static let deepestHeader = 50

  /// The layout of the first records of a text.
  init(_ records: [CutRecord], isDeclared: Bool) {
    let rest = isDeclared ? Array(records.dropFirst()) : records
    width = DialectDetector.modalWidth(rest).width
    let start = TableLayout.start(rest, width)
    guard start < rest.count else { return }
    firstLine = rest[start].line
    first = rest[start].cells
    hasHeader = TableLayout.looksLikeHeader(Array(rest[start...]), width)
  }

  /// The index of the first record that belongs to the table.
  private static func start(_ records: [CutRecord], _ width: Int) -> Int {
    guard width > 1 else { return 0 }
    guard let candidate = records.prefix(deepestHeader).firstIndex(where: { !isTitle($0, width) }), candidate > 0 else {
      return 0
    }
    // A title looks like a row that lost its delimiters: a blank line, or names below it, must say so.
    let isParted = (1...candidate).contains { records[$0].followsBlank }
    return isParted || looksLikeHeader(Array(records[candidate...]), width) ? candidate : 0
  }

  /// A line with fewer filled cells than a row of the table would have: a third of them at most, and one at least less.
  private static func isTitle(_ record: CutRecord, _ width: Int) -> Bool {
    record.filledCount <= max(1, width / 3) && record.filledCount < width
  }

  /// Names above values. Where every column holds words, the first record is taken for names if they differ.
  static func looksLikeHeader(_ records: [CutRecord], _ width: Int) -> Bool {
    guard let first = records.first else { return false }
    let kinds = first.cells.map(CellKind.of)
    guard records.count > 1 else { return !kinds.contains(where: \.isValue) }
    var named = 0
    var valued = 0
    for column in first.cells.indices {
      let below = records.dropFirst().prefix(200).compactMap { record in
        column < record.cells.count ? CellKind.of(record.cells[column]) : nil
      }
      let filled = below.filter { $0 != .empty }
      let values = filled.count(where: \.isValue)
      guard !filled.isEmpty, values * 10 >= filled.count * 8 else { continue }
      if kinds[column].isValue { valued += 1 } else if kinds[column] != .empty { named += 1 }
    }
    if named + valued > 0 { return named > 0 && named >= valued }
    return !kinds.contains(where: \.isValue)
      && Set(first.cells.filter { !$0.isEmpty }).count == first.cells.count(where: { !$0.isEmpty })
  }
}
