// A table's cells end to end in one piece of memory, each made a String only where it is asked for: the tables that a
// person keeps have tens of thousands of rows and are read with every command.

/// Rows of cells in UTF-8.
@frozen public struct PackedTable: Sendable {
  @usableFromInline var bytes: [UInt8] = []
  /// Where each cell begins; one more says where the last one ends.
  @usableFromInline var starts = [0]
  /// The line and the first cell of each row; one more says where the last row ends.
  @usableFromInline var rows = [Row(line: 0, cell: 0)]

  @frozen @usableFromInline struct Row: Sendable {
    @usableFromInline var line: Int
    @usableFromInline var cell: Int

    @inlinable init(line: Int, cell: Int) {
      self.line = line
      self.cell = cell
    }
  }

  /// A table without rows; `byteCount`: how many bytes its cells will have at most.
  public init(byteCount: Int = 0) { bytes.reserveCapacity(byteCount) }

  // MARK: - Filling

  /// Adds a cell to the row that has not ended.
  @inlinable public mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    starts.append(bytes.count)
  }

  /// Ends the row; `line`: where it stands in its file, from 1.
  @inlinable public mutating func endRow(line: Int) {
    rows[rows.count - 1].line = line
    rows.append(Row(line: 0, cell: starts.count - 1))
  }

  // MARK: - Asking

  /// Rows that have ended.
  @inlinable public var count: Int { rows.count - 1 }

  /// Where a row below `count` stands in its file.
  @inlinable public func line(of row: Int) -> Int { rows[row].line }

  /// How many cells a row below `count` has.
  @inlinable public func cellCount(of row: Int) -> Int { rows[row + 1].cell - rows[row].cell }

  /// The bytes of a cell; none where there is no such column, or where the row does not reach so far.
  @inlinable public func utf8(_ row: Int, _ column: Int?) -> ArraySlice<UInt8> {
    guard let column, column < cellCount(of: row) else { return [] }
    let cell = rows[row].cell + column
    return bytes[starts[cell]..<starts[cell + 1]]
  }

  /// The text of a cell, as `utf8` finds it.
  @inlinable public func text(_ row: Int, _ column: Int?) -> String {
    String(decoding: utf8(row, column), as: UTF8.self)
  }
}
