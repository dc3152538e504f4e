// One piece of evidence on a supplier: a row of ratings.csv in its long shape. Methods turn evidence into credits.

/// A dated piece of evidence on one criterion, or a flag.
public struct Evidence: Hashable, Sendable {
  /// Whom it speaks of.
  public var supplierID = ""
  /// What it speaks of: a criterion's id, or a flag's.
  public var criterion = ""
  /// Yes proves every level up to `level`; no says that nothing from `level` up is met.
  public var isMet = false
  /// 1...4.
  public var level = 1
  /// Where it can be looked up.
  public var source = ""
  /// Who published it.
  public var publisher = ""
  /// The day the document speaks for; of a "no", the day on which somebody looked.
  public var documentDate: Day?
  /// The row's days, as written; an item of evidence always has a first one.
  public var validity = Validity()
  /// 0 said without a public source, 1 published by the company, 2 checked by a second person, 3 a register or auditor.
  public var grade = 1
  /// Who brought it.
  public var proposer = ""
  /// Who checked it.
  public var verifier = ""
  /// When it was written down.
  public var recordedAt: Day?
  /// Its line in the file.
  public var line = 0

  /// An empty row.
  public init() {}

  /// Whether two persons stand behind it.
  public var hasTwoPeople: Bool {
    !proposer.isEmpty && !verifier.isEmpty && !Evidence.isSamePerson(proposer, verifier)
  }

  /// The grade that counts: 2 needs two persons, without them it is what the company published.
  public var effectiveGrade: Int { grade == 2 && !hasTwoPeople ? 1 : grade }

  /// Why the row never counts, in words; nil where it does. Proof or zero: a statement without a public source proves
  /// nothing, and nobody is found wanting on one person's word.
  public var whyNotCounted: String? {
    if effectiveGrade < 1 { return "grade 0: said without a public source, shown and never counted" }
    guard !isMet else { return nil }
    if source.isEmpty { return "a no needs the source where somebody looked" }
    if documentDate == nil { return "a no needs the day on which somebody looked, document_date" }
    return hasTwoPeople ? nil : "a no needs a proposer and another verifier"
  }

  /// Names that differ only in case or blanks are one person.
  public static func isSamePerson(_ left: String, _ right: String) -> Bool {
    let fold = { (name: String) in name.lowercased().split(whereSeparator: { $0 == " " || $0 == "\t" }) }
    return fold(left) == fold(right)
  }

  /// Whether two rows say the same, wherever they stand.
  public static func isSame(_ left: Evidence, _ right: Evidence) -> Bool {
    var right = right
    right.line = left.line
    return left == right
  }
}
