// The outputs of a report by name. A new output is one file and one line here.
public import Reporting
public import SpendModel

/// How a table becomes bytes.
public protocol Renderer: Sendable {
  /// Its name after `--output`.
  static var name: String { get }
  /// The table as bytes; the same table gives the same bytes.
  func render(_ table: ReportTable) throws(Problem) -> [UInt8]
}

/// How an output is written, beside the table.
public struct RenderingChoices: Sendable {
  /// Language and number format.
  public var wording: Wording
  /// Whether a terminal reads the text.
  public var hasColour = false
  /// Columns of that terminal; nil: not known, or no terminal.
  public var width: Int?
  /// The moment that a spreadsheet says it was made, ISO 8601; never the clock of this module.
  public var createdAt: String

  /// Choices; see the properties.
  public init(wording: Wording, hasColour: Bool = false, width: Int? = nil, createdAt: String) {
    self.wording = wording
    self.hasColour = hasColour
    self.width = width
    self.createdAt = createdAt
  }
}

/// The outputs that there are.
public enum Renderers {
  /// Their names, in the order in which help lists them.
  public static let names = [
    TextRenderer.name, CSVRenderer.name, JSONRenderer.name, MarkdownRenderer.name, HTMLRenderer.name,
    XLSXRenderer.name,
  ]

  /// The renderer of a name; nil where there is none.
  public static func named(_ name: String, _ choices: RenderingChoices) -> (any Renderer)? {
    switch name {
    case TextRenderer.name: TextRenderer(choices.wording, hasColour: choices.hasColour, width: choices.width)
    case CSVRenderer.name: CSVRenderer()
    case JSONRenderer.name: JSONRenderer(choices.wording)
    case MarkdownRenderer.name: MarkdownRenderer(choices.wording)
    case HTMLRenderer.name: HTMLRenderer(choices.wording)
    case XLSXRenderer.name: XLSXRenderer(choices)
    default: nil
    }
  }
}
