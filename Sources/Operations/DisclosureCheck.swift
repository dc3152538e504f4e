// `disclosure check` and `disclosure schema`: what a company's file says, and what is wrong with it.
internal import Rendering
internal import SpendModel

/// What a company's file says.
public struct DisclosureReport: Sendable {
  /// Sentences for people.
  public let sentences: String
  /// One JSON object.
  public let jsonText: String
}

/// Checks the text of a company's file; `path` is shown in messages. Refused where it is not in the documented shape.
public func checkDisclosure(text: [UInt8], path: String) throws -> DisclosureReport {
  let file = try DisclosureFile(text: try disclosureText(text, path), path: path)
  let rows = file.statements.map { [$0.criterion, "level \($0.level)", $0.documentDate.isoText, $0.link] }
  let table = aligned([["criterion", "claims", "document of", "link"]] + rows)
  let remarks = file.remarks.map { "note: \($0)\n" }.joined()
  let json = JSONText.object([
    ("state", .string("ok")), ("company", .string(file.company)), ("published", .string(file.published.isoText)),
    (
      "statements",
      .array(
        file.statements.map {
          .object([
            ("criterion", .string($0.criterion)), ("level", .int($0.level)),
            ("documentDate", .string($0.documentDate.isoText)),
            ("link", .string($0.link)),
          ])
        })
    ),
    ("remarks", .array(file.remarks.map { .string($0) })),
  ])
  let opening = "\(file.company), published \(file.published.isoText): \(file.statements.count) statements.\n\n"
  return DisclosureReport(
    sentences: PrintableText.visible(opening + table + remarks)
      + "\nIt is the company's own word: as evidence it has grade 1. `commonspend disclosure add` proposes it.\n",
    jsonText: json.text + "\n")
}

/// The bytes of a file of a person, for commands that take a path.
public func fileBytes(_ path: String) throws -> [UInt8] { try FileAccess.read(path, mend: "Check the path.") }

func disclosureText(_ bytes: [UInt8], _ path: String) throws(Problem) -> String {
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw Problem(
      .refused, what: "The file is not UTF-8.", place: path, rule: "YAML is UTF-8", mend: "Save it as UTF-8.")
  }
  return text
}

/// The JSON Schema of generative-disclosure.yaml.
public let disclosureSchema = """
  {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "generative-disclosure.schema.json",
    "title": "Generative disclosure",
    "description": "Where a company has published its own maximum wage and maximum profit, its accounts, and what it shares.",
    "type": "object",
    "required": ["disclosure", "company", "published"],
    "additionalProperties": false,
    "minProperties": 4,
    "properties": {
      "disclosure": { "const": 1, "description": "Version of this shape." },
      "company": { "type": "string", "minLength": 1 },
      "website": { "type": "string", "format": "uri" },
      "published": { "$ref": "#/$defs/day", "description": "The day on which this file was published." },
      "maximumWage": {
        "type": "object",
        "required": ["definition", "link"],
        "additionalProperties": false,
        "properties": {
          "definition": { "type": "string", "minLength": 1, "description": "The company's own limit, in its own words." },
          "ratio": { "$ref": "#/$defs/number", "description": "Highest to lowest wage, at most." },
          "actualRatio": { "$ref": "#/$defs/number", "description": "The ratio of the last year." },
          "link": { "$ref": "#/$defs/link" },
          "date": { "$ref": "#/$defs/day" }
        }
      },
      "maximumProfit": {
        "type": "object",
        "required": ["definition", "link"],
        "additionalProperties": false,
        "properties": {
          "definition": { "type": "string", "minLength": 1, "description": "The company's own limit, in its own words." },
          "percent": { "$ref": "#/$defs/number", "description": "The limit in per cent." },
          "actualPercent": { "$ref": "#/$defs/number", "description": "The figure of the last year in per cent." },
          "link": { "$ref": "#/$defs/link" },
          "date": { "$ref": "#/$defs/day" }
        }
      },
      "openAccounts": {
        "type": "object",
        "required": ["link"],
        "additionalProperties": false,
        "properties": {
          "link": { "$ref": "#/$defs/link" },
          "date": { "$ref": "#/$defs/day", "description": "The day on which the accounts were closed." }
        }
      },
      "commons": {
        "type": "array",
        "items": {
          "type": "object",
          "required": ["what", "link"],
          "additionalProperties": false,
          "properties": {
            "what": { "type": "string", "minLength": 1 },
            "licence": { "type": "string", "description": "SPDX identifier, such as CC-BY-SA-4.0." },
            "link": { "$ref": "#/$defs/link" },
            "date": { "$ref": "#/$defs/day" }
          }
        }
      },
      "governance": {
        "type": "object",
        "required": ["link"],
        "additionalProperties": false,
        "properties": {
          "purpose": { "type": "string" },
          "link": { "$ref": "#/$defs/link" },
          "date": { "$ref": "#/$defs/day" }
        }
      },
      "customers": {
        "type": "object",
        "required": ["link"],
        "additionalProperties": false,
        "properties": {
          "link": { "$ref": "#/$defs/link" },
          "date": { "$ref": "#/$defs/day" }
        }
      }
    },
    "$defs": {
      "day": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "The day the document speaks for; default: published." },
      "link": { "type": "string", "pattern": "^https?://[^ ]+$", "description": "A page that needs no login." },
      "number": { "type": "number", "minimum": 0 }
    }
  }

  """
