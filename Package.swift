// swift-tools-version: 6.1
import PackageDescription

// The dependency rules of docs/architecture.md, one line a module. Data flows from the top to the bottom;
// `swift build --explicit-target-dependency-import-check error` refuses an import that is not listed here.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func module(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, uses dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
// The same library under the name by which GRDB imports it: the members of its structures belong to that name.
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
  name: "commonspend",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "commonspend", targets: ["commonspend"]),
    // What the packages below Tests measure; nobody else depends on it.
    .library(
      name: "Stages", targets: ["SpendModel", "Delimited", "DataFiles", "Ingestion", "Storage", "Reporting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
  ],
  targets: [
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    module("SpendModel"),
    // A header alone, for the few instructions that Swift lacks.
    .systemLibrary(name: "CLanes"),

    // A header alone, for the door: how soon freed memory goes back to the system.
    .systemLibrary(name: "CMemory"),

    module("Delimited", uses: ["CLanes"]),
    module("DataFiles", uses: ["SpendModel", yams]),
    module("Ingestion", uses: ["SpendModel", "Delimited", "DataFiles", "CLanes", "CCrypto", "CZlib"]),
    module("Storage", uses: ["SpendModel", "CSQLite", "CZlib", grdb, grdbSQLite]),
    module("Reporting", uses: ["SpendModel", "DataFiles"]),
    module("Rendering", uses: ["SpendModel", "DataFiles", "Reporting", "Delimited", "CXlsxWriter"]),
    module("SampleCoop"),
    module(
      "Operations",
      uses: [
        "SpendModel", "Delimited", "DataFiles", "Ingestion", "Storage", "Reporting", "Rendering", "SampleCoop",
      ]),

    // The doors. Only they import Catalogue, whose sources are generated: the import check skips such targets.
    .plugin(
      name: "EmbedCataloguePlugin", capability: .buildTool(), dependencies: ["embed-catalogue"],
      path: "Sources/EmbedCataloguePlugin"),
    .executableTarget(name: "embed-catalogue", swiftSettings: strict),
    .target(
      name: "Catalogue", exclude: ["Formats", "Methods", "Reports", "Texts", "Codes"], swiftSettings: strict,
      plugins: ["EmbedCataloguePlugin"]),
    .executableTarget(
      name: "commonspend",
      dependencies: ["SpendModel", "DataFiles", "Operations", "Catalogue", "CMemory", argumentParser, logging],
      swiftSettings: strict),

    tests("SpendModelTests", uses: ["SpendModel"]),
    tests("DelimitedTests", uses: ["Delimited", "CLanes"]),
    tests("IngestionTests", uses: ["SpendModel", "Delimited", "DataFiles", "Ingestion"]),
    .testTarget(
      name: "StorageTests", dependencies: ["SpendModel", "Storage"], exclude: ["Fixtures"], swiftSettings: strict),
    tests("ReportingTests", uses: ["SpendModel", "DataFiles", "Reporting", "Rendering"]),
    tests("SampleTests", uses: ["commonspend", "SampleCoop", "SessionRunner"]),
    tests("OperationsTests", uses: ["SpendModel", "DataFiles", "Operations", "Catalogue"]),
    .target(
      name: "SessionRunner", dependencies: [subprocess, systemPackage], path: "Tests/SessionRunner",
      swiftSettings: strict),
    .testTarget(
      name: "SessionTests", dependencies: ["commonspend", "SessionRunner"],
      exclude: ["Errors", "Fixtures", "Sessions"], swiftSettings: strict),
    .testTarget(
      name: "FuzzTests", dependencies: ["SpendModel", "Delimited", "Ingestion"], path: "Tests/Fuzz",
      exclude: ["Engine", "Corpus", "Crashes", "run", "run-long"], swiftSettings: strict),
    tests("DocsTests", uses: ["commonspend", "SessionRunner"]),
    tests("TidyTests", uses: []),
  ],
  swiftLanguageModes: [.v6]
)
