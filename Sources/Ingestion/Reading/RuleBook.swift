// The plan's rules (which lines are left out, which change sign) made ready for millions of lines: short texts as words,
// and tests on cells that repeat within a receipt answered once for the receipt.
internal import DataFiles
internal import Delimited
internal import SpendModel

/// Rules that may leave out lines of the receipt at hand: their tests on its cells hold.
struct RuleCandidates {
  /// In order.
  fileprivate(set) var rules: [Int]
  /// The column that all of them want blank; -1: each has to be asked.
  fileprivate(set) var guardColumn: Int
}

/// The rules of one plan. By reference, and without variables: a line must neither copy it nor ask for leave to read it.
final class RuleBook: Sendable {
  /// The tests of all rules, one rule after the other: nested arrays would count references for every line.
  private let tests: [CellMatcher]
  /// Where the tests of each rule stand: those on the receipt's cells, then those on the line's own.
  private let rules: [(shared: Range<Int>, own: Range<Int>)]
  private let negations: [Range<Int>]
  private let returns: [Range<Int>]
  private let nulls: NullTexts
  /// Columns of the receipt that some rule wants blank, and by rule a bit for each of them that it wants blank.
  private let blankColumns: [Int]
  private let wantsBlank: [UInt64]
  /// By rule: a column of the line's own that it wants blank, or -1.
  private let guards: [Int]
  /// Columns of the receipt that some rule tests.
  private let testedColumns: [Int]
  /// What all candidates are where these cells begin with digits, as nearly always; nil: that does not tell.
  private let candidatesIfDigits: [Int]?
  /// Whether no rule changes a sign.
  private let keepsSigns: Bool

  /// `shared`: columns whose cells are the receipt's.
  init(plan: ReadingPlan, shared: Set<Int>) {
    let nulls = NullTexts(plan.nulls)
    var tests: [CellMatcher] = []
    let encoding = plan.fallbackEncoding ?? plan.encoding
    func add(_ more: [CellTest]) -> Range<Int> {
      tests += more.map { CellMatcher($0, nulls, encoding) }
      return tests.count - more.count..<tests.count
    }
    rules = plan.exclusions.map { rule in
      // Whether a cell is filled is told soonest, and mostly settles it.
      let tests = rule.tests.filter(\.isOnFilling) + rule.tests.filter { !$0.isOnFilling }
      return (
        shared: add(tests.filter { shared.contains($0.column) }),
        own: add(tests.filter { !shared.contains($0.column) })
      )
    }
    negations = plan.negations.map { add($0) }
    returns = plan.returns.map { add($0) }
    self.tests = tests
    self.nulls = nulls
    func blank(_ rule: Exclusion) -> [Int] { rule.tests.filter { $0.match == .blank }.map(\.column) }
    let blankColumns = Array(Set(plan.exclusions.flatMap(blank)).intersection(shared).sorted().prefix(64))
    self.blankColumns = blankColumns
    wantsBlank = plan.exclusions.map { rule in
      blank(rule).compactMap(blankColumns.firstIndex).reduce(0) { $0 | 1 << UInt64($1) }
    }
    guards = plan.exclusions.map { blank($0).first { !shared.contains($0) } ?? -1 }
    keepsSigns = plan.negations.isEmpty && plan.returns.isEmpty
    testedColumns = Set(rules.flatMap { tests[$0.shared].map(\.column) }).sorted()
    candidatesIfDigits = RuleBook.candidatesIfDigits(rules.map { tests[$0.shared].map(\.ifDigit) })
  }

  /// Before the first receipt. Where nothing is shared, no cell ever changes.
  var candidatesWithoutReceipt: RuleCandidates {
    let candidates = rules.indices.filter { rules[$0].shared.isEmpty }
    return RuleCandidates(rules: candidates, guardColumn: guardColumn(candidates))
  }

  private func guardColumn(_ rules: [Int]) -> Int {
    guard let first = rules.first, rules.allSatisfy({ guards[$0] == guards[first] }) else { return -1 }
    return guards[first]
  }

