// Targets over time, and shares beside them.
import SpendModel
import Testing

private func day(_ text: String) -> Day { Day(isoText: text) ?? Day(number: 0) }

@Test("A glide path is linear in days from the end of its first period to its day")
func glidePath() {
  let start = Target.Start(last: day("2025-12-31"), share: Share(part: 18, whole: 100))
  let target = Target(
    name: "Board", course: .glide(from: start, to: Share(part: 30, whole: 100), by: day("2027-12-31")))
  #expect(target.share(on: day("2025-12-30")) == nil)
  #expect(target.share(on: day("2025-12-31"))?.equals(Share(part: 18, whole: 100)) == true)
  #expect(target.share(on: day("2026-12-31"))?.equals(Share(part: 24, whole: 100)) == true)
  #expect(target.share(on: day("2027-12-31"))?.equals(Share(part: 30, whole: 100)) == true)
  #expect(target.share(on: day("2031-01-01"))?.equals(Share(part: 30, whole: 100)) == true)
}

@Test("A glide path without a start holds from its day on")
func glideWithoutStart() {
  let target = Target(name: "Board", course: .glide(from: nil, to: Share(part: 3, whole: 10), by: day("2027-12-31")))
  #expect(target.share(on: day("2027-12-30")) == nil)
  #expect(target.share(on: day("2027-12-31")) == Share(part: 3, whole: 10))
}

@Test("A step holds from its day until the next one")
func steps() {
  let target = Target(
    name: "Board",
    course: .steps([
      Target.Step(from: day("2026-01-01"), share: Share(part: 20, whole: 100)),
      Target.Step(from: day("2030-01-01"), share: Share(part: 50, whole: 100)),
    ]))
  #expect(target.share(on: day("2025-12-31")) == nil)
  #expect(target.share(on: day("2029-12-31")) == Share(part: 20, whole: 100))
  #expect(target.share(on: day("2030-01-01")) == Share(part: 50, whole: 100))
}

@Test("A share reaches its target by a comparison of whole numbers, at the ends of the range too")
func reaching() {
  let target = Share(part: 3, whole: 10)
  #expect(Share(part: 3_000_000_000_000_000_000, whole: 9_000_000_000_000_000_000).reaches(Share(part: 1, whole: 3)))
  #expect(!Share(part: 2_999_999_999_999_999_999, whole: 9_000_000_000_000_000_000).reaches(Share(part: 1, whole: 3)))
  #expect(!Share(part: 0, whole: 0).reaches(target))
  #expect(!Share(part: 5, whole: -10).reaches(target))
}

@Test(
  "A share is printed with as many decimals as tell it from its target",
  arguments: [
    (Share(part: 2996, whole: 10_000), "29.96"), (Share(part: 299_999, whole: 1_000_000), "29.9999"),
    (Share(part: 3004, whole: 10_000), "30.04"), (Share(part: 3000, whole: 10_000), "30.0"),
    (Share(part: 2500, whole: 10_000), "25.0"), (Share(part: 1, whole: 0), nil),
  ] as [(Share, String?)])
func digitsBesideTarget(_ share: Share, _ expected: String?) {
  let decimals = share.decimals(apartFrom: Share(part: 30, whole: 100))
  #expect(share.percentText(decimals: decimals) == expected)
}
