// The tables, as frozen migrations in order (docs/reference/schema.md). Never edit a migration that was released.
internal import GRDB

enum Schema {
  static var version: String { steps[steps.count - 1].version }

  private static let steps = [("1", first), ("2", second), ("3", third)].map { (version: $0, sql: $1) }

  /// All versions as one migration: each for itself would be a transaction of its own, and an upgrade over several that
  /// ends early would leave a database of neither version.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration(version, merging: Set(steps.dropLast().map(\.version))) { db, applied in
      for step in steps where !applied.contains(step.version) { try db.execute(sql: step.sql) }
    }
    return migrator
  }

  /// Whether a newer program made the database. GRDB's own question does not know of merged migrations.
  static func isSuperseded(_ db: Database) throws -> Bool {
    try !migrator.appliedIdentifiers(db).isSubset(of: steps.map(\.version))
  }

  /// Monthly spend in numbers: as one table of texts it took a fifth of the database, and of the time of an import. The
  /// next import makes it anew.
  private static let third = """
    DROP TABLE monthly_spend;
    DELETE FROM derived WHERE name = 'monthly_spend';
    CREATE TABLE monthly_place (id INTEGER PRIMARY KEY, month TEXT NOT NULL, store TEXT NOT NULL) STRICT;
    CREATE TABLE monthly_cell (
      id INTEGER PRIMARY KEY, department TEXT, supplier TEXT, class TEXT NOT NULL, reason TEXT
    ) STRICT;
    CREATE TABLE monthly_sum (
      place_id INTEGER NOT NULL, cell_id INTEGER NOT NULL, lines INTEGER NOT NULL, amount INTEGER NOT NULL,
      PRIMARY KEY (place_id, cell_id)
    ) STRICT, WITHOUT ROWID;
    CREATE VIEW monthly_spend AS
      SELECT month, store, department, supplier, class, reason, lines, amount
      FROM monthly_place JOIN monthly_sum ON place_id = monthly_place.id JOIN monthly_cell ON cell_id = monthly_cell.id;
    """

  /// What rules left out by store and day, and an index of what was published. Imports of version 1 have no rows: their exports are not here to be read
  /// again. Their seals stay as they are, so that damage of before the upgrade is still found after it.
  private static let second = """
    CREATE TABLE excluded_day (
      import_id INTEGER NOT NULL REFERENCES import(id), store_id INTEGER NOT NULL REFERENCES store(id),
      day INTEGER NOT NULL, rule TEXT NOT NULL, lines INTEGER NOT NULL, amount INTEGER NOT NULL,
      retells INTEGER NOT NULL, PRIMARY KEY (import_id, store_id, day, rule)
    ) STRICT;
    -- The last import before each upgrade: what a version began to keep is not known of earlier ones.
    CREATE TABLE upgrade (schema TEXT PRIMARY KEY, last_import INTEGER NOT NULL) STRICT;
    INSERT INTO upgrade SELECT '2', coalesce(max(id), 0) FROM import;
    CREATE TABLE publication (
      name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, published_at TEXT NOT NULL, report TEXT NOT NULL
    ) STRICT;
    CREATE VIEW publications AS SELECT * FROM publication;
    CREATE VIEW excluded_days AS
      SELECT import_id, store.name AS store, date(day * 86400, 'unixepoch') AS day, rule, lines, amount
      FROM excluded_day JOIN store ON store.id = store_id;
    """

  private static let first = """
    CREATE TABLE import (
      id INTEGER PRIMARY KEY AUTOINCREMENT, file TEXT NOT NULL, format TEXT NOT NULL, settings TEXT NOT NULL,
      sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, asked TEXT NOT NULL, state TEXT NOT NULL, imported_at TEXT NOT NULL, first_day TEXT, last_day TEXT,
      tax TEXT NOT NULL, header TEXT NOT NULL, stores TEXT NOT NULL DEFAULT '[]', receipts INTEGER NOT NULL DEFAULT 0,
      read_lines INTEGER NOT NULL DEFAULT 0, read_amount INTEGER NOT NULL DEFAULT 0,
      counted_lines INTEGER NOT NULL DEFAULT 0, counted_amount INTEGER NOT NULL DEFAULT 0,
      duplicate_lines INTEGER NOT NULL DEFAULT 0, duplicate_amount INTEGER NOT NULL DEFAULT 0,
      rejected_lines INTEGER NOT NULL DEFAULT 0, rejected_amount INTEGER NOT NULL DEFAULT 0,
      conflict_receipts INTEGER NOT NULL DEFAULT 0, conflict_kept INTEGER NOT NULL DEFAULT 0,
      conflict_replaced INTEGER NOT NULL DEFAULT 0, unmatched_lines INTEGER NOT NULL DEFAULT 0,
      unmatched_amount INTEGER NOT NULL DEFAULT 0, repeated_lines INTEGER NOT NULL DEFAULT 0,
      warnings TEXT NOT NULL DEFAULT '[]', mends INTEGER REFERENCES import(id)
    ) STRICT;
    CREATE INDEX import_sha256 ON import(sha256);
    CREATE TABLE import_exclusion (
      import_id INTEGER NOT NULL REFERENCES import(id), rule TEXT NOT NULL, lines INTEGER NOT NULL,
      amount INTEGER NOT NULL, PRIMARY KEY (import_id, rule)
    ) STRICT;
    CREATE TABLE duplicate_against (
      import_id INTEGER NOT NULL REFERENCES import(id), against_id INTEGER NOT NULL REFERENCES import(id),
      PRIMARY KEY (import_id, against_id)
    ) STRICT;
    CREATE TABLE store (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE item (
      id INTEGER PRIMARY KEY, code TEXT NOT NULL, department TEXT NOT NULL, supplier TEXT NOT NULL,
      description TEXT NOT NULL, has_check_digit INTEGER NOT NULL, canonical_code TEXT NOT NULL,
      UNIQUE (code, department, supplier, has_check_digit)
    ) STRICT;
    -- Blobs of more than a page go badly with WITHOUT ROWID: this is a rowid table on purpose.
    CREATE TABLE page (
      id INTEGER PRIMARY KEY, store_id INTEGER NOT NULL REFERENCES store(id), day INTEGER NOT NULL,
      kind INTEGER NOT NULL, lines INTEGER NOT NULL, receipts INTEGER NOT NULL, amount INTEGER NOT NULL,
      quantity INTEGER NOT NULL, checksum INTEGER NOT NULL, data BLOB NOT NULL, UNIQUE (store_id, day)
    ) STRICT;
    CREATE TABLE replaced_page (
      import_id INTEGER NOT NULL REFERENCES import(id), store_id INTEGER NOT NULL, day INTEGER NOT NULL,
      data BLOB NOT NULL, PRIMARY KEY (import_id, store_id, day)
    ) STRICT;
    CREATE TABLE mended_page (
      import_id INTEGER NOT NULL REFERENCES import(id), store_id INTEGER NOT NULL, day INTEGER NOT NULL,
      data BLOB NOT NULL, PRIMARY KEY (import_id, store_id, day)
    ) STRICT;
    CREATE TABLE replaced_lines (
      import_id INTEGER NOT NULL REFERENCES import(id), replaced_id INTEGER NOT NULL REFERENCES import(id),
      lines INTEGER NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (import_id, replaced_id)
    ) STRICT;
    CREATE TABLE reject (
      import_id INTEGER NOT NULL REFERENCES import(id), line INTEGER NOT NULL, column_name TEXT NOT NULL,
      reason TEXT NOT NULL, cells TEXT NOT NULL, amount INTEGER, mended_by INTEGER REFERENCES import(id),
      PRIMARY KEY (import_id, line)
    ) STRICT;
    CREATE TABLE seal (
      kind TEXT NOT NULL, number INTEGER NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (kind, number)
    ) STRICT;
    CREATE TABLE derived (name TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT;
    CREATE TABLE product (
      code TEXT NOT NULL, supplier_id TEXT NOT NULL, description TEXT NOT NULL, department TEXT NOT NULL,
      category TEXT NOT NULL, brand TEXT NOT NULL, cost INTEGER, valid_from TEXT, valid_to TEXT
    ) STRICT;
    CREATE TABLE credit (
      method TEXT NOT NULL, supplier_id TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT, class TEXT NOT NULL,
      score INTEGER
    ) STRICT;
    CREATE TABLE monthly_spend (
      month TEXT NOT NULL, store TEXT NOT NULL, department TEXT, supplier TEXT, class TEXT NOT NULL,
      reason TEXT, lines INTEGER NOT NULL, amount INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX monthly_spend_month ON monthly_spend(month);
    CREATE VIEW imports AS SELECT * FROM import;
    CREATE VIEW stores AS SELECT id, name FROM store;
    CREATE VIEW items AS SELECT * FROM item;
    CREATE VIEW products AS SELECT * FROM product;
    CREATE VIEW credits AS SELECT * FROM credit;
    """
}
