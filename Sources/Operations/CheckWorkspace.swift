// `check`: every file of a workspace validated, each finding with its place and its mend.
public import DataFiles
internal import Rendering
internal import SpendModel

/// What `check` found.
public struct CheckResult: Sendable {
  private let problems: [Problem]
  private let remarks: [Problem]
  private let extraColumns: [(file: String, columns: [String])]
  private let counts: [(what: String, count: Int)]

  /// Refused where something is wrong.
  public var status: ExitStatus { problems.isEmpty ? .done : .refused }

  init(problems: [Problem], remarks: [Problem] = [], tables: WorkspaceTables? = nil) {
    self.problems = problems
    self.remarks = remarks
    extraColumns = tables?.extraColumns ?? []
    counts =
      tables.map {
        [
          ("products", $0.products.count), ("suppliers", $0.suppliers.count), ("ratings", $0.ratings.count),
          ("evidence", $0.evidence.count),
        ]
      } ?? []
  }

  /// For people.
  public var sentences: String {
    var lines = problems.map { "error: " + ProblemText.lines($0) } + remarks.map { "note: " + ProblemText.lines($0) }
    lines += extraColumns.map {
      "note: \($0.file): columns that mean nothing here: " + PrintableText.line($0.columns.joined(separator: ", "))
    }
    lines.append(
      counts.filter { $0.what != "evidence" || $0.count > 0 }.map { "\($0.count) \($0.what)" }.joined(separator: ", "))
    lines.append(
      problems.isEmpty
        ? "All files can be used."
        : "\(problems.count) error\(problems.count == 1 ? "" : "s"): nothing is reported until they are mended.")
    return lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  /// docs/reference/check-json.md
  public var jsonText: String {
    JSONText.object([
      ("state", .string(problems.isEmpty ? "ok" : "refused")), ("errors", .array(problems.map(ProblemText.json))),
      ("notes", .array(remarks.map(ProblemText.json))),
      (
        "extraColumns",
        .array(
          extraColumns.map {
            .object([("file", .string($0.file)), ("columns", .array($0.columns.map { .string($0) }))])
          })
      ),
      ("counts", .object(counts.map { ($0.what, .int($0.count)) })),
    ]).text
  }
}

/// Validates every file of the workspace.
public func checkWorkspace(folder: String, catalogue: [DataText]) throws -> CheckResult {
  let workspace: Workspace
  do {
    workspace = try Workspace.open(folder: folder, catalogue: catalogue)
  } catch let problem as Problem where problem.kind == .refused {
    return CheckResult(problems: [problem])
  }
  let tables = try workspace.checkedTables()
  var problems = tables.findings.problems
  problems += try catalogueProblems(workspace)
  let missing = tables.missing.map {
    Problem(
      .refused, what: "There is no such file.", place: $0, rule: "files of a workspace",
      mend: "Make it, or copy the one that `commonspend init` writes; without it its part is unknown.")
  }
  return CheckResult(problems: problems, remarks: missing + tables.findings.remarks, tables: tables)
}

private func catalogueProblems(_ workspace: Workspace) throws -> [Problem] {
  let catalogue = workspace.catalogue
  let checks: [() throws -> Void] = [
    { _ = try catalogue.formats() },
    { _ = try catalogue.reports() },
    { _ = try catalogue.codeLayouts() },
    { _ = try QueryBuilder.wording(ReportRequest(), workspace.configuration, catalogue) },
    { _ = try ControlTable.controls(in: workspace.folder, workspace.configuration.currency) },
    { _ = try QueryBuilder.method(ReportRequest(), workspace.configuration, try catalogue.methods()) },
    { try checkReports(of: workspace) },
  ]
  var problems: [Problem] = []
  for check in checks {
    do {
      try check()
    } catch let problem as Problem {
      problems.append(problem)
    }
  }
  return problems
}

/// Whether `sync` can write its reports: a misspelled name must not wait for the night.
private func checkReports(of workspace: Workspace) throws(Problem) {
  let known = try workspace.catalogue.reports()
  for setting in workspace.configuration.reports {
    let request = ReportRequest(output: setting.output)
    let wording = try QueryBuilder.wording(request, workspace.configuration, workspace.catalogue)
    do {
      _ = try findReport(setting.report, in: known)
      _ = try QueryBuilder.renderer(request, wording)
    } catch {
      throw Problem(
        .refused, what: error.what, place: "commonspend.yaml, key reports, file \(setting.file)", rule: error.rule,
        mend: error.mend)
    }
  }
}
