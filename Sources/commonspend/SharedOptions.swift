// The options that every command shares, and how they open a workspace.
import ArgumentParser
import Catalogue
import DataFiles
import Foundation
import Operations
import SpendModel

struct WorkspaceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The workspace's folder.", valueName: "dir"))
  var workspace = "."

  @Option(help: ArgumentHelp("Keeps the database elsewhere.", valueName: "file"))
  var database: String?

  @Option(help: ArgumentHelp("Fixes the clock, 2026-11-05T06:00:00Z.", valueName: "iso"))
  var now: String?

  /// The workspace with its configuration read.
  func open() throws -> Workspace {
    try Workspace.open(folder: workspace, database: database, catalogue: builtInFiles)
  }

  /// The fixed or the real time, ISO 8601 in UTC.
  func clock() throws -> String { try Clock.text(now) }

  /// The same, for every line of a log anew.
  func runningClock() throws -> @Sendable () -> String {
    let (fixed, begin) = (now, try clock())
    return { (try? Clock.text(fixed)) ?? begin }
  }

  /// The same in seconds since 1970.
  func seconds() throws -> Int64 { try Clock.seconds(now) }

  /// The day of the fixed time as it is written, or today by the clock of this place.
  func today() throws -> Day { try Clock.day(now) }
}

/// The embedded catalogue as values: nothing below a door reads a global.
let builtInFiles: [DataText] = Catalogue.files.map { DataText(path: $0.path, text: $0.text) }

enum Clock {
  static func seconds(_ fixed: String?) throws -> Int64 {
    let text = try text(fixed)
    let whole = text.utf8.count == 10 ? text + "T00:00:00Z" : text
    guard let date = try? Date(whole, strategy: .iso8601) else {
      throw ValidationError("--now takes a day or a time such as 2026-11-05T06:00:00Z, not \(text).")
    }
    return Int64(date.timeIntervalSince1970)
  }

  static func day(_ fixed: String?) throws -> Day {
    if fixed != nil, let day = Day(isoText: try text(fixed).prefix(10)) { return day }
    var now = time(nil)
    var local = tm()
    localtime_r(&now, &local)
    return Day(year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
      ?? Day(number: Int32(clamping: now / 86_400))
  }

  static func text(_ fixed: String?) throws -> String {
    guard let fixed else { return Date().formatted(.iso8601) }
    guard Day(isoText: fixed.prefix(10)) != nil else {
      throw ValidationError("--now takes a day or a time such as 2026-11-05T06:00:00Z, not \(fixed).")
    }
    return fixed
  }
}

enum Cores {
  /// Threads that can work side by side.
  static var usable: Int { min(ProcessInfo.processInfo.activeProcessorCount, 64) }
}

struct SettingOptions: ParsableArguments {
  @Option(name: .customLong("as"), help: ArgumentHelp("Names the format instead of recognising it.", valueName: "id"))
  var format: String?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Overrides a setting of the format: dateOrder=dmy, decimal=,", valueName: "key=value"))
  var settings: [String] = []

  @Option(help: ArgumentHelp("More rejected lines than this refuse the file.", valueName: "n|p%"))
  var maxRejects: String?

  @Option(help: ArgumentHelp("Threads that read an export; the result does not depend on them.", valueName: "n"))
  var threads: Int?

  func validate() throws {
    guard let threads, threads < 1 else { return }
    throw ValidationError("--threads takes a number from 1 on; this is: \(threads)")
  }

  /// Threads to read with.
  var threadCount: Int { min(threads ?? Cores.usable, 64) }

  /// The settings as key and value.
  func pairs() throws -> [String: String] {
    var result: [String: String] = [:]
    for setting in settings {
      guard let equals = setting.firstIndex(of: "="), equals != setting.startIndex else {
        throw ValidationError("--set takes KEY=VALUE, as in --set dateOrder=dmy; this is: \(setting)")
      }
      let key = String(setting[..<equals])
      guard result[key] == nil else { throw ValidationError("--set \(key) is given twice.") }
      result[key] = String(setting[setting.index(after: equals)...])
    }
    return result
  }
}
