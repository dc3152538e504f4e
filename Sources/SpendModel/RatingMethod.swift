// A rating method as a value: what a file in Catalogue/Methods says. docs/reference/methods.md describes the language.

/// The rule that turns ratings or evidence into classes.
public struct RatingMethod: Hashable, Sendable {
  /// What a method reads.
  public enum Source: String, CaseIterable, Hashable, Sendable {
    /// Short rows: dated judgements.
    case judgements
    /// Long rows: evidence.
    case evidence
  }

  /// `seed-2017`.
  public var id: String
  /// Rises with every change of its rules.
  public var version: Int
  /// SHA-256 of the file, lower-case hexadecimal.
  public var digest: String
  /// For people.
  public var title: String
  /// The question that it answers.
  public var question: String
  /// What it reads.
  public var source: Source
  /// What it asks, in the order in which it is shown.
  public var criteria: [Criterion] = []
  /// The highest level that evidence of grade 0...3 proves.
  public var gradeCaps = [0, 4, 4, 4]
  /// Flags by id, with the months for which one stands.
  public var flags: [RatingFlag] = []
  /// No evidence counts longer than this, in months after its document's day.
  public var longestMonths = 60
  /// Whether a supplier without a rating of its own takes that of the company that owns it.
  public var inheritsFromParent = false
  /// The first rule that applies gives the class; the last has no conditions, so that one always does.
  public var classRules: [ClassRule] = [ClassRule(spendClass: .unrated, conditions: [])]
  /// When a supplier that is not generative could still be proved so; all must hold.
  public var possibleWhen: [RuleCondition] = []
  /// Percentage of spend that each class is recognised with in the weighted share.
  public var recognition: [SpendClass: Int] = [.generative: 100, .transitional: 50, .extractive: 0, .unrated: 0]

  /// A method without criteria; see the properties.
  public init(id: String, version: Int, digest: String, title: String, question: String, source: Source) {
    self.id = id
    self.version = version
    self.digest = digest
    self.title = title
    self.question = question
    self.source = source
  }

  /// The short rows' method, for callers that have no catalogue.
  public static let judged = RatingMethod(
    id: "judged", version: 1, digest: "", title: "Dated judgements", question: "", source: .judgements)

  /// Whether it gives scores.
  public var hasScore: Bool { criteria.contains { $0.weight > 0 } }

  /// The criterion of an id.
  public func criterion(_ id: String) -> Criterion? { criteria.first { $0.id == id } }
}

/// What a method asks of a company.
public struct Criterion: Hashable, Sendable {
  /// Shared by all methods, `open-accounting`.
  public var id: String
  /// For people.
  public var title: Translated
  /// Points at the highest level; 0 in a method without scores.
  public var weight = 0
  /// The level that opens the gate; nil: no gate.
  public var gate: Int?
  /// What each level asks, from level 1.
  public var levels: [Translated]
  /// Months after the document's day for which evidence of a level counts; the last holds for the levels above.
  public var months: [Int]

  /// A criterion.
  public init(id: String, title: Translated, levels: [Translated], months: [Int]) {
    self.id = id
    self.title = title
    self.levels = levels
    self.months = months
  }

  /// Months for which evidence of a level counts.
  public func months(level: Int) -> Int {
    months.isEmpty ? 0 : months[min(max(level, 1), months.count) - 1]
  }
}

/// What speaks against a company, whatever it proved.
public struct RatingFlag: Hashable, Sendable {
  /// `integrity`.
  public var id: String
  /// For people.
  public var title: Translated
  /// Months for which it stands.
  public var months: Int

  /// A flag.
  public init(id: String, title: Translated, months: Int) {
    self.id = id
    self.title = title
    self.months = months
  }
}

/// A text by language code.
public struct Translated: Hashable, Sendable {
  /// English.
  public var english: String
  /// Other languages by code.
  public var others: [String: String]

  /// A text.
  public init(_ english: String, others: [String: String] = [:]) {
    self.english = english
    self.others = others
  }

  /// The text in a language; English where there is none.
  public func text(_ language: String) -> String { others[language] ?? english }
}

/// A class, and when it applies.
public struct ClassRule: Hashable, Sendable {
  /// The class.
  public var spendClass: SpendClass
  /// All must hold; none: always.
  public var conditions: [RuleCondition]

  /// A rule.
  public init(spendClass: SpendClass, conditions: [RuleCondition]) {
    self.spendClass = spendClass
    self.conditions = conditions
  }
}

/// One condition of the closed method language.
public enum RuleCondition: Hashable, Sendable {
  /// What can be compared.
  public enum Quantity: String, CaseIterable, Hashable, Sendable {
    /// Gates met.
    case met
    /// Gates assessed and not met.
    case failed
    /// Gates not assessed, or expired.
    case open
    /// The score, what is unknown counted as nothing.
    case low
    /// The score, what is unknown counted in full.
    case high
  }

  /// How it is compared.
  public enum Comparison: String, CaseIterable, Hashable, Sendable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case equal = "="
  }

  /// A quantity against a whole number.
  case number(Quantity, Comparison, Int)
  /// A flag that stands, or does not.
  case flag(String, stands: Bool)

  /// `met = 4`, `not integrity`.
  public var text: String {
    switch self {
    case .number(let quantity, let comparison, let value): "\(quantity.rawValue) \(comparison.rawValue) \(value)"
    case .flag(let id, let stands): stands ? id : "not \(id)"
    }
  }
}
