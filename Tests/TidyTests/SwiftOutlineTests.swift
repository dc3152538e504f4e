// The outline that the length rule stands on: it is not fooled by strings, comments, interpolation or requirements.
import Testing

struct SwiftOutlineTests {
  @Test("Lengths run from the declaration to the closing brace")
  func lengths() {
    let functions = SwiftOutline(
      #"""
      protocol P {
        func required() -> Int
        var also: Int { get }
        init(x: Int)
      }
      struct S {
        // func comment() {
        func short() -> String { "}" }
        func long(
          _ x: Int
        ) throws -> String {
          let text = "a \(x > 0 ? "{" : "\(x)") }"
          /* } /* nested } */ */
          return text + """
            func inside() {
            """
        }
        var computed: Int {
          1
        }
        init?() { nil }
      }
      """#
    ).functions
    #expect(
      functions == [
        .init(name: "short", line: 8, length: 1), .init(name: "long", line: 9, length: 9),
        .init(name: "computed", line: 18, length: 3), .init(name: "init", line: 21, length: 1),
      ])
  }

  @Test("Braces of the code balance in every file", arguments: Repository.sources + Repository.tests)
  func braces(_ file: TextFile) {
    let code = SwiftOutline(file.text).code.joined()
    #expect(code.count { $0 == 0x7B } == code.count { $0 == 0x7D })
    #expect(code.count { $0 == 0x28 } == code.count { $0 == 0x29 })
  }
}
