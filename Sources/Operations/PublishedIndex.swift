// What lies in published/ beside what the database knows was published there: a file that is gone, or another one in its
// place, is noticed. The files are the truth; the database only indexes them.
internal import Reporting
internal import SpendModel
internal import Storage

/// A name under which something is or was published.
struct PublishedEntry {
  /// How the file stands.
  enum State: String {
    /// As it was written.
    case published
    /// Its own digest does not fit its content, or it is another file than was published.
    case changed
    /// The database knows of it, and there is no file.
    case missing
  }

  var name: String
  var state: State
  /// Nil where it cannot be read as it was written.
  var file: PublishedFile?
  /// Nil where the database does not know of it.
  var indexed: Publication?
}

struct PublishedIndex {
  /// By name.
  let entries: [PublishedEntry]

  init(_ workspace: Workspace) throws {
    let indexed = workspace.hasDatabase ? try workspace.readDatabase().publications() : []
    let known = Dictionary(indexed.map { ($0.name, $0) }) { first, _ in first }
    let names = FileAccess.entries(PublishedFile.folder(workspace)).filter { $0.hasSuffix(".json") }
      .map { String($0.dropLast(5)) }
    entries = Set(names).union(known.keys).sorted().map { name in
      PublishedIndex.entry(name, isThere: names.contains(name), known[name], in: workspace)
    }
  }

  private static func entry(
    _ name: String, isThere: Bool, _ indexed: Publication?, in workspace: Workspace
  ) -> PublishedEntry {
    guard isThere else { return PublishedEntry(name: name, state: .missing, indexed: indexed) }
    let file = try? PublishedFile(name: name, in: workspace)
    let isSame = file != nil && (indexed == nil || indexed?.sha256 == file?.publication.sha256)
    return PublishedEntry(name: name, state: isSame ? .published : .changed, file: file, indexed: indexed)
  }

  /// Refuses what is not as it was published: of one name, or of all.
  func check(_ name: String? = nil, in workspace: Workspace) throws(Problem) {
    guard let odd = entries.first(where: { $0.state != .published && (name == nil || $0.name == name) }) else { return }
    let path = PublishedFile.path(odd.name, workspace)
    guard odd.state == .missing else { throw PublishedFile.changed(path) }
    throw Problem(
      .refused, what: "\(odd.name) was published on \(odd.indexed?.publishedAt ?? ""), and its file is gone.",
      place: path, rule: "published is frozen", mend: "Take it back from git or from a backup.")
  }

  /// Tells the database of every file that it does not know.
  func keep(in workspace: Workspace) throws {
    let strangers = entries.filter { $0.indexed == nil && $0.state == .published }.compactMap(\.file?.publication)
    guard !strangers.isEmpty else { return }
    try SpendDatabase(path: workspace.databasePath, mode: .create).index(strangers)
  }
}