  /// `answers`: by rule, what its tests say of cells that begin with digits.
  private static func candidatesIfDigits(_ answers: [[Bool?]]) -> [Int]? {
    let open = answers.indices.filter { !answers[$0].contains(false) }
    return open.allSatisfy { answers[$0].allSatisfy { $0 == true } } ? open : nil
  }

  /// Finds the candidates among the rules for a record whose shared cells differ from those before.
  func find(_ candidates: inout RuleCandidates, for record: Record, width: Int) {
    if let candidatesIfDigits, testedColumns.allSatisfy({ beginsWithDigit(record, $0) }) {
      candidates.rules = candidatesIfDigits
    } else {
      ask(&candidates.rules, record, width)
    }
    candidates.guardColumn = guardColumn(candidates.rules)
  }

  private func beginsWithDigit(_ record: Record, _ column: Int) -> Bool {
    guard column < record.cellCount else { return false }
    let cell = record.cell(column)
    return cell.count > 0 && cell[0] &- 0x30 <= 9
  }

  private func ask(_ candidates: inout [Int], _ record: Record, _ width: Int) {
    candidates.removeAll(keepingCapacity: true)
    var filled: UInt64 = 0
    for (bit, column) in blankColumns.enumerated() where isFilled(record, column) { filled |= 1 &<< UInt64(bit) }
    for rule in rules.indices where wantsBlank[rule] & filled == 0 {
      if allHold(rules[rule].shared, record, width) { candidates.append(rule) }
    }
  }

  /// Whether the cell is there and certainly not blank.
  @inline(__always)
  private func isFilled(_ record: Record, _ column: Int) -> Bool {
    guard column < record.cellCount else { return false }
    let cell = record.cell(column)
    return cell.count > 0 && nulls.cannotBegin(with: cell[0])
  }

  /// The index of the first rule that leaves the record out, of the candidates for its shared cells.
  @inline(__always)
  func exclusion(_ record: Record, of candidates: RuleCandidates, width: Int) -> Int? {
    if candidates.rules.isEmpty { return nil }
    if candidates.guardColumn >= 0, isFilled(record, candidates.guardColumn) { return nil }
    return first(of: candidates.rules, record, width)
  }

  @inline(never)
  private func first(of candidates: [Int], _ record: Record, _ width: Int) -> Int? {
    candidates.first { allHold(rules[$0].own, record, width) }
  }

  /// The same for a record whose shared cells nobody looked at.
  func exclusionFromScratch(_ record: Record, width: Int) -> Int? {
    rules.indices.first { allHold(rules[$0].shared, record, width) && allHold(rules[$0].own, record, width) }
  }

  /// What becomes of the signs of the line's numbers.
  @inline(__always)
  func sign(_ record: Record) -> LineSign { keepsSigns ? .written : anySign(record) }

  private func anySign(_ record: Record) -> LineSign {
    for index in negations.indices where allHold(negations[index], record, record.cellCount) { return .turned }
    for index in returns.indices where allHold(returns[index], record, record.cellCount) { return .negative }
    return .written
  }

  @inline(__always)
  private func allHold(_ range: Range<Int>, _ record: Record, _ width: Int) -> Bool {
    for index in range where !(tests[index].column < width && tests[index].holds(record)) { return false }
    return true
  }
}

extension CellTest {
  /// Whether it asks only whether there is something.
  fileprivate var isOnFilling: Bool { match == .blank || match == .filled }
}

/// What a rule says of the signs of a line's numbers.
enum LineSign {
  case written, turned
  /// Below zero, whichever way it is written.
  case negative

  /// The number with its sign; an unknown one stays unknown.
  @inline(__always)
  func applied(to value: Int64) -> Int64 {
    switch self {
    case .written: value
    case .turned: value == SaleLine.unknown ? value : -value
    case .negative: value == SaleLine.unknown || value < 0 ? value : -value
    }
  }
}

