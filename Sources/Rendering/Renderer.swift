// The outputs of a report by name. A new output is one file and one line here.
public import Reporting

/// How a table becomes bytes.
public protocol Renderer: Sendable {
  /// Its name after `--output`.
  static var name: String { get }
  /// The table as bytes; the same table gives the same bytes.
  func render(_ table: ReportTable) -> [UInt8]
}

/// The outputs that there are.
public enum Renderers {
  /// Their names, in the order in which help lists them.
  public static let names = [
    TextRenderer.name, CSVRenderer.name, JSONRenderer.name, MarkdownRenderer.name, HTMLRenderer.name,
  ]

  /// The renderer of a name; nil where there is none. `colour`: whether a terminal reads the text.
  public static func named(_ name: String, colour: Bool) -> (any Renderer)? {
    switch name {
    case TextRenderer.name: TextRenderer(hasColour: colour)
    case CSVRenderer.name: CSVRenderer()
    case JSONRenderer.name: JSONRenderer()
    case MarkdownRenderer.name: MarkdownRenderer()
    case HTMLRenderer.name: HTMLRenderer()
    default: nil
    }
  }
}
