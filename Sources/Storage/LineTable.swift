// The virtual table `lines`: packed pages as rows of SQL, unpacked page by page while a query runs. A condition on `day`
// is handed down, so that a month costs a month.
internal import CSQLite
internal import GRDBSQLite
internal import SpendModel

enum LineTable {
  /// Columns in the order of `LineCursor.result`. Amounts are whole minor units.
  private static let declaration = """
    CREATE TABLE lines (store TEXT, day TEXT, time TEXT, register TEXT, cashier TEXT, receipt TEXT, code TEXT,
      description TEXT, department TEXT, supplier TEXT, quantity REAL, amount INTEGER, cost INTEGER, tax INTEGER,
      import_id INTEGER)
    """
  static let dayColumn: Int32 = 1

  /// Makes the table known to a connection; false where the library refuses.
  static func register(in handle: OpaquePointer) -> Bool {
    // SQLite keeps the pointer: the module lives as long as the program.
    sqlite3_create_module_v2(handle, "lines", module, nil, nil) == SQLITE_OK
  }

  private nonisolated(unsafe) static let module: UnsafePointer<sqlite3_module> = {
    let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    module.initialize(to: sqlite3_module())
    module.pointee.xConnect = connect
    module.pointee.xBestIndex = bestIndex
    module.pointee.xDisconnect = disconnect
    module.pointee.xOpen = open
    module.pointee.xClose = close
    module.pointee.xFilter = filter
    module.pointee.xNext = { cursor in LineTable.cursor(cursor)?.advance() ?? SQLITE_ERROR }
    module.pointee.xEof = { cursor in LineTable.cursor(cursor)?.isAtEnd ?? true ? 1 : 0 }
    module.pointee.xColumn = { cursor, context, column in
      LineTable.cursor(cursor)?.result(column, context)
      return SQLITE_OK
    }
    module.pointee.xRowid = { cursor, row in
      row?.pointee = LineTable.cursor(cursor)?.number ?? 0
      return SQLITE_OK
    }
    return UnsafePointer(module)
  }()

  /// SQLite's structures with our own fields behind them; it only looks at the first ones.
  private struct Table {
    var base = sqlite3_vtab()
    var handle: OpaquePointer
  }

  private struct CursorRow {
    var base = sqlite3_vtab_cursor()
    var cursor: Unmanaged<LineCursor>
  }

  private static func cursor(_ pointer: UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> LineCursor? {
    pointer.map {
      UnsafeMutableRawPointer($0).assumingMemoryBound(to: CursorRow.self).pointee.cursor.takeUnretainedValue()
    }
  }

  private static let connect:
    @convention(c) (
      OpaquePointer?, UnsafeMutableRawPointer?, Int32, UnsafePointer<UnsafePointer<CChar>?>?,
      UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab>?>?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    ) -> Int32 = { handle, _, _, _, result, _ in
      guard let handle, sqlite3_declare_vtab(handle, LineTable.declaration) == SQLITE_OK else { return SQLITE_ERROR }
      _ = commonspend_sqlite3_vtab_innocuous(handle)
      let table = UnsafeMutablePointer<Table>.allocate(capacity: 1)
      table.initialize(to: Table(handle: handle))
      result?.pointee = UnsafeMutableRawPointer(table).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }

  private static let disconnect: @convention(c) (UnsafeMutablePointer<sqlite3_vtab>?) -> Int32 = { table in
    UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: Table.self).deallocate()
    return SQLITE_OK
  }

  /// Hands `day = …`, `day >= …` and `day <= …` to `filter`, in the bits 1, 2 and 4. SQLite checks them again by itself.
  private static let bestIndex:
    @convention(c) (UnsafeMutablePointer<sqlite3_vtab>?, UnsafeMutablePointer<sqlite3_index_info>?) -> Int32 = {
      _, info in
      guard let info else { return SQLITE_ERROR }
      var used: Int32 = 0
      var arguments: Int32 = 0
      for index in 0..<Int(info.pointee.nConstraint) {
        let constraint = info.pointee.aConstraint[index]
        guard constraint.usable != 0, constraint.iColumn == LineTable.dayColumn, let bit = LineTable.bit(constraint.op),
          used & bit == 0
        else { continue }
        used |= bit
        arguments += 1
        info.pointee.aConstraintUsage[index].argvIndex = arguments
        info.pointee.idxNum = info.pointee.idxNum << 3 | bit
      }
      info.pointee.estimatedCost = used == 0 ? 1e7 : 1e4
      return SQLITE_OK
    }

  private static func bit(_ operation: UInt8) -> Int32? {
    switch Int32(operation) {
    case SQLITE_INDEX_CONSTRAINT_EQ: 1
    case SQLITE_INDEX_CONSTRAINT_GE, SQLITE_INDEX_CONSTRAINT_GT: 2
    case SQLITE_INDEX_CONSTRAINT_LE, SQLITE_INDEX_CONSTRAINT_LT: 4
    default: nil
    }
  }

  private static let open:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vtab>?, UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab_cursor>?>?
    ) -> Int32 = { table, result in
      guard let table else { return SQLITE_ERROR }
      let handle = UnsafeMutableRawPointer(table).assumingMemoryBound(to: Table.self).pointee.handle
      let row = UnsafeMutablePointer<CursorRow>.allocate(capacity: 1)
      row.initialize(to: CursorRow(cursor: Unmanaged.passRetained(LineCursor(handle))))
      result?.pointee = UnsafeMutableRawPointer(row).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }

  private static let close: @convention(c) (UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> Int32 = { cursor in
    guard let row = UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: CursorRow.self) else { return SQLITE_OK }
    row.pointee.cursor.release()
    row.deallocate()
    return SQLITE_OK
  }

  private static let filter:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vtab_cursor>?, Int32, UnsafePointer<CChar>?, Int32,
      UnsafeMutablePointer<OpaquePointer?>?
    ) -> Int32 = { cursor, plan, _, count, values in
      var first = Day(number: Int32.min)
      var last = Day(number: Int32.max)
      // The bits of the plan stand in the order of the arguments, the last one lowest.
      for index in 0..<Int(count) {
        let bit = plan >> Int32(3 * (Int(count) - 1 - index)) & 7
        guard let text = sqlite3_value_text(values?[index]), let day = Day(isoText: String(cString: text)) else {
          continue
        }
        if bit & 3 != 0 { first = max(first, day) }
        if bit & 5 != 0 { last = min(last, day) }
      }
      return LineTable.cursor(cursor)?.start(first, last) ?? SQLITE_ERROR
    }
}