/// The texts that mean "nothing".
struct NullTexts: Sendable {
  private let texts: [[UInt8]]
  /// A bit for each ASCII byte with which one of them begins, and for the two that are blank.
  private let beginnings: (UInt64, UInt64)
  /// Whether one of them could be read as a number.
  let mayBeNumbers: Bool
  let mayBeginWithDigit: Bool

  init(_ texts: [[UInt8]]) {
    self.texts = texts
    var beginnings: (UInt64, UInt64) = (1 << 0x20 | 1 << 0x09, 0)
    for byte in texts.compactMap(\.first) {
      if byte < 0x40 { beginnings.0 |= 1 << UInt64(byte) } else { beginnings.1 |= 1 << UInt64(byte & 0x3F) }
    }
    self.beginnings = beginnings
    mayBeNumbers = texts.contains { $0.contains { NullTexts.digits.contains($0) } }
    mayBeginWithDigit = texts.contains { $0.first.map(NullTexts.digits.contains) ?? false }
  }

  static let digits: ClosedRange<UInt8> = 0x30...0x39

  /// Whether no blank cell and none of them begins with the byte.
  @inline(__always)
  func cannotBegin(with byte: UInt8) -> Bool {
    (byte < 0x40 ? beginnings.0 : beginnings.1) &>> UInt64(byte & 0x3F) & 1 == 0
  }

  /// Whether the trimmed cell is one of them.
  @inline(__always)
  func contain(_ cell: Bytes) -> Bool {
    for text in texts where cell == text { return true }
    return false
  }

  /// The trimmed cell, or nil where it is missing, blank or one of them.
  @inline(__always)
  func filled(_ record: Record, _ column: Int) -> Bytes? {
    guard column < record.cellCount else { return nil }
    let cell = record.cell(column).trimmed()
    return cell.count == 0 || contain(cell) ? nil : cell
  }
}

/// A test on one cell. By reference: a line must not copy its texts.
final class CellMatcher: Sendable {
  let column: Int
  private let nulls: NullTexts
  private let kind: Kind
  /// Of bytes that are not UTF-8.
  private let encoding: TextEncoding
  /// Of folded texts: most cells are told apart by them.
  private let letters: FirstLetters?
  /// Of short texts: a bit for each length that one of them has.
  private let lengths: UInt64?
  /// What a cell that is neither blank nor begins like a text for "nothing" answers; nil where that does not settle it.
  private let ifFilled: Bool?
  /// The same of a cell that begins with a digit.
  let ifDigit: Bool?

  private enum Kind {
    /// Texts of at most eight bytes, as words with their length.
    case words([(word: UInt64, count: Int)])
    case texts([[UInt8]])
    case prefixes([[UInt8]])
    case blank
    case filled
    case folded([String])
    case foldedWords([String])
  }

  init(_ test: CellTest, _ nulls: NullTexts, _ encoding: TextEncoding) {
    column = test.column
    self.nulls = nulls
    self.encoding = encoding
    var letters: FirstLetters?
    var lengths: UInt64?
    var ifFilled: Bool?
    switch test.match {
    case .oneOf(let texts) where texts.allSatisfy({ $0.count <= 8 }):
      kind = .words(texts.map { text in (text.withUnsafeBufferPointer { CellMatcher.word($0) }, text.count) })
      lengths = texts.reduce(0) { $0 | 1 &<< UInt64($1.count) }
    case .oneOf(let texts): kind = .texts(texts)
    case .prefix(let texts): kind = .prefixes(texts)
    case .blank:
      kind = .blank
      ifFilled = false
    case .filled:
      kind = .filled
      ifFilled = true
    case .foldedOneOf(let texts):
      kind = .folded(texts)
      letters = FirstLetters(of: texts)
    case .foldedWords(let texts):
      kind = .foldedWords(texts)
      letters = FirstLetters(of: texts)
    }
    self.letters = letters
    self.lengths = lengths
    self.ifFilled = ifFilled
    ifDigit = CellMatcher.ifDigit(test.match, nulls)
  }

