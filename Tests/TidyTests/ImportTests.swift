// Who may import what: the borders of docs/architecture.md, read from the import lines themselves.
import Testing

enum Rules {
  /// What a person reaches directly; only they print, and only they import the catalogue.
  static let doors: Set = ["commonspend", "Dashboard", "embed-catalogue", "EmbedCataloguePlugin"]

  /// Modules that earn their place by knowing neither files nor clock nor locale.
  static let withoutFoundation: Set = [
    "SpendModel", "Delimited", "DataFiles", "Reporting", "Rendering", "SampleCoop", "Catalogue",
  ]

  /// A library and the only modules that may know it.
  static let onlyIn: [String: Set<String>] = [
    "GRDB": ["Storage"], "GRDBSQLite": ["Storage"], "CSQLite": ["Storage"], "Yams": ["DataFiles"],
    "ArgumentParser": ["commonspend"], "CXlsxWriter": ["Rendering"],
    "Catalogue": ["commonspend", "Dashboard"], "Hummingbird": ["Dashboard"],
  ]

  static let systemModules: Set = [
    "Foundation", "Synchronization", "Dispatch", "Glibc", "Musl", "PackagePlugin", "Logging",
  ]
}

struct ImportTests {
  /// The modules that a file imports.
  private func imports(_ file: TextFile) -> [String] {
    SwiftOutline(file.text).codeLines.compactMap { line in
      var words = line.split(separator: " ")[...]
      while let word = words.first,
        word.hasPrefix("@") || ["public", "internal", "package", "private", "fileprivate"].contains(word)
      {
        words = words.dropFirst()
      }
      guard words.first == "import", let name = words.last else { return nil }
      return String(name.prefix { $0 != "." })
    }
  }

  @Test("Package.swift is understood")
  func manifest() {
    let uses = Manifest.current.uses
    #expect(uses["Storage"] == ["SpendModel", "CSQLite", "CZlib", "GRDB", "GRDBSQLite"])
    #expect(uses["SpendModel"] == [])
    #expect(uses["commonspend"]?.contains("ArgumentParser") == true)
    #expect(Set(Repository.sources.map(\.module)).subtracting(uses.keys).isEmpty)
  }

  @Test("A file imports only what Package.swift lists for its module", arguments: Repository.sources)
  func listed(_ file: TextFile) {
    let allowed = Manifest.current.uses[file.module] ?? []
    for name in imports(file) where !Rules.systemModules.contains(name) && !allowed.contains(name) {
      Issue.record("\(file.path) imports \(name), which Package.swift does not list for \(file.module)")
    }
  }

  @Test("Each library is known by one module", arguments: Repository.sources)
  func confined(_ file: TextFile) {
    for name in imports(file) {
      if let modules = Rules.onlyIn[name], !modules.contains(file.module) {
        Issue.record("\(file.path) imports \(name), which only \(modules.sorted()) may know")
      }
    }
  }

  @Test(
    "The nouns, the reader, the reports and the outputs know no files, no clock and no locale",
    arguments: Repository.sources.filter { Rules.withoutFoundation.contains($0.module) })
  func withoutFoundation(_ file: TextFile) {
    for name in imports(file) where Rules.systemModules.contains(name) {
      Issue.record("\(file.path) imports \(name)")
    }
  }

  @Test("Below the doors an import says whether it shows", arguments: Repository.sources)
  func visibility(_ file: TextFile) {
    guard !Rules.doors.contains(file.module) else { return }
    for (number, line) in SwiftOutline(file.text).codeLines.enumerated() where line.hasPrefix("import ") {
      Issue.record("\(file.path):\(number + 1) imports without public or internal")
    }
  }
}
