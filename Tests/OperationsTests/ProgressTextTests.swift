// A progress bar says how far, how fast and how long still, and fits its terminal.
import Operations
import SpendModel
import Testing

struct ProgressTextTests {
  private func line(
    _ bytes: Int64, of byteCount: Int64, lines: Int, after seconds: Double, label: String = "till.csv", width: Int = 80
  ) -> String {
    ProgressText.line(
      label, ReadingProgress(bytes: bytes, byteCount: byteCount, lines: lines), elapsed: .seconds(seconds), width: width
    )
  }

  @Test("It says how far, how fast and how long still")
  func parts() {
    #expect(line(500, of: 1000, lines: 2_408_000, after: 2) == "till.csv █████░░░░░ 50 %, 1,204,000 lines/s, 2 s left")
    #expect(line(10, of: 1000, lines: 30, after: 2) == "till.csv ░░░░░░░░░░ 1 %, 15 lines/s, 3 min 18 s left")
    #expect(line(1, of: 10_000, lines: 1, after: 1.5) == "till.csv ░░░░░░░░░░ 0 %, 0 lines/s, 4 h 9 min left")
  }

  @Test("What is not known is not said, and no state traps")
  func edges() {
    #expect(line(0, of: 1000, lines: 0, after: 2) == "till.csv ░░░░░░░░░░ 0 %, 0 lines/s")
    #expect(line(0, of: 0, lines: 0, after: 0) == "till.csv ░░░░░░░░░░ 0 %, 0 lines/s")
    #expect(line(2000, of: 1000, lines: 5, after: 1).contains("100 %"))
    #expect(line(1, of: Int64.max, lines: Int.max, after: 1e9).hasSuffix("more than a day left"))
  }

  @Test("It never fills more than the terminal's line; the label gives way first", arguments: 0...120)
  func width(_ width: Int) {
    let text = line(500, of: 1000, lines: 2_408_000, after: 2, label: "exports/north/2026-10-31.csv", width: width)
    #expect(text.count <= max(width, 0))
    if width >= 54 { #expect(text.hasSuffix("1,204,000 lines/s, 2 s left")) }
    if width >= 60 { #expect(text.contains("31.csv █")) }
  }
}
