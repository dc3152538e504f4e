// Nothing ships undocumented: every command, format, method and report that the program names has its place in docs.
import Foundation
import SessionRunner
import Testing

struct CoverageTests {
  /// The names under SUBCOMMANDS of a command's help.
  static func subcommands(of command: String) async throws -> [String] {
    let bench = try Workbench()
    defer { bench.remove() }
    let lines = try await bench.run("commonspend \(command) --help").output
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(of: "SUBCOMMANDS:") else { return [] }
    return lines[(start + 1)...].prefix { !$0.isEmpty }.compactMap { line in
      guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
      return line.split(separator: " ").first.map(String.init)
    }
  }

  /// The first words of each line that a command prints, in a workspace that `init` made.
  private func names(_ command: String) async throws -> [String] {
    let bench = try Workbench()
    defer { bench.remove() }
    let result = try await bench.run("commonspend init . --currency USD > init.txt && \(command)")
    #expect(result.status == 0, "\(result.errors)")
    return result.output.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  private func headings(_ path: String) throws -> Set<String> {
    let lines = try Document(path: path).text().split(separator: "\n")
    return Set(
      lines.filter { $0.hasPrefix("## ") || $0.hasPrefix("### ") }.map { $0.drop { $0 == "#" || $0 == " " } }.map(
        String.init))
  }

  @Test("Every command has its section in docs/reference/commands.md, with its help as it is printed")
  func commands() async throws {
    let page = try Document(path: "docs/reference/commands.md").text()
    let headings = try headings("docs/reference/commands.md")
    let commands = try await Self.subcommands(of: "")
    #expect(commands.count > 10)
    for command in commands {
      #expect(headings.contains(command), "commonspend \(command) has no section")
      #expect(page.contains("$ commonspend \(command) --help"), "the help of \(command) is not shown")
      for child in try await Self.subcommands(of: command) {
        #expect(
          page.contains("$ commonspend \(command) \(child) --help"), "the help of \(command) \(child) is not shown")
      }
    }
  }

  @Test("The help of every command has an example")
  func examples() async throws {
    for command in try await Self.subcommands(of: "") {
      let bench = try Workbench()
      defer { bench.remove() }
      let help = try await bench.run("commonspend \(command) --help").output
      #expect(help.contains("Example"), "commonspend \(command) --help has no example")
    }
  }

  @Test("Every format has its section in docs/reference/formats.md")
  func formats() async throws {
    let headings = try headings("docs/reference/formats.md")
    let ids = try await names(#"commonspend formats --json | sed 's/{"id":"\([^"]*\)".*/\1/'"#)
    #expect(ids.contains("core-pos"))
    for id in ids { #expect(headings.contains(id), "the format \(id) has no section") }
  }

  @Test("Every report has its section in docs/reference/reports.md, or a page in docs/reports")
  func reports() async throws {
    let headings = try headings("docs/reference/reports.md")
    let ids = try await names("commonspend report")
    #expect(ids.contains("share"))
    for id in ids {
      let hasPage = (try? Document(path: "docs/reports/\(id).md").text()) != nil
      #expect(headings.contains(id) || hasPage, "the report \(id) has neither a section nor a page")
    }
  }

  @Test("Every method is explained in docs/methodology.md")
  func methods() async throws {
    let page = try Document(path: "docs/methodology.md").text()
    let ids = try await names("commonspend methods | sed -n '2,/^$/p'")
    #expect(ids.contains("judged"))
    for id in ids { #expect(page.contains("`\(id)`"), "the method \(id) is not explained") }
  }

  @Test("Every key and column of a workspace's files is in docs/workspace.md or docs/reference/ratings.md")
  func workspaceFiles() async throws {
    let page = try Document(path: "docs/workspace.md").text() + (try Document(path: "docs/reference/ratings.md").text())
    let bench = try Workbench()
    defer { bench.remove() }
    _ = try await bench.run("commonspend init . --currency USD && echo 'nosuchkey: 1' >> commonspend.yaml")
    let refusal = try await bench.run("commonspend check").output
    let keys = refusal.split(separator: "\n").first { $0.contains("known keys: ") }?.split(separator: ": ").last ?? ""
    #expect(keys.contains("currency"))
    for key in keys.split(separator: ", ") { #expect(page.contains("`\(key)`"), "the key \(key) is not documented") }
    for table in ["products.csv", "suppliers.csv", "ratings.csv"] {
      let text = try await bench.run("grep -v '^#' \(table)").output
      for column in text.split(separator: "\n").first?.split(separator: ",") ?? [] {
        #expect(page.contains("`\(column)`"), "the column \(column) of \(table) is not documented")
      }
    }
  }
}
