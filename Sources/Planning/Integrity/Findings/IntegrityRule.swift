public import GeoCore

/// A rule of `check`: its code and name never change. Every finding refers to its rule, of which
/// there is one object.
public final class IntegrityRule: Sendable, Hashable {
  /// The family's letter and a number: `C201`.
  public let code: String
  /// Words with hyphens: `overlap`.
  public let name: String
  /// How bad a finding is unless the caller decides otherwise.
  public let severity: Severity
  /// One line: what a finding of this rule says.
  public let summary: String
  /// What the rule means, how it is decided, and why it matters; with its source.
  public let explanation: DoorText
  /// What to do about a finding, as the end of a sentence.
  public let remedy: Remedy
  /// Whether a file with such a finding cannot be read as a layer at all.
  public let makesUnreadable: Bool
  /// How bad a finding is for those who hold files to the letter of a standard (`--strict`).
  public let strictSeverity: Severity
  /// Where the standard, or what comes nearest to one, is published.
  public let reference: String

  /// A rule. Without `strictSeverity` it is as bad under `--strict` as ever.
  public init(
    code: String, name: String, severity: Severity, summary: String, explanation: DoorText,
    remedy: Remedy, makesUnreadable: Bool = false, strictSeverity: Severity? = nil,
    reference: String? = nil
  ) {
    self.code = code
    self.name = name
    self.severity = severity
    self.summary = summary
    self.explanation = explanation
    self.remedy = remedy
    self.makesUnreadable = makesUnreadable
    self.strictSeverity = strictSeverity ?? severity
    let family = RuleFamily(rawValue: String(code.prefix(1))) ?? .structure
    self.reference = reference ?? family.reference
  }

  /// The remedy as it is read at a door.
  public func remedy(at door: any Door) -> String { remedy.text(at: door) ?? remedy.text }

  /// Whether both have one code.
  public static func == (a: IntegrityRule, b: IntegrityRule) -> Bool { a.code == b.code }

  /// Hashes the code.
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }

  /// The family that the code's letter stands for.
  public var family: RuleFamily { RuleFamily(rawValue: String(code.prefix(1))) ?? .structure }
}

/// What a rule looks at.
public enum RuleFamily: String, Sendable, CaseIterable {
  /// The text of a file: JSON and GeoJSON as their standards want them.
  case structure = "S"
  /// Geometries, in the sense of OGC Simple Features.
  case validity = "V"
  /// Layers that should cover an area without gap or overlap.
  case coverage = "C"
  /// Attributes, and what a schema says of them.
  case attributes = "A"
  /// Coordinates and the system that they are said to be in.
  case referenceSystem = "R"
  /// Plans, and what they refer to.
  case plan = "X"

  /// The page of the standard that rules the family, or of its reference implementation.
  public var reference: String {
    switch self {
    case .structure: "https://www.rfc-editor.org/rfc/rfc7946"
    case .validity: "https://www.ogc.org/standards/sfa/"
    case .coverage:
      "https://locationtech.github.io/jts/javadoc/org/locationtech/jts/coverage/CoverageValidator.html"
    case .attributes: "https://specs.frictionlessdata.io/table-schema/"
    case .referenceSystem: "https://proj.org/en/stable/usage/transformation.html"
    case .plan: "https://yaml.org/spec/1.2.2/"
    }
  }

  /// For headings: `structure`.
  public var title: String {
    switch self {
    case .structure: "structure"
    case .validity: "validity"
    case .coverage: "coverage"
    case .attributes: "attributes"
    case .referenceSystem: "reference system"
    case .plan: "plan"
    }
  }
}
