// Checksums over the rows that stand beside the pages: imports with all that hangs on them, items and stores. A changed
// bit inside a row of text escapes SQLite's own check; `verify` finds it here.
internal import CSQLite
internal import CZlib
internal import GRDB

/// What a seal is set on.
struct SealedPart: Hashable {
  /// Kinds of parts; the raw value stands in the table `seal`.
  enum Kind: String, CaseIterable {
    /// An import, by its number: its row, exclusions, duplicates, rejects, and what it replaced or mended.
    case importRows = "import"
    /// What an import's rules left out by store and day; only where there is some.
    case ruleTotals = "excluded_day"
    /// So many items, by the number of the group.
    case items
    /// All stores.
    case stores
    /// All publications; only where there is one.
    case publications
  }

  /// Items of a group. New items come at the end, so an import writes few seals.
  static let groupSize: Int64 = 1024

  var kind: Kind
  var number: Int64

  /// Queries whose rows, one after the other, are summed; ?1 is the number.
  fileprivate var queries: [String] {
    switch kind {
    case .importRows:
      [
        "import WHERE id = ?1", "import_exclusion WHERE import_id = ?1 ORDER BY rule",
        "duplicate_against WHERE import_id = ?1 ORDER BY against_id",
        "replaced_page WHERE import_id = ?1 ORDER BY store_id, day",
        "mended_page WHERE import_id = ?1 ORDER BY store_id, day",
        "replaced_lines WHERE import_id = ?1 ORDER BY replaced_id", "reject WHERE import_id = ?1 ORDER BY line",
      ]
    case .ruleTotals: ["excluded_day WHERE import_id = ?1 ORDER BY store_id, day, rule"]
    case .items: ["item WHERE id BETWEEN ?1 * \(Self.groupSize) AND (?1 + 1) * \(Self.groupSize) - 1 ORDER BY id"]
    case .stores: ["store ORDER BY id"]
    case .publications: ["publication ORDER BY name"]
    }
  }
}

/// Writes and reads the table `seal`.
struct Seals {
  let db: Database

  /// Sets the seals anew on what one import or undo wrote: some imports, the newest items, the stores.
  func renew(imports: [Int64]) throws {
    let sealed = try Int64.fetchOne(db, sql: "SELECT max(number) FROM seal WHERE kind = 'items'")
    let parts =
      imports.map { SealedPart(kind: .importRows, number: $0) } + [SealedPart(kind: .stores, number: 0)]
      + (try importsWithRuleTotals().filter(imports.contains).map { SealedPart(kind: .ruleTotals, number: $0) })
      + (try itemGroups(from: sealed ?? 0).map { SealedPart(kind: .items, number: $0) })
    for number in imports {
      try db.execute(
        sql: "DELETE FROM seal WHERE kind = ? AND number = ?",
        arguments: [SealedPart.Kind.ruleTotals.rawValue, number])
    }
    for part in parts { try set(part) }
  }

  /// Sets the seal anew on a part of which there is one.
  func renew(_ kind: SealedPart.Kind) throws { try set(SealedPart(kind: kind, number: 0)) }

  private func set(_ part: SealedPart) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO seal VALUES (?, ?, ?)",
      arguments: [part.kind.rawValue, part.number, checksum(of: part)])
  }

  /// Parts whose rows are not as they were written, or whose seal itself is not.
  func broken() throws -> [SealedPart] {
    var kept: [SealedPart: Int64] = [:]
    var strangers: [SealedPart] = []
    for row in try Row.fetchAll(db, sql: "SELECT kind, number, checksum FROM seal ORDER BY kind, number") {
      let number: Int64 = try row.get(1)
      if let kind = SealedPart.Kind(rawValue: try row.get(0)) {
        kept[SealedPart(kind: kind, number: number)] = try row.get(2)
      } else {
        strangers.append(SealedPart(kind: .stores, number: number))
      }
    }
    let parts = try self.parts()
    return strangers + (try parts.filter { try kept[$0] != checksum(of: $0) })
      + kept.keys.filter { !parts.contains($0) }.sorted { $0.number < $1.number }
  }

  /// Every part that must have a seal: none before the first import and the first publication.
  private func parts() throws -> [SealedPart] {
    let hasPublished =
      try db.tableExists("publication")
      && Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM publication)") ?? false
    let published = hasPublished ? [SealedPart(kind: .publications, number: 0)] : []
    let imports = try Int64.fetchAll(db, sql: "SELECT id FROM import ORDER BY id")
    guard !imports.isEmpty else { return published }
    return published + imports.map { SealedPart(kind: .importRows, number: $0) } + [
      SealedPart(kind: .stores, number: 0)
    ]
      + (try importsWithRuleTotals().map { SealedPart(kind: .ruleTotals, number: $0) })
      + (try itemGroups(from: 0).map { SealedPart(kind: .items, number: $0) })
  }

  /// None in a database of version 1.
  private func importsWithRuleTotals() throws -> [Int64] {
    guard try db.tableExists("excluded_day") else { return [] }
    return try Int64.fetchAll(db, sql: "SELECT DISTINCT import_id FROM excluded_day ORDER BY import_id")
  }

  /// The groups that hold items, from one on.
  private func itemGroups(from first: Int64) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: "SELECT DISTINCT id / \(SealedPart.groupSize) FROM item WHERE id >= ? * \(SealedPart.groupSize) ORDER BY 1",
      arguments: [first])
  }

  // MARK: - Checksums

  /// CRC-32 over type, length and bytes of every cell.
  private func checksum(of part: SealedPart) throws -> Int64 {
    var sum = crc32(0, nil, 0)
    for query in part.queries { try add("SELECT * FROM " + query, part.number, to: &sum) }
    return Int64(sum)
  }

  private func add(_ sql: String, _ number: Int64, to sum: inout UInt) throws {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(db.sqliteConnection, sql, -1, &statement, nil) == SQLITE_OK else {
      throw DatabaseError(message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
    }
    defer { sqlite3_finalize(statement) }
    sqlite3_bind_int64(statement, 1, number)
    var row: [UInt8] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        row.removeAll(keepingCapacity: true)
        for column in 0..<sqlite3_column_count(statement) { Seals.append(statement, column, to: &row) }
        sum = crc32(sum, row, UInt32(row.count))
      case SQLITE_DONE:
        // A row must not pass for one of the next table.
        sum = crc32(sum, [0xFF], 1)
        return
      case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
      }
    }
  }

  private static func append(_ statement: OpaquePointer?, _ column: Int32, to bytes: inout [UInt8]) {
    let type = sqlite3_column_type(statement, column)
    bytes.append(UInt8(truncatingIfNeeded: type))
    if type == SQLITE_INTEGER {
      return withUnsafeBytes(of: sqlite3_column_int64(statement, column).littleEndian) { bytes += $0 }
    }
    // Text as it is stored: as a String, bytes that are no UTF-8 would look alike.
    let start = sqlite3_column_blob(statement, column)
    let count = Int(sqlite3_column_bytes(statement, column))
    withUnsafeBytes(of: Int64(count).littleEndian) { bytes += $0 }
    bytes += UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
  }
}
