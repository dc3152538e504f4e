// The import of one file, up to the draft that is stored: recognise it, then let a ReadingSession read it.
public import SpendModel

/// How a file is read, apart from its format.
public struct ReadingOptions: Sendable {
  /// Past this many rejected lines the file is refused.
  public var maxRejects: RejectLimit = .permille(10)
  /// Whether a numbered line that was written twice counts once.
  public var removesDuplicates = true
  /// Whether the SHA-256 of the file is wanted.
  public var digests = true
  /// Threads that read, at least 1. The result does not depend on them.
  public var threads = 1
  /// Bytes that are read and decoded at a time: so many that handing blocks on costs nothing, and few enough for a core's
  /// cache.
  public var blockBytes = 1 << 18
  /// Called with each block that was read.
  public var progress: (@Sendable (ReadingProgress) -> Void)?

  /// The defaults of the command line.
  public init() {}
}

/// `--max-rejects N|P%`.
public enum RejectLimit: Hashable, Sendable {
  /// A number of lines.
  case lines(Int)
  /// Thousandths of the records read.
  case permille(Int)

  /// Whether so many rejected lines of so many records are too many.
  public func isExceeded(rejected: Int, read: Int) -> Bool {
    switch self {
    case .lines(let limit): rejected > limit
    case .permille(let limit): rejected * 1000 > read * limit
    }
  }

  var keptRejections: Int {
    switch self {
    case .lines(let limit): limit
    case .permille: 100_000
    }
  }

  /// As a person writes it.
  public var description: String {
    switch self {
    case .lines(let limit): "\(limit)"
    case .permille(let limit): ExactDecimal.shortText(Int64(limit), scale: 1) + "%"
    }
  }
}

/// Reads exports with the formats of a catalogue.
public struct ExportReader: Sendable {
  private let recogniser: Recogniser
  private let options: ReadingOptions

  /// A reader for the given recogniser.
  public init(recogniser: Recogniser, options: ReadingOptions = ReadingOptions()) {
    self.recogniser = recogniser
    self.options = options
  }

  /// Finds out how an export is read; none of its lines is read yet.
  public func recognise(_ path: String) throws -> RecognisedExport {
    try recognise(ExportFile(path: path, digested: options.digests))
  }

  /// The same for an export that is open, or held in memory.
  public func recognise(_ file: ExportFile) throws -> RecognisedExport {
    RecognisedExport(file: file, plan: try recogniser.plan(for: file), options: options)
  }

  /// Reads a whole export into a draft.
  public func draft(of path: String) throws -> ExportDraft { try recognise(path).draft() }

  /// The same for an export that is open, or held in memory.
  public func draft(of file: ExportFile) throws -> ExportDraft { try recognise(file).draft() }

  /// Reads a whole export and hands its lines on while it reads; see `RecognisedExport.stream`.
  public func stream(_ path: String, to receive: (StreamedLines) throws -> Void) throws -> ExportDraft {
    try recognise(path).stream(to: receive)
  }
}

/// An export of which it is known how it is read. To be read once.
public struct RecognisedExport {
  let file: ExportFile
  let plan: ReadingPlan
  let options: ReadingOptions

  /// Reads the whole export into a draft.
  public func draft() throws -> ExportDraft { try ReadingSession(file, plan: plan, options: options).draft() }

  /// Reads the whole export and hands its lines on while it reads, instead of keeping them: memory does not grow with
  /// the file. For figures that count every line. The draft that comes back holds no pages.
  public func stream(to receive: (StreamedLines) throws -> Void) throws -> ExportDraft {
    try withoutActuallyEscaping(receive) { receive in
      try ReadingSession(file, plan: plan, options: options, receive: receive).draft()
    }
  }
}
