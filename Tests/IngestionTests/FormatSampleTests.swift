// Every format of the catalogue reads its samples: sample-data/formats/ID/NAME.csv with the result beside it in
// NAME.expected. A format without a sample fails. RECORD=1 writes what was read; look at what changed.
import DataFiles
import Delimited
import Foundation
import SpendModel
import Testing

@testable import Ingestion

enum FormatSamples {
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The formats as they are shipped.
  static func formats() throws -> [ExportFormat] {
    let folder = repository.appending(path: "Sources/Catalogue/Formats")
    return try files(folder, ".yaml").map { name in
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return try ExportFormat(DataText(path: "Formats/" + name, text: text))
    }
  }

  static func files(_ folder: URL, _ suffix: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(suffix) }.sorted()
  }

  static let all: [FormatSample] = {
    let folder = repository.appending(path: "sample-data/formats")
    let ids = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    return ids.flatMap { id in
      files(folder.appending(path: id), ".csv").map { FormatSample(id: id, name: String($0.dropLast(4))) }
    }
  }()
}

struct FormatSample: CustomTestStringConvertible, Sendable {
  var id: String
  var name: String
  var testDescription: String { id + "/" + name }
  private var folder: URL { FormatSamples.repository.appending(path: "sample-data/formats/" + id) }
  private var expectation: URL { folder.appending(path: name + ".expected") }

  /// The export as it is kept.
  func bytes() throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name + ".csv"))) }

  /// The first line of the expectation: `with currency=EUR tax=included dateOrder=dmy`; `tax!=…` is the setting tax.
  private func context(_ line: Substring) throws -> ReadingContext {
    var pairs: [String: String] = [:]
    for word in line.split(separator: " ").dropFirst() {
      let equals = try #require(word.firstIndex(of: "="))
      pairs[String(word[..<equals])] = String(word[word.index(after: equals)...])
    }
    var context = ReadingContext(currency: try #require(Currency(code: pairs.removeValue(forKey: "currency") ?? "")))
    context.tax = pairs.removeValue(forKey: "tax") ?? "excluded"
    if let set = pairs.removeValue(forKey: "tax!") { pairs["tax"] = set }
    context.settings = pairs
    return context
  }

  func check() throws {
    let text = try String(contentsOf: expectation, encoding: .utf8)
    let first = try #require(text.split(separator: "\n").first)
    let recogniser = try Recogniser(formats: try FormatSamples.formats(), context: try context(first))
    let file = try ExportFile(path: folder.appending(path: name + ".csv").path, digested: false)
    let found = first + "\n" + (try account(recogniser, file))
    if ProcessInfo.processInfo.environment["RECORD"] == "1", found != text {
      try Data(found.utf8).write(to: expectation)
      Issue.record("\(testDescription) is recorded anew; look at what changed")
    } else {
      #expect(found == text)
    }
  }

  private func account(_ recogniser: Recogniser, _ file: ExportFile) throws -> String {
    let plan = try recogniser.plan(for: file)
    var options = ReadingOptions()
    options.maxRejects = .lines(.max)
    let draft = try ExportReader(recogniser: recogniser, options: options).draft(of: file)
    #expect(plan.format == id)
    #expect(draft.balance.isBalanced)
    return ([try head(plan, draft), columns(plan)] + balance(draft, plan.currency) + items(draft) + draft.warnings)
      .joined(separator: "\n") + "\n"
  }

  private func head(_ plan: ReadingPlan, _ draft: ExportDraft) throws -> String {
    let days = draft.sections.joined().map(\.day).sorted()
    let receipts = try draft.sections.joined().reduce(0) { count, page in
      try count + page.packed.withUnsafeBytes { try PackedPage($0).receiptCount }
    }
    return "\(plan.format): \(receipts) \(draft.kind == .receipts ? "receipts" : "store-days"), tax \(draft.tax), "
      + "\(days.first?.isoText ?? "-") to \(days.last?.isoText ?? "-"), "
      + "stores \(draft.stores.sorted().joined(separator: "|")), \(plan.encoding.rawValue)"
  }

  private func columns(_ plan: ReadingPlan) -> String {
    plan.columns.sorted { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }
      .map { "\($0.key.rawValue)<-\(plan.header[$0.value])" }.joined(separator: ", ")
  }

  private func balance(_ draft: ExportDraft, _ currency: Currency) -> [String] {
    let balance = draft.balance
    var lines = [("read", balance.read), ("counted", balance.counted), ("duplicate", balance.duplicate)]
    lines += balance.excluded.sorted { $0.key < $1.key }.map { ("excluded by \($0.key)", $0.value) }
    lines.append(("rejected", balance.rejected))
    return lines.filter { $0.1.lines > 0 }.map { "\($0.0) \($0.1.lines) lines, \(currency.text($0.1.amount.value))" }
      + draft.rejections.map { "line \($0.line), \($0.column): \($0.reason)" }
  }

  private func items(_ draft: ExportDraft) -> [String] {
    draft.items.map { "item " + [$0.code, $0.description, $0.department, $0.supplier].joined(separator: " | ") }
      .sorted()
  }
}

struct FormatSampleTests {
  @Test("A format reads its sample as expected", arguments: FormatSamples.all)
  func sample(_ sample: FormatSample) throws { try sample.check() }

  @Test("Every format has a sample, and says on what evidence it rests")
  func samplesExist() throws {
    let evidence = ["real file", "program code", "third party (unverified)"]
    for format in try FormatSamples.formats() {
      #expect(FormatSamples.all.contains { $0.id == format.id }, "\(format.id) has no sample in sample-data/formats")
      #expect(
        evidence.contains { format.evidence.hasPrefix($0) } || format.isGeneric, "\(format.id): \(format.evidence)")
    }
  }
}
