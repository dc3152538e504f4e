// The closed language of method files: what it cannot say is refused, with the key and what to write instead.
import DataFiles
import SpendModel
import Testing

@testable import Operations

private func own(classes: String = "[{ class: generative, when: [met = 1] }, { class: unrated }]", extra: String = "")
  -> DataText
{
  DataText(
    path: "catalogue/methods/own.yaml",
    text: """
      id: own
      version: 3
      title: Our own rule
      reads: evidence
      criteria:
        - { id: open-accounting, title: Books, gate: 1, months: 12, levels: [published] }
      flags: [{ id: integrity, months: 6 }]
      classes: \(classes)
      possible: [failed = 0]
      \(extra)
      """)
}

@Test("A co-op's own method is one file, and its digest is that of its bytes")
func ownMethod() throws {
  let method = try MethodReader.method(own())
  #expect(method.id == "own" && method.version == 3 && method.digest.count == 64)
  #expect(method.verdict([.proved(1)]).spendClass == .generative)
  #expect(method.verdict([.unknown]).couldBeProved)
  #expect(try MethodReader.method(own(extra: "longest: 24")).digest != method.digest)
}

@Test(
  "What the language cannot say is refused",
  arguments: [
    ("[{ class: generative, when: [met = 1] }]", "", "The last rule, and no other, must apply always."),
    (
      "[{ class: unrated }, { class: generative, when: [met = 1] }]", "",
      "The last rule, and no other, must apply always."
    ),
    ("[{ class: generative, when: [met + 1] }, { class: unrated }]", "", "This is no condition."),
    ("[{ class: generative, when: [not blessed] }, { class: unrated }]", "", "This is no condition."),
    ("[{ class: best }, { class: unrated }]", "", "This value is not known here."),
    ("[{ class: unrated }]", "grades: [0, 3, 2, 4]", "Here stand four rising levels."),
    ("[{ class: unrated }]", "colour: green", "The key colour is unknown."),
    ("[{ class: unrated }]", "recognition: { transitional: half }", "This is no whole percentage."),
  ])
func refusals(_ classes: String, _ extra: String, _ what: String) {
  let problem = #expect(throws: Problem.self) { try MethodReader.method(own(classes: classes, extra: extra)) }
  #expect(problem?.what == what)
  #expect(problem?.place.hasPrefix("catalogue/methods/own.yaml") == true)
  #expect(problem?.mend.isEmpty == false)
}
