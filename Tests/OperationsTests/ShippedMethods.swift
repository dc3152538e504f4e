// The methods that ship, decoded from the embedded catalogue, for the tests of this folder.
import Catalogue
import DataFiles
import SpendModel
import Testing

@testable import Operations

enum Shipped {
  static let files = Catalogue.files.map { DataText(path: $0.path, text: $0.text) }

  static func method(_ id: String) throws -> RatingMethod {
    let file = try #require(files.first { $0.path == "Methods/\(id).yaml" })
    return try MethodReader.method(file)
  }

  static func methods() throws -> [RatingMethod] { try ["commons-100", "judged", "seed-2017"].map(method) }
}

/// Every combination of as many criteria as there are states given, by an odometer.
func everyCombination(of states: [CriterionState], count: Int, _ body: ([CriterionState]) throws -> Void) rethrows {
  var places = [Int](repeating: 0, count: count)
  while true {
    try body(places.map { states[$0] })
    guard let next = places.firstIndex(where: { $0 < states.count - 1 }) else { return }
    for index in 0..<next { places[index] = 0 }
    places[next] += 1
  }
}
