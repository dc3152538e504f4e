// A table's text in one piece of memory, each cell made a String only where it is asked for: the tables that a person
// keeps have tens of thousands of rows and are read with every command.

/// Rows of cells in UTF-8.
@frozen public struct PackedTable: Sendable {
  /// The cells' texts, and whatever stands between them.
  @usableFromInline var bytes: [UInt8] = []
  @usableFromInline var cells: [Cell] = []
  @usableFromInline var rows: [Row] = []

  @frozen @usableFromInline struct Row: Sendable {
    /// Its line in its file, from 1.
    @usableFromInline var line: Int
    /// Where its text begins.
    @usableFromInline var start: Int
    @usableFromInline var firstCell: Int

    @inlinable init(line: Int, start: Int, firstCell: Int) {
      self.line = line
      self.start = start
      self.firstCell = firstCell
    }
  }

  /// A cell counts from the start of its row: a row is never so long that 32 bits would not do.
  @frozen @usableFromInline struct Cell: Sendable {
    @usableFromInline var start: Int32
    @usableFromInline var count: Int32

    @inlinable init(start: Int32, count: Int32) {
      self.start = start
      self.count = count
    }
  }

  /// A table without rows; `byteCount`: how many bytes its text will have.
  public init(byteCount: Int = 0) { bytes.reserveCapacity(byteCount) }

  // MARK: - Filling

  /// Takes over bytes in which cells will stand; says where they begin.
  @inlinable public mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    bytes.append(contentsOf: text)
    return bytes.count - text.count
  }

  /// Puts other bytes in the place of as many that were taken over.
  @inlinable public mutating func replace(at start: Int, by text: UnsafeBufferPointer<UInt8>) {
    bytes.replaceSubrange(start..<start + text.count, with: text)
  }

  /// Begins a row. `line`: where it stands in its file, from 1; `start`: where its text begins.
  @inlinable public mutating func beginRow(line: Int, at start: Int) {
    rows.append(Row(line: line, start: start, firstCell: cells.count))
  }

  /// Adds a cell to the last row; `start` lies at most 2 GiB behind the row's.
  @inlinable public mutating func addCell(at start: Int, count: Int) {
    cells.append(Cell(start: Int32(start - rows[rows.count - 1].start), count: Int32(count)))
  }

  /// Adds a row of texts.
  mutating func append(_ texts: [String], line: Int) {
    beginRow(line: line, at: bytes.count)
    for text in texts {
      addCell(at: bytes.count, count: text.utf8.count)
      bytes.append(contentsOf: text.utf8)
    }
  }

  // MARK: - Asking

  /// How many rows there are.
  @inlinable public var count: Int { rows.count }

  /// Where a row below `count` stands in its file.
  @inlinable public func line(of row: Int) -> Int { rows[row].line }

  /// How many cells a row below `count` has.
  @inlinable public func cellCount(of row: Int) -> Int {
    (row + 1 < rows.count ? rows[row + 1].firstCell : cells.count) - rows[row].firstCell
  }

  /// The bytes of a cell; none where there is no such column, or where the row does not reach so far.
  @inlinable public func utf8(_ row: Int, _ column: Int?) -> ArraySlice<UInt8> {
    guard let column, column < cellCount(of: row) else { return [] }
    let cell = cells[rows[row].firstCell + column]
    let start = rows[row].start + Int(cell.start)
    return bytes[start..<start + Int(cell.count)]
  }

  /// The text of a cell, as `utf8` finds it.
  @inlinable public func text(_ row: Int, _ column: Int?) -> String {
    String(decoding: utf8(row, column), as: UTF8.self)
  }
}
