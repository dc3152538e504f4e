// The table `publication`: which files were published, so that one that is gone or changed is noticed. The files are the
// truth; a database that was made anew has no rows until the next publication.
internal import GRDB
public import SpendModel

/// A published file as it was when it was written.
public struct Publication: Hashable, Sendable {
  /// The publication's name.
  public var name: String
  /// The digest that the file bears.
  public var sha256: String
  /// When, ISO 8601.
  public var publishedAt: String
  /// The report's id.
  public var report: String

  /// A publication; see the properties.
  public init(name: String, sha256: String, publishedAt: String, report: String) {
    self.name = name
    self.sha256 = sha256
    self.publishedAt = publishedAt
    self.report = report
  }
}

extension SpendDatabase {
  /// Every publication that the index has, by name.
  public func publications() throws(Problem) -> [Publication] {
    try reading { db in
      try Row.fetchAll(db, sql: "SELECT name, sha256, published_at, report FROM publication ORDER BY name").map {
        try Publication(name: $0.get(0), sha256: $0.get(1), publishedAt: $0.get(2), report: $0.get(3))
      }
    }
  }

  /// Adds publications that the index does not have; those that it has stay as they are.
  public func index(_ publications: [Publication]) throws(Problem) {
    try transaction { db in
      for entry in publications {
        try db.execute(
          sql: "INSERT OR IGNORE INTO publication VALUES (?, ?, ?, ?)",
          arguments: [entry.name, entry.sha256, entry.publishedAt, entry.report])
      }
      try Seals(db: db).renew(.publications)
      return (.commit, ())
    }
  }
}
