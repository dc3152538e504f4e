// An export's whole table as text, unconverted: what `inspect` shows. Off the flow, and not in a hurry.
internal import Delimited
internal import SpendModel

/// Reads every record of an export as text.
public struct TableReader {
  private let dialect: Dialect
  private let encoding: TextEncoding
  private let fallback: TextEncoding?

  /// Reads as a plan says.
  public init(plan: ReadingPlan) {
    dialect = plan.dialect
    encoding = plan.encoding
    fallback = plan.fallbackEncoding
  }

  /// Reads as the file's format says; a file of no known format is cut by the delimiter under which most of its
  /// records are equally wide.
  public init(recogniser: Recogniser, file: ExportFile) throws {
    (dialect, encoding, fallback) = try recogniser.tableDialect(of: file)
  }

  /// Calls the body with each record's cells, until it says no.
  public func forEachRecord(of file: ExportFile, _ body: ([String]) throws -> Bool) throws {
    let file = try file.rewound(digested: false)
    let transcoder = Transcoder(encoding: encoding, source: file.fill)
    var reader = RecordReader(dialect: dialect, fill: transcoder.fill)
    var text = TextDecoder(encoding: encoding, fallback: fallback)
    do {
      while let batch = try reader.nextBatch() {
        for index in 0..<batch.count {
          let record = batch[index]
          let cells = (0..<record.cellCount).map { column in
            let bytes = record.text(column)
            return text.text(bytes) ?? TextEncoding.windows1252.decode(bytes) ?? ""
          }
          guard try body(cells) else { return }
        }
      }
    } catch let fault as RecordFault {
      throw fault.problem(in: file.path)
    } catch let fault as TextFault {
      throw fault.problem(in: file.path)
    }
  }
}