  private static func ifDigit(_ match: CellTest.Match, _ nulls: NullTexts) -> Bool? {
    switch match {
    case .blank: nulls.mayBeginWithDigit ? nil : false
    case .filled: nulls.mayBeginWithDigit ? nil : true
    case .oneOf(let texts), .prefix(let texts):
      texts.allSatisfy { $0.first.map { !NullTexts.digits.contains($0) } ?? false } ? false : nil
    case .foldedOneOf(let texts), .foldedWords(let texts):
      FirstLetters(of: texts).areOfLettersOnly ? false : nil
    }
  }

  /// Whether the record's cell is what the test asks for. Requires that it has the column.
  @inline(__always)
  func holds(_ record: Record) -> Bool {
    let cell = record.cell(column)
    if let ifFilled, cell.count > 0, nulls.cannotBegin(with: cell[0]) { return ifFilled }
    if let letters, !letters.mayBegin(cell) { return false }
    let trimmed = cell.trimmed()
    if let lengths, trimmed.count > 8 || lengths &>> UInt64(trimmed.count) & 1 == 0 { return false }
    return isWhatIsAsked(record, trimmed)
  }

  private func isWhatIsAsked(_ record: Record, _ cell: Bytes) -> Bool {
    switch kind {
    case .words(let words): return CellMatcher.isOne(of: words, cell)
    case .texts(let texts): return texts.contains { cell == $0 }
    case .prefixes(let texts): return texts.contains { cell.hasPrefix($0) }
    case .blank: return cell.count == 0 || nulls.contain(cell)
    case .filled: return cell.count > 0 && !nulls.contain(cell)
    case .folded(let texts): return texts.contains(folded(record))
    case .foldedWords(let texts):
      let cell = folded(record)
      return texts.contains { cell.hasPrefix($0) && (cell.utf8.count == $0.utf8.count || cell.hasPrefix($0 + " ")) }
    }
  }

  private func folded(_ record: Record) -> String {
    let bytes = record.text(column)
    return FoldedText.fold(String(validating: bytes, as: UTF8.self) ?? encoding.decode(bytes) ?? "")
  }

  private static func isOne(of words: [(word: UInt64, count: Int)], _ cell: Bytes) -> Bool {
    let word = word(cell.buffer)
    for other in words where other.word == word && other.count == cell.count { return true }
    return false
  }

  /// Up to eight bytes as one number.
  private static func word(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var word: UInt64 = 0
    for byte in bytes { word = word &<< 8 | UInt64(byte) }
    return word
  }
}

/// The letters with which some folded texts begin: most cells are told apart from them without being folded.
struct FirstLetters {
  private var letters: UInt32 = 0
  /// Some text begins in another way, which says nothing about the cells that fold to it.
  private var isOpen = false

  /// Whether no text can begin with anything but a letter.
  var areOfLettersOnly: Bool { !isOpen }

  init(of texts: [String]) {
    for text in texts {
      let bit = FirstLetters.bit(text.utf8.first ?? 0)
      letters |= bit
      if bit == 0 { isOpen = true }
    }
  }

  /// Whether a cell with these bytes can fold to one of the texts. Folding drops gaps in front, and keeps ASCII but for
  /// its case: what the first other byte is, the folded text begins with.
  @inline(__always)
  func mayBegin(_ cell: Bytes) -> Bool {
    if isOpen { return true }
    for index in 0..<cell.count {
      let byte = cell[index]
      let bit = FirstLetters.bit(byte)
      if bit != 0 { return letters & bit != 0 }
      if byte >= 0x80 { return true }
      if byte &- 0x30 <= 9 { return false }
    }
    return false
  }

  @inline(__always)
  private static func bit(_ byte: UInt8) -> UInt32 {
    let letter = (byte | 0x20) &- 0x61
    return letter < 26 ? 1 &<< UInt32(letter) : 0
  }
}
