// Every input that fuzzing begins with, and every one that it ever broke a reader with, tried again as a test.
import Foundation
import Testing

struct KeptInput: CustomTestStringConvertible, Sendable {
  let target: FuzzTarget
  let name: String
  let bytes: [UInt8]
  var testDescription: String { name }

  /// The files below Corpus/TARGET or Crashes/TARGET, sorted by name.
  static func all(in folder: String) -> [KeptInput] {
    let base = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: folder)
    return FuzzTarget.allCases.flatMap { target in
      let place = base.appending(path: target.rawValue)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
      return names.sorted().compactMap { name in
        (try? Data(contentsOf: place.appending(path: name))).map {
          KeptInput(target: target, name: "\(folder)/\(target.rawValue)/\(name)", bytes: Array($0))
        }
      }
    }
  }
}

struct ReplayTests {
  @Test("What fuzzing begins with holds", arguments: KeptInput.all(in: "Corpus"))
  func corpus(_ input: KeptInput) { #expect(input.target.complaint(about: input.bytes) == nil) }

  @Test("What once broke a reader holds now", arguments: KeptInput.all(in: "Crashes"))
  func crashes(_ input: KeptInput) { #expect(input.target.complaint(about: input.bytes) == nil) }

  @Test("Every target has inputs to begin with", arguments: FuzzTarget.allCases)
  func seeds(_ target: FuzzTarget) { #expect(KeptInput.all(in: "Corpus").contains { $0.target == target }) }

  @Test("Any short bytes hold, the same on every run", arguments: FuzzTarget.allCases)
  func shortBytes(_ target: FuzzTarget) {
    let alphabet = Array("0123456789,;.:-/'\"\\\r\n eE+%$ap()\u{A0}".utf8)
    var state: UInt64 = 3
    for _ in 0..<300 {
      let input = (0..<40).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return alphabet[Int(state >> 33) % alphabet.count]
      }
      if let complaint = target.complaint(about: input) { Issue.record("\(input): \(complaint)") }
    }
  }
}
