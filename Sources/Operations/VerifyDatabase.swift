// `verify`: recomputes what the database holds; `--digest` tells whether two databases hold the same sales.
internal import Ingestion
internal import Rendering
internal import SpendModel
internal import Storage

/// What `verify` found.
public struct VerifyResult: Sendable {
  private let findings: [VerifyFinding]
  private let digest: String?

  init(findings: [VerifyFinding], digest: String?) {
    self.findings = findings
    self.digest = digest
  }

  /// Damaged where something does not hold.
  public var status: ExitStatus { findings.isEmpty ? .done : .damaged }

  /// For people and scripts: with `--digest` and no finding, the digest alone.
  public var sentences: String {
    guard !findings.isEmpty else { return (digest ?? "Every page, sum and balance holds.") + "\n" }
    return findings.map { finding in
      PrintableText.line(finding.what) + "\n"
        + (finding.files.isEmpty
          ? "" : "  import again: \(PrintableText.line(finding.files.joined(separator: ", ")))\n")
    }.joined()
  }

  /// One JSON object.
  public var jsonText: String {
    JSONText.object([
      ("state", .string(findings.isEmpty ? "ok" : "damaged")), ("digest", .optional(digest)),
      (
        "findings",
        .array(
          findings.map { .object([("what", .string($0.what)), ("files", .array($0.files.map { .string($0) }))]) })
      ),
    ]).text
  }
}

/// Recomputes pages and balances, and where asked the digest of the content.
public func verifyDatabase(digest: Bool, in workspace: Workspace) throws -> VerifyResult {
  let database = try workspace.readDatabase(.readAnyVersion)
  let findings = try database.verify()
  guard digest, findings.isEmpty else { return VerifyResult(findings: findings, digest: nil) }
  guard let content = ContentDigest() else {
    throw Problem(
      .environment, what: "The digest could not be started.", place: "verify --digest", rule: "SHA-256 by libcrypto",
      mend: "Check the memory of the machine.")
  }
  try database.forEachDigestLine { line in
    content.update(line)
    content.update("\n")
  }
  return VerifyResult(findings: [], digest: content.hexText())
}
